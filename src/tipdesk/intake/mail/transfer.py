"""Undoes what mail systems do to bytes: base64, quoted-printable, uuencode, yEnc."""

import re
from binascii import Error as NotBase64
from binascii import a2b_base64, a2b_qp, a2b_uu

_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NOT_BASE64 = bytes(set(range(256)) - set(_ALPHABET))
_BLANKS = b" \t\r\n"
_CHECKSUM = re.compile(rb"=*\r?\n=[A-Za-z0-9+/]{4}(?>\s*)\Z")  # as PGP writes it below its base64
_LONE_BREAK = re.compile(rb"=(?>[ \t]*)\r(?!\n)")
_PADDED_BREAK = re.compile(rb"=(?>[ \t]+)(?=\r?\n)")
_BEGIN = re.compile(
    rb"^(?:begin [0-7]{3,4} |=ybegin [^\r\n]{0,500}?name=)([^\r\n]{1,500})\r?\n", re.MULTILINE
)
_UU_LINE = re.compile(rb"(?>[ -`]*)")
_YESCAPE = re.compile(rb"=(.)", re.DOTALL)
_YSHIFT = bytes((n - 42) % 256 for n in range(256))
_YSHIFT_TWICE = bytes((n - 64) % 256 for n in range(256))

PIECES_LIMIT = 1_000  # of base64 joined, of files in a text
UUENCODED = frozenset({"x-uuencode", "uuencode", "x-uue", "uue"})
Decoded = tuple[bytes, bool]  # and whether it was as it should be


def decode(data: bytes, how: str) -> Decoded:
    """Undo a Content-Transfer-Encoding; what can't be undone is given as it came."""
    if how == "base64":
        return from_base64(data)
    if how == "quoted-printable":
        return from_quoted_printable(data), True
    if how in UUENCODED:
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
        return found, not is_prose(data)
    return _joined(data, end, found)


def is_prose(data: bytes) -> bool:
    """Tell words that only claim to be base64: a line of it has no blanks but those around it."""
    few = 2 * data.count(b"\n") + 5
    return data.count(b" ") > few and len(data.split()) > few


def _joined(data: bytes, end: int, found: bytes) -> Decoded:
    """Go on after the padding where whole base64 follows, and not a footer in words."""
    if _CHECKSUM.match(data, end):
        return found, True
    if len(data[end:].split()) > data.count(b"\n", end) + 1:  # words, not lines
        return found, False
    pieces = data[end:].translate(None, _BLANKS).lstrip(b"=").split(b"=")
    more = [piece for piece in pieces if piece]
    if not more:
        return found, True
    if len(more) > PIECES_LIMIT or any(
        piece.translate(None, _ALPHABET) or len(piece) % 4 == 1 for piece in more
    ):
        return found, False
    return found + b"".join(a2b_base64(piece + b"==") for piece in more), False


def from_quoted_printable(data: bytes) -> bytes:
    """Decode quoted-printable; a soft break may be padded or end in a lone CR."""
    if b"=\r" in data or b"= " in data or b"=\t" in data:
        data = _PADDED_BREAK.sub(b"=", _LONE_BREAK.sub(b"=\n", data))
    return a2b_qp(data)


def from_uuencode(data: bytes, at: int) -> tuple[bytes, int]:
    """Decode the lines from `at` on up to "end" or to one that is something else."""
    pieces: list[bytes] = []
    while at < len(data):
        stop = data.find(b"\n", at) + 1 or len(data)
        line = data[at:stop].rstrip(b"\r\n")
        if line == b"end":
            return b"".join(pieces), stop
        if not _UU_LINE.fullmatch(line):
            return b"".join(pieces), at
        pieces.append(_uu_line(line))
        at = stop
    return b"".join(pieces), at


def _uu_line(line: bytes) -> bytes:
    if not line:
        return b""
    # Some encoders leave more behind than the line's length says.
    wanted = (((line[0] - 32) & 63) * 4 + 5) // 3
    try:
        return a2b_uu(line[: wanted + 1])
    except ValueError:
        return b""


def lifted(data: bytes) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    """Take uuencoded and yEnc files out of a text: what is left, and (name, bytes) of each."""
    files: list[tuple[bytes, bytes]] = []
    left: list[bytes] = []
    at = 0
    for _ in range(PIECES_LIMIT):
        begin = _BEGIN.search(data, at)
        if begin is None:
            break
        decoding = from_yenc if begin[0].startswith(b"=") else from_uuencode
        content, stop = decoding(data, begin.end())
        left.append(data[at : begin.start() if content else begin.end()])
        if content:
            files.append((begin[1].strip(), content))
        at = stop if content else begin.end()
    return b"".join([*left, data[at:]]), files


def holds_files(data: bytes) -> bool:
    """Tell quickly whether there may be something to lift out of a text."""
    return b"begin " in data and (
        data.startswith((b"begin ", b"=ybegin ")) or b"\nbegin " in data or b"\n=ybegin " in data
    )


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
