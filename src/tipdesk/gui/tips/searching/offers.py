"""What may be meant by the word that is being typed: fields, their values, names of the desk."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tipdesk.desk.asking.fields import FIELDS
from tipdesk.gui.tips.searching import days
from tipdesk.gui.tips.searching.tokens import in_words

MOST_OFFERED = 12

_UNDER_WAY = re.compile(
    r'(?:^|[\s(])(?P<word>-?(?:(?P<key>[^\W\d_]+):)?(?P<said>[^\s"(]*(?:"[^"]*)?))$'
)
_SHORTEST = 2
_ABOUT: dict[str, Any] = {
    "is": QT_TRANSLATE_NOOP("Offers", "how it stands"),
    "has": QT_TRANSLATE_NOOP("Offers", "what came with it"),
    "workflow": QT_TRANSLATE_NOOP("Offers", "how far it has come"),
    "verdict": QT_TRANSLATE_NOOP("Offers", "what checking has shown"),
    "permission": QT_TRANSLATE_NOOP("Offers", "of one of its files"),
    "channel": QT_TRANSLATE_NOOP("Offers", "how it reached us"),
    "label": QT_TRANSLATE_NOOP("Offers", "what is printed with a picture"),
    "story": QT_TRANSLATE_NOOP("Offers", "by its slug"),
    "tag": QT_TRANSLATE_NOOP("Offers", "by its name"),
    "assignee": QT_TRANSLATE_NOOP("Offers", "who has it"),
    "from": QT_TRANSLATE_NOOP("Offers", "who sent it"),
    "place": QT_TRANSLATE_NOOP("Offers", "where it happened"),
    "name": QT_TRANSLATE_NOOP("Offers", "of a file"),
    "camera": QT_TRANSLATE_NOOP("Offers", "its maker or model"),
    "lang": QT_TRANSLATE_NOOP("Offers", "its language, as a code"),
    "priority": QT_TRANSLATE_NOOP("Offers", "1 is the most urgent, 9 the least"),
    "digest": QT_TRANSLATE_NOOP("Offers", "of a file, or its beginning"),
    "received": QT_TRANSLATE_NOOP("Offers", "when it came in"),
    "taken": QT_TRANSLATE_NOOP("Offers", "when a file was made, by its camera"),
    "published": QT_TRANSLATE_NOOP("Offers", "when it ran"),
    "due": QT_TRANSLATE_NOOP("Offers", "by when it is needed"),
    "embargo": QT_TRANSLATE_NOOP("Offers", "until when it may not run"),
    "changed": QT_TRANSLATE_NOOP("Offers", "when somebody last worked on it"),
    "near": QT_TRANSLATE_NOOP("Offers", "latitude, longitude, kilometres"),
    "sort": QT_TRANSLATE_NOOP("Offers", "the order of the list"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that may be meant: what is shown, what the word becomes, a hint beside it."""

    shown: str = field(repr=False)
    word: str = field(repr=False)
    hint: str = field(default="", repr=False)


Names = Mapping[str, Mapping[str, str]]  # by field: names, and what is said beside each


def under_way(text: str) -> tuple[str, str]:
    """Give the field and what was typed of its value for the word that ends here."""
    found = _UNDER_WAY.search(text)
    return ((found["key"] or "").casefold(), found["said"]) if found else ("", "")


def begin(text: str) -> int:
    """Tell where the word begins that ends here."""
    found = _UNDER_WAY.search(text)
    return found.start("word") if found else len(text)


def offers(text: str, names: Names) -> list[Offer]:
    """Offer filters and their values for the word that ends here."""
    found = _UNDER_WAY.search(text)
    if found is None:
        return []
    key = (found["key"] or "").casefold()
    if key in FIELDS:
        return _values(found["word"], key, found["said"], names.get(key, {}))
    said, sign = found["said"].casefold(), found["word"][: -len(found["said"]) or None]
    if key or len(said) < _SHORTEST:
        return []
    fitting = [each for each in FIELDS if each.startswith(said)]
    return [Offer(f"{sign}{each}:", f"{sign}{each}:", _about(each)) for each in fitting]


def _about(key: str) -> str:
    return QCoreApplication.translate("Offers", _ABOUT[key])


def _values(word: str, key: str, said: str, names: Mapping[str, str]) -> list[Offer]:
    """Offer what a field takes, what begins so first."""
    quoted = said.startswith('"')
    before, _, begun = said.rpartition(",") if not quoted else ("", "", said[1:])
    taken = before.casefold().split(",")
    stem = word[: len(word) - len(said)] + (f"{before}," if before else "")
    wanted = begun.casefold()
    known: Iterable[str] = FIELDS[key].known or names
    fitting = [
        each
        for each in known
        if wanted in in_words(key, each).casefold() and each.casefold() not in taken
    ]
    fitting.sort(key=lambda each: not each.casefold().startswith(wanted))
    return [
        Offer(in_words(key, each), stem + _safe(each), _hint(key, each, names))
        for each in fitting[:MOST_OFFERED]
    ]


def _hint(key: str, value: str, names: Mapping[str, str]) -> str:
    return days.explained(key, value) if FIELDS[key].is_date else names.get(value, "")


def _safe(value: str) -> str:
    plain = value.replace('"', " ")
    return f'"{plain}"' if re.search(r"[\s,()]", plain) else plain
