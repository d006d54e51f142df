"""The times that are offered when something is due, embargoed or has happened."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from tipdesk.gui import times
from tipdesk.gui.pickers.choices import Choice

MORNING, EVENING, MIDNIGHT = 9, 18, 24  # o'clock, of today


Offered = tuple[tuple[str, datetime], ...]


@dataclass(frozen=True, slots=True)
class Timing:
    """One of a tip's times: its field, the picker's title, the word for none, what is offered."""

    field: str
    title: str
    none: str
    offered: Offered

    def choices(self) -> Iterator[Choice]:
        """Give the picker's rows."""
        for said, moment in self.offered:
            yield Choice(moment.isoformat(), said, times.when(moment), glyph="clock", role="muted")
        yield Choice("", self.none)


def due(now: datetime) -> Timing:
    """Say when a tip may be due."""
    offered = (
        (_tr("In 1 hour"), now + timedelta(hours=1)),
        (_tr("In 3 hours"), now + timedelta(hours=3)),
        (_tr("This evening"), _today(now, EVENING)),
        (_tr("Tomorrow morning"), _today(now, MORNING) + timedelta(days=1)),
    )
    title = _tr("Due, or type 2026-11-22 18:00")
    return Timing("due_at", title, _tr("No due time"), _still_to_come(offered, now))


def embargo(now: datetime) -> Timing:
    """Say until when a tip may be embargoed."""
    offered = (
        (_tr("This evening"), _today(now, EVENING)),
        (_tr("Midnight"), _today(now, MIDNIGHT)),
        (_tr("Tomorrow morning"), _today(now, MORNING) + timedelta(days=1)),
        (_tr("In a week"), now + timedelta(days=7)),
    )
    title = _tr("Embargo until, or type 2026-11-22 18:00")
    return Timing("embargo_until", title, _tr("No embargo"), _still_to_come(offered, now))


def happened(now: datetime) -> Timing:
    """Say when what a tip tells may have happened."""
    offered = (
        (_tr("Now"), now),
        (_tr("An hour ago"), now - timedelta(hours=1)),
        (_tr("This morning"), _today(now, MORNING)),
        (_tr("Yesterday, about now"), now - timedelta(days=1)),
    )
    past = tuple((said, moment) for said, moment in offered if moment <= now)
    title = _tr("Happened, or type 2026-11-22 18:00")
    return Timing("happened_at", title, _tr("Not known"), past)


def _still_to_come(offered: Offered, now: datetime) -> Offered:
    return tuple(one for one in offered if one[1] > now)


def _today(now: datetime, hour: int) -> datetime:
    return now.replace(hour=0, minute=0) + timedelta(hours=hour)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Timing", text)
