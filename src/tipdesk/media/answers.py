"""The worker's answer on the wire, and the suspicious reading of it on our side."""

import json
import math
import re
import struct
from collections.abc import Callable
from dataclasses import asdict, replace
from enum import StrEnum
from typing import Any

from tipdesk.media.reading import Pixels, Reading

HEADER_LIMIT = 64 * 1024
TEXT_LIMIT = 1000
LONGEST_SIDE = (1 << 31) - 1
_LENGTH = struct.Struct(">I")


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


class LyingAnswer(ValueError):
    """The worker sent something that is no honest answer."""


def longest(size: int) -> int:
    """Return how many bytes an honest answer with a preview of `size` may have at most."""
    return _LENGTH.size + HEADER_LIMIT + 3 * size * size


def pack(reading: Reading) -> bytes:
    """Turn a reading, whose reason is a Trouble, into bytes for the wire (on the worker's side)."""
    facts = asdict(replace(reading, preview=None))
    pixels = reading.preview
    facts["preview"] = [pixels.width, pixels.height] if pixels else None
    header = json.dumps(facts, allow_nan=False).encode("ascii")
    return _LENGTH.pack(len(header)) + header + (pixels.rgb if pixels else b"")


def parse(answer: bytes, size: int) -> Reading:
    """Check the bytes that a worker sent and return them as a Reading.

    Raises LyingAnswer where anything is not exactly as agreed: one wrong field and none counts.
    """
    if len(answer) < _LENGTH.size:
        raise LyingAnswer("no header")
    (length,) = _LENGTH.unpack_from(answer)
    body = _LENGTH.size + length
    if length > HEADER_LIMIT or body > len(answer):
        raise LyingAnswer("header of a wrong length")
    facts = _facts(answer[_LENGTH.size : body])
    preview = _preview(facts.pop("preview"), answer[body:], size)
    reason = _sentence(facts)
    return Reading(**facts | {"reason": reason, "preview": preview})


def _facts(header: bytes) -> dict[str, Any]:
    try:
        facts = json.loads(header)
    except (ValueError, RecursionError) as error:
        raise LyingAnswer("header is not JSON") from error
    if not isinstance(facts, dict) or facts.keys() != SCHEMA.keys():
        raise LyingAnswer("other fields than agreed")
    return {name: SCHEMA[name](value) for name, value in facts.items()}


def _preview(size_of: list[int] | None, rgb: bytes, size: int) -> Pixels | None:
    if size_of is None:
        if rgb:
            raise LyingAnswer("pixels that were not announced")
        return None
    width, height = size_of
    if max(width, height) > size or len(rgb) != width * height * 3:
        raise LyingAnswer("pixels of a wrong size")
    return Pixels(width, height, rgb)


def _sentence(facts: dict[str, Any]) -> str | None:
    trouble = facts["reason"]
    if (trouble is None) == (facts["kind"] == "unreadable") and trouble != Trouble.CUT_SHORT:
        raise LyingAnswer("kind and reason do not fit")
    if trouble is None:
        return None
    return SENTENCES[trouble].format(width=facts["width"], height=facts["height"])


Check = Callable[[Any], Any]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise LyingAnswer("not a text")
    sound = value.encode("utf-8", "replace").decode()
    return "".join(c for c in sound if c >= " " and c != "\x7f")[:TEXT_LIMIT]


def _shaped(pattern: str) -> Check:
    shape = re.compile(pattern, re.ASCII)

    def check(value: Any) -> str:
        if not isinstance(value, str) or not shape.fullmatch(value):
            raise LyingAnswer("a text of another shape")
        return value

    return check


def _whole(low: int, high: int) -> Check:
    def check(value: Any) -> int:
        if type(value) is not int or not low <= value <= high:
            raise LyingAnswer("not a whole number in its range")
        return value

    return check


def _number(low: float, high: float) -> Check:
    def check(value: Any) -> float:
        if type(value) not in {int, float} or not low <= value <= high or not math.isfinite(value):
            raise LyingAnswer("not a number in its range")
        return float(value)

    return check


def _sides(value: Any) -> list[int]:
    match value:
        case [width, height]:
            return [_whole(1, 1 << 15)(side) for side in (width, height)]
        case _:
            raise LyingAnswer("not a size")


def _trouble(value: Any) -> Trouble:
    try:
        return Trouble(value)
    except ValueError as error:
        raise LyingAnswer("an unknown reason") from error


def _or_none(check: Check) -> Check:
    return lambda value: None if value is None else check(value)


SIDE = _or_none(_whole(0, LONGEST_SIDE))

SCHEMA: dict[str, Check] = {
    "kind": _shaped("picture|video|audio|unreadable"),
    "mime": _shaped(r"(image|video|audio)/[a-z0-9][a-z0-9.+-]{0,63}"),
    "reason": _or_none(_trouble),
    "width": SIDE,
    "height": SIDE,
    "orientation": _or_none(_whole(1, 8)),
    "rotation": _or_none(_whole(0, 359)),
    "make": _or_none(_text),
    "model": _or_none(_text),
    "taken_at": _or_none(_shaped(r"\d{4}:\d\d:\d\d \d\d:\d\d:\d\d")),
    "taken_offset": _or_none(_shaped(r"[+-]\d\d:\d\d")),
    "latitude": _or_none(_number(-90, 90)),
    "longitude": _or_none(_number(-180, 180)),
    "duration": _or_none(_number(0, 1e9)),
    "codec": _or_none(_text),
    "preview": _or_none(_sides),
}
