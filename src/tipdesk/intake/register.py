"""The one way in, for all channels: bytes first, then one transaction."""

from collections.abc import Sequence

from sqlmodel import Session

from tipdesk.intake.arrival import Arrival, ArrivedFile, Receipt
from tipdesk.intake.belonging import (
    in_utc,
    many_lines,
    one_line,
    slug_of,
    story_for,
    tag_for,
    tag_name,
)
from tipdesk.intake.contributors import contributor_for, read_sender
from tipdesk.intake.errands import strike
from tipdesk.intake.linking import Holders, holders_of, is_held, link, told
from tipdesk.intake.progress import Progress, unwatched
from tipdesk.intake.taking import Kept, take
from tipdesk.newsroom.errors import NotFound
from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.newsroom.names import storable
from tipdesk.newsroom.people import Contributor
from tipdesk.newsroom.story import StoryTip
from tipdesk.newsroom.tip import HEADLINE_LIMIT, TEXT_LIMIT, NewTip, Tip, TipTag
from tipdesk.newsroom.when import now
from tipdesk.store.database import Store

_FIRST_WORDS = 100
NO_HEADLINE = "No headline"


def register(
    store: Store, arrival: Arrival, *, progress: Progress = unwatched, errand: int | None = None
) -> Receipt:
    """Log a tip with everything that came with it; `errand` is struck off in the same step.

    A file that can't be taken is named in the receipt and never keeps the tip out.
    """
    _check_words(arrival.tip)
    kept, refused = take(store, _everything(arrival), progress)
    with store.begin("log") as work:
        holders = holders_of(work, kept)
        tip = _log(work, arrival, kept) if _is_new(arrival, kept, holders) else None
        known = link(work, tip, kept, holders) if tip else told(kept, holders)
        strike(work, errand)
    return Receipt(tip, work.change, known, tuple(refused))


def attach(
    store: Store,
    tip: TipId,
    files: Sequence[ArrivedFile],
    *,
    progress: Progress = unwatched,
    errand: int | None = None,
) -> Receipt:
    """Give files to a tip that is there; one that the tip has already is told, not repeated."""
    with store.reading() as session:
        _check_tip(session, tip)
    kept, refused = take(store, files, progress)
    with store.begin("attach") as work:
        _check_tip(work, tip)
        known = link(work, tip, kept, holders_of(work, kept))
        strike(work, errand)
    return Receipt(tip, work.change, known, tuple(refused))


def _everything(arrival: Arrival) -> list[ArrivedFile]:
    raw = [] if arrival.raw is None else [ArrivedFile(arrival.raw_name, arrival.raw)]
    return [*raw, *arrival.files]


def _is_new(arrival: Arrival, kept: Sequence[Kept], holders: Holders) -> bool:
    if arrival.raw is not None:
        return not is_held(holders, kept[0].digest)
    return not arrival.wordless or any(not is_held(holders, one.digest) for one in kept)


def _check_words(tip: NewTip) -> None:
    """Refuse what can't be logged before gigabytes are copied for it."""
    for tag in tip.tags:
        tag_name(tag)
    for slug in tip.stories:
        slug_of(slug)
    read_sender(tip.sender)
    for moment in (tip.received_at, tip.happened_at):
        if moment is not None:
            in_utc(moment)


def _check_tip(session: Session, tip: TipId) -> None:
    if session.get(Tip, tip) is None:
        raise NotFound(f"There is no {tip_number(tip)} on this desk; nothing was attached.")


def _log(work: Session, arrival: Arrival, kept: Sequence[Kept]) -> TipId:
    said = arrival.tip
    contributor = contributor_for(work, said.sender, protected=said.protected)
    row = Tip(
        headline=_headline(said, kept),
        text=many_lines(said.text, "A tip's text", TEXT_LIMIT).strip(),
        channel=said.channel,
        contributor_id=contributor,
        protected=said.protected or _is_protected(work, contributor),
        received_at=in_utc(said.received_at) if said.received_at else now(),
        happened_at=in_utc(said.happened_at) if said.happened_at else None,
        place=one_line(said.place, "A place", TEXT_LIMIT),
        language=one_line(said.language, "A language", TEXT_LIMIT),
        priority=said.priority,
    )
    work.add(row)
    work.flush()
    tip = TipId(row.id or 0)
    work.add_all(_ties(work, tip, said))
    return tip


def _is_protected(work: Session, contributor: int | None) -> bool:
    person = work.get(Contributor, contributor) if contributor else None
    return person is not None and person.protected


def _ties(work: Session, tip: TipId, said: NewTip) -> list[TipTag | StoryTip]:
    tags = {tag_for(work, name).id or 0 for name in said.tags}
    stories = {story_for(work, slug).id or 0 for slug in said.stories}
    return [
        *(TipTag(tip_id=tip, tag_id=tag) for tag in sorted(tags)),
        *(StoryTip(story_id=story, tip_id=tip) for story in sorted(stories)),
    ]


def _headline(said: NewTip, kept: Sequence[Kept]) -> str:
    first_line = said.text.strip().partition("\n")[0][:_FIRST_WORDS]
    names = (one.name for one in kept)
    for words in (said.headline, first_line, next(names, "")):
        line = one_line(storable(words), "A headline", TEXT_LIMIT)
        if line:
            return line[:HEADLINE_LIMIT]
    return NO_HEADLINE
