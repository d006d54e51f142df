"""Opens one tip: everything that is shown of it, with the same few questions for every tip."""

from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlmodel import Session, col, func
from sqlmodel import select as rows

from tipdesk.desk.counts.shelves import story_lines
from tipdesk.desk.lines import lines_of
from tipdesk.desk.medialines import media_lines
from tipdesk.desk.triaging.protecting import PROTECTED_SOURCE
from tipdesk.newsroom.errors import NotFound
from tipdesk.newsroom.ids import ContributorId, NoteId, TipId, tip_number
from tipdesk.newsroom.lines import (
    ContributorLine,
    LinkLine,
    NoteLine,
    OpenTip,
    StoryLine,
    TipLine,
    UseLine,
)
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.media import TipLink
from tipdesk.newsroom.people import ContactKind, ContactPoint, Contributor
from tipdesk.newsroom.record import Note
from tipdesk.newsroom.states import Closing
from tipdesk.newsroom.story import Story, StoryTip, Use
from tipdesk.newsroom.tip import Tip
from tipdesk.store.batches import batches
from tipdesk.store.database import Store

_AT_ONCE = 200


def open_tip(store: Store, tip: TipId, *, reveal: bool = False) -> OpenTip:
    """Read everything about one tip; a protected source is named only to `reveal`."""
    with store.reading() as session:
        row = session.get(Tip, tip)
        if row is None:
            raise NotFound(f"{tip_number(tip)} is not on this desk.")
        return _whole(session, row, lines_of(session, [tip])[0], reveal=reveal)


def open_tips(store: Store, tips: Iterable[TipId]) -> Iterator[OpenTip]:
    """Read everything about many tips, in the order asked; those that are gone are left out."""
    for some in batches(tips, _AT_ONCE):
        with store.reading() as session:
            found = session.exec(rows(Tip).where(col(Tip.id).in_(some)))
            by_id = {row.id: row for row in found}
            whole = [_whole(session, by_id[line.id], line) for line in lines_of(session, some)]
        yield from whole


def _whole(session: Session, row: Tip, line: TipLine, *, reveal: bool = False) -> OpenTip:
    """Read what the line doesn't say; what it says is missing is not asked for."""
    tip = line.id
    return OpenTip(
        line=line,
        version=row.version,
        text=row.text,
        place=row.place,
        happened_at=row.happened_at,
        language=row.language,
        closing=Closing(row.closing) if row.closing else None,
        contributor=_contributor(session, row, shown=reveal or not line.protected),
        media=media_lines(session, tip) if line.kinds else (),
        notes=_notes(session, tip) if line.notes else (),
        uses=_uses(session, tip),
        stories=_stories(session, tip) if line.stories else (),
        links=_links(session, tip),
        messages=_messages(session, tip),
        merged_into=TipId(row.merged_into) if row.merged_into else None,
    )


def _stories(session: Session, tip: TipId) -> tuple[StoryLine, ...]:
    put = session.execute(select(col(StoryTip.story_id)).where(col(StoryTip.tip_id) == tip))
    return story_lines(session, put.scalars().all())


def _contributor(session: Session, tip: Tip, *, shown: bool) -> ContributorLine | None:
    person = session.get(Contributor, tip.contributor_id) if tip.contributor_id else None
    if person is None:
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
    sent = select(func.count()).where(col(Tip.contributor_id) == person.id)
    reached = select(col(ContactPoint.value)).where(
        col(ContactPoint.contributor_id) == person.id, col(ContactPoint.kind) != ContactKind.NAME
    )
    return ContributorLine(
        id=ContributorId(person.id or 0),
        name=person.name,
        protected=person.protected or tip.protected,
        contacts=tuple(session.execute(reached.order_by(col(ContactPoint.id))).scalars()),
        note=person.note,
        tips=session.execute(sent).scalar_one(),
    )


def _links(session: Session, tip: TipId) -> tuple[LinkLine, ...]:
    asked = rows(TipLink).where(TipLink.tip_id == tip).order_by(col(TipLink.id))
    links = session.exec(asked).all()
    others = {line.id: line for line in lines_of(session, [TipId(one.other_id) for one in links])}
    return tuple(
        LinkLine(others[TipId(one.other_id)], one.digest, one.other_digest) for one in links
    )


def _messages(session: Session, tip: TipId) -> int:
    asked = select(func.count()).where(col(Message.tip_id) == tip)
    return int(session.execute(asked).scalar_one())


def _notes(session: Session, tip: TipId) -> tuple[NoteLine, ...]:
    asked = rows(Note).where(Note.tip_id == tip).order_by(col(Note.written_at), col(Note.id))
    return tuple(
        NoteLine(NoteId(note.id or 0), note.editor, note.written_at, note.text)
        for note in session.exec(asked)
    )


def _uses(session: Session, tip: TipId) -> tuple[UseLine, ...]:
    asked = (
        select(Use, col(Story.slug))
        .outerjoin(Story)
        .where(col(Use.tip_id) == tip)
        .order_by(col(Use.published_at), col(Use.id))
    )
    return tuple(_use_line(use, slug) for use, slug in session.execute(asked))


def _use_line(use: Use, slug: str | None) -> UseLine:
    return UseLine(
        url=use.url,
        title=use.title,
        outlet=use.outlet,
        credit=use.credit,
        story=slug or "",
        published_at=use.published_at,
        withdrawn_at=use.withdrawn_at,
    )
