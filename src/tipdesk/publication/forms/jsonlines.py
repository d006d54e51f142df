"""A summary for another program: JSON, as one array or as one object a line.

The keys of a tip are the command line's; words are as they were written, times ISO 8601.
"""

import json
from datetime import datetime
from typing import Any

from tipdesk.newsroom.credentials import brief
from tipdesk.publication.sheets.sheet import FileSheet, StorySheet, Summary, TipSheet


def to_json(summary: Summary) -> bytes:
    """Write a summary as one array of tips."""
    tips = ",\n".join(_dumped(tip) for tip in summary.tips)
    return f"[\n{tips}\n]\n".encode() if tips else b"[]\n"


def to_json_lines(summary: Summary) -> bytes:
    """Write a summary as one tip a line."""
    return "".join(f"{_dumped(tip)}\n" for tip in summary.tips).encode()


def _dumped(tip: TipSheet) -> str:
    text = json.dumps(as_plain(tip), ensure_ascii=False)
    return text.encode("utf-8", "replace").decode()


def as_plain(tip: TipSheet) -> dict[str, Any]:
    """Turn a tip into plain values; `contributor` is null where nobody is named."""
    return {
        "number": tip.id,
        "headline": tip.headline,
        "text": tip.text,
        "channel": tip.channel,
        "received_at": _iso(tip.received_at),
        "happened_at": _iso(tip.happened_at),
        "place": tip.place,
        "language": tip.language,
        "workflow": tip.workflow,
        "verdict": tip.verdict,
        "permission": tip.permission,
        "closing": tip.closing,
        "priority": tip.priority,
        "sensitivity": list(tip.sensitivity),
        "protected": tip.protected,
        "assignee": tip.assignee or None,
        "embargo_until": _iso(tip.embargo_until),
        "due_at": _iso(tip.due_at),
        "trashed": tip.trashed,
        "merged_into": tip.merged_into,
        "tags": list(tip.tags),
        "contributor": ", ".join(tip.sender) or None,
        **_hanging_on(tip),
    }


def _hanging_on(tip: TipSheet) -> dict[str, Any]:
    return {
        "stories": [story.slug for story in tip.stories],
        "story_details": [_story(story) for story in tip.stories],
        "media": [_file(file) for file in tip.media],
        "uses": [
            {
                "url": use.url,
                "title": use.title,
                "outlet": use.outlet,
                "credit": use.credit,
                "story": use.story or None,
                "published_at": _iso(use.published_at),
                "withdrawn_at": _iso(use.withdrawn_at),
            }
            for use in tip.uses
        ],
        "notes": [
            {"editor": note.editor, "written_at": _iso(note.written_at), "text": note.text}
            for note in tip.notes
        ],
        "links": [
            {
                "number": one.other,
                "sha256": one.digest or None,
                "other_sha256": one.other_digest or None,
            }
            for one in tip.links
        ],
        "history": [
            {"at": _iso(line.at), "editor": line.editor, "verb": line.verb, "what": line.what}
            for line in tip.history
        ],
    }


def _story(story: StorySheet) -> dict[str, Any]:
    return {
        "slug": story.slug,
        "headline": story.headline,
        "section": story.section,
        "status": story.status,
        "embargo_until": _iso(story.embargo_until),
        "published_url": story.published_url or None,
        "published_at": _iso(story.published_at),
    }


def _file(file: FileSheet) -> dict[str, Any]:
    return {
        "digest": file.digest,
        "name": file.name or None,
        "kind": file.kind,
        "mime": file.mime,
        "size": file.size,
        "reason": file.unreadable or None,
        "caption": file.caption,
        "credit": file.credit,
        "alt_text": file.alt_text,
        "label": file.label,
        "label_note": file.label_note,
        "creator": file.creator,
        "copyright_notice": file.copyright_notice,
        "usage_terms": file.usage_terms,
        "permission": file.permission,
        "width": file.width,
        "height": file.height,
        "duration": file.duration,
        "taken_at": file.taken_at or None,
        "digital_source_type": file.source_type or None,
        "credentials": brief(file.credentials),
    }


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
