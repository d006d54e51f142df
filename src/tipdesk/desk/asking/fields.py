"""The fields that can be asked for: what each one takes, and how its values are kept."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType

from tipdesk.desk.asking import dates
from tipdesk.desk.asking.fault import NoSuchValue, short
from tipdesk.newsroom.states import Channel, Label, Permission, Verdict, Workflow

IS = (
    *("new", "open", "closed", "unread", "untouched", "mine", "unassigned", "protected"),
    *("late", "embargoed", "snoozed", "blocked", "merged", "trashed"),
)
HAS = (
    *("picture", "video", "audio", "document", "mail", "gps", "credentials", "words"),
    *("duplicate", "note", "message", "story", "tag", "place", "due", "embargo"),
)
SORT = (
    *("newest", "oldest", "relevance", "priority", "due", "changed", "headline", "number"),
    *("channel", "workflow", "place"),
)
FORWARD = ("due", "embargo")  # of these 3d is the next three days

_SLUG_LIMIT = 40
_NEAR = re.compile(
    r"(-?[0-9]{1,3}(?:\.[0-9]+)?)\s*,\s*(-?[0-9]{1,3}(?:\.[0-9]+)?)"
    r"(?:\s*,\s*([0-9]{1,5}(?:\.[0-9]+)?)\s*(?:km)?)?",
    re.IGNORECASE,
)
_FURTHEST_KM = 20_000.0
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*")
_DIGEST = re.compile(r"[0-9a-f]{4,64}")
_PRIORITY = re.compile(r"([<>]=?)?([1-9])|([1-9])(?:\.\.|-)([1-9])")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: how a value is read, an example, and all values where they are few."""

    read: Callable[[str], Sequence[str]]
    example: str = field(repr=False)
    known: tuple[str, ...] = field(default=(), repr=False)
    is_date: bool = False
    has_list: bool = True  # several values may stand there with commas


def near_place(value: str) -> tuple[float, float, float]:
    """Give latitude, longitude and kilometres of a value that was read."""
    latitude, longitude, far = map(float, value.split(","))
    return latitude, longitude, far


def closest(word: str, known: Sequence[str]) -> str:
    """Name what is written almost the same, or nothing."""
    return next(iter(get_close_matches(word.casefold(), known, 1, 0.6)), "")


def _one_of(key: str, known: Sequence[str]) -> Field:
    values = tuple(map(str, known))

    def read(said: str) -> Sequence[str]:
        wanted = re.sub(r"[\s-]", "_", said.casefold())
        if wanted in values:
            return (wanted,)
        listed = ", ".join(values)
        raise NoSuchValue(
            f"“{key}:{short(said)}” is unknown; {key}: takes {listed}.",
            closest(wanted, values),
        )

    return Field(read, f"{key}:{values[0]}", values)


def _sort(said: str) -> Sequence[str]:
    wanted = said.casefold()
    if wanted.removeprefix("-") in SORT:
        return (wanted,)
    raise NoSuchValue(
        f"“sort:{short(said)}” is unknown; sort: takes {', '.join(SORT)}, "
        "and a - before one turns it round.",
        closest(wanted, SORT),
    )


def _as_said(said: str) -> Sequence[str]:
    """Take words that must be found in a row; a star at the end means nothing more."""
    return (_with_a_letter(said.rstrip("*").strip(), said),)


def _name(said: str) -> Sequence[str]:
    """Take a name as it is written; a star at its end lets it be a beginning."""
    wanted = said.lstrip("# ").rstrip("*").strip()
    return (_with_a_letter(wanted, said) + ("*" if said.endswith("*") else ""),)


def _with_a_letter(wanted: str, said: str) -> str:
    if not wanted:
        raise NoSuchValue(f"“{short(said)}” has no letter or digit to look for.")
    return wanted


def _slug(said: str) -> Sequence[str]:
    slug = "-".join(said.rstrip("*").split()).upper()
    if not slug or len(slug) > _SLUG_LIMIT or not all(c.isalnum() or c in "-_" for c in slug):
        raise NoSuchValue(f"“{short(said)}” can't be a story's slug.")
    return (slug + ("*" if said.endswith("*") else ""),)


def _language(said: str) -> Sequence[str]:
    wanted = said.casefold().replace("_", "-")
    if not _LANGUAGE.fullmatch(wanted):
        raise NoSuchValue(
            f"“{short(said)}” is not a language; write its code: lang:en, lang:pt-br."
        )
    return (wanted,)


def _digest(said: str) -> Sequence[str]:
    wanted = said.casefold()
    if not _DIGEST.fullmatch(wanted):
        raise NoSuchValue(
            f"“{short(said)}” is not a digest; write at least 4 of its 64 signs, 0-9 and a-f."
        )
    return (wanted,)


def _priority(said: str) -> Sequence[str]:
    found = _PRIORITY.fullmatch("".join(said.split()))
    if found is None:
        raise NoSuchValue(
            f"“{short(said)}” is not a priority; write 1 (most urgent) to 9, 1..3 or <=3."
        )
    sign, number, first, last = found.groups()
    levels = range(1, 10)
    if first:
        return [str(one) for one in levels if int(first) <= one <= int(last)] or [first]
    chosen = {
        ">": range(int(number) + 1, 10),
        ">=": range(int(number), 10),
        "<": range(1, int(number)),
        "<=": range(1, int(number) + 1),
    }.get(sign or "", range(int(number), int(number) + 1))
    if not chosen:
        raise NoSuchValue(f"There is no priority {said}; they are 1 (most urgent) to 9.")
    return [str(one) for one in chosen]


def _near(said: str) -> Sequence[str]:
    found = _NEAR.fullmatch(said.strip())
    latitude, longitude, far = (
        (float(each or 1) for each in found.groups()) if found else (91, 0, 0)
    )
    if abs(latitude) > 90 or abs(longitude) > 180 or not 0 < far <= _FURTHEST_KM:  # noqa: PLR2004
        raise NoSuchValue(
            f"“{short(said)}” is not a place; write latitude, longitude and kilometres: "
            "near:51.5074,-0.1278,2."
        )
    return (",".join(map(_plain, (latitude, longitude, far))),)


def _plain(number: float) -> str:
    return f"{number + 0.0:.7f}".rstrip("0").rstrip(".")


def _date(key: str, example: str) -> Field:
    return Field(lambda said: (dates.read(said),), f"{key}:{example}", dates.WORDS, is_date=True)


FIELDS: MappingProxyType[str, Field] = MappingProxyType(
    {
        "is": _one_of("is", IS),
        "has": _one_of("has", HAS),
        "workflow": _one_of("workflow", tuple(Workflow)),
        "verdict": _one_of("verdict", tuple(Verdict)),
        "permission": _one_of("permission", tuple(Permission)),
        "channel": _one_of("channel", tuple(Channel)),
        "label": _one_of("label", tuple(Label)),
        "story": Field(_slug, "story:MILLFLOOD"),
        "tag": Field(_name, "tag:flood"),
        "assignee": Field(_name, "assignee:me"),
        "from": Field(_as_said, "from:farrow"),
        "place": Field(_as_said, "place:eastwick"),
        "name": Field(_as_said, "name:IMG_2231"),
        "camera": Field(_as_said, "camera:canon"),
        "lang": Field(_language, "lang:en"),
        "priority": Field(_priority, "priority:1..3"),
        "digest": Field(_digest, "digest:9f86d081"),
        "received": _date("received", "today"),
        "taken": _date("taken", "last-week"),
        "published": _date("published", "this-month"),
        "due": _date("due", "3d"),
        "embargo": _date("embargo", "today"),
        "changed": _date("changed", "2h"),
        "near": Field(_near, "near:51.5074,-0.1278,2", has_list=False),
        "sort": Field(_sort, "sort:priority", SORT),
    }
)
