"""The words in which the newsroom says how far a tip, a picture or a story has come."""

from enum import StrEnum


class Workflow(StrEnum):
    """Where a tip stands on its way to publication."""

    NEW = "new"
    TRIAGE = "triage"
    VERIFYING = "verifying"
    WAITING = "waiting"
    READY = "ready"
    PUBLISHED = "published"
    ARCHIVED = "archived"
    SPIKED = "spiked"
    KILLED = "killed"


class Verdict(StrEnum):
    """What checking has shown so far."""

    UNVERIFIED = "unverified"
    IN_PROGRESS = "in_progress"
    VERIFIED = "verified"
    PARTLY_VERIFIED = "partly_verified"
    INCONCLUSIVE = "inconclusive"
    FALSE_OR_MISLEADING = "false_or_misleading"


class Permission(StrEnum):
    """Whether the owner lets us publish a file; the weakest first."""

    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    DISPUTED = "disputed"
    EXPIRED = "expired"
    NO_REPLY = "no_reply"
    NOT_ASKED = "not_asked"
    ASKED = "asked"
    GRANTED_CONDITIONAL = "granted_conditional"
    GRANTED = "granted"
    NOT_NEEDED = "not_needed"


class Sensitivity(StrEnum):
    """Why a tip must be handled with care."""

    GRAPHIC = "graphic"
    PERSONAL_INFORMATION = "personal_information"
    MINOR = "minor"
    DELETED_BY_SOURCE = "deleted_by_source"
    DECEPTIVE = "deceptive"


class Label(StrEnum):
    """What must be printed with a picture."""

    NONE = "none"
    ILLUSTRATION = "illustration"
    COMPOSITE = "composite"
    AI_GENERATED = "ai_generated"
    SCREENGRAB = "screengrab"
    HANDOUT = "handout"
    COURTESY = "courtesy"
    FILE_PICTURE = "file_picture"


class Choice(StrEnum):
    """What an editor who went through the pictures thought of one."""

    NONE = "none"
    PICK = "pick"
    REJECT = "reject"


class Channel(StrEnum):
    """How a tip reached the newsroom."""

    MAIL = "mail"
    FORM = "form"
    PHONE = "phone"
    CHAT = "chat"
    SOCIAL = "social"
    IN_PERSON = "in_person"
    POST = "post"
    OTHER = "other"


class Closing(StrEnum):
    """Why a tip was closed."""

    USED = "used"
    DUPLICATE = "duplicate"
    SPAM = "spam"
    HOAX = "hoax"
    NOT_NEWSWORTHY = "not_newsworthy"
    COULD_NOT_VERIFY = "could_not_verify"
    NO_PERMISSION = "no_permission"
    OUT_OF_AREA = "out_of_area"
    PASSED_ON = "passed_on"


class StoryStatus(StrEnum):
    """How far a story has come."""

    PLANNED = "planned"
    OPEN = "open"
    HOLD = "hold"
    PUBLISHED = "published"
    CLOSED = "closed"


class FileKind(StrEnum):
    """What a received file is, by its content."""

    PICTURE = "picture"
    VIDEO = "video"
    AUDIO = "audio"
    DOCUMENT = "document"
    MAIL = "mail"
    MBOX = "mbox"
    OTHER = "other"
    UNREADABLE = "unreadable"


VISIBLE = (FileKind.PICTURE, FileKind.VIDEO)  # what can be shown as a picture


class ReadState(StrEnum):
    """Whether the media worker has read a file yet."""

    WAITING = "waiting"
    READ = "read"
    UNREADABLE = "unreadable"


class Mark(StrEnum):
    """What a message is besides a letter from somebody."""

    AUTO = "auto"  # RFC 3834: an answering machine wrote it
    BOUNCE = "bounce"  # RFC 3464: a report that a mail did not arrive
    BULK = "bulk"  # a list or an advertiser sent it to many
    SIGNED = "signed"  # S/MIME or OpenPGP
    ENCRYPTED = "encrypted"
    CUT = "cut"  # more than the limits allow; the whole is in the raw message
    DAMAGED = "damaged"  # its structure is broken; what could be read was


class Security(StrEnum):
    """How the connection to a mail server is protected; there is no unprotected one."""

    TLS = "tls"
    STARTTLS = "starttls"


class SignIn(StrEnum):
    """How the desk proves to a mail server that it may read."""

    PASSWORD = "password"  # noqa: S105  a word for it, not one
    GOOGLE = "google"
    MICROSOFT = "microsoft"


def in_words(state: StrEnum) -> str:
    """Say a state the way an editor would: `partly_verified` is "partly verified"."""
    return {"ai_generated": "AI-generated"}.get(state.value, state.value.replace("_", " "))


def weakest(permissions: list[Permission]) -> Permission:
    """Tell the permission that stands for several files; `not_asked` where there are none."""
    order = list(Permission)
    return min(permissions, key=order.index, default=Permission.NOT_ASKED)
