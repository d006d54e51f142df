"""Reads what the list shows of each tip, with a few questions however many tips there are.

Plain SQL, and free of SQLModel: so that the window can paint before its libraries are loaded.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.lines import TipLine
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
from tipdesk.newsroom.when import of_kept
from tipdesk.store.batches import batches

if TYPE_CHECKING:
    from sqlmodel import Session

_SHOWN_PICTURES = 3

# Each is asked for some tips, whose numbers are given as a list in JSON.
_TIPS = """
    SELECT tip.id, tip.headline, tip.channel, tip.received_at, tip.workflow, tip.verdict,
        tip.priority, tip.opened_at IS NULL, tip.trashed_at IS NOT NULL, tip.sensitivity,
        tip.embargo_until, tip.due_at,
        tip.protected OR coalesce(contributor.protected, 0),
        coalesce(
            nullif(contributor.name, ''),
            (SELECT min(value) FROM contactpoint WHERE contributor_id = contributor.id),
            ''
        ),
        coalesce(editor.name, '')
    FROM tip
    LEFT JOIN contributor ON contributor.id = tip.contributor_id
    LEFT JOIN editor ON editor.id = tip.assignee_id
    WHERE tip.id IN (SELECT value FROM json_each(?))
"""
_TAGS = """
    SELECT tip_id, name FROM tiptag JOIN tag ON tag.id = tag_id
    WHERE tip_id IN (SELECT value FROM json_each(?)) ORDER BY tag.key
"""
_SLUGS = """
    SELECT tip_id, slug FROM storytip JOIN story ON story.id = story_id
    WHERE tip_id IN (SELECT value FROM json_each(?)) ORDER BY slug
"""
_FILES = """
    SELECT tip_id, media.digest, permission, kind FROM media JOIN facts USING (digest)
    WHERE tip_id IN (SELECT value FROM json_each(?)) ORDER BY tip_id, position, id
"""
_PAIRED = """
    SELECT tip_id, pair, kind, media.digest FROM media JOIN facts USING (digest)
    WHERE tip_id IN (SELECT value FROM json_each(?)) AND pair IS NOT NULL
"""
_NOTES = """
    SELECT tip_id, count(*) FROM note
    WHERE tip_id IN (SELECT value FROM json_each(?)) GROUP BY tip_id
"""

_PROMISED = """
    SELECT DISTINCT tip_id FROM message
    WHERE tip_id IN (SELECT value FROM json_each(?))
        AND json_extract(said, '$.call.promised') <> ''
        AND NOT coalesce(json_extract(said, '$.call.kept'), 0)
"""


class _Tip(NamedTuple):
    id: TipId
    headline: str
    channel: str
    received_at: str
    workflow: str
    verdict: str
    priority: int
    unread: int
    trashed: int
    sensitivity: str
    embargo_until: str | None
    due_at: str | None
    protected: int
    sender: str
    assignee: str


class _File(NamedTuple):
    tip: TipId
    digest: str
    permission: str
    kind: str


def lines_of(session: "Session", ids: Sequence[TipId]) -> list[TipLine]:
    """Read the lines of these tips, in the order asked; tips that are gone are left out."""
    return read_lines(session.connection().connection.driver_connection, ids)


def read_lines(connection: Any, ids: Sequence[TipId]) -> list[TipLine]:
    """Read them through the driver's connection."""
    lines: dict[TipId, TipLine] = {}
    for batch in batches(ids):
        beside = _Beside(connection, json.dumps(batch))
        lines.update((tip.id, _line(tip, beside)) for tip in beside.tips)
    return [lines[tip] for tip in ids if tip in lines]


class _Beside:
    """Some tips, and what belongs to them: tags, slugs, files and the number of notes."""

    def __init__(self, connection: Any, tips: str) -> None:
        self._connection = connection
        self.tips = list(map(_Tip._make, self._ask(_TIPS, tips)))
        self.tags = _by_tip(self._ask(_TAGS, tips))
        self.slugs = _by_tip(self._ask(_SLUGS, tips))
        self.notes = dict(self._ask(_NOTES, tips))
        self.files: defaultdict[TipId, list[_File]] = defaultdict(list)
        for file in map(_File._make, self._ask(_FILES, tips)):
            self.files[file.tip].append(file)
        self.moving_halves = self._moving_halves()
        self.promised = self._promised()

    def _ask(self, question: str, tips: str) -> Iterator[Any]:
        rows: Iterator[Any] = self._connection.execute(question, (tips,))
        return rows

    def _moving_halves(self) -> set[tuple[TipId, str]]:
        """Find the videos of Live Photos, by tip and digest: to an editor both are one file."""
        both = {FileKind.PICTURE, FileKind.VIDEO}
        # Asked only where there can be one: the statements of a file lie in the way of its pair.
        tips = [tip for tip, files in self.files.items() if both <= {file.kind for file in files}]
        paired = list(self._ask(_PAIRED, json.dumps(tips))) if tips else []
        pictures = {(tip, pair) for tip, pair, kind, _ in paired if kind == FileKind.PICTURE}
        return {
            (tip, digest)
            for tip, pair, kind, digest in paired
            if kind == FileKind.VIDEO and (tip, pair) in pictures
        }

    def _promised(self) -> set[TipId]:
        """Find the tips that are due because something was promised on the phone."""
        tips = [tip.id for tip in self.tips if tip.due_at and tip.channel == Channel.PHONE]
        return {tip for (tip,) in self._ask(_PROMISED, json.dumps(tips))} if tips else set()


def _by_tip(rows: Iterator[tuple[TipId, str]]) -> defaultdict[TipId, list[str]]:
    found: defaultdict[TipId, list[str]] = defaultdict(list)
    for tip, what in rows:
        found[tip].append(what)
    return found


def _line(tip: _Tip, beside: _Beside) -> TipLine:
    files = beside.files[tip.id]
    looked_at = [file for file in files if (tip.id, file.digest) not in beside.moving_halves]
    return TipLine(
        id=tip.id,
        headline=tip.headline,
        channel=Channel(tip.channel),
        contributor="" if tip.protected else tip.sender,
        protected=bool(tip.protected),
        received_at=of_kept(tip.received_at),
        workflow=Workflow(tip.workflow),
        verdict=Verdict(tip.verdict),
        permission=weakest([Permission(file.permission) for file in files]),
        priority=tip.priority,
        assignee=tip.assignee,
        unread=bool(tip.unread),
        trashed=bool(tip.trashed),
        sensitivity=tuple(map(Sensitivity, json.loads(tip.sensitivity))),
        embargo_until=of_kept(tip.embargo_until) if tip.embargo_until else None,
        due_at=of_kept(tip.due_at) if tip.due_at else None,
        tags=tuple(beside.tags[tip.id]),
        stories=tuple(beside.slugs[tip.id]),
        kinds=_kinds(looked_at),
        thumbnails=tuple(one.digest for one in looked_at if one.kind in VISIBLE)[:_SHOWN_PICTURES],
        notes=beside.notes.get(tip.id, 0),
        promised=tip.id in beside.promised,
    )


def _kinds(files: list[_File]) -> dict[FileKind, int]:
    kinds: dict[FileKind, int] = {}
    for file in files:
        kinds[FileKind(file.kind)] = kinds.get(FileKind(file.kind), 0) + 1
    return kinds
