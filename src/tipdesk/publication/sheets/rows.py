"""The questions that a summary asks of the desk: the same few for any number of tips."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import FromClause, RowMapping, Select, inspect, select
from sqlmodel import Session, SQLModel

from tipdesk.intake.belonging import slug_of
from tipdesk.newsroom.media import Facts, Media, TipLink
from tipdesk.newsroom.people import ContactPoint, Contributor, Editor
from tipdesk.newsroom.record import LedgerEntry, Note
from tipdesk.newsroom.states import VISIBLE, ReadState
from tipdesk.newsroom.story import Story, StoryTip, Use
from tipdesk.newsroom.tip import Tag, Tip, TipTag
from tipdesk.store.batches import batches

_AT_ONCE = 1_000
Grouped = dict[int, list[RowMapping]]


def _table(noun: type[SQLModel]) -> FromClause:
    table: FromClause = inspect(noun).local_table
    return table


_TIP, _EDITOR, _CONTRIBUTOR = _table(Tip), _table(Editor), _table(Contributor)
_MEDIA, _FACTS, _STORY, _STORY_TIP = _table(Media), _table(Facts), _table(Story), _table(StoryTip)
_TAG, _TIP_TAG, _USE, _NOTE = _table(Tag), _table(TipTag), _table(Use), _table(Note)
_CONTACT, _LEDGER, _LINK = _table(ContactPoint), _table(LedgerEntry), _table(TipLink)


@dataclass(frozen=True, slots=True)
class Rows:
    """What the desk holds of up to a thousand tips, by tip; `contacts` by contributor."""

    asked: list[int]
    tips: dict[int, RowMapping] = field(repr=False)
    media: Grouped = field(repr=False)
    stories: Grouped = field(repr=False)
    tags: Grouped = field(repr=False)
    uses: Grouped = field(repr=False)
    notes: Grouped = field(repr=False)
    links: Grouped = field(repr=False)
    contacts: Grouped = field(repr=False)
    past: Grouped = field(repr=False)


def read_rows(session: Session, tips: Sequence[int], *, past: bool) -> Iterator[Rows]:
    """Read tips with all that hangs on them, a thousand at a time; `past` asks for the ledger."""
    for ids in batches(map(int, tips), _AT_ONCE):
        found = {row["id"]: row for row in _ask(session, _tips(ids))}
        people = {row["contributor_id"] for row in found.values()} - {None}
        yield Rows(
            asked=ids,
            tips=found,
            media=_grouped(session, _media(ids)),
            stories=_grouped(session, _stories(ids)),
            tags=_grouped(session, _tags(ids)),
            uses=_grouped(session, _uses(ids)),
            notes=_grouped(session, _of_tips(_NOTE, ids).order_by(_NOTE.c.id)),
            links=_grouped(session, _of_tips(_LINK, ids).order_by(_LINK.c.id)),
            contacts=_grouped(session, _contacts(people), "contributor_id"),
            past=_grouped(session, _past(ids)) if past else {},
        )


def read_shown(session: Session, tips: Sequence[int]) -> list[str]:
    """Name the readable pictures and videos of tips by their digests, each once."""
    found: dict[str, None] = {}
    for ids in batches(map(int, tips), _AT_ONCE):
        shown = _FACTS.c.kind.in_(VISIBLE)
        question = _media(ids).where(shown, _FACTS.c.state == ReadState.READ)
        found |= dict.fromkeys(row["digest"] for row in _ask(session, question))
    return list(found)


def read_story(session: Session, slug: str) -> RowMapping | None:
    """Read one story by its slug."""
    return next(iter(_ask(session, select(_STORY).where(_STORY.c.slug == slug_of(slug)))), None)


def read_names(session: Session) -> tuple[dict[int, str], dict[int, str]]:
    """Read the names of all editors and the slugs of all stories, as the history speaks of them."""
    editors = {row["id"]: row["name"] for row in _ask(session, select(_EDITOR))}
    slugs = _ask(session, select(_STORY.c.id, _STORY.c.slug))
    return editors, {row["id"]: row["slug"] for row in slugs}


def _ask(session: Session, question: Select[tuple[object, ...]]) -> list[RowMapping]:
    return list(session.connection().execute(question).mappings())


def _grouped(
    session: Session, question: Select[tuple[object, ...]], key: str = "tip_id"
) -> Grouped:
    groups: Grouped = defaultdict(list)
    for row in _ask(session, question):
        groups[row[key]].append(row)
    return groups


def _of_tips(table: FromClause, ids: list[int]) -> Select[tuple[object, ...]]:
    return select(table).where(table.c.tip_id.in_(ids))


def _tips(ids: list[int]) -> Select[tuple[object, ...]]:
    return (
        select(
            _TIP,
            _EDITOR.c.name.label("assignee"),
            _CONTRIBUTOR.c.name.label("contributor"),
            _CONTRIBUTOR.c.protected.label("person_protected"),
        )
        .outerjoin_from(_TIP, _EDITOR, _EDITOR.c.id == _TIP.c.assignee_id)
        .outerjoin(_CONTRIBUTOR, _CONTRIBUTOR.c.id == _TIP.c.contributor_id)
        .where(_TIP.c.id.in_(ids))
    )


def _media(ids: list[int]) -> Select[tuple[object, ...]]:
    facts = [column for column in _FACTS.c if column.name != "digest"]
    return (
        select(_MEDIA, *facts)
        .join_from(_MEDIA, _FACTS, _FACTS.c.digest == _MEDIA.c.digest)
        .where(_MEDIA.c.tip_id.in_(ids))
        .order_by(_MEDIA.c.tip_id, _MEDIA.c.position, _MEDIA.c.id)
    )


def _stories(ids: list[int]) -> Select[tuple[object, ...]]:
    return (
        select(_STORY, _STORY_TIP.c.tip_id)
        .join_from(_STORY, _STORY_TIP, _STORY_TIP.c.story_id == _STORY.c.id)
        .where(_STORY_TIP.c.tip_id.in_(ids))
        .order_by(_STORY.c.slug)
    )


def _tags(ids: list[int]) -> Select[tuple[object, ...]]:
    return (
        select(_TAG.c.name, _TIP_TAG.c.tip_id)
        .join_from(_TAG, _TIP_TAG, _TIP_TAG.c.tag_id == _TAG.c.id)
        .where(_TIP_TAG.c.tip_id.in_(ids))
        .order_by(_TAG.c.key)
    )


def _uses(ids: list[int]) -> Select[tuple[object, ...]]:
    return (
        select(_USE, _STORY.c.slug)
        .outerjoin_from(_USE, _STORY, _STORY.c.id == _USE.c.story_id)
        .where(_USE.c.tip_id.in_(ids))
        .order_by(_USE.c.published_at, _USE.c.id)
    )


def _contacts(people: set[int]) -> Select[tuple[object, ...]]:
    wanted = _CONTACT.c.contributor_id.in_(people)
    return select(_CONTACT).where(wanted).order_by(_CONTACT.c.id)


def _past(ids: list[int]) -> Select[tuple[object, ...]]:
    told = ("tip_id", "change_id", "at", "editor", "verb", "reason", "noun", "after")
    columns = [_LEDGER.c[name] for name in told]
    return select(*columns).where(_LEDGER.c.tip_id.in_(ids)).order_by(_LEDGER.c.id)
