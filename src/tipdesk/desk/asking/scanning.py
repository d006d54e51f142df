"""Cuts what was typed into words, filters and parentheses, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

_JOINERS = "\u200c\u200d"  # they stand inside of words in Persian and in Indic scripts
_TOKEN = re.compile(
    r"(?P<open>-?\()|(?P<close>\))|"
    r"(?P<not>-?)(?:"
    r"(?P<key>[^\W\d_]+):(?!//|[\s)]|$)"
    r'(?P<value>(?:"[^"]*"?\*?|\([^\s"()]*\)|[^\s"()])+)'
    r'|"(?P<phrase>[^"]*)"?(?P<star>\*?)'
    r'|(?P<word>[^\s"()]+))'
)
_ITEM = re.compile(r'((?:"[^"]*"?|[^",])*)(?:,|$)')


class Kind(Enum):
    """What a piece of a search is."""

    OPEN = auto()
    CLOSE = auto()
    FILTER = auto()
    PHRASE = auto()
    WORD = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One piece: its letters as typed, where they begin, and what they are made of."""

    kind: Kind
    typed: str = field(repr=False)
    at: int
    negated: bool = False
    key: str = field(default="", repr=False)
    said: str = field(default="", repr=False)
    prefix: bool = False

    @property
    def is_or(self) -> bool:
        """Tell whether this is the word that says: one of both."""
        return self.kind is Kind.WORD and self.typed == "OR"

    @property
    def end(self) -> int:
        """Tell where the next piece may begin."""
        return self.at + len(self.typed)


def tokens(text: str) -> Iterator[Token]:
    """Cut a search into its pieces; nothing that is typed is an error here."""
    for found in _TOKEN.finditer(_plain(text)):
        yield _token(found)


def items(value: str) -> list[str]:
    """Take the values of a filter apart at their commas; in quotation marks a comma is one."""
    said = (found.replace('"', "") for found in _ITEM.findall(value))
    return [item for item in (" ".join(one.split()) for one in said) if item]


def _plain(text: str) -> str:
    """Let marks that no tip can be found by part words; all letters keep their places."""
    return "".join(
        sign if sign.isprintable() or sign.isspace() or sign in _JOINERS else " " for sign in text
    )


def _token(found: re.Match[str]) -> Token:
    typed, at = found[0], found.start()
    if found["open"]:
        return Token(Kind.OPEN, typed, at, negated=typed.startswith("-"))
    if found["close"]:
        return Token(Kind.CLOSE, typed, at)
    negated = bool(found["not"])
    if found["key"]:
        return Token(Kind.FILTER, typed, at, negated, found["key"].casefold(), found["value"])
    if found["word"] is None:
        said = " ".join(found["phrase"].split())
        return Token(Kind.PHRASE, typed, at, negated, "", said, prefix=bool(found["star"]))
    word = found["word"]
    return Token(Kind.WORD, typed, at, negated, "", word.rstrip("*"), prefix=word.endswith("*"))
