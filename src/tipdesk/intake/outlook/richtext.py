"""Reads rich text (RTF) in one pass: the HTML that Outlook hides in it, or else its words."""

import re
from dataclasses import dataclass, field, replace

from tipdesk.intake.outlook.codepages import WESTERN, decoded

DEPTH_LIMIT = 1_000

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>[^a-zA-Z\r\n])|(?P<brace>[{}])|(?P<text>(?>[^\\{}\r\n]+))"
    rb"|(?P<line>[\\\r\n]\r?\n?)",
    re.DOTALL,
)
_UNSAID = frozenset(
    b"author buptim colortbl comment company creatim datafield falt filetbl fldinst fontemb"
    b" fontfile fonttbl footer footerf footerl footerr footnote ftncn ftnsep ftnsepc generator"
    b" header headerf headerl headerr info keywords listoverridetable listtable manager"
    b" nonshppict objdata operator pict printim private1 revtbl revtim rsidtbl shppict"
    b" stylesheet subject tc themedata title txe xe xmlnstbl".split()
)
_SIGNS = {
    b"par": "\n",
    b"line": "\n",
    b"sect": "\n",
    b"page": "\n",
    b"row": "\n",
    b"cell": "\t",
    b"tab": "\t",
    b"emdash": "\u2014",
    b"endash": "\u2013",
    b"emspace": "\u2003",
    b"enspace": "\u2002",
    b"bullet": "\u2022",
    b"lquote": "\u2018",
    b"rquote": "\u2019",
    b"ldblquote": "\u201c",
    b"rdblquote": "\u201d",
    b"zwj": "\u200d",
    b"zwnj": "\u200c",
}
_MARKS = {b"~": "\u00a0", b"_": "\u2011", b"\\": "\\", b"{": "{", b"}": "}"}
_PAGES = {
    77: 10000,
    128: 932,
    129: 949,
    130: 1361,
    134: 936,
    136: 950,
    161: 1253,
    162: 1254,
    163: 1258,
    177: 1255,
    178: 1256,
    186: 1257,
    204: 1251,
    222: 874,
    238: 1250,
    254: 437,
}
_DEFAULT_CHARSET = 1
_SETTINGS = frozenset({b"htmlrtf", b"f", b"uc", b"ansicpg", b"fromhtml", b"fcharset", b"cpg"})


@dataclass(frozen=True, slots=True)
class RichText:
    """What rich text says: the HTML that was wrapped in it, or plain words."""

    html: str = field(default="", repr=False)
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group and ends with it."""

    unsaid: bool = False
    hidden: bool = False  # rich text's own version of what the HTML says
    tag: bool = False
    fonts: bool = False
    font: int = -1
    fallback: int = 1  # how many letters stand after one in Unicode for those who can't read it


def read_rich_text(raw: bytes) -> RichText:
    """Tell what rich text says; never raises."""
    reading = _Reading(raw)
    # Letters beyond the first 65,536 are written as two halves.
    said = (
        reading.said()
        .replace("\0", "")
        .encode("utf-16-le", "surrogatepass")
        .decode("utf-16-le", "replace")
    )
    return RichText(html=said) if reading.from_html else RichText(text=said.strip())


class _Reading:
    def __init__(self, raw: bytes) -> None:
        self.from_html = False
        self._raw = raw
        self._state = _State()
        self._outer: list[_State] = []
        self._optional = False  # the next word names something that may be left out: \\*
        self._page = WESTERN
        self._pages: dict[int, int] = {}
        self._skip = 0
        self._pieces: list[str] = []
        self._bytes = bytearray()
        self._bytes_page = WESTERN

    def said(self) -> str:
        at = 0
        while (token := _TOKEN.match(self._raw, at)) and len(self._outer) < DEPTH_LIMIT:
            at = token.end()
            if token["word"] == b"bin":
                at += max(int(token["number"] or 0), 0)
            else:
                self._meet(token)
        self._flush()
        return "".join(self._pieces)

    def _meet(self, token: re.Match[bytes]) -> None:
        if word := token["word"]:
            self._meet_word(word, int(token["number"] or 1))
        elif text := token["text"]:
            self._say_bytes(text)
        elif byte := token["byte"]:
            self._say_bytes(bytes([int(byte, 16)]))
        elif brace := token["brace"]:
            self._meet_brace(brace)
        elif sign := token["sign"]:
            self._meet_sign(sign)
        elif token["line"].startswith(b"\\"):
            self._say("\n")

    def _meet_brace(self, brace: bytes) -> None:
        self._optional = False
        self._skip = 0
        if brace == b"{":
            self._outer.append(self._state)
        elif self._outer:
            self._state = self._outer.pop()

    def _meet_sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._optional = True
        else:
            self._say(_MARKS.get(sign, ""))

    def _meet_word(self, word: bytes, number: int) -> None:
        optional, self._optional = self._optional, False
        if sign := _SIGNS.get(word):
            self._say(sign)
        elif word == b"u":
            self._say_letter(number)
        elif word == b"htmltag":
            self._change(tag=True, unsaid=False)
        elif optional or word in _UNSAID:
            self._change(unsaid=True, fonts=word == b"fonttbl")
        elif word in _SETTINGS:
            self._set(word, number)

    def _set(self, word: bytes, number: int) -> None:
        if word == b"htmlrtf":
            self._change(hidden=number != 0)
        elif word == b"f":
            self._change(font=number)
        elif word == b"uc":
            self._change(fallback=max(number, 0))
        elif word == b"ansicpg":
            self._page = number
        elif word == b"fromhtml":
            self.from_html = True
        elif self._state.fonts:
            self._pages[self._state.font] = number if word == b"cpg" else self._page_of(number)

    def _page_of(self, charset: int) -> int:
        return self._page if charset == _DEFAULT_CHARSET else _PAGES.get(charset, WESTERN)

    def _change(self, **what: bool | int) -> None:
        self._state = replace(self._state, **what)  # type: ignore[arg-type]

    def _is_heard(self) -> bool:
        hidden = self.from_html and self._state.hidden and not self._state.tag
        return not (hidden or self._state.unsaid)

    def _say_letter(self, number: int) -> None:
        letter = number % 0x10000
        self._say(chr(letter))
        self._skip = self._state.fallback

    def _say(self, text: str) -> None:
        self._skip = 0
        if self._is_heard():
            self._flush()
            self._pieces.append(text)

    def _say_bytes(self, data: bytes) -> None:
        skipped = min(self._skip, len(data))
        self._skip -= skipped
        if not self._is_heard():
            return
        state = self._state
        page = self._page if state.tag else self._pages.get(state.font, self._page)
        if page != self._bytes_page:
            self._flush()
            self._bytes_page = page
        self._bytes += data[skipped:]

    def _flush(self) -> None:
        if self._bytes:
            self._pieces.append(decoded(bytes(self._bytes), self._bytes_page))
            self._bytes.clear()
