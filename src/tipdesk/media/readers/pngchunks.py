"""Reads the small chunks of a PNG, before and behind the picture, however damaged that is."""

import struct
import zlib
from collections.abc import Iterator

from tipdesk.media.readers.charsets import text_of
from tipdesk.media.readers.moments import iso_of

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEAD = struct.Struct(">I4s")
_CRC = 4
_TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt"})
_MOST_CHUNKS, _MOST_TEXTS, _MOST_UNPACKED = 20_000, 100, 1 << 20
_DATE = struct.Struct(">H5B")
_DEPTH_AT = 24

Chunk = tuple[bytes, bytes]


def texts(data: bytes) -> dict[str, str]:
    """Return text chunks by their keywords; all of them where several have one."""
    found: dict[str, list[str]] = {}
    for _, (name, body) in zip(range(_MOST_TEXTS), _chunks(data, _TEXTS), strict=False):
        keyword, _, rest = body.partition(b"\0")
        written = _READERS[name](rest)
        if written:
            found.setdefault(keyword.decode("latin-1"), []).append(written)
    return {keyword: "\n".join(several) for keyword, several in found.items()}


def changed_at(data: bytes) -> str | None:
    """Return the time of the last change as ISO 8601."""
    for _, body in _chunks(data, frozenset({b"tIME"})):
        if len(body) == _DATE.size:
            year, *rest = _DATE.unpack(body)
            written = "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}".format(year, *rest)
            return iso_of(written, None, "Z")
    return None


def depth(data: bytes) -> int | None:
    """Return the bits of one sample."""
    return data[_DEPTH_AT] if len(data) > _DEPTH_AT else None


def _chunks(data: bytes, names: frozenset[bytes]) -> Iterator[Chunk]:
    begin = len(SIGNATURE) if data.startswith(SIGNATURE) else len(data)
    for _ in range(_MOST_CHUNKS):
        if begin + _HEAD.size > len(data):
            return
        length, name = _HEAD.unpack_from(data, begin)
        content = begin + _HEAD.size
        if name in names:
            yield name, data[content : content + length]
        begin = content + length + _CRC


def _plain(rest: bytes) -> str:
    return text_of(rest)


def _packed(rest: bytes) -> str:
    return text_of(_unpacked(rest[1:]))


def _international(rest: bytes) -> str:
    is_packed, (_, _, written) = rest[:1] == b"\1", _three(rest[2:])
    return text_of(_unpacked(written) if is_packed else written)


def _three(rest: bytes) -> tuple[bytes, bytes, bytes]:
    language, _, rest = rest.partition(b"\0")
    translated, _, written = rest.partition(b"\0")
    return language, translated, written


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _MOST_UNPACKED)
    except zlib.error:
        return b""


_READERS = {b"tEXt": _plain, b"zTXt": _packed, b"iTXt": _international}
