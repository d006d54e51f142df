"""Finds places by name and by position, offline, in the data that comes with the program."""

import lzma
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from threading import Lock

from tipdesk.newsroom.alike import metres_between
from tipdesk.settings import resources

Position = tuple[float, float]  # latitude, longitude in degrees
_Find = Callable[[str], Iterator["Place"]]

_APART = re.compile(r"[,;/()\n]|\s+-\s+|\s+(?:in|near|at|bei)\s+", re.IGNORECASE)
_MOST_PARTS, _MOST_WORDS, _MOST = 6, 8, 12
# Words beside a place's name that are themselves the name of a town somewhere.
_NOT_TOWNS = frozenset(
    {
        "the",
        "a",
        "at",
        "of",
        "on",
        "by",
        "and",
        "la",
        "le",
        "der",
        "die",
        "am",
        "de",
        "san",
        "santa",
    }
    | {"mill", "bridge", "street", "road", "park", "station", "church", "lake", "college", "school"}
    | {"weir", "island", "river", "harbour", "pier", "depot", "market", "hall", "quarry", "town"}
    | {"north", "south", "east", "west", "upper", "lower", "old", "new", "near", "st", "santa"}
)
_LONGEST = 300  # characters of a place that are looked at
_FAR_METRES = 25_000  # a point with no town within that is far from any
_NEARBY = 1  # degrees looked at around a point
# A desk hears of the same places again and again: what was looked for lately is kept.
_NAMES_KEPT, _SQUARES_KEPT = 2_000, 36


@dataclass(frozen=True, slots=True)
class Place:
    """A town of the data; `state` only where its country needs it to tell namesakes apart."""

    name: str = field(repr=False)
    country: str = field(repr=False)
    state: str = field(repr=False)
    at: Position = field(repr=False)
    people: int

    @property
    def words(self) -> str:
        """Name it so that namesakes are told apart: "Cambridge, MA, United States"."""
        return ", ".join(filter(None, (self.name, self.state, self.country)))


@dataclass(frozen=True, slots=True)
class Meant:
    """The places that a few words may mean, the likeliest first; which words were understood.

    `is_named_fully` tells that a country or a state was named beside it.
    """

    words: str = field(repr=False)
    places: tuple[Place, ...] = field(repr=False)
    is_named_fully: bool = False


def gazetteer() -> "Gazetteer":
    """Give the places; the first time takes a tenth of a second, so ask aside."""
    with _LOADING:
        return _loaded()


@cache
def _loaded() -> "Gazetteer":
    return Gazetteer(lzma.decompress((resources() / "places" / "places.xz").read_bytes()))


def fold(name: str) -> str:
    """Fold a name as scripts/make_places.py does: no capitals, accents, marks."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w]+", " ", plain).split())


class Gazetteer:
    """All places as one text that is searched, which is smaller and sooner there than objects."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._bearers = lru_cache(_NAMES_KEPT)(self._looked_for)
        self._square = lru_cache(_SQUARES_KEPT)(self._read_square)
        rows = re.findall(rb"^=(\w\w)\t(.*)$", text, re.MULTILINE)
        self._countries = {code.decode(): name.decode() for code, name in rows}
        self._codes = {fold(name): code for code, name in self._countries.items()}
        self._codes |= {"uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB"}
        self._codes |= {"usa": "US", "us": "US", "america": "US", "uae": "AE"}
        states = re.findall(rb"^~(\w\w)\t(.*)$", text, re.MULTILINE)
        self._states = {code.decode(): fold(name.decode()) for code, name in states}
        squares = re.finditer(rb"^@(-?\d+),(-?\d+)$", text, re.MULTILINE)
        self._squares = {(int(at[1]), int(at[2])): at.end() + 1 for at in squares}

    def named(self, words: str, *, near: Position | None = None) -> Meant:
        """Find what a place as people write it may mean: "Mill Road, Cambridge, UK".

        The first part that names a town counts; a country or state named beside it narrows the
        choice. Likelier is the bigger town, and with `near` the nearer one.
        """
        parts = [part for part in map(str.strip, _APART.split(words[:_LONGEST])) if part]
        parts = parts[:_MOST_PARTS]
        hints = {fold(part) for part in parts}
        for known, find in self._ways:
            for part in parts:
                plain = fold(part)
                is_a_hint = len(parts) > 1 and plain in self._codes
                if not is_a_hint and any(True for _ in known(plain)):
                    found = list(find(plain))
                    kept = [place for place in found if self._fits(place, hints)]
                    likeliest = _likeliest(kept or found, plain, near)
                    return Meant(part, tuple(likeliest), is_named_fully=bool(kept))
        return Meant("", ())

    @property
    def _ways(self) -> tuple[tuple[_Find, _Find], ...]:
        """Which part is understood, the surest way first, and the towns it then may mean."""
        return (
            (partial(self._called, own=True), self._called),
            (self._called, self._called),
            (self._named_in, self._named_in),
        )

    def near(self, at: Position, *, within: float = _FAR_METRES) -> tuple[Place, float] | None:
        """Find the nearest town and how many metres away it is; None in the middle of nowhere."""
        around = [
            place
            for north in range(-_NEARBY, _NEARBY + 1)
            for east in range(-_NEARBY, _NEARBY + 1)
            for place in self._square(int(at[0] // 1) + north, _wrapped(int(at[1] // 1) + east))
        ]
        far = [(metres_between(at, place.at), place) for place in around]
        if not far:
            return None
        metres, nearest = min(far, key=lambda one: one[0])
        return (nearest, metres) if metres <= within else None

    def within(self, south: float, west: float, north: float, east: float) -> list[Place]:
        """Give the places in a box, the biggest first; of a wide box only the big cities.

        West may lie below -180 and east above 180, for a box across the date line.
        """
        few = (north - south) * (east - west) <= _FEW_SQUARES
        found = self._in_squares(south, west, north, east) if few else self._big()
        inside = (
            place
            for place in found
            if south <= place.at[0] <= north and (place.at[1] - west) % 360 <= east - west
        )
        return sorted(inside, key=lambda place: -place.people)

    def _in_squares(self, south: float, west: float, north: float, east: float) -> Iterator[Place]:
        for row in range(int(south // 1), int(north // 1) + 1):
            for column in range(int(west // 1), int(east // 1) + 1):
                yield from self._square(row, _wrapped(column))

    def _big(self) -> Iterator[Place]:
        for found in re.finditer(rb"^\*(.*)$", self._text, re.MULTILINE):
            yield self._place(found[1])

    def _read_square(self, row: int, column: int) -> tuple[Place, ...]:
        start = self._squares.get((row, column))
        if start is None:
            return ()
        end = self._text.index(b"\n@", start - 1)
        return tuple(map(self._place, self._text[start:end].splitlines()))

    def _named_in(self, part: str) -> Iterator[Place]:
        """Find towns by the last or first words of a part: "the bridge at Ely", "London Bridge"."""
        words = part.split()[:_MOST_WORDS]
        for count in range(len(words) - 1, 0, -1):
            for some in dict.fromkeys((" ".join(words[-count:]), " ".join(words[:count]))):
                found = [] if some in _NOT_TOWNS else list(self._called(some, own=True))
                if found:
                    yield from found
                    return

    def _called(self, folded: str, *, own: bool = False) -> Iterator[Place]:
        return (place for place, is_own in self._bearers(folded) if is_own or not own)

    def _looked_for(self, folded: str) -> tuple[tuple[Place, bool], ...]:
        """Go through all places for a name; tell of each that bears it whether it is its first."""
        found = []
        needle = f"|{folded}|".encode()
        at = self._text.find(needle)
        while at >= 0:
            start, end = self._text.rindex(b"\n", 0, at) + 1, self._text.index(b"\n", at)
            found.append((self._place(self._text[start:end]), at - start <= 1))
            at = self._text.find(needle, end)
        return tuple(found)

    def _fits(self, place: Place, hints: set[str]) -> bool:
        countries = {self._countries[self._codes[hint]] for hint in hints & self._codes.keys()}
        states = {place.state.casefold(), self._states.get(place.state, "")}
        return place.country in countries or bool(hints & (states - {""}))

    def _place(self, line: bytes) -> Place:
        _, name, code, state, latitude, longitude, people = line.decode().split("\t")
        at = (float(latitude), float(longitude))
        return Place(name, self._countries.get(code, code), state, at, int(people))


_FEW_SQUARES = 60
_LOADING = Lock()  # so that two who ask at once don't both load them


def _wrapped(column: int) -> int:
    return (column + 180) % 360 - 180


def _likeliest(places: list[Place], words: str, near: Position | None) -> list[Place]:
    def unlikely(place: Place) -> float:
        # Ten times as far counts like ten times as small, and so does another spelling.
        weight = max(place.people, 1_000) / (1 if fold(place.name) in words else 10)
        return ((metres_between(near, place.at) if near else 0.0) + 5_000) / weight

    return sorted(dict.fromkeys(places), key=unlikely)[:_MOST]
