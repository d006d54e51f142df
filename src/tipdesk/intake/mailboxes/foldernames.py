"""Names of folders on a server: modified UTF-7 (RFC 3501, 5.1.3), and words in quotation marks."""

import binascii
import re

from tipdesk.newsroom.errors import NotValid

_FOREIGN = re.compile(r"[^\x20-\x7e]+|&")
_SHIFTED = re.compile(rb"&([^-]*)-")


def written(name: str) -> bytes:
    """Write a folder's name as the server has it."""
    return _FOREIGN.sub(_shift, name).encode("ascii")


def read(raw: bytes) -> str | None:
    """Read a folder's name; `None` for one that can't be named back to the server."""
    try:
        name = _SHIFTED.sub(_unshift, raw).decode("utf-8")
        return name if written(name) == raw else None
    except (ValueError, NotValid):
        return None


def quoted(word: bytes) -> bytes:
    """Put a word in quotation marks; one that would end the line is refused."""
    if any(sign in word for sign in b"\r\n\0"):
        raise NotValid("A name or password can't hold the end of a line; nothing was sent.")
    return b'"' + re.sub(rb'(["\\])', rb"\\\1", word) + b'"'


def _shift(found: re.Match[str]) -> str:
    if found[0] == "&":
        return "&-"
    base64 = binascii.b2a_base64(found[0].encode("utf-16-be", "surrogatepass"), newline=False)
    return f"&{base64.decode().rstrip('=').replace('/', ',')}-"


def _unshift(found: re.Match[bytes]) -> bytes:
    if not found[1]:
        return b"&"
    base64 = found[1].replace(b",", b"/")
    padded = base64 + b"=" * (-len(base64) % 4)
    return binascii.a2b_base64(padded, strict_mode=True).decode("utf-16-be").encode()
