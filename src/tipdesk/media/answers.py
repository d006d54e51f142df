"""A reading on the wire, and the suspicious reading of it on our side."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from enum import StrEnum
from typing import Any

from tipdesk.media import checks
from tipdesk.media.checks import LyingAnswer, number, one_of, or_none, several, shaped, text, whole
from tipdesk.media.line import Header
from tipdesk.media.reading import Frame, Pixels, Reading
from tipdesk.newsroom import credentials
from tipdesk.newsroom.credentials import Credentials, Signer, Standing
from tipdesk.newsroom.facts import Fact, Said, Source

HEADER_LIMIT = 2 << 20
LONGEST_SIDE = (1 << 31) - 1
MOST_FRAMES, FRAME_SIDE = 64, 128
MOST_SAID, VALUE_LIMIT, SAID_LIMIT, WORDS_LIMIT = 500, 10_000, 200_000, 20_000
LIST_LIMIT = 100


class Trouble(StrEnum):
    """Why something could not be read, as a code; the sentence is chosen on our side."""

    DAMAGED = "damaged"
    CUT_SHORT = "cut_short"
    TOO_LARGE = "too_large"
    NO_MEMORY = "no_memory"
    NO_READER = "no_reader"
    EMPTY = "empty"
    NO_FRAME = "no_frame"


SENTENCES = {
    Trouble.DAMAGED: "The file is damaged and could not be decoded; the original is kept.",
    Trouble.CUT_SHORT: "The file is cut short; the preview shows what arrived.",
    Trouble.TOO_LARGE: "Too large to preview: {width} x {height}; the original is kept.",
    Trouble.NO_MEMORY: "Decoding it takes too much memory; the original is kept.",
    Trouble.NO_READER: "Tipdesk has no reader for this kind of file; the original is kept.",
    Trouble.NO_FRAME: "No picture of this video could be decoded; the original is kept.",
    Trouble.EMPTY: "There is no picture and no sound in this file; the original is kept.",
}


def longest(size: int, frames: int = 0) -> int:
    """Return how many bytes of pixels an honest answer may bring at most."""
    return 3 * size * size + 3 * FRAME_SIDE * FRAME_SIDE * frames


def pack(reading: Reading) -> tuple[Header, bytes]:
    """Turn a reading, whose reason is a Trouble, into header and pixels (on the worker's side).

    What a file says beyond our bounds is left out here, so that talkative files are no liars.
    """
    header: Header = {name: getattr(reading, name) for name in PLAIN}
    header["words"] = reading.words and reading.words[:WORDS_LIMIT]
    header["said"] = [[one.fact, one.source, one.value] for one in _bounded(reading.said)]
    header["credentials"] = _row(reading.credentials)
    shown, frames = reading.preview, reading.frames[:MOST_FRAMES]
    header["preview"] = [shown.width, shown.height] if shown else None
    header["frames"] = [[one.at, one.pixels.width, one.pixels.height] for one in frames]
    pixels = [shown.rgb] if shown else []
    return header, b"".join([*pixels, *(frame.pixels.rgb for frame in frames)])


def _bounded(said: Iterable[Said]) -> Iterable[Said]:
    left = SAID_LIMIT
    for one in tuple(said)[:MOST_SAID]:
        left -= len(one.value)
        if len(one.value) <= VALUE_LIMIT and left >= 0:
            yield one


def _row(found: Credentials | None) -> dict[str, Any] | None:
    if found is None:
        return None
    row = asdict(found)
    return row | {name: list(row[name][:LIST_LIMIT]) for name in LISTS}


def parse(header: bytes, blob: bytes, size: int, frames: int = 0) -> Reading:
    """Check what a worker sent and return it as a Reading.

    Raises LyingAnswer where anything is not exactly as agreed: one wrong field and none counts.
    """
    facts = SCHEMA(unfolded(header))
    pixels = _Pixels(blob)
    facts["preview"] = pixels.cut(facts["preview"], size) if facts["preview"] else None
    if len(facts["frames"]) > frames:
        raise LyingAnswer("more frames than were asked for")
    facts["frames"] = tuple(
        Frame(at, pixels.cut((width, height), FRAME_SIDE)) for at, width, height in facts["frames"]
    )
    pixels.be_used_up()
    facts["said"] = tuple(Said(*one) for one in facts["said"])
    facts["credentials"] = credentials.told(facts["credentials"])
    return Reading(**facts | {"reason": _sentence(facts)})


def unfolded(header: bytes) -> Any:
    """Read JSON that may be anything."""
    try:
        return json.loads(header)
    except (ValueError, RecursionError) as error:
        raise LyingAnswer("header is not JSON") from error


class _Pixels:
    """The bytes behind the header, cut into the pictures that the header announces."""

    def __init__(self, blob: bytes) -> None:
        self._left = memoryview(blob)

    def cut(self, sides: tuple[int, int], most: int) -> Pixels:
        width, height = sides
        count = width * height * 3
        if max(sides) > most or len(self._left) < count:
            raise LyingAnswer("pixels of a wrong size")
        rgb, self._left = self._left[:count], self._left[count:]
        return Pixels(width, height, bytes(rgb))

    def be_used_up(self) -> None:
        if self._left:
            raise LyingAnswer("pixels that were not announced")


def _sentence(facts: dict[str, Any]) -> str | None:
    trouble = facts["reason"]
    if (trouble is None) == (facts["kind"] == "unreadable") and trouble != Trouble.CUT_SHORT:
        raise LyingAnswer("kind and reason do not fit")
    if trouble is None:
        return None
    return SENTENCES[trouble].format(width=facts["width"], height=facts["height"])


_SIDE = or_none(whole(0, LONGEST_SIDE))
_SHOWN = whole(1, 1 << 15)
_TEXTS = several(text, LIST_LIMIT)

PLAIN = {
    "kind": shaped("picture|video|audio|document|unreadable"),
    "mime": shaped(r"(image|video|audio)/[a-z0-9][a-z0-9.+-]{0,63}|application/pdf"),
    "reason": or_none(one_of(Trouble)),
    "width": _SIDE,
    "height": _SIDE,
    "orientation": or_none(whole(1, 8)),
    "rotation": or_none(whole(0, 359)),
    "make": or_none(text),
    "model": or_none(text),
    "taken_at": or_none(shaped(r"\d{4}:\d\d:\d\d \d\d:\d\d:\d\d")),
    "taken_offset": or_none(shaped(r"[+-]\d\d:\d\d")),
    "latitude": or_none(number(-90, 90)),
    "longitude": or_none(number(-180, 180)),
    "duration": or_none(number(0, 1e9)),
    "codec": or_none(text),
    "thumbnail_differs": or_none(checks.truth),
    "unfinished": checks.truth,
    "pair": or_none(text),
}
_INGREDIENT = {
    "title": text,
    "relationship": text,
    "standing": or_none(one_of(Standing)),
}
LISTS = {
    "source_types": _TEXTS,
    "actions": _TEXTS,
    "failures": _TEXTS,
    "ingredients": several(checks.record(_INGREDIENT), LIST_LIMIT),
}
_CREDENTIALS = LISTS | {
    "standing": one_of(Standing),
    "signer": one_of(Signer),
    "issuer": or_none(text),
    "signed_by": or_none(text),
    "signed_at": or_none(text),
    "made_with": or_none(text),
    "elsewhere": or_none(text),
    "trust_list": text,
}
_SAID = checks.row(one_of(Fact), one_of(Source), checks.paragraphs(VALUE_LIMIT))
FIELDS = PLAIN | {
    "words": or_none(checks.paragraphs(WORDS_LIMIT)),
    "said": several(_SAID, MOST_SAID),
    "credentials": or_none(checks.record(_CREDENTIALS)),
    "preview": or_none(checks.row(_SHOWN, _SHOWN)),
    "frames": several(checks.row(number(0, 1e9), _SHOWN, _SHOWN), MOST_FRAMES),
}
SCHEMA = checks.record(FIELDS)
