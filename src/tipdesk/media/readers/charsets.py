"""Makes text of bytes whose character set nobody states reliably."""

import codecs

_ESCAPES_TO_UTF8 = b"\x1b%G"
_UNCLEAN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFEFF))
# Python imports each where it is first used, and behind the wall nothing can be imported.
for _name in ("ascii", "latin-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
    codecs.lookup(_name)


def text_of(written: bytes, charset: str | None = None) -> str:
    """Return text: in the stated character set, else UTF-8, else that of Windows, else Latin-1."""
    for name in filter(None, (charset, "utf-8", "cp1252")):
        try:
            return clean(written.decode(name))
        except (UnicodeDecodeError, LookupError):
            continue
    return clean(written.decode("latin-1"))


def clean(text: str) -> str:
    """Cut at the padding and take out control characters; lines stay lines."""
    said = text.split("\0", 1)[0].replace("\r\n", "\n").replace("\r", "\n")
    return said.translate(_UNCLEAN).strip()


def wide_text_of(numbers: str) -> str:
    """Return the text that Windows wrote as bytes of UTF-16, given as decimal numbers."""
    codes = [int(number) for number in numbers.split() if number.isdigit() and len(number) <= 3]  # noqa: PLR2004
    written = bytes(code & 0xFF for code in codes)
    return clean(written.decode("utf-16-le", "ignore"))


def iptc_charset(declared: bytes) -> str | None:
    """Return the character set that IPTC's CodedCharacterSet names, where it is known."""
    return "utf-8" if declared.strip() == _ESCAPES_TO_UTF8 else None
