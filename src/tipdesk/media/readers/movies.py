"""What the header of an MP4 or MOV says by itself, whether or not its film can be decoded."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from tipdesk.media.readers.boxes import Box, boxes, content, find
from tipdesk.media.readers.charsets import text_of

XMP_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
LONGEST = 1e8  # seconds: three years; what says more is damaged
_MOST_XMP = 4 << 20
_MOST_TRACKS = 100
_UNKNOWN_LENGTH = (0, 0xFFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF)
_WORDS = {
    b"titl": "title",
    b"auth": "author",
    b"perf": "artist",
    b"cprt": "copyright",
    b"dscp": "description",
    b"manu": "make",
    b"modl": "model",
}
_BEFORE_WORDS, _MOST_WORDS = 6, 10_000  # bytes: version, flags and language come first
_FIXED = 1 << 16  # the unit of numbers with 16 bits behind the point
# The matrix that turns a picture, by its four first numbers: degrees clockwise.
_TURNS = {(1, 0, 0, 1): 0, (0, 1, -1, 0): 90, (-1, 0, 0, -1): 180, (0, -1, 1, 0): 270}


@dataclass(frozen=True, slots=True)
class Track:
    """One track: its kind ("vide", "soun" …), its size as shown, and its turn in degrees."""

    kind: str
    width: int
    height: int
    rotation: int


@dataclass(frozen=True, slots=True)
class Movie:
    """The header: how long it says it lasts (seconds), and its tracks."""

    duration: float | None = None
    tracks: tuple[Track, ...] = ()

    @property
    def picture(self) -> Track | None:
        """Return the first track that shows something."""
        return next((track for track in self.tracks if track.kind == "vide"), None)


def movie_of(file: int) -> Movie:
    """Read the header of a film; of a damaged one as much as is sound."""
    whole = find(file, b"moov")
    if whole is None:
        return Movie()
    inside = _inside(file, whole)
    header = next((box for box in inside if box.name == b"mvhd"), None)
    tracks = (_track(file, box) for box in inside if box.name == b"trak")
    duration = _duration(content(file, header, 32)) if header else None
    if duration is None and not _has_samples(file):
        duration = 0.0
    return Movie(duration, tuple(islice(tracks, _MOST_TRACKS)))


def xmp_of(file: int) -> Iterator[bytes]:
    """Yield the packets of XMP that a film carries."""
    for box in boxes(file):
        if box.uuid == XMP_UUID:
            yield content(file, box, _MOST_XMP)
    for name, box in _user_data(file):
        if name == b"XMP_":
            yield content(file, box, _MOST_XMP)


def words_of(file: int) -> dict[str, str]:
    """Return the words that phones write as 3GPP has it, by the names that other tags have."""
    return {
        _WORDS[name]: _text(content(file, box, _MOST_WORDS)[_BEFORE_WORDS:])
        for name, box in _user_data(file)
        if name in _WORDS
    }


def _user_data(file: int) -> Iterator[tuple[bytes, Box]]:
    whole = find(file, b"moov")
    for user in _inside(file, whole) if whole else ():
        if user.name == b"udta":
            yield from ((box.name, box) for box in _inside(file, user))


def _text(written: bytes) -> str:
    if written[:2] in {b"\xfe\xff", b"\xff\xfe"}:
        return written.decode("utf-16", "replace")
    return text_of(written)


def _inside(file: int, box: Box) -> list[Box]:
    return list(boxes(file, box.start, box.start + box.length))


def _duration(header: bytes) -> float | None:
    """Return the seconds of a movie header, None where it leaves them open."""
    wide = header[:1] == b"\1"
    scale = header[20:24] if wide else header[12:16]
    length = header[24:32] if wide else header[16:20]
    units, ticks = int.from_bytes(scale, "big"), int.from_bytes(length, "big")
    if not units or ticks in _UNKNOWN_LENGTH or ticks / units > LONGEST:
        return None
    return ticks / units


def _has_samples(file: int) -> bool:
    return any(box.name in {b"mdat", b"moof"} and box.length for box in boxes(file))


def _track(file: int, box: Box) -> Track:
    end = box.start + box.length
    header = next((one for one in boxes(file, box.start, end) if one.name == b"tkhd"), None)
    media = next((one for one in boxes(file, box.start, end) if one.name == b"mdia"), None)
    handler = (
        next((one for one in _inside(file, media) if one.name == b"hdlr"), None) if media else None
    )
    kind = os.pread(file, 4, handler.start + 8).decode("latin-1") if handler else ""
    said = content(file, header, 96) if header else b""
    numbers = said[52:96] if said[:1] == b"\1" else said[40:84]
    a, b, c, d = (_signed(numbers, at) // _FIXED for at in (0, 4, 12, 16))
    width, height = (_signed(numbers, at) // _FIXED for at in (36, 40))
    return Track(kind, max(0, width), max(0, height), _TURNS.get((a, b, c, d), 0))


def _signed(numbers: bytes, at: int) -> int:
    return int.from_bytes(numbers[at : at + 4], "big", signed=True)
