"""Undoes what mail systems do to bytes: base64, quoted-printable, uuencode, yEnc."""

import re
from binascii import Error as NotBase64
from binascii import a2b_base64, a2b_qp, a2b_uu

_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NOT_BASE64 = bytes(set(range(256)) - set(_ALPHABET))
_BLANKS = b" \t\r\n"
_LONE_BREAK = re.compile(rb"=[ \t]*+\r(?!\n)")
_PADDED_BREAK = re.compile(rb"=[ \t]++(?=\r?\n)")
_BEGIN = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} ([^\r\n]{1,500})\r?\n", re.MULTILINE)
_YBEGIN = re.compile(rb"^=ybegin [^\r\n]{0,500}?name=([^\r\n]{1,500})\r?\n", re.MULTILINE)
_YESCAPE = re.compile(rb"=(.)", re.DOTALL)
_YSHIFT = bytes((n - 42) % 256 for n in range(256))
_YSHIFT_TWICE = bytes((n - 64) % 256 for n in range(256))

Decoded = tuple[bytes, bool]  # and whether it was as it should be


def decode(data: bytes, how: str) -> Decoded:
    """Undo a Content-Transfer-Encoding; what can't be undone is given as it came."""
    if how == "base64":
        return from_base64(data)
    if how == "quoted-printable":
        return from_quoted_printable(data), True
    if how in {"x-uuencode", "uuencode", "x-uue", "uue"}:
        begin = _BEGIN.search(data)
        return (from_uuencode(data, begin.end())[0], True) if begin else (data, False)
    return data, True


def from_base64(data: bytes) -> Decoded:
    """Decode base64 with whatever stands between its letters; several pieces may be joined."""
    try:
        found = a2b_base64(data)
    except NotBase64:
        letters = data.translate(None, _NOT_BASE64)
        letters = letters[:-1] if len(letters) % 4 == 1 else letters
        return a2b_base64(letters + b"=="), False
    end = data.find(b"=")
    if end < 0 or end >= len(data) - 4:
        return found, True
    return _joined(data, end, found)


def _joined(data: bytes, end: int, found: bytes) -> Decoded:
    """Go on after the padding where whole base64 follows, and not a footer in words."""
    pieces = data[end:].translate(None, _BLANKS).lstrip(b"=").split(b"=")
    more = [piece for piece in pieces if piece]
    if not more:
        return found, True
    if any(piece.translate(None, _ALPHABET) or len(piece) % 4 == 1 for piece in more):
        return found, False
    return found + b"".join(a2b_base64(piece + b"==") for piece in more), False


def from_quoted_printable(data: bytes) -> bytes:
    """Decode quoted-printable; a soft break may be padded or end in a lone CR."""
    if b"=\r" in data or b"= " in data or b"=\t" in data:
        data = _PADDED_BREAK.sub(b"=", _LONE_BREAK.sub(b"=\n", data))
    return a2b_qp(data)


def from_uuencode(data: bytes, at: int) -> tuple[bytes, int]:
    """Decode the lines from `at` up to "end", and tell where they end."""
    pieces: list[bytes] = []
    while at < len(data):
        stop = data.find(b"\n", at) + 1 or len(data)
        line = data[at:stop].rstrip(b"\r\n")
        at = stop
        if line == b"end":
            break
        pieces.append(_uu_line(line))
    return b"".join(pieces), at


def _uu_line(line: bytes) -> bytes:
    if not line:
        return b""
    try:
        return a2b_uu(line)
    except ValueError:
        # Some encoders leave more behind than the line's length says.
        wanted = (((line[0] - 32) & 63) * 4 + 5) // 3
        try:
            return a2b_uu(line[:wanted])
        except ValueError:
            return b""


def lifted(data: bytes) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    """Take uuencoded and yEnc files out of a text: what is left, and (name, bytes) of each."""
    files: list[tuple[bytes, bytes]] = []
    if b"begin" not in data:
        return data, files
    left: list[bytes] = []
    at = 0
    while (begin := _next(data, at)) is not None:
        yenc = begin.re is _YBEGIN
        content, stop = (from_yenc if yenc else from_uuencode)(data, begin.end())
        if not content:
            left.append(data[at : begin.end()])
            at = begin.end()
            continue
        left.append(data[at : begin.start()])
        files.append((begin[1].strip(), content))
        at = stop
    return b"".join([*left, data[at:]]), files


def _next(data: bytes, at: int) -> re.Match[bytes] | None:
    found = [begin for begin in (_BEGIN.search(data, at), _YBEGIN.search(data, at)) if begin]
    return min(found, key=lambda begin: begin.start(), default=None)


def from_yenc(data: bytes, at: int) -> tuple[bytes, int]:
    """Decode yEnc from `at` up to "=yend", and tell where it ends."""
    end = data.find(b"\n=yend", at)
    body = data[at : end if end >= 0 else len(data)]
    if body.startswith(b"=ypart"):
        body = body.partition(b"\n")[2]
    flat = body.replace(b"\r", b"").replace(b"\n", b"")
    plain = _YESCAPE.sub(lambda found: found[1].translate(_YSHIFT_TWICE), flat)
    stop = data.find(b"\n", end + 1) + 1 if end >= 0 else 0
    return plain.translate(_YSHIFT), stop or len(data)
