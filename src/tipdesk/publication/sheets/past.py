"""A tip's history in brief: one line for each change, in words, from the ledger's entries.

Not the desk's own telling (`desk/changes/telling.py`): that one quotes what fields said before,
which may be just what an editor took out before handing the tip on.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import RowMapping

from tipdesk.desk.changes.words import done
from tipdesk.newsroom.states import Verdict, Workflow, in_words
from tipdesk.publication.sheets.sheet import PastLine


@dataclass(frozen=True, slots=True)
class Names:
    """The names that the ledger knows by id only."""

    editors: Mapping[int, str] = field(repr=False)
    stories: Mapping[int, str] = field(repr=False)


def brief(
    entries: Sequence[RowMapping], names: Names, hide: Callable[[str], str]
) -> tuple[PastLine, ...]:
    """Tell the changes of one tip, oldest first; an equal line by the same editor is told once."""
    lines: list[PastLine] = []
    for _, rows in groupby(entries, key=lambda row: row["change_id"]):
        line = _line(list(rows), names, hide)
        if not lines or (line.editor, line.what) != (lines[-1].editor, lines[-1].what):
            lines.append(line)
    return tuple(lines)


def _line(rows: list[RowMapping], names: Names, hide: Callable[[str], str]) -> PastLine:
    first = rows[0]
    after: dict[str, Any] = {}
    for row in rows:
        after |= row["after"] or {}
    what = _what(first["verb"], after, names)
    reason = first["reason"].strip()
    told = f"{what}: {reason}" if reason else what
    return PastLine(at=first["at"], editor=first["editor"], verb=first["verb"], what=hide(told))


def _what(verb: str, after: Mapping[str, Any], names: Names) -> str:
    match verb:
        case "move" if "workflow" in after:
            return f"moved to {in_words(Workflow(after['workflow']))}"
        case "verdict" if "verdict" in after:
            return f"verdict {in_words(Verdict(after['verdict']))}"
        case "assign" if "assignee_id" in after:
            name = names.editors.get(after["assignee_id"] or 0)
            return f"assigned to {name}" if name else "assigned to nobody"
        case "prioritise" if "priority" in after:
            return f"priority {after['priority']}"
        case "put" if after.get("story_id") in names.stories:
            return f"put to {names.stories[after['story_id']]}"
    return done(verb)
