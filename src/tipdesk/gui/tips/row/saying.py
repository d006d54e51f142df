"""What a row says, in words: for the eye in short, for a screen reader in full."""

import re
import unicodedata
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from tipdesk.gui import times, words
from tipdesk.newsroom.ids import tip_number
from tipdesk.newsroom.lines import TipLine
from tipdesk.newsroom.states import FileKind, Permission, Verdict

USUAL_PRIORITY = 5
HIGH_PRIORITY = 3

# What would turn or break a line; joiners stay, names and pictograms need them.
_TURNING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+"
)
_LONGEST = 400
# By this name the tool that collects texts for translation finds them.
translate = QCoreApplication.translate
_RIGHT = frozenset({"R", "AL"})
_FIRST = {"stop": 0, "attention": 1}


def plain(text: str) -> str:
    """Bring what a stranger wrote to one line that stands by itself."""
    return _TURNING.sub(" ", text[:_LONGEST]).strip()


def isolated(text: str) -> str:
    """Keep a text that runs from right to left from turning what stands beside it."""
    if text.isascii() or not any(unicodedata.bidirectional(sign) in _RIGHT for sign in text):
        return text
    return f"\u2068{text}\u2069"


def initials(name: str) -> str:
    """Shorten an editor's name: the first letters of the first and the last word."""
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()


def warnings(line: TipLine, now: datetime) -> list[tuple[str, str]]:
    """Say what an editor must know before using the tip, the gravest first, with its role."""
    said = []
    if line.embargo_until is not None and line.embargo_until > now:
        said.append(
            (
                translate("Tips", "embargo until {0}").format(_soon(line.embargo_until, now)),
                "attention",
            )
        )
    if line.due_at is not None:
        late = line.due_at < now
        said.append(
            (
                _due(line, late=late).format(_soon(line.due_at, now)),
                "attention" if late else "muted",
            )
        )
    if line.permission is not Permission.NOT_ASKED:
        form, role = translate("Tips", "permission {0}"), words.role(line.permission)
        said.append((form.format(_low(words.say(line.permission))), _calm(role)))
    if line.verdict is not Verdict.UNVERIFIED:
        said.append((_low(words.say(line.verdict)), _calm(words.role(line.verdict))))
    said += [(_low(words.say(each)), "attention") for each in line.sensitivity]
    return sorted(said, key=lambda each: _FIRST.get(each[1], len(_FIRST)))


def quantities(line: TipLine) -> list[str]:
    """Say how many files a tip has that are not shown as pictures, and how many notes."""
    said = [
        words.several(count, kind.value)
        for kind, count in line.kinds.items()
        if count and kind is not FileKind.PICTURE
    ]
    return [*said, words.several(line.notes, "note")] if line.notes else said


def source(line: TipLine) -> str:
    """Name who sent the tip, as far as it may be shown."""
    return words.source(plain(line.contributor), protected=line.protected)


def aloud(line: TipLine) -> str:
    """Say the whole row for a screen reader."""
    now = datetime.now().astimezone()
    parts = [
        tip_number(line.id),
        plain(line.headline),
        words.say(line.workflow),
        translate("Tips", "unread") if line.unread else "",
        translate("Tips", "in the trash") if line.trashed else "",
        translate("Tips", "priority {0}").format(line.priority)
        if line.priority != USUAL_PRIORITY
        else "",
        translate("Tips", "{0}, from {1}").format(words.say(line.channel), source(line)),
        times.age(line.received_at, now),
        translate("Tips", "assigned to {0}").format(line.assignee) if line.assignee else "",
        translate("Tips", "stories: {0}").format(", ".join(line.stories)) if line.stories else "",
        translate("Tips", "tags: {0}").format(", ".join(line.tags)) if line.tags else "",
        words.kinds(line.kinds),
        *(said for said, _ in warnings(line, now)),
        words.several(line.notes, "note") if line.notes else "",
    ]
    return "; ".join(filter(None, parts))


def _due(line: TipLine, *, late: bool) -> str:
    if line.promised:
        missed = translate("Tips", "promise missed, {0}")
        return missed if late else translate("Tips", "promised by {0}")
    return translate("Tips", "was due {0}") if late else translate("Tips", "due {0}")


def _soon(moment: datetime, now: datetime) -> str:
    clock = moment.astimezone()
    same_day = clock.date() == now.astimezone().date()
    return f"{clock:%H:%M}" if same_day else times.day(moment, now)


def _low(text: str) -> str:
    return text[:1].lower() + text[1:]


def _calm(role: str) -> str:
    return role if role == "stop" else "muted"
