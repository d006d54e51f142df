"""Opens one tip: everything that is shown of it, with the same few questions for every tip."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import Session, col, func
from sqlmodel import select as rows

from tipdesk.desk.lines import lines_of
from tipdesk.desk.protecting import PROTECTED_SOURCE
from tipdesk.desk.shelves import story_lines
from tipdesk.newsroom import credentials
from tipdesk.newsroom.errors import NotFound
from tipdesk.newsroom.facts import told
from tipdesk.newsroom.ids import ContributorId, MediaId, NoteId, TipId, tip_number
from tipdesk.newsroom.lines import (
    ContributorLine,
    LinkLine,
    MediaLine,
    NoteLine,
    OpenTip,
    UseLine,
)
from tipdesk.newsroom.media import Facts, Media, TipLink
from tipdesk.newsroom.people import ContactPoint, Contributor
from tipdesk.newsroom.record import Note
from tipdesk.newsroom.states import Choice, Closing, FileKind, Label, Permission, ReadState
from tipdesk.newsroom.story import Story, StoryTip, Use
from tipdesk.newsroom.tip import Tip
from tipdesk.store.database import Store


def open_tip(store: Store, tip: TipId, *, reveal: bool = False) -> OpenTip:
    """Read everything about one tip; a protected source is named only to `reveal`."""
    with store.reading() as session:
        row = session.get(Tip, tip)
        if row is None:
            raise NotFound(f"{tip_number(tip)} is not on this desk.")
        line = lines_of(session, [tip])[0]
        put = session.execute(select(col(StoryTip.story_id)).where(col(StoryTip.tip_id) == tip))
        return OpenTip(
            line=line,
            version=row.version,
            text=row.text,
            place=row.place,
            happened_at=row.happened_at,
            language=row.language,
            closing=Closing(row.closing) if row.closing else None,
            contributor=_contributor(session, row, shown=reveal or not line.protected),
            media=_media(session, tip),
            notes=_notes(session, tip),
            uses=_uses(session, tip),
            stories=story_lines(session, put.scalars().all()),
            links=_links(session, tip),
        )


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
    reached = select(col(ContactPoint.value)).where(col(ContactPoint.contributor_id) == person.id)
    return ContributorLine(
        id=ContributorId(person.id or 0),
        name=person.name,
        protected=person.protected or tip.protected,
        contacts=tuple(session.execute(reached.order_by(col(ContactPoint.id))).scalars()),
        note=person.note,
        tips=session.execute(sent).scalar_one(),
    )


def _media(session: Session, tip: TipId) -> tuple[MediaLine, ...]:
    asked = (
        select(Media, Facts)
        .join(Facts)
        .where(col(Media.tip_id) == tip)
        .order_by(col(Media.position), col(Media.id))
    )
    files = session.execute(asked).all()
    others = _also_in(session, tip, [media.digest for media, _ in files])
    return tuple(_media_line(media, facts, others[media.digest]) for media, facts in files)


def _also_in(session: Session, tip: TipId, digests: Sequence[str]) -> dict[str, list[TipId]]:
    others: defaultdict[str, list[TipId]] = defaultdict(list)
    if digests:
        asked = (
            select(col(Media.digest), col(Media.tip_id))
            .where(col(Media.digest).in_(digests), col(Media.tip_id) != tip)
            .distinct()
        )
        for digest, other in session.execute(asked.order_by(col(Media.tip_id))):
            others[digest].append(TipId(other))
    return others


def _media_line(media: Media, facts: Facts, others: list[TipId]) -> MediaLine:
    placed = facts.latitude is not None and facts.longitude is not None
    return MediaLine(
        id=MediaId(media.id or 0),
        digest=media.digest,
        name=media.name,
        kind=FileKind(facts.kind),
        mime=facts.mime,
        size=facts.size,
        state=ReadState(facts.state),
        reason=facts.reason,
        caption=media.caption,
        credit=media.credit,
        alt_text=media.alt_text,
        label=Label(media.label),
        label_note=media.label_note,
        permission=Permission(media.permission),
        provenance=media.provenance,
        added_at=media.added_at,
        width=facts.width,
        height=facts.height,
        orientation=facts.orientation,
        make=facts.make,
        model=facts.model,
        taken_at=facts.taken_at,
        taken_offset=facts.taken_offset,
        gps=(facts.latitude or 0.0, facts.longitude or 0.0) if placed else None,
        duration=facts.duration,
        codec=facts.codec,
        also_in=tuple(others),
        rotation=facts.rotation,
        said=told(facts.said),
        credentials=credentials.told(facts.credentials),
        thumbnail_differs=facts.thumbnail_differs,
        pair=facts.pair,
        words=facts.words,
        creator=media.creator,
        copyright_notice=media.copyright_notice,
        usage_terms=media.usage_terms,
        rating=media.rating,
        choice=Choice(media.choice),
        made_from=MediaId(media.made_from) if media.made_from else None,
        made_at=media.made_at,
    )


def _links(session: Session, tip: TipId) -> tuple[LinkLine, ...]:
    asked = rows(TipLink).where(TipLink.tip_id == tip).order_by(col(TipLink.id))
    links = session.exec(asked).all()
    others = {line.id: line for line in lines_of(session, [TipId(one.other_id) for one in links])}
    return tuple(
        LinkLine(others[TipId(one.other_id)], one.digest, one.other_digest) for one in links
    )


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
