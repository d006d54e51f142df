"""A summary in the words and the order in which people read it, on paper and on a screen."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Said:
    """A word of ours and what is said under it; `stop` marks what forbids publication."""

    name: str
    lines: tuple[str, ...] = field(repr=False)
    stop: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """One file on the contact sheet; `must` has the words that have to be printed with it.

    `rights` has creator, copyright and terms; `origin` is what the file claims of its making.
    """

    picture: Path | None = field(repr=False)
    alt: str = field(repr=False)
    stand_in: str
    badge: str
    caption: str = field(repr=False)
    credit: str = field(repr=False)
    must: str = field(repr=False)
    rights: str = field(repr=False)
    origin: str = field(repr=False)
    about: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Past:
    """One line of the history."""

    at: str
    who: str = field(repr=False)
    what: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TipPage:
    """One tip as it is read."""

    number: str
    headline: str = field(repr=False)
    short: str = field(repr=False)
    about: str = field(repr=False)
    standing: str = field(repr=False)
    states: tuple[Said, ...]
    facts: tuple[Said, ...] = field(repr=False)
    said: tuple[str, ...] = field(repr=False)
    boxes: tuple[Said, ...] = field(repr=False)
    media_head: str
    media: tuple[Shown, ...] = field(repr=False)
    stories: tuple[Said, ...] = field(repr=False)
    uses: tuple[Said, ...] = field(repr=False)
    notes: tuple[Past, ...] = field(repr=False)
    past_head: str
    past: tuple[Past, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Page:
    """A whole summary as it is read; `title` is empty where one tip stands for itself."""

    newsroom: str
    kind: str
    title: str = field(repr=False)
    slug: str
    about: str = field(repr=False)
    stop: str = field(repr=False)
    reference: str = field(repr=False)
    as_of: str
    document_title: str = field(repr=False)
    foot: str = field(repr=False)
    tips: tuple[TipPage, ...]

    def plain(self) -> dict[str, Any]:
        """Turn it into plain values, as templates take them."""
        return asdict(self)
