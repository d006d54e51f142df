"""Decodes the 8-bit texts of Outlook by the numbers that Windows gives its character sets."""

import codecs

WESTERN = 1252
UTF_8 = 65001

# Where Python has another name for it, or a wider set that reads the same bytes and more.
_NAMES = {
    936: "gb18030",
    950: "big5hkscs",
    1200: "utf-16-le",
    1201: "utf-16-be",
    1361: "johab",
    10000: "mac-roman",
    20127: "ascii",
    20866: "koi8-r",
    20932: "euc-jp",
    20936: "gb18030",
    20949: "euc-kr",
    21866: "koi8-u",
    50220: "iso2022-jp",
    50221: "iso2022-jp",
    50222: "iso2022-jp",
    50225: "iso2022-kr",
    51932: "euc-jp",
    51936: "gb18030",
    51949: "euc-kr",
    52936: "hz",
    54936: "gb18030",
    65000: "utf-7",
    UTF_8: "utf-8",
}
_LATIN = range(28591, 28607)  # ISO 8859-1 and on


def decoded(data: bytes, page: int) -> str:
    """Decode bytes by a code page, else as UTF-8, else as Western European; never raises."""
    for name in (codec_of(page), "utf-8"):
        try:
            return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def codec_of(page: int) -> str:
    """Name Python's codec for a code page; Western European where there is none."""
    if page in _LATIN:
        return f"iso8859-{page - _LATIN.start + 1}"
    name = _NAMES.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return f"cp{WESTERN}"
