"""The words, glyphs and colour roles by which the window says a state or a number."""

from collections.abc import Collection
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.newsroom.phrases import Value
from tipdesk.newsroom.phrases import said as said_by
from tipdesk.newsroom.states import (
    Channel,
    Closing,
    FileKind,
    Label,
    Permission,
    ReadState,
    Sensitivity,
    StoryStatus,
    Verdict,
    Workflow,
)

# Kept by the line as well: members of two lines may have the same value.
_WORDS: dict[type[StrEnum], dict[str, object]] = {
    Workflow: {
        Workflow.NEW: QT_TRANSLATE_NOOP("Words", "New"),
        Workflow.TRIAGE: QT_TRANSLATE_NOOP("Words", "Triage"),
        Workflow.VERIFYING: QT_TRANSLATE_NOOP("Words", "Verifying"),
        Workflow.WAITING: QT_TRANSLATE_NOOP("Words", "Waiting"),
        Workflow.READY: QT_TRANSLATE_NOOP("Words", "Ready"),
        Workflow.PUBLISHED: QT_TRANSLATE_NOOP("Words", "Published"),
        Workflow.ARCHIVED: QT_TRANSLATE_NOOP("Words", "Archived"),
        Workflow.SPIKED: QT_TRANSLATE_NOOP("Words", "Spiked"),
        Workflow.KILLED: QT_TRANSLATE_NOOP("Words", "Killed"),
    },
    Verdict: {
        Verdict.UNVERIFIED: QT_TRANSLATE_NOOP("Words", "Unverified"),
        Verdict.IN_PROGRESS: QT_TRANSLATE_NOOP("Words", "Being checked"),
        Verdict.VERIFIED: QT_TRANSLATE_NOOP("Words", "Verified"),
        Verdict.PARTLY_VERIFIED: QT_TRANSLATE_NOOP("Words", "Partly verified"),
        Verdict.INCONCLUSIVE: QT_TRANSLATE_NOOP("Words", "Inconclusive"),
        Verdict.FALSE_OR_MISLEADING: QT_TRANSLATE_NOOP("Words", "False or misleading"),
    },
    Permission: {
        Permission.WITHDRAWN: QT_TRANSLATE_NOOP("Words", "Withdrawn"),
        Permission.DECLINED: QT_TRANSLATE_NOOP("Words", "Declined"),
        Permission.DISPUTED: QT_TRANSLATE_NOOP("Words", "Disputed"),
        Permission.EXPIRED: QT_TRANSLATE_NOOP("Words", "Expired"),
        Permission.NO_REPLY: QT_TRANSLATE_NOOP("Words", "No reply"),
        Permission.NOT_ASKED: QT_TRANSLATE_NOOP("Words", "Not asked"),
        Permission.ASKED: QT_TRANSLATE_NOOP("Words", "Asked"),
        Permission.GRANTED_CONDITIONAL: QT_TRANSLATE_NOOP("Words", "Granted, with conditions"),
        Permission.GRANTED: QT_TRANSLATE_NOOP("Words", "Granted"),
        Permission.NOT_NEEDED: QT_TRANSLATE_NOOP("Words", "Not needed"),
    },
    Sensitivity: {
        Sensitivity.GRAPHIC: QT_TRANSLATE_NOOP("Words", "Graphic"),
        Sensitivity.PERSONAL_INFORMATION: QT_TRANSLATE_NOOP("Words", "Personal information"),
        Sensitivity.MINOR: QT_TRANSLATE_NOOP("Words", "Minor"),
        Sensitivity.DELETED_BY_SOURCE: QT_TRANSLATE_NOOP("Words", "Deleted by its source"),
        Sensitivity.DECEPTIVE: QT_TRANSLATE_NOOP("Words", "Deceptive"),
    },
    Label: {
        Label.NONE: QT_TRANSLATE_NOOP("Words", "None"),
        Label.ILLUSTRATION: QT_TRANSLATE_NOOP("Words", "Illustration"),
        Label.COMPOSITE: QT_TRANSLATE_NOOP("Words", "Composite"),
        Label.AI_GENERATED: QT_TRANSLATE_NOOP("Words", "AI-generated"),
        Label.SCREENGRAB: QT_TRANSLATE_NOOP("Words", "Screengrab"),
        Label.HANDOUT: QT_TRANSLATE_NOOP("Words", "Handout"),
        Label.COURTESY: QT_TRANSLATE_NOOP("Words", "Courtesy"),
        Label.FILE_PICTURE: QT_TRANSLATE_NOOP("Words", "File picture"),
    },
    Channel: {
        Channel.MAIL: QT_TRANSLATE_NOOP("Words", "Mail"),
        Channel.FORM: QT_TRANSLATE_NOOP("Words", "Form"),
        Channel.PHONE: QT_TRANSLATE_NOOP("Words", "Phone"),
        Channel.CHAT: QT_TRANSLATE_NOOP("Words", "Chat"),
        Channel.SOCIAL: QT_TRANSLATE_NOOP("Words", "Social"),
        Channel.IN_PERSON: QT_TRANSLATE_NOOP("Words", "In person"),
        Channel.POST: QT_TRANSLATE_NOOP("Words", "Post"),
        Channel.OTHER: QT_TRANSLATE_NOOP("Words", "Other"),
    },
    Closing: {
        Closing.USED: QT_TRANSLATE_NOOP("Words", "Used"),
        Closing.DUPLICATE: QT_TRANSLATE_NOOP("Words", "Duplicate"),
        Closing.SPAM: QT_TRANSLATE_NOOP("Words", "Spam"),
        Closing.HOAX: QT_TRANSLATE_NOOP("Words", "Hoax"),
        Closing.NOT_NEWSWORTHY: QT_TRANSLATE_NOOP("Words", "Not newsworthy"),
        Closing.COULD_NOT_VERIFY: QT_TRANSLATE_NOOP("Words", "Could not be verified"),
        Closing.NO_PERMISSION: QT_TRANSLATE_NOOP("Words", "No permission"),
        Closing.OUT_OF_AREA: QT_TRANSLATE_NOOP("Words", "Out of area"),
        Closing.PASSED_ON: QT_TRANSLATE_NOOP("Words", "Passed on"),
    },
    StoryStatus: {
        StoryStatus.PLANNED: QT_TRANSLATE_NOOP("Words", "Planned"),
        StoryStatus.OPEN: QT_TRANSLATE_NOOP("Words", "Open"),
        StoryStatus.HOLD: QT_TRANSLATE_NOOP("Words", "On hold"),
        StoryStatus.PUBLISHED: QT_TRANSLATE_NOOP("Words", "Published"),
        StoryStatus.CLOSED: QT_TRANSLATE_NOOP("Words", "Closed"),
    },
    FileKind: {
        FileKind.PICTURE: QT_TRANSLATE_NOOP("Words", "Picture"),
        FileKind.VIDEO: QT_TRANSLATE_NOOP("Words", "Video"),
        FileKind.AUDIO: QT_TRANSLATE_NOOP("Words", "Sound"),
        FileKind.DOCUMENT: QT_TRANSLATE_NOOP("Words", "Document"),
        FileKind.MAIL: QT_TRANSLATE_NOOP("Words", "Mail"),
        FileKind.MBOX: QT_TRANSLATE_NOOP("Words", "Mailbox"),
        FileKind.OTHER: QT_TRANSLATE_NOOP("Words", "File"),
        FileKind.UNREADABLE: QT_TRANSLATE_NOOP("Words", "Unreadable file"),
    },
    ReadState: {
        ReadState.WAITING: QT_TRANSLATE_NOOP("Words", "Being read"),
        ReadState.READ: QT_TRANSLATE_NOOP("Words", "Read"),
        ReadState.UNREADABLE: QT_TRANSLATE_NOOP("Words", "Unreadable"),
    },
}
_SEVERAL: dict[str, tuple[object, object]] = {
    "tip": (QT_TRANSLATE_NOOP("Words", "{0} tip"), QT_TRANSLATE_NOOP("Words", "{0} tips")),
    "story": (QT_TRANSLATE_NOOP("Words", "{0} story"), QT_TRANSLATE_NOOP("Words", "{0} stories")),
    "tag": (QT_TRANSLATE_NOOP("Words", "{0} tag"), QT_TRANSLATE_NOOP("Words", "{0} tags")),
    "note": (QT_TRANSLATE_NOOP("Words", "{0} note"), QT_TRANSLATE_NOOP("Words", "{0} notes")),
    "picture": (
        QT_TRANSLATE_NOOP("Words", "{0} picture"),
        QT_TRANSLATE_NOOP("Words", "{0} pictures"),
    ),
    "video": (QT_TRANSLATE_NOOP("Words", "{0} video"), QT_TRANSLATE_NOOP("Words", "{0} videos")),
    "audio": (QT_TRANSLATE_NOOP("Words", "{0} sound"), QT_TRANSLATE_NOOP("Words", "{0} sounds")),
    "document": (
        QT_TRANSLATE_NOOP("Words", "{0} document"),
        QT_TRANSLATE_NOOP("Words", "{0} documents"),
    ),
    "mail": (QT_TRANSLATE_NOOP("Words", "{0} mail"), QT_TRANSLATE_NOOP("Words", "{0} mails")),
    "mbox": (
        QT_TRANSLATE_NOOP("Words", "{0} mailbox"),
        QT_TRANSLATE_NOOP("Words", "{0} mailboxes"),
    ),
    "other": (QT_TRANSLATE_NOOP("Words", "{0} file"), QT_TRANSLATE_NOOP("Words", "{0} files")),
    "unreadable": (
        QT_TRANSLATE_NOOP("Words", "{0} unreadable file"),
        QT_TRANSLATE_NOOP("Words", "{0} unreadable files"),
    ),
}
_ROLES: dict[StrEnum, str] = {
    Workflow.NEW: "accent",
    Workflow.TRIAGE: "attention",
    Workflow.VERIFYING: "attention",
    Workflow.WAITING: "muted",
    Workflow.READY: "good",
    Workflow.PUBLISHED: "good",
    Workflow.ARCHIVED: "muted",
    Workflow.SPIKED: "stop",
    Workflow.KILLED: "stop",
    Verdict.VERIFIED: "good",
    Verdict.PARTLY_VERIFIED: "attention",
    Verdict.INCONCLUSIVE: "attention",
    Verdict.FALSE_OR_MISLEADING: "stop",
    Permission.GRANTED: "good",
    Permission.NOT_NEEDED: "good",
    Permission.GRANTED_CONDITIONAL: "attention",
    Permission.ASKED: "attention",
    Permission.NO_REPLY: "attention",
    Permission.DECLINED: "stop",
    Permission.WITHDRAWN: "stop",
    Permission.EXPIRED: "stop",
    Permission.DISPUTED: "stop",
}


def translate(text: object) -> str:
    """Put one of this module's marked texts into the editor's language."""
    return QCoreApplication.translate("Words", str(text))


def phrase(said: Value | None) -> str:
    """Say a sentence of the newsroom or the desk; names and numbers stay as they are."""
    return said_by(said, _translated) if said else ""


def _translated(text: str) -> str:
    return QCoreApplication.translate("Phrases", text)


def say(state: StrEnum) -> str:
    """Say any state, channel, label or kind the way an editor reads it: "Partly verified"."""
    return translate(_WORDS[type(state)][state])


def role(state: StrEnum) -> str:
    """Name the colour of a state; a word or a glyph always says it as well."""
    return _ROLES.get(state, "muted")


def glyph(state: Workflow | Channel | FileKind) -> str:
    """Name the icon of a workflow state, a channel or a kind of file."""
    if isinstance(state, Workflow):
        return f"state-{state.value}"
    return f"channel-{state.value}" if isinstance(state, Channel) else f"kind-{state.value}"


def number(count: int) -> str:
    """Write a number with its thousands apart: 1,048,212."""
    return QLocale().toString(count)


def several(count: int, noun: str) -> str:
    """Count tips, stories, tags, notes or a kind of file in words: "1 tip", "3 tips"."""
    one, many = _SEVERAL[noun]
    return translate(one if count == 1 else many).format(number(count))


def tips(count: int) -> str:
    """Count tips in words."""
    return several(count, "tip")


def kinds(counted: dict[FileKind, int]) -> str:
    """Count files by kind: "3 pictures, 1 video"."""
    return ", ".join(several(count, kind.value) for kind, count in counted.items() if count)


def source(contributor: str, *, protected: bool) -> str:
    """Name who sent a tip, as far as it may be shown."""
    if protected:
        return translate(QT_TRANSLATE_NOOP("Words", "protected source"))
    return contributor or translate(QT_TRANSLATE_NOOP("Words", "anonymous"))


def numbers(tips_: Collection[TipId]) -> str:
    """Name one tip by its number, several by their count."""
    return tip_number(next(iter(tips_))) if len(tips_) == 1 else tips(len(tips_))
