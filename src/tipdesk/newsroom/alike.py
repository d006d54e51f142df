"""Do two values that were written in different ways say the same?"""

import math
import re
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

_NEAR_METRES = 20.0
_NEAR_SECONDS = 2.0  # some clocks and file systems count in twos
_NEAR_SHARE = 0.025  # an exposure of 1/60 s is written as 0.017, too
_NEAR_TURN = 1.0
_QUARTER = 15 * 60.0
_WEST, _EAST = -12 * 3600.0, 14 * 3600.0
_EARTH_METRES = 6_371_009.0
_MOST_ODD = 64  # items that are paired one by one
_CUT_SLACK = 4  # bytes: a cut may fall before a long letter or a space

_TIME = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?)?)?"
    r"\s*(Z|[+-]\d\d:?\d\d)?",
    re.ASCII,
)
_SPANS = (366 * 86_400.0, 31 * 86_400.0, 86_400.0, 3600.0, 60.0, 1.0)  # how much is left open
_DAMAGED = re.compile(r"[^\x00-\x7f]+|[?\ufffd]+")


class Moment(NamedTuple):
    """A time as exact as it was written: local, with its offset where it has one."""

    local: datetime
    open: float  # seconds that the way of writing leaves open
    offset: timedelta | None

    @property
    def instant(self) -> datetime:
        """Give the instant in UTC; for a time without zone, as if its clock went by UTC."""
        return (self.local - (self.offset or timedelta())).replace(tzinfo=UTC)


def moment(text: str) -> Moment | None:
    """Read a time of the form that `Said` uses; None where it isn't one."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    *parts, part, zone = found.groups()
    known = [int(each) for each in parts if each is not None]
    year, month, day, hour, minute, second = known + [1, 1, 1, 0, 0, 0][len(known) :]
    try:
        local = datetime(  # noqa: DTZ001 - the clock on the wall
            year, month, day, hour, minute, second, int((part or "0").ljust(6, "0")[:6])
        )
        read = Moment(local, _SPANS[len(known) - 1], _offset(zone))
        in_range = bool(read.instant)
    except (ValueError, OverflowError):
        return None
    return read if in_range else None


def _offset(zone: str | None) -> timedelta | None:
    if not zone:
        return None
    if zone == "Z":
        return timedelta()
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    return timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)


def same_instant(one: str, other: str) -> bool:
    """Compare times: the same instant or the same local time, as exactly as both are written.

    A time without zone also agrees with one in UTC where a whole number of quarters of an hour,
    as between zones, lies between them: containers count in UTC, cameras by their own clock.
    """
    a, b = moment(one), moment(other)
    if a is None or b is None:
        return same_text(one, other)
    if meet(a, b, (b.local - a.local)) or meet(a, b, b.instant - a.instant):
        return True
    if (a.offset is None) == (b.offset is None):
        return False
    zoned, bare = (a, b) if a.offset is not None else (b, a)
    slack = max(a.open, b.open) + _NEAR_SECONDS
    return not zoned.offset and _is_a_zone((bare.local - zoned.local).total_seconds(), slack)


def meet(one: Moment, other: Moment, later: timedelta) -> bool:
    """Tell whether two times overlap when the other begins so much later."""
    apart = later.total_seconds()
    return -other.open - _NEAR_SECONDS <= apart <= one.open + _NEAR_SECONDS


def _is_a_zone(apart: float, slack: float) -> bool:
    if not _WEST - slack <= apart <= _EAST + slack:
        return False
    return abs(apart - round(apart / _QUARTER) * _QUARTER) <= slack


def position(text: str) -> tuple[float, float] | None:
    """Read "latitude,longitude" in degrees; None where it isn't one."""
    try:
        latitude, longitude = map(float, text.split(","))
    except ValueError:
        return None
    on_earth = abs(latitude) <= 90 and abs(longitude) <= 180  # noqa: PLR2004 - degrees
    return (latitude, longitude) if on_earth else None


def metres_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Measure the way over the ground between two positions in degrees."""
    a, b = math.radians(one[0]), math.radians(other[0])
    turn = math.radians(other[1] - one[1])
    share = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * _EARTH_METRES * math.asin(math.sqrt(min(1.0, share)))


def same_place(one: str, other: str) -> bool:
    """Compare positions: within some twenty metres."""
    a, b = position(one), position(other)
    if a is None or b is None:
        return same_text(one, other)
    return metres_between(a, b) <= _NEAR_METRES


def _number(text: str) -> float | None:
    above, _, below = text.partition("/")
    try:
        value = float(above) / float(below or 1)
    except (ValueError, ZeroDivisionError):
        return None
    return value if math.isfinite(value) else None


def same_number(one: str, other: str) -> bool:
    """Compare numbers: rounded in different ways is the same."""
    a, b = _number(one), _number(other)
    if a is None or b is None:
        return same_text(one, other)
    return math.isclose(a, b, rel_tol=_NEAR_SHARE, abs_tol=1e-9)


def same_turn(one: str, other: str) -> bool:
    """Compare directions in degrees; 359.8 is next to 0."""
    a, b = _number(one), _number(other)
    if a is None or b is None:
        return same_text(one, other)
    return abs((a - b + 180) % 360 - 180) <= _NEAR_TURN


def folded(text: str) -> str:
    """Take away what doesn't count: capitals, spaces, ways of writing one letter, mangled UTF-8."""
    return " ".join(unicodedata.normalize("NFKC", _mended(text)).casefold().split())


def same_text(one: str, other: str) -> bool:
    """Compare texts: capitals, spaces and letters lost to a wrong character set don't count."""
    a, b = folded(one), folded(other)
    return a == b or _same_but_lost(a, b)


def _mended(text: str) -> str:
    """Undo UTF-8 read as Latin letters; other texts stay."""
    for charset in ("latin-1", "cp1252"):
        try:
            return text.encode(charset).decode("utf-8")
        except UnicodeError:
            continue
    return text


def _same_but_lost(a: str, b: str) -> bool:
    if not any(mark in text for text in (a, b) for mark in ("?", "\ufffd")):
        return False
    return _lossy(a) == _lossy(b)


def same_name(one: str, other: str) -> bool:
    """Compare names of makers and models: "NIKON" is the "Nikon Corporation"."""
    a, b = sorted((folded(one), folded(other)), key=len)
    return same_text(a, b) or (bool(a) and (b.startswith(a) or b.endswith(a)))


def same_term(one: str, other: str) -> bool:
    """Compare terms of a vocabulary, which may be given with their whole address."""
    return folded(one).rpartition("/")[2] == folded(other).rpartition("/")[2]


def same_items(one: str, other: str, *, room: int | None = None) -> bool:
    """Compare lists, whatever their order; `room` is the most bytes of an item of the first."""
    some, others = _items(one), _items(other)
    odd, even = some - others, others - some
    if not odd and not even:
        return True
    if max(len(odd), len(even)) > _MOST_ODD:
        return False
    return _each_has_its_twin(odd, others, room) and _each_has_its_twin(even, some, room, cut=True)


def _items(text: str) -> set[str]:
    parts = (folded(part) for line in text.splitlines() for part in line.split(";"))
    return {part for part in parts if part}


def _each_has_its_twin(
    odd: set[str], others: set[str], room: int | None, *, cut: bool = False
) -> bool:
    def twins(item: str, twin: str) -> bool:
        short, full = (twin, item) if cut else (item, twin)
        return same_text(short, full) or (room is not None and is_cut(short, full, room))

    if len(others) > _MOST_ODD:
        return not odd
    return all(any(twins(item, twin) for twin in others) for item in odd)


def is_cut(short: str, full: str, room: int) -> bool:
    """Tell whether a text is the beginning of another that found no room in so many bytes."""
    cut, whole = folded(short), folded(full)
    if not any(text(whole).startswith(text(cut)) for text in (str, _lossy)):
        return False
    return any(len(short.encode(cs, "replace")) >= room - _CUT_SLACK for cs in ("latin-1", "utf-8"))


def _lossy(text: str) -> str:
    return _DAMAGED.sub("?", text)
