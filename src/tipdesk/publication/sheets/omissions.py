"""What a summary leaves out, in words for its foot: nobody should take it for the whole."""

from collections import Counter
from enum import Enum, auto

from tipdesk.newsroom.counts import counted
from tipdesk.publication.profile import Profile


class Omitted(Enum):
    """Things that the desk holds and a summary does not show."""

    PROTECTED = auto()
    SENDER = auto()
    FILE = auto()
    POSITION = auto()
    NOTE = auto()
    GONE = auto()


def left_out(omitted: Counter[Omitted], profile: Profile) -> tuple[str, ...]:
    """Name what was left out, the gravest first."""
    told = (
        (Omitted.PROTECTED, "protected source", ""),
        (Omitted.SENDER, "contributor", ""),
        (Omitted.FILE, "file", ""),
        (Omitted.POSITION, "GPS position", ""),
        (Omitted.NOTE, "internal note", ""),
        (Omitted.GONE, "tip no longer on the desk", "tips no longer on the desk"),
    )
    words = [counted(omitted[what], one, many) for what, one, many in told if omitted[what]]
    return (*words, *(() if profile.history else ("history",)))
