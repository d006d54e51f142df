"""A summary as a table: CSV (RFC 4180, UTF-8 with a byte order mark), one row a tip.

A cell that a spreadsheet would take for a formula gets an apostrophe in front; so does one that
already has apostrophes there, so that taking one away again gives back what was written.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from tipdesk.desk.triaging.protecting import PROTECTED_SOURCE
from tipdesk.newsroom.states import FileKind, Label
from tipdesk.publication.sheets.sheet import Summary, TipSheet

# As ASVS 1.2.10 has it, and what Excel makes of full-width signs; marks that print nothing are
# skipped by some programs before they look for the sign.
_FORMULA = re.compile(
    "'*[ \u00a0\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\\-@\t\r\n＝＋－＠]"
)


COLUMNS = (
    *("number", "received_at", "channel", "headline", "text", "stories", "tags", "priority"),
    *("assignee", "workflow", "verdict", "permission", "closing", "sensitivity", "protected"),
    *("place", "happened_at", "language", "embargo_until", "due_at", "contributor", "files"),
    *("pictures", "videos", "captions", "credits", "labels", "creators"),
    *("copyright_notices", "usage_terms", "used_at", "used_where", "used_url"),
    "notes",
)


def to_csv(summary: Summary) -> bytes:
    """Write a summary as a table."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in map(_row, summary.tips):
        writer.writerow(defused(row[name]) for name in COLUMNS)
    return written.getvalue().encode("utf-8-sig", "replace")


def defused(cell: str) -> str:
    """Make sure that no spreadsheet takes a cell for a formula."""
    cell = cell.replace("\0", "\ufffd")
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _row(tip: TipSheet) -> dict[str, str]:
    return {**_what(tip), **_standing(tip), **_media(tip), **_use(tip)}


def _what(tip: TipSheet) -> dict[str, str]:
    return {
        "number": tip.number,
        "received_at": _iso(tip.received_at),
        "channel": tip.channel,
        "headline": tip.headline,
        "text": tip.text,
        "place": tip.place,
        "happened_at": _iso(tip.happened_at),
        "language": tip.language,
        "stories": _joined(story.slug for story in tip.stories),
        "tags": _joined(tip.tags),
        "contributor": PROTECTED_SOURCE if tip.protected else _joined(tip.sender),
    }


def _standing(tip: TipSheet) -> dict[str, str]:
    return {
        "workflow": tip.workflow,
        "verdict": tip.verdict,
        "permission": tip.permission,
        "closing": tip.closing or "",
        "sensitivity": _joined(tip.sensitivity),
        "protected": "yes" if tip.protected else "no",
        "priority": str(tip.priority),
        "assignee": tip.assignee,
        "embargo_until": _iso(tip.embargo_until),
        "due_at": _iso(tip.due_at),
    }


def _media(tip: TipSheet) -> dict[str, str]:
    kinds = Counter(file.kind for file in tip.media)
    labels = (file.label for file in tip.media if file.label is not Label.NONE)
    return {
        "files": str(tip.files),
        "pictures": str(kinds[FileKind.PICTURE]),
        "videos": str(kinds[FileKind.VIDEO]),
        "captions": _joined(file.caption for file in tip.media),
        "credits": _joined(dict.fromkeys(file.credit for file in tip.media)),
        "labels": _joined(dict.fromkeys(labels)),
        "creators": _joined(dict.fromkeys(file.creator for file in tip.media)),
        "copyright_notices": _joined(dict.fromkeys(file.copyright_notice for file in tip.media)),
        "usage_terms": _joined(dict.fromkeys(file.usage_terms for file in tip.media)),
    }


def _use(tip: TipSheet) -> dict[str, str]:
    return {
        "used_at": _joined(_iso(use.published_at) for use in tip.uses),
        "used_where": _joined(use.outlet for use in tip.uses),
        "used_url": _joined(use.url for use in tip.uses),
        "notes": _joined(note.text for note in tip.notes),
    }


def _joined(words: Iterable[str]) -> str:
    return "; ".join(word for word in words if word)


def _iso(at: datetime | None) -> str:
    return at.isoformat() if at else ""
