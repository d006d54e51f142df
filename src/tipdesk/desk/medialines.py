"""Reads the files of a tip, each with what it says about itself and with what editors say of it."""

import json
from collections import defaultdict
from typing import Any

from tipdesk.newsroom import credentials
from tipdesk.newsroom.facts import told
from tipdesk.newsroom.ids import MediaId, TipId
from tipdesk.newsroom.lines import MediaLine
from tipdesk.newsroom.states import Choice, FileKind, Label, Permission, ReadState
from tipdesk.newsroom.when import of_kept

# What needs no other form stands under its own name.
_PLAIN = (
    *("digest", "name", "provenance", "caption", "credit", "alt_text", "label_note", "creator"),
    *("copyright_notice", "usage_terms", "rating", "made_at", "size", "mime", "reason", "width"),
    *("height", "orientation", "rotation", "make", "model", "taken_at", "taken_offset"),
    *("duration", "codec", "pair", "words"),
)
_FORMED = (
    *("id", "added_at", "kind", "state", "label", "permission", "choice", "latitude"),
    *("longitude", "said", "credentials", "thumbnail_differs", "made_from"),
)
_NAMES = (*_PLAIN, *_FORMED)
_FILES = f"""
    SELECT {", ".join(_NAMES)} FROM media JOIN facts USING (digest)
    WHERE tip_id = ? ORDER BY position, id
"""  # noqa: S608  the names are our own
_ALSO_IN = """
    SELECT DISTINCT digest, tip_id FROM media
    WHERE digest IN (SELECT value FROM json_each(?)) AND tip_id <> ? ORDER BY tip_id
"""


def media_lines(desk: Any, tip: TipId) -> tuple[MediaLine, ...]:
    """Read the files of one tip in their order, by the driver's connection."""
    files = [dict(zip(_NAMES, row, strict=True)) for row in desk.execute(_FILES, (tip,))]
    others = _also_in(desk, tip, [file["digest"] for file in files])
    return tuple(_line(file, others[file["digest"]]) for file in files)


def _also_in(desk: Any, tip: TipId, digests: list[str]) -> dict[str, list[TipId]]:
    others: defaultdict[str, list[TipId]] = defaultdict(list)
    if digests:
        for digest, other in desk.execute(_ALSO_IN, (json.dumps(digests), tip)):
            others[digest].append(TipId(other))
    return others


def _line(file: dict[str, Any], others: list[TipId]) -> MediaLine:
    at = (file["latitude"], file["longitude"])
    differs = file["thumbnail_differs"]
    return MediaLine(
        **{name: file[name] for name in _PLAIN},
        id=MediaId(file["id"]),
        added_at=of_kept(file["added_at"]),
        kind=FileKind(file["kind"]),
        state=ReadState(file["state"]),
        label=Label(file["label"]),
        permission=Permission(file["permission"]),
        choice=Choice(file["choice"]),
        gps=None if None in at else at,
        said=told(json.loads(file["said"])),
        credentials=credentials.told(json.loads(file["credentials"] or "null")),
        thumbnail_differs=None if differs is None else bool(differs),
        also_in=tuple(others),
        made_from=MediaId(file["made_from"]) if file["made_from"] else None,
    )
