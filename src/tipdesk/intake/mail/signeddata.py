"""Takes the content out of signed data (CMS, RFC 5652 §5), where a signer wrapped it whole.

Nothing is checked: the signature stays with the file that came. Lengths may be left open and
strings cut into pieces, as BER allows (X.690 §8.1); what doesn't fit in is no signed data.
"""

from collections.abc import Iterator

_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_DATA = bytes.fromhex("2a864886f70d010701")
_INTEGER, _STRING, _OBJECT, _SEQUENCE, _SET, _FIRST = 0x02, 0x04, 0x06, 0x30, 0x31, 0xA0
_IN_PIECES, _LONG = _STRING | 0x20, 0x1F  # a tag of several bytes
_OPEN, _LONGEST = 0x80, 8  # how an open length is written; bytes of a length
_DEPTH = 16


def content_of(wrapped: bytes) -> bytes | None:
    """Give what signed data holds; None for other data, and where the signature stands alone."""
    try:
        outer = _Values(wrapped, 0, len(wrapped)).inside(_SEQUENCE)
        if outer.take(_OBJECT) != _SIGNED_DATA:
            return None
        signed = outer.inside(_FIRST).inside(_SEQUENCE)
        signed.take(_INTEGER)
        signed.skip(_SET)
        held = signed.inside(_SEQUENCE)
        if held.take(_OBJECT) != _DATA:
            return None
        return b"".join(held.inside(_FIRST).pieces())
    except _Unfit:
        return None


class _Unfit(Exception):
    """These bytes are not what was looked for."""


class _Values:
    """Values in a row, from `at` on; where their end was left open, `stop` lies behind it."""

    def __init__(self, data: bytes, at: int, stop: int) -> None:
        self._data, self._at, self._stop = data, at, stop

    def inside(self, tag: int) -> "_Values":
        """Give the values inside the next one."""
        start, stop = self._next(tag)
        return _Values(self._data, start, self._stop if stop is None else stop)

    def take(self, tag: int) -> bytes:
        """Read the next value, and go behind it."""
        start, stop = self._next(tag)
        if stop is None:
            raise _Unfit
        self._at = stop
        return self._data[start:stop]

    def skip(self, tag: int | None = None, depth: int = 0) -> None:
        """Go behind the next value, whatever is in it."""
        start, stop = self._next(tag)
        if stop is not None:
            self._at = stop
            return
        if depth == _DEPTH:
            raise _Unfit
        within = _Values(self._data, start, self._stop)
        while not within.is_over:
            within.skip(depth=depth + 1)
        self._at = within._at + 2  # behind the two zeros that end it

    @property
    def is_over(self) -> bool:
        """Tell whether the values end here; two zeros end what was left open."""
        return self._at >= self._stop or self._data[self._at : self._at + 2] == b"\0\0"

    def pieces(self) -> Iterator[bytes]:
        """Read a string that is whole, or cut into pieces."""
        within = self if self._tag() == _STRING else self.inside(_IN_PIECES)
        while not within.is_over:
            yield within.take(_STRING)

    def _tag(self) -> int:
        if self._at >= self._stop:
            raise _Unfit
        return self._data[self._at]

    def _next(self, tag: int | None) -> tuple[int, int | None]:
        """Find where the content of the next value begins and ends; None for an open end."""
        found = self._tag()
        if tag not in (None, found) or found & _LONG == _LONG:
            raise _Unfit
        at = self._at + 1
        length = self._data[at] if at < self._stop else 0xFF
        at += 1
        if length == _OPEN:
            return at, None
        if length > _OPEN:
            size = length - _OPEN
            written = self._data[at : at + size]
            if size > _LONGEST or len(written) < size:
                raise _Unfit
            length = int.from_bytes(written)
            at += size
        if at + length > self._stop:
            raise _Unfit
        return at, at + length
