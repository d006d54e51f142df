"""Tells quickly whether a file may carry Content Credentials, or say where they lie."""

import os
import re
from collections.abc import Callable, Iterator

from tipdesk.media.readers.boxes import boxes

# Each embedded store of manifests is labelled "c2pa"; XMP tells the address of one elsewhere.
_MARK = re.compile(rb"c2pa|dcterms:provenance")
_OVERLAP = 32
_MOST_LOOKED_AT = 64 << 20
_CHUNK = 1 << 20
_MOST_SEGMENTS = 4000
_START_OF_SCAN, _END_OF_IMAGE = 0xDA, 0xD9
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD9)}

FORMATS = {  # MIME types that can carry credentials, by the names that the library has for them
    "image/jpeg": "image/jpeg",
    "image/png": "image/png",
    "image/webp": "image/webp",
    "image/avif": "image/avif",
    "image/heic": "image/heic",
    "image/heif": "image/heif",
    "image/tiff": "image/tiff",
    "image/gif": "image/gif",
    "image/jxl": "image/jxl",
    "image/x-adobe-dng": "image/x-adobe-dng",
    "image/x-nikon-nef": "image/x-nikon-nef",
    "image/x-sony-arw": "image/x-sony-arw",
    "application/pdf": "application/pdf",
    "video/mp4": "video/mp4",
    "video/quicktime": "video/quicktime",
    "video/3gpp": "video/mp4",
    "video/x-msvideo": "video/x-msvideo",
    "audio/mp4": "audio/mp4",
    "audio/mpeg": "audio/mpeg",
    "audio/wav": "audio/wav",
    "audio/flac": "audio/flac",
}
_BOXED = (
    *("image/avif", "image/heic", "image/heif"),
    *("video/3gpp", "video/quicktime", "video/mp4", "audio/mp4"),
)


def may_carry(file: int, mime: str) -> bool:
    """Look only where credentials may lie; saying yes in error costs just time."""
    if mime not in FORMATS:
        return False
    look: Callable[[int], Iterator[bytes]] = _LOOKS.get(mime, _all_of)
    return any(_MARK.search(part) for part in look(file))


def _all_of(file: int) -> Iterator[bytes]:
    for at in range(0, _MOST_LOOKED_AT, _CHUNK):
        part = os.pread(file, _CHUNK + _OVERLAP, at)
        yield part
        if len(part) <= _CHUNK:
            return


def _beside_the_scan(file: int) -> Iterator[bytes]:
    """Yield the APP segments of a JPEG that stand before its coded picture."""
    at = 2
    for _ in range(_MOST_SEGMENTS):
        start = os.pread(file, 4, at)
        if len(start) < 4 or start[0] != 0xFF:  # noqa: PLR2004 - a marker and its length
            return
        marker, length = start[1], int.from_bytes(start[2:], "big")
        if marker in {_START_OF_SCAN, _END_OF_IMAGE}:
            return
        if marker in {0xE1, 0xEB}:
            yield os.pread(file, length, at + 2)
        at += 1 if marker == 0xFF else 2 if marker in _WITHOUT_LENGTH else 2 + length  # noqa: PLR2004


def _in_chunks(file: int) -> Iterator[bytes]:
    """Yield the chunks of a RIFF that are no coded picture or sound, or their beginnings."""
    at = 12
    for _ in range(_MOST_SEGMENTS):
        start = os.pread(file, 8, at)
        if len(start) < 8:  # noqa: PLR2004 - a name and a length
            return
        length = int.from_bytes(start[4:], "little")
        if start[:4] in {b"C2PA", b"XMP ", b"_PMX"}:
            yield os.pread(file, min(length, _CHUNK), at + 8)
        at += 8 + length + length % 2


def _in_boxes(file: int) -> Iterator[bytes]:
    """Yield the beginnings of the boxes that carry foreign data."""
    for box in boxes(file):
        if box.name in {b"uuid", b"jumb"}:
            yield os.pread(file, min(box.length, _CHUNK), box.start)


_LOOKS: dict[str, Callable[[int], Iterator[bytes]]] = {
    "image/jpeg": _beside_the_scan,
    "image/webp": _in_chunks,
    "audio/wav": _in_chunks,
    "video/x-msvideo": _in_chunks,
    **dict.fromkeys(_BOXED, _in_boxes),
}
