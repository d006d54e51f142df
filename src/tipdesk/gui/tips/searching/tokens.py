"""Takes a search apart as it is typed: finished filters, the word under way, what may follow."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tipdesk.newsroom.states import Channel, Verdict, Workflow

# What desk/query.py reads; known here as well, so that typing never waits for the store's rooms.
STATES: dict[str, tuple[str, ...]] = {
    "workflow": tuple(Workflow),
    "verdict": tuple(Verdict),
    "channel": tuple(Channel),
    "is": ("unread", "mine", "unassigned", "protected", "trashed"),
    "has": ("picture", "video", "audio", "document", "note", "story"),
}
NAMES = ("story", "tag", "assignee")
KEYS = (*STATES, *NAMES)
MOST_OFFERED = 8

_TOKEN = re.compile(r'-?(?:[^\W\d_]+:)?(?:"[^"]*"?\*?|[^\s"]+)')
_FILTER = re.compile(r'(?P<not>-?)(?P<key>[^\W\d_]+):(?:"(?P<phrase>[^"]+)"|(?P<word>[^\s"]+))')
_UNDER_WAY = re.compile(r'(?:^|\s)(?P<word>-?(?:(?P<key>[^\W\d_]+):)?(?P<said>"?[^\s"]*))$')
_NUMBER = re.compile(r"[Tt]-?[0-9]+")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that may be meant: what is shown, and what the word becomes."""

    shown: str = field(repr=False)
    word: str = field(repr=False)


def split(text: str) -> tuple[list[str], str]:
    """Take out the filters that are finished with a space; give them, and what is left."""
    filters, rest, end = [], [], 0
    for token in _TOKEN.finditer(text):
        follower = text[token.end() : token.end() + 1]
        if follower.isspace() and is_filter(token[0]):
            filters.append(token[0])
            rest.append(text[end : token.start()])
            end = token.end() + 1
    return filters, "".join((*rest, text[end:]))


def is_filter(token: str) -> bool:
    """Tell whether this is a filter that the desk will understand."""
    found = _FILTER.fullmatch(token)
    if found is None or found["key"].casefold() not in KEYS:
        return False
    said = [found["phrase"]] if found["word"] is None else found["word"].split(",")
    values = {value.strip().casefold().replace("-", "_") for value in said} - {""}
    known = STATES.get(found["key"].casefold())
    return bool(values) and (known is None or values <= set(known))


def label(token: str) -> str:
    """Write a filter for a chip, without its sign: `workflow: new, triage`."""
    key, _, value = token.removeprefix("-").partition(":")
    said = value.strip('"').replace(",", ", ").replace("_", " ")
    return f"{key.casefold()}: {said}"


def as_typed(words: str) -> str:
    """Let the word that is being typed stand for its beginning; a single letter waits."""
    head, last = _last_word(words)
    if is_unfinished(words):
        return head
    if not last or not last[-1].isalnum() or ":" in last or _is_quoting(words):
        return words
    bare = last.removeprefix("-")
    if _NUMBER.fullmatch(bare):
        return words
    return head if len(bare) < _SHORTEST and not bare.isdigit() else f"{words}*"


def is_unfinished(words: str) -> bool:
    """Tell whether the last word is a filter that lacks its value, or the end of it."""
    last = "" if _is_quoting(words) else _last_word(words)[1]
    key, colon, _ = last.removeprefix("-").partition(":")
    return bool(colon) and key.casefold() in KEYS and not is_filter(last)


def _is_quoting(words: str) -> bool:
    return words.count('"') % 2 == 1


def _last_word(words: str) -> tuple[str, str]:
    cut = max(words.rfind(sign) for sign in (" ", "\t", '"')) + 1
    return words[:cut], words[cut:]


def offers(text: str, names: Mapping[str, Iterable[str]]) -> list[Offer]:
    """Offer filters and their values for the word that ends here."""
    found = _UNDER_WAY.search(text)
    if found is None:
        return []
    key = (found["key"] or "").casefold()
    if key:
        return _values(found["word"], found["said"], STATES.get(key) or names.get(key, ()))
    said, sign = found["said"].casefold(), found["word"][: -len(found["said"]) or None]
    if len(said) < _SHORTEST:
        return []
    return [Offer(f"{sign}{each}:", f"{sign}{each}:") for each in KEYS if each.startswith(said)]


def _values(word: str, said: str, known: Iterable[str]) -> list[Offer]:
    quoted = said.startswith('"')
    before, _, begun = said.rpartition(",") if not quoted else ("", "", said[1:])
    taken = before.casefold().split(",")
    stem = word[: len(word) - len(said)] + (f"{before}," if before else "")
    wanted = begun.casefold()
    fitting = [each for each in known if wanted in each.casefold() and each.casefold() not in taken]
    fitting.sort(key=lambda each: not each.casefold().startswith(wanted))
    return [Offer(each.replace("_", " "), stem + _safe(each)) for each in fitting[:MOST_OFFERED]]


def _safe(value: str) -> str:
    plain = value.replace('"', " ")
    return f'"{plain}"' if re.search(r"[\s,]", plain) else plain
