"""Says in words what one change did to the rows of a tip."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from tipdesk.newsroom.counts import counted
from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.newsroom.media import Media
from tipdesk.newsroom.states import (
    Channel,
    Choice,
    Closing,
    Label,
    Permission,
    Sensitivity,
    Verdict,
    Workflow,
    in_words,
)
from tipdesk.newsroom.tip import Tip

Row = dict[str, Any]
Names = dict[str, dict[int, str]]  # by the column that refers to them

TAKEN_IN = "taken_in"  # the noun of what happened to another tip when it went into this one
DELETED = "deleted"  # the noun of the end of a tip
SENDER = "sender"  # the noun of what was done to who sent the tip, wherever it was done
_LONGEST = 80
# Not quoted: what is long, and what may name a source who must not be named.
_KEPT_SHORT = frozenset(
    {"text", "caption", "alt_text", "label_note", "provenance"}
    | {"creator", "copyright_notice", "usage_terms"}
)
_MOMENTS = frozenset({"received_at", "happened_at", "embargo_until", "due_at"})
_STATES: MappingProxyType[str, type[StrEnum]] = MappingProxyType(
    {
        "workflow": Workflow,
        "verdict": Verdict,
        "closing": Closing,
        "channel": Channel,
        "sensitivity": Sensitivity,
        "permission": Permission,
        "label": Label,
        "choice": Choice,
    }
)
_CALLED = MappingProxyType(
    {
        "received_at": "received",
        "happened_at": "happened",
        "embargo_until": "embargo",
        "due_at": "due",
        "alt_text": "alternative text",
        "label_note": "label's note",
        "closing": "closed as",
    }
)
_TURNED = MappingProxyType(
    {
        "trashed_at": ("put into the trash", "restored from the trash"),
        "protected": ("source protected", "protection of the source lifted"),
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the ledger: what it was about, before and after."""

    noun: str
    before: Row | None = field(repr=False)
    after: Row | None = field(repr=False)


def tell(entries: Sequence[Entry], names: Names) -> tuple[str, ...]:
    """Say what these entries of one change mean, always in the same order; files are counted."""
    said: Counter[str] = Counter()
    for noun, teller in _TELLERS.items():
        for entry in entries:
            if entry.noun == noun:
                said.update(teller(entry, names))
    return tuple(_counted(words, number) for words, number in said.items())


def _counted(words: str, number: int) -> str:
    """Put the number into words about files: `{}` stands for "1 file", "2 files"."""
    return words.replace("{}", counted(number, "file"))


def _tip(entry: Entry, names: Names) -> list[str]:
    if entry.before is None:
        return _logged(entry.after or {})
    if entry.after is None:
        return ["taken off the desk"]
    return [
        _field(name, entry.before.get(name), entry.after[name], names)
        for name in Tip.model_fields
        if name in entry.after
    ]


def _logged(tip: Row) -> list[str]:
    channel, due = Channel(tip["channel"]), tip.get("due_at")
    told = "logged" if channel is Channel.OTHER else f"logged ({in_words(channel)})"
    return [told, f"due {_value('due_at', due)}"] if due else [told]


def _field(name: str, before: Any, after: Any, names: Names) -> str:
    match name:
        case "assignee_id":
            return f"assigned to {names['assignee_id'].get(after, 'nobody')}"
        case "contributor_id":
            return _sender(before, after, names["contributor_id"])
        case "merged_into":
            return f"went into {_number(after)}" if after else f"parted from {_number(before)}"
        case "trashed_at" | "protected":
            put, taken = _TURNED[name]
            return put if after else taken
        case _ if name in _KEPT_SHORT:
            return f"{_called(name)} changed"
    return f"{_called(name)}: {_value(name, before)} → {_value(name, after)}"


def _number(tip: int) -> str:
    return tip_number(TipId(tip))


def _sender(before: int | None, after: int | None, people: dict[int, str]) -> str:
    """Name senders only where all of them may be named."""
    shown = ["anonymous" if one is None else people.get(one, "") for one in (before, after)]
    return f"sender: {shown[0]} → {shown[1]}" if all(shown) else "sender changed"


def _called(name: str) -> str:
    return _CALLED.get(name, name.replace("_", " "))


def _value(name: str, value: Any) -> str:
    match value:
        case None | "" | []:
            return "none"
        case list():
            return ", ".join(_value(name, one) for one in value)
        case str() if name in _STATES:
            return in_words(_STATES[name](value))
        case str() if name in _MOMENTS:
            return f"{datetime.fromisoformat(value):%Y-%m-%d %H:%M} UTC"
    return _short(str(value))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _media(entry: Entry, names: Names) -> list[str]:
    del names
    if entry.before is None:
        return ["{} attached"]
    if entry.after is None:
        return ["{} detached"]
    if "tip_id" in entry.before:  # with a place that no editor gave it
        return [f"{{}} came from {_number(entry.before['tip_id'])}"]
    return [
        f"{_called(name)} of {{}} changed"
        if name in _KEPT_SHORT
        else f"{_called(name)} of {{}}: {_braceless(_value(name, entry.after[name]))}"
        for name in Media.model_fields
        if name in entry.after
    ]


def _braceless(text: str) -> str:
    return text.replace("{}", "{ }")


def _link(column: str, put: str, taken: str) -> Callable[[Entry, Names], list[str]]:
    def words(entry: Entry, names: Names) -> list[str]:
        row = entry.after or entry.before or {}
        name = names[column].get(row[column], "one that is gone")
        return [(put if entry.before is None else taken).format(name)]

    return words


def _note(entry: Entry, names: Names) -> list[str]:
    del names
    if entry.before is None:
        return ["note written"]
    if entry.after is not None and "tip_id" in entry.before:
        return [f"note came from {_number(entry.before['tip_id'])}"]
    return ["note dropped" if entry.after is None else "note changed"]


def _use(entry: Entry, names: Names) -> list[str]:
    del names
    if entry.before is None and entry.after is not None:
        return [f"used at {_short(entry.after['url'])}"]
    if entry.after is None:
        return ["use taken back"]
    if entry.before is not None and "tip_id" in entry.before:
        return [f"use came from {_number(entry.before['tip_id'])}"]
    return ["use withdrawn" if entry.after.get("withdrawn_at") else "use valid again"]


def _tip_link(entry: Entry, names: Names) -> list[str]:
    del names
    other = tip_number(TipId((entry.after or entry.before or {})["other_id"]))
    return [f"linked with {other}" if entry.before is None else f"no longer linked with {other}"]


def _message(entry: Entry, names: Names) -> list[str]:
    """Say what was found out about a message, or where it came from; its words never change."""
    del names
    if entry.before is not None and entry.after is not None and "tip_id" in entry.before:
        return [f"messages came from {_number(entry.before['tip_id'])}"]
    said = (entry.after or {}).get("said") or {}
    if "call" in said:
        known = ((entry.before or {}).get("said") or {}).get("call", {})
        return _call(known, said["call"])
    if entry.before is None or "said" not in (entry.after or {}):
        return []
    checked = "dkim" in (entry.after or {})["said"]
    return ["signature of a mail checked" if checked else "signature of a mail not checked yet"]


def _call(before: Row, after: Row) -> list[str]:
    """Say what was written down of a phone call, or what has been done about it since."""
    told = []
    seconds = after.get("seconds")
    if seconds is not None and seconds != before.get("seconds"):
        told.append(f"call of {seconds // 60}:{seconds % 60:02} minutes")
    if after.get("read_back") != bool(before.get("read_back")):
        told.append("read back to the caller" if after.get("read_back") else "not read back")
    if after.get("promised", "") != before.get("promised", ""):
        told.append(f"promised: {_short(after['promised'])}")
    if bool(after.get("kept")) != bool(before.get("kept")):
        told.append("promise kept" if after.get("kept") else "promise not kept yet")
    return told


def _taken_in(entry: Entry, names: Names) -> list[str]:
    del names
    return [f"{_number((entry.after or {})['tip'])} went into this tip"]


def _of_sender(entry: Entry, names: Names) -> list[str]:
    """Say what became of who sent the tip; the names are empty where they may not be told."""
    del names
    before, after = entry.before or {}, entry.after or {}
    said = []
    if "blocked" in after:
        said.append("sender blocked" if after["blocked"] else "sender no longer blocked")
    if "name" in after:
        said.append(_renamed(_short(before["name"]), _short(after["name"])))
    return said


def _renamed(before: str, after: str) -> str:
    if not before and not after:
        return "sender renamed"
    return f"sender renamed: {before or 'without a name'} → {after or 'without a name'}"


_TELLERS: MappingProxyType[str, Callable[[Entry, Names], list[str]]] = MappingProxyType(
    {
        "tip": _tip,
        TAKEN_IN: _taken_in,
        SENDER: _of_sender,
        "media": _media,
        "storytip": _link("story_id", "put to {0}", "taken out of {0}"),
        "tiptag": _link("tag_id", "tagged {0}", "tag {0} taken off"),
        "note": _note,
        "use": _use,
        "tiplink": _tip_link,
        "message": _message,
        DELETED: lambda _entry, _names: ["deleted for good"],
    }
)
