"""Conditions on when: received, taken, published, due, under embargo, changed."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import and_, or_
from sqlmodel import col

from tipdesk.desk.asking.dates import Span, span
from tipdesk.desk.asking.fields import FORWARD
from tipdesk.desk.searching.shape import Asker, Condition, among_tips, held_by_tip
from tipdesk.newsroom.media import Facts, Media
from tipdesk.newsroom.story import Use
from tipdesk.newsroom.tip import Tip

_Ask = Callable[[tuple[str, ...], Asker], Condition]


def own(key: str, column: Any) -> _Ask:
    """Ask a moment of the tip itself."""
    return lambda values, asker: or_(
        *(_between(column, one, _moment) for one in _spans(key, values, asker))
    )


def embargoed(values: tuple[str, ...], asker: Asker) -> Condition:
    """Ask until when a tip may not run; few are under an embargo, and an index names them."""
    spans = _spans("embargo", values, asker)
    return among_tips(
        lambda tip: or_(*(_between(tip.embargo_until, one, _moment) for one in spans))
    )


def taken(values: tuple[str, ...], asker: Asker) -> Condition:
    """Ask when a file was made, by the clock of its camera."""
    made = or_(
        *(_between(col(Facts.taken_at), one, _exif) for one in _spans("taken", values, asker))
    )
    return held_by_tip(col(Media.tip_id), made, join=Facts)


def may_be_taken(values: tuple[str, ...], asker: Asker) -> Condition:
    """Say between when the files of a tip were made, as its own row hints."""
    first, last = col(Tip.taken_from), col(Tip.taken_until)
    return or_(*(_overlaps(first, last, one) for one in _spans("taken", values, asker)))


def published(values: tuple[str, ...], asker: Asker) -> Condition:
    """Ask when a tip was used; what was withdrawn was not."""
    ran = or_(
        *(
            _between(col(Use.published_at), one, _moment)
            for one in _spans("published", values, asker)
        )
    )
    return held_by_tip(col(Use.tip_id), ran, col(Use.withdrawn_at).is_(None))


def _spans(key: str, values: tuple[str, ...], asker: Asker) -> list[Span]:
    return [span(value, asker.clock, ahead=key in FORWARD) for value in values]


def _between(column: Any, one: Span, write: Callable[[datetime], Any]) -> Condition:
    bounds = [column.is_not(None)]
    if one.start is not None:
        bounds.append(column >= write(one.start))
    if one.end is not None:
        bounds.append(column < write(one.end))
    return and_(*bounds)


def _overlaps(first: Any, last: Any, one: Span) -> Condition:
    bounds = []
    if one.end is not None:
        bounds.append(first < _exif(one.end))  # what a walk from the newest finds false first
    if one.start is not None:
        bounds.append(last >= _exif(one.start))
    return and_(*bounds, last.is_not(None))


def _moment(clock: datetime) -> datetime:
    """Turn the time on this wall into a moment; before the system's calendar it is as in UTC."""
    try:
        return clock.astimezone(UTC)
    except (OverflowError, ValueError, OSError):
        return clock.replace(tzinfo=UTC)


def _exif(clock: datetime) -> str:
    return clock.strftime("%Y:%m:%d %H:%M:%S")
