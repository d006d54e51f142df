"""Opens one tip: everything that is shown of it, with the same few questions for every tip.

Plain SQL: a tip is opened at every step through the list, and asking by way of SQLModel took
longer than the answers.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlmodel import Session

from tipdesk.desk.calls import calls_of
from tipdesk.desk.lines import lines_of
from tipdesk.desk.medialines import media_lines
from tipdesk.desk.triaging.protecting import PROTECTED_SOURCE
from tipdesk.newsroom.errors import NotFound
from tipdesk.newsroom.ids import ContributorId, NoteId, StoryId, TipId, tip_number
from tipdesk.newsroom.lines import (
    ContributorLine,
    LinkLine,
    NoteLine,
    OpenTip,
    StoryLine,
    TipLine,
    UseLine,
)
from tipdesk.newsroom.states import Channel, Closing, StoryStatus
from tipdesk.newsroom.when import of_kept
from tipdesk.store.batches import batches
from tipdesk.store.database import Store

_AT_ONCE = 200
# With what else there is of it, so that nothing is asked for that is not there.
_TIP = """
    SELECT version, text, place, happened_at, language, closing, contributor_id, protected,
        merged_into,
        (SELECT count(*) FROM message WHERE tip_id = tip.id),
        EXISTS (SELECT 1 FROM use WHERE tip_id = tip.id),
        EXISTS (SELECT 1 FROM tiplink WHERE tip_id = tip.id),
        (SELECT count(DISTINCT change_id) FROM ledgerentry WHERE tip_id = tip.id)
            + (SELECT count(DISTINCT change_id) FROM ledgerentry AS theirs
                WHERE noun = 'contributor' AND row = CAST(contributor_id AS TEXT)
                AND id > (SELECT min(id) FROM ledgerentry WHERE tip_id = tip.id)
                AND json_type(before) = 'object'
                AND (json_type(after, '$.blocked') NOTNULL OR json_type(after, '$.name') NOTNULL)
                AND NOT EXISTS (SELECT 1 FROM ledgerentry
                    WHERE change_id = theirs.change_id AND tip_id = tip.id)),
        (SELECT editor FROM ledgerentry WHERE tip_id = tip.id ORDER BY id LIMIT 1)
    FROM tip WHERE id = ?
"""
_SENDER = """
    SELECT name, protected, note, (SELECT count(*) FROM tip WHERE contributor_id = contributor.id)
    FROM contributor WHERE id = ?
"""
_REACHED = """
    SELECT value FROM contactpoint WHERE contributor_id = ? AND kind <> 'name' ORDER BY id
"""
_STORIES = """
    SELECT story.id, slug, headline, section, status, embargo_until, published_url, published_at,
        coalesce((SELECT n FROM tally WHERE kind = 'story' AND key = CAST(story.id AS TEXT)), 0)
    FROM storytip JOIN story ON story.id = story_id
    WHERE tip_id = ? ORDER BY status = 'closed', slug
"""
_NOTES = "SELECT id, editor, written_at, text FROM note WHERE tip_id = ? ORDER BY written_at, id"
_LINKS = "SELECT other_id, digest, other_digest FROM tiplink WHERE tip_id = ? ORDER BY id"
_USES = """
    SELECT url, title, outlet, credit, coalesce(slug, ''), use.published_at, withdrawn_at
    FROM use LEFT JOIN story ON story.id = story_id
    WHERE tip_id = ? ORDER BY use.published_at, use.id
"""


class _Tip(NamedTuple):
    version: int
    text: str
    place: str
    happened_at: str | None
    language: str
    closing: str | None
    contributor: int | None
    protected: int
    merged_into: int | None
    messages: int
    is_used: int
    is_linked: int
    changes: int
    logged_by: str | None


def open_tip(store: Store, tip: TipId, *, reveal: bool = False) -> OpenTip:
    """Read everything about one tip; a protected source is named only to `reveal`."""
    with store.reading() as session:
        lines = lines_of(session, [tip])
        if not lines:
            raise NotFound(f"{tip_number(tip)} is not on this desk.")
        return _whole(session, lines[0], reveal=reveal)


def open_tips(store: Store, tips: Iterable[TipId]) -> Iterator[OpenTip]:
    """Read everything about many tips, in the order asked; those that are gone are left out."""
    for some in batches(tips, _AT_ONCE):
        with store.reading() as session:
            whole = [_whole(session, line) for line in lines_of(session, some)]
        yield from whole


def _whole(session: Session, line: TipLine, *, reveal: bool = False) -> OpenTip:
    """Read what the line doesn't say; what is missing is not asked for."""
    tip, desk = line.id, session.connection().connection.driver_connection
    row = _Tip._make(next(_ask(desk, _TIP, tip)))
    return OpenTip(
        line=line,
        version=row.version,
        text=row.text,
        place=row.place,
        happened_at=_moment(row.happened_at),
        language=row.language,
        closing=Closing(row.closing) if row.closing else None,
        contributor=_contributor(desk, row, shown=reveal or not line.protected),
        media=media_lines(desk, tip) if line.kinds else (),
        notes=_notes(desk, tip) if line.notes else (),
        uses=_uses(desk, tip) if row.is_used else (),
        stories=_stories(desk, tip) if line.stories else (),
        links=_links(session, tip) if row.is_linked else (),
        messages=row.messages,
        merged_into=TipId(row.merged_into) if row.merged_into else None,
        changes=row.changes,
        logged_by=row.logged_by or "",
        calls=calls_of(desk, tip) if row.messages and line.channel is Channel.PHONE else (),
    )


def _ask(desk: Any, question: str, number: int) -> Iterator[Any]:
    rows: Iterator[Any] = desk.execute(question, (number,))
    return rows


def _moment(kept: str | None) -> datetime | None:
    return of_kept(kept) if kept else None


def _stories(desk: Any, tip: TipId) -> tuple[StoryLine, ...]:
    return tuple(
        StoryLine(
            id=StoryId(number),
            slug=slug,
            headline=headline,
            section=section,
            status=StoryStatus(status),
            embargo_until=_moment(embargo),
            published_url=url,
            published_at=_moment(published),
            tips=tips,
        )
        for number, slug, headline, section, status, embargo, url, published, tips in _ask(
            desk, _STORIES, tip
        )
    )


def _contributor(desk: Any, tip: _Tip, *, shown: bool) -> ContributorLine | None:
    if tip.contributor is None:
        return None
    if not shown:
        return ContributorLine(
            id=ContributorId(0),
            name=PROTECTED_SOURCE,
            protected=True,
            contacts=(),
            note="",
            tips=0,
        )
    name, protected, note, tips = next(_ask(desk, _SENDER, tip.contributor))
    return ContributorLine(
        id=ContributorId(tip.contributor),
        name=name,
        protected=bool(protected or tip.protected),
        contacts=tuple(value for (value,) in _ask(desk, _REACHED, tip.contributor)),
        note=note,
        tips=tips,
    )


def _links(session: Session, tip: TipId) -> tuple[LinkLine, ...]:
    desk = session.connection().connection.driver_connection
    links = list(_ask(desk, _LINKS, tip))
    others = {line.id: line for line in lines_of(session, [TipId(other) for other, _, _ in links])}
    return tuple(LinkLine(others[other], digest, same) for other, digest, same in links)


def _notes(desk: Any, tip: TipId) -> tuple[NoteLine, ...]:
    return tuple(
        NoteLine(NoteId(number), editor, of_kept(written), text)
        for number, editor, written, text in _ask(desk, _NOTES, tip)
    )


def _uses(desk: Any, tip: TipId) -> tuple[UseLine, ...]:
    return tuple(
        UseLine(
            url=url,
            title=title,
            outlet=outlet,
            credit=credit,
            story=slug,
            published_at=of_kept(published),
            withdrawn_at=_moment(withdrawn),
        )
        for url, title, outlet, credit, slug, published, withdrawn in _ask(desk, _USES, tip)
    )
