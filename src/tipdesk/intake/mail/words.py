"""Reads the words of headers and texts, whatever character set they claim to be in."""

import codecs
import re
from binascii import a2b_qp
from functools import lru_cache

from tipdesk.intake.mail.transfer import from_base64
from tipdesk.newsroom.names import storable

WESTERN = "cp1252"
# Codecs that are no character sets of mails, are slow, or turn plain letters into others.
_NO_CHARSETS = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
)
# Names that senders write for sets that Python calls otherwise, and sets that in practice are
# their larger successors.
_MEANT = {
    "ascii": WESTERN,
    "iso8859-1": WESTERN,
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "iso2022_jp": "iso2022_jp_ext",
    "tis-620": "cp874",
}
_NICKNAMES = {
    "ks_c_5601-1987": "cp949",
    "ksc_5601": "cp949",
    "cseuckr": "cp949",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "utf8mb3": "utf-8",
    "utf8mb4": "utf-8",
    "ansi": WESTERN,
    "koi8r": "koi8-r",
    "koi8-ru": "koi8-u",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-8-e": "iso8859-8",
    "windows-31j": "cp932",
    "iso-2022-jp-ms": "iso2022_jp_ext",
    "cp50220": "iso2022_jp_ext",
}
_PAGE = re.compile(
    r"(?:x-)?(?:(?:ms-|ms)?(?:cp|windows|win|ibm|dos)[-_ ]?(\d{3,5})"
    r"|iso[-_ ]?8859[-_ ]?(\d{1,2}))(?:[:( ].*)?"
)
# Sets in which bytes below 128 are not always the letters of ASCII.
_SEVEN_BITS = re.compile(r"iso2022|utf-?_?7|utf-?_?16|utf-?_?32|hz")
_SEVERAL_BYTES = re.compile(r"gb|cp9[345]|euc|big5|iso2022|johab|shift|utf")
_SHIFTED = re.compile(rb"\x1b[$(]")  # the beginning of another set in ISO 2022
# In atomic groups, and few lone question marks: no subject can have it search over and over.
_WORD = re.compile(
    r"=\?(?P<charset>(?>[^?\s*]{1,60}))(?:\*(?>[^?\s]{0,60}))?\?(?P<how>[bBqQ])\?"
    r"(?P<text>(?>[^?]*)(?:(?<!=)\?(?!=)(?>[^?]*)){0,20})\?="
)
_FOLD = re.compile(r"\r*\n[ \t]*|[\r\n\t]")
_HIGH = bytes(range(128, 256))


def decoded(value: str) -> str:
    """Turn a header's value into text: raw bytes, encoded words, folded lines."""
    if "\n" in value or "\r" in value or "\t" in value:
        value = _FOLD.sub(" ", value)
    if "=?" not in value:
        return _plain(value).strip()
    pieces: list[tuple[str, bytes]] = []
    at = 0
    for word in _WORD.finditer(value):
        between = value[at : word.start()]
        if between.strip() or not pieces:
            pieces.append(("", between.encode("utf-8", "surrogateescape")))
        _add(pieces, word["charset"].lower(), _bytes_of(word["how"], word["text"]))
        at = word.end()
    pieces.append(("", value[at:].encode("utf-8", "surrogateescape")))
    return "".join(text_in(data, charset) for charset, data in pieces).strip()


def text_in(data: bytes, charset: str = "") -> str:
    """Decode bytes by the character set they claim, else by the one that they look like."""
    codec = _codec(charset)
    if data.isascii() and b"\x1b" not in data and not (codec and _SEVEN_BITS.match(codec)):
        return storable(data.decode("ascii"))
    if data.isascii() and codec in {"", "utf-8", WESTERN}:
        return _guessed(data, codec)
    # Much that claims to be Western European is UTF-8, and hardly ever the other way round.
    for name in ("utf-8", codec) if codec == WESTERN else (codec or "utf-8",):
        try:
            return storable(data.decode(name))
        except ValueError:
            continue
    return _guessed(data, codec)


def _plain(value: str) -> str:
    if value.isascii() and "\x1b" not in value and "\0" not in value:
        return value
    return text_in(value.encode("utf-8", "surrogateescape"))


def _guessed(data: bytes, codec: str) -> str:
    """Decode what no set claims, or what isn't in the set that it claims."""
    if data.isascii():
        codec = "iso2022_kr" if b"\x1b$)C" in data else "iso2022_jp_ext"
        return storable(data.decode(codec, "replace") if _SHIFTED.search(data) else data.decode())
    text = data.decode("utf-8", "replace")
    letters = len(data) - len(data.translate(None, _HIGH))
    # A few damaged letters don't make a text Western European.
    if codec != WESTERN and text.count("\ufffd") * 10 <= letters:
        return storable(text)
    several = codec and _SEVERAL_BYTES.match(codec) and codec != "utf-8"
    return storable(data.decode(codec if several else WESTERN, "replace"))


@lru_cache(256)
def _codec(charset: str) -> str:
    """Find Python's name for a character set; nothing where there is none."""
    name = charset.strip(" \t\r\n'\"").lower()[:60]
    try:
        known = codecs.lookup(_NICKNAMES.get(name) or _known_as(name)).name
        b"a".decode(known, "replace")  # what is a codec, but not one of texts, says so here
    except (LookupError, ValueError):
        return ""
    return "" if known in _NO_CHARSETS else _MEANT.get(known, known)


def _known_as(name: str) -> str:
    """Give the usual name of a set that is written in one of many other ways."""
    page = _PAGE.fullmatch(name)
    if page:
        return f"iso8859-{page[2]}" if page[2] else f"cp{page[1]}"
    return name.removeprefix("x-")


def _add(pieces: list[tuple[str, bytes]], charset: str, data: bytes) -> None:
    # A letter of several bytes may be cut in two by the end of a word.
    if pieces and pieces[-1][0] == charset:
        data = pieces.pop()[1] + data
    pieces.append((charset, data))


def _bytes_of(how: str, text: str) -> bytes:
    data = text.encode("utf-8", "surrogateescape")
    if how in "bB":
        return from_base64(data)[0]
    # A sign that stands last encodes nothing: it is itself.
    return a2b_qp(data + b"3D" if data.endswith(b"=") else data, header=True)
