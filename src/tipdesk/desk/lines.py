"""Reads what the list shows of each tip, with a few questions however many tips there are."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, select
from sqlmodel import Session, col, func

from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.lines import TipLine
from tipdesk.newsroom.media import Facts, Media
from tipdesk.newsroom.people import ContactPoint, Contributor, Editor
from tipdesk.newsroom.record import Note
from tipdesk.newsroom.states import (
    VISIBLE,
    Channel,
    FileKind,
    Permission,
    Sensitivity,
    Verdict,
    Workflow,
    weakest,
)
from tipdesk.newsroom.story import Story, StoryTip
from tipdesk.newsroom.tip import Tag, Tip, TipTag
from tipdesk.store.batches import batches

_SHOWN_PICTURES = 3

_FIRST_CONTACT = (
    select(func.min(col(ContactPoint.value)))
    .where(col(ContactPoint.contributor_id) == col(Contributor.id))
    .correlate(Contributor)
    .scalar_subquery()
)
_TIP: Select[*tuple[Any, ...]] = (
    select(
        col(Tip.id).label("id"),
        col(Tip.headline).label("headline"),
        col(Tip.channel).label("channel"),
        col(Tip.received_at).label("received_at"),
        col(Tip.workflow).label("workflow"),
        col(Tip.verdict).label("verdict"),
        col(Tip.priority).label("priority"),
        col(Tip.opened_at).label("opened_at"),
        col(Tip.trashed_at).label("trashed_at"),
        col(Tip.sensitivity).label("sensitivity"),
        col(Tip.embargo_until).label("embargo_until"),
        col(Tip.due_at).label("due_at"),
        (col(Tip.protected) | func.coalesce(col(Contributor.protected), False)).label("protected"),
        func.coalesce(func.nullif(col(Contributor.name), ""), _FIRST_CONTACT, "").label("sender"),
        func.coalesce(col(Editor.name), "").label("assignee"),
    )
    .outerjoin(Contributor, col(Contributor.id) == col(Tip.contributor_id))
    .outerjoin(Editor, col(Editor.id) == col(Tip.assignee_id))
)
_TAGS = select(col(TipTag.tip_id), col(Tag.name)).join(Tag).order_by(col(Tag.key))
_SLUGS = select(col(StoryTip.tip_id), col(Story.slug)).join(Story).order_by(col(Story.slug))
_FILES = (
    select(col(Media.tip_id), col(Media.digest), col(Media.permission), col(Facts.kind))
    .join(Facts)
    .order_by(col(Media.tip_id), col(Media.position), col(Media.id))
)
_PAIRED = (
    select(col(Media.tip_id), col(Facts.pair), col(Facts.kind), col(Media.digest))
    .join(Facts)
    .where(col(Facts.pair).is_not(None))
)
_NOTES = select(col(Note.tip_id), func.count()).group_by(col(Note.tip_id))


class _Beside:
    """What belongs to some tips, by tip: tags, slugs, files and the number of notes."""

    def __init__(self, session: Session, tips: list[TipId]) -> None:
        self.tags: defaultdict[int, list[str]] = defaultdict(list)
        self.slugs: defaultdict[int, list[str]] = defaultdict(list)
        self.files: defaultdict[int, list[Row[Any]]] = defaultdict(list)
        for tip, name in session.execute(_TAGS.where(col(TipTag.tip_id).in_(tips))):
            self.tags[tip].append(name)
        for tip, slug in session.execute(_SLUGS.where(col(StoryTip.tip_id).in_(tips))):
            self.slugs[tip].append(slug)
        for row in session.execute(_FILES.where(col(Media.tip_id).in_(tips))):
            self.files[row[0]].append(row)
        self.moving_halves = self._moving_halves(session)
        noted = session.execute(_NOTES.where(col(Note.tip_id).in_(tips)))
        self.notes = dict(noted.all())

    def _moving_halves(self, session: Session) -> set[tuple[int, str]]:
        """Find the videos of Live Photos, by tip and digest: to an editor both are one file."""
        both = {FileKind.PICTURE, FileKind.VIDEO}
        # Asked only where there can be one: the statements of a file lie in the way of its pair.
        tips = [tip for tip, files in self.files.items() if both <= {row.kind for row in files}]
        paired = session.execute(_PAIRED.where(col(Media.tip_id).in_(tips))).all() if tips else ()
        pictures = {(row.tip_id, row.pair) for row in paired if row.kind == FileKind.PICTURE}
        return {
            (row.tip_id, row.digest)
            for row in paired
            if row.kind == FileKind.VIDEO and (row.tip_id, row.pair) in pictures
        }


def lines_of(session: Session, ids: Sequence[TipId]) -> list[TipLine]:
    """Read the lines of these tips, in the order asked; tips that are gone are left out."""
    lines: dict[TipId, TipLine] = {}
    for batch in batches(ids):
        beside = _Beside(session, batch)
        for row in session.execute(_TIP.where(col(Tip.id).in_(batch))):
            lines[row.id] = _line(row, beside)
    return [lines[tip] for tip in ids if tip in lines]


def _line(row: Row[Any], beside: _Beside) -> TipLine:
    files = beside.files[row.id]
    looked_at = [file for file in files if (row.id, file.digest) not in beside.moving_halves]
    return TipLine(
        id=row.id,
        headline=row.headline,
        channel=Channel(row.channel),
        contributor="" if row.protected else row.sender,
        protected=bool(row.protected),
        received_at=row.received_at,
        workflow=Workflow(row.workflow),
        verdict=Verdict(row.verdict),
        permission=weakest([Permission(file.permission) for file in files]),
        priority=row.priority,
        assignee=row.assignee,
        unread=row.opened_at is None,
        trashed=row.trashed_at is not None,
        sensitivity=tuple(map(Sensitivity, row.sensitivity)),
        embargo_until=row.embargo_until,
        due_at=row.due_at,
        tags=tuple(beside.tags[row.id]),
        stories=tuple(beside.slugs[row.id]),
        kinds=_kinds(looked_at),
        thumbnails=tuple(one.digest for one in looked_at if one.kind in VISIBLE)[:_SHOWN_PICTURES],
        notes=beside.notes.get(row.id, 0),
    )


def _kinds(files: list[Row[Any]]) -> dict[FileKind, int]:
    kinds: dict[FileKind, int] = {}
    for file in files:
        kinds[FileKind(file.kind)] = kinds.get(FileKind(file.kind), 0) + 1
    return kinds
