"""Reads the words of mail headers and texts, whatever character set they claim to be in."""

import codecs
import re
from base64 import b64decode
from binascii import Error as NotBase64
from email.policy import Compat32
from quopri import decodestring

VALUE_LIMIT = 4_096  # longer values of headers make Python's mail library slow; the mail is kept

# Codecs that are no character sets of mails, are slow, or turn plain letters into others.
_NO_CHARSETS = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
)
_WORD = re.compile(
    r"=\?(?P<charset>[^?\s*]{1,60})(?:\*[^?\s]*)?\?(?P<how>[bBqQ])\?(?P<text>[^?]*)\?="
)
_FOLD = re.compile(r"\r?\n[ \t]*|[\r\n\t]")


class _AsItCame(Compat32):
    """Gives the values of headers as they came, cut; bytes that are not ASCII as surrogates."""

    def header_fetch_parse(self, _name: str, value: str) -> str:
        return value[:VALUE_LIMIT]


AS_IT_CAME = _AsItCame()


def decoded(value: str) -> str:
    """Turn a header's value into text: raw bytes, encoded words, folded lines."""
    plain = _FOLD.sub(" ", value)
    pieces: list[tuple[str, bytes]] = []
    at = 0
    for word in _WORD.finditer(plain):
        between = plain[at : word.start()]
        if between.strip() or not pieces:
            pieces.append(("", between.encode("utf-8", "surrogateescape")))
        _add(pieces, word["charset"].lower(), _bytes_of(word["how"], word["text"]))
        at = word.end()
    pieces.append(("", plain[at:].encode("utf-8", "surrogateescape")))
    return "".join(text_in(data, charset) for charset, data in pieces).strip()


def text_in(data: bytes, charset: str) -> str:
    """Decode bytes by the character set they claim, else as UTF-8, else as Western European."""
    for name in (charset, "utf-8"):
        try:
            if codecs.lookup(name).name not in _NO_CHARSETS:
                return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def _add(pieces: list[tuple[str, bytes]], charset: str, data: bytes) -> None:
    # A letter of several bytes may be cut in two by the end of a word.
    if pieces and pieces[-1][0] == charset:
        data = pieces.pop()[1] + data
    pieces.append((charset, data))


def _bytes_of(how: str, text: str) -> bytes:
    data = text.encode("utf-8", "surrogateescape")
    if how in "qQ":
        return decodestring(data, header=True)
    try:
        return b64decode(data + b"==")
    except NotBase64:
        return data
