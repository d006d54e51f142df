"""Sentences with room for values: English here, the editor's language in the window."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Union

Value = Union[str, "Phrase"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A marked text in which {0}, {1} … are the values; a value may be a phrase itself.

    It is said by `said` alone: `str()` shows nothing, so that no log tells what a tip says.
    """

    text: str = field(repr=False)
    values: tuple[Value, ...] = field(default=(), repr=False)

    def said(self, translated: Callable[[str], str] = str) -> str:
        """Say it, its own text and those within it each translated first; else in English."""
        return translated(self.text).format(*(said(one, translated) for one in self.values))


def said(value: Value, translated: Callable[[str], str] = str) -> str:
    """Say a value: what isn't a phrase is a name or a number, and stays."""
    return value.said(translated) if isinstance(value, Phrase) else value


def phrase(text: str, *values: Value) -> Phrase:
    """Put values into a marked text."""
    return Phrase(text, values)


def together(*phrases: Value) -> Phrase:
    """Say phrases one after the other; empty ones are left out."""
    told = tuple(one for one in phrases if one)
    return Phrase(" ".join(f"{{{at}}}" for at in range(len(told))), told)


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802
    """Mark a text for the translators; Qt's lupdate looks for this very name, not for Qt."""
    del context
    return text
