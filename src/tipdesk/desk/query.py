"""The query language: words, "phrases", begin*, -not, and filters such as workflow:new."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from tipdesk.intake.belonging import folded, slug_of, tag_key
from tipdesk.newsroom.errors import NotValid
from tipdesk.newsroom.states import Channel, Verdict, Workflow
from tipdesk.store.fulltext import Term

LONGEST = 2_000
MOST_WORDS = 60
_FITTING = 40  # letters of a word that a status line has room for

IS = ("unread", "mine", "unassigned", "protected", "trashed")
HAS = ("picture", "video", "audio", "document", "note", "story", "duplicate")

_TOKEN = re.compile(
    r"(?P<not>-?)"
    r"(?:(?P<key>[^\W\d_]+):(?!//|\s|$))?"
    r'(?:"(?P<phrase>[^"]*)"?(?P<star>\*?)|(?P<word>[^\s"]+))'
)
_NUMBER = re.compile(r"[Tt]-([1-9][0-9]{0,17})")
_ONLY_OPERATORS = re.compile(r"[-*\"]*")


class QueryNotUnderstood(NotValid):
    """A search that can't be read; `at` and `length` point at the word in what was typed."""

    def __init__(self, sentence: str, at: int, length: int) -> None:
        super().__init__(sentence)
        self.at = at
        self.length = length


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition besides the words: any of `values` holds, or none if `negated`."""

    key: str
    values: tuple[str, ...] = field(repr=False)
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What an editor looks for: every term and every filter must hold."""

    terms: tuple[Term, ...] = ()
    filters: tuple[Filter, ...] = ()


def parse(text: str) -> Query:
    """Read a search; raises nothing but QueryNotUnderstood."""
    if len(text) > LONGEST:
        sentence = f"That search is too long; it may have {LONGEST:,} letters."
        raise QueryNotUnderstood(sentence, LONGEST, len(text) - LONGEST)
    terms: list[Term] = []
    filters: list[Filter] = []
    for token in _tokens(text):
        if len(terms) + len(filters) == MOST_WORDS:
            raise _fault(token, f"That search has too many words; it may have {MOST_WORDS}.")
        read = _read(token)
        if isinstance(read, Filter):
            filters.append(read)
        elif read is not None:
            terms.append(read)
    return Query(tuple(terms), tuple(filters))


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Cut what was typed; control and unpaired signs part words, as no tip can be found by them."""
    plain = "".join(sign if sign.isprintable() or sign.isspace() else " " for sign in text)
    return _TOKEN.finditer(plain)


def _read(token: re.Match[str]) -> Term | Filter | None:
    negated = bool(token["not"])
    if token["key"] is not None:
        return _filter(token, token["key"].casefold(), negated=negated)
    word, phrase = token["word"], token["phrase"]
    if word is not None and word.endswith(":") and word[:-1].casefold() in _READERS:
        raise _fault(token, f"“{word}” needs a value, such as {_EXAMPLES[word[:-1].casefold()]}.")
    numbered = _NUMBER.fullmatch(word or "")
    if numbered:
        return Filter("number", (numbered[1],), negated)
    said = phrase if word is None else word.rstrip("*")
    if not any(sign.isalnum() for sign in said):
        if _ONLY_OPERATORS.fullmatch(token[0]):
            return None
        raise _fault(token, f"“{_short(said)}” has no letter or digit to look for.")
    prefix = bool(token["star"]) if word is None else word.endswith("*")
    return Term(said, prefix=prefix, phrase=word is None, negated=negated)


def _filter(token: re.Match[str], key: str, *, negated: bool) -> Filter:
    reader = _READERS.get(key)
    if reader is None:
        known = ", ".join(f"{name}:" for name in _READERS)
        raise _fault(
            token,
            f"There is no filter “{_short(key)}:”; there are {known}. "
            "To look for the words, put them in quotation marks.",
        )
    said = [token["phrase"]] if token["word"] is None else token["word"].split(",")
    values = [value for value in map(str.strip, said) if value]
    if not values:
        raise _fault(token, f"“{key}:” needs a value, such as {_EXAMPLES[key]}.")
    try:
        return Filter(key, tuple(map(reader, values)), negated)
    except NotValid as error:
        raise _fault(token, str(error)) from None


def _one_of(key: str, known: tuple[str, ...]) -> Callable[[str], str]:
    def read(value: str) -> str:
        wanted = value.casefold().replace("-", "_")
        if wanted not in known:
            raise NotValid(f"“{key}:{_short(value)}” is unknown; {key}: takes {', '.join(known)}.")
        return wanted

    return read


def _states(kind: type[StrEnum]) -> tuple[str, ...]:
    return tuple(state.value for state in kind)


def _slug(value: str) -> str:
    try:
        return slug_of(value)
    except NotValid:
        raise NotValid(f"“{_short(value)}” can't be a story's slug.") from None


_READERS: MappingProxyType[str, Callable[[str], str]] = MappingProxyType(
    {
        "workflow": _one_of("workflow", _states(Workflow)),
        "verdict": _one_of("verdict", _states(Verdict)),
        "channel": _one_of("channel", _states(Channel)),
        "story": _slug,
        "tag": tag_key,
        "assignee": folded,
        "is": _one_of("is", IS),
        "has": _one_of("has", HAS),
    }
)
_EXAMPLES = MappingProxyType(
    {
        "workflow": "workflow:new",
        "verdict": "verdict:verified",
        "channel": "channel:mail",
        "story": "story:MILLFLOOD",
        "tag": "tag:flood",
        "assignee": "assignee:me",
        "is": "is:unread",
        "has": "has:picture",
    }
)


def _fault(token: re.Match[str], sentence: str) -> QueryNotUnderstood:
    return QueryNotUnderstood(sentence, token.start(), token.end() - token.start())


def _short(word: str) -> str:
    return word if len(word) <= _FITTING else word[: _FITTING - 1] + "…"
