"""How things stand with a mailbox, by word, shape and colour."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tipdesk.gui import words
from tipdesk.newsroom.when import now

_MINUTE = 60


class Standing(StrEnum):
    """What a mailbox's reader is doing."""

    CONNECTING = "connecting"
    FETCHING = "fetching"
    WATCHING = "watching"
    WAITING = "waiting"
    SHUT = "shut"
    LOCKED = "locked"
    PAUSED = "paused"


_LOOKS = {
    Standing.CONNECTING: ("clock", "muted", QT_TRANSLATE_NOOP("Mailboxes", "Connecting…")),
    Standing.FETCHING: ("import", "accent", QT_TRANSLATE_NOOP("Mailboxes", "Fetching…")),
    Standing.WATCHING: ("state-ready", "good", QT_TRANSLATE_NOOP("Mailboxes", "Watching")),
    Standing.WAITING: ("state-waiting", "attention", QT_TRANSLATE_NOOP("Mailboxes", "Waiting")),
    Standing.SHUT: ("warning", "stop", QT_TRANSLATE_NOOP("Mailboxes", "Can’t be read")),
    Standing.LOCKED: ("key", "attention", QT_TRANSLATE_NOOP("Mailboxes", "Needs a sign-in")),
    Standing.PAUSED: ("pause", "muted", QT_TRANSLATE_NOOP("Mailboxes", "Paused")),
}


@dataclass(frozen=True, slots=True)
class State:
    """Where a reader is; `until` is when it tries again."""

    standing: Standing
    trouble: str = field(default="", repr=False)
    until: datetime | None = None

    @property
    def glyph(self) -> str:
        """Name its shape."""
        return _LOOKS[self.standing][0]

    @property
    def role(self) -> str:
        """Name its colour."""
        return _LOOKS[self.standing][1]

    @property
    def needs_an_editor(self) -> bool:
        """Tell whether it goes on only after an editor did something."""
        return self.standing in (Standing.SHUT, Standing.LOCKED)

    def say(self, at: datetime | None = None) -> str:
        """Say it in words: "Waiting; connects again in 2 min"."""
        if self.standing is Standing.WAITING and self.until is not None:
            return _again(self.until - (at or now()))
        return QCoreApplication.translate("Mailboxes", str(_LOOKS[self.standing][2]))


CONNECTING = State(Standing.CONNECTING)
FETCHING = State(Standing.FETCHING)
WATCHING = State(Standing.WATCHING)
PAUSED = State(Standing.PAUSED)


def _again(left: timedelta) -> str:
    seconds = max(1, round(left.total_seconds()))
    if seconds < _MINUTE:
        text = QT_TRANSLATE_NOOP("Mailboxes", "Waiting; connects again in {0} s")
        return QCoreApplication.translate("Mailboxes", str(text)).format(seconds)
    text = QT_TRANSLATE_NOOP("Mailboxes", "Waiting; connects again in {0} min")
    minutes = words.number(round(seconds / _MINUTE))
    return QCoreApplication.translate("Mailboxes", str(text)).format(minutes)
