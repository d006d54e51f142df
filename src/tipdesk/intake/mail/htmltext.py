"""Tells what an HTML mail says, as plain text, in one pass that no markup can make slow."""

import re
from html import unescape

# In atomic groups, so that a tag without an end is given up at once and not letter by letter.
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z](?>[a-zA-Z0-9]*))(?P<rest>(?>[^<>]*))>|<[!?/](?>[^<>]*)>"
)
_LINK = re.compile(
    r"""\bhref\s*=\s*(?:"(https?:[^"]*)"|'(https?:[^']*)'|(https?:\S*))""", re.IGNORECASE
)
_BLANKS = re.compile(r"[ \t\r\n\f\u00a0]+")
_HREF_LIMIT = 2_000

_UNSAID = frozenset({"head", "script", "style", "title", "template", "noscript"})
_PARAGRAPHS = re.compile(
    "address|article|blockquote|body|div|dl|dt|fieldset|figure|footer|form|h[1-6]|header|hr|html"
    "|ol|p|pre|section|table|tbody|ul"
)
_LINES = frozenset({"br", "dd", "li", "tr"})
_CELLS = frozenset({"td", "th"})


def text_of(html: str) -> str:
    """Give the text of a piece of HTML: paragraphs apart, addresses of links after their words."""
    reading = _Reading()
    at = 0
    plain = _without_comments(html)
    for tag in _TAG.finditer(plain):
        reading.say(plain[at : tag.start()])
        reading.meet(tag)
        at = tag.end()
    reading.say(plain[at:])
    return reading.text()


def _without_comments(html: str) -> str:
    first, *rest = html.split("<!--")
    return first + "".join(piece.partition("-->")[2] for piece in rest)


class _Reading:
    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._unsaid = ""
        self._link = ""

    def say(self, text: str) -> None:
        if text and not self._unsaid:
            self._pieces.append(_BLANKS.sub(" ", unescape(text)))

    def meet(self, tag: re.Match[str]) -> None:
        name = (tag["name"] or "").lower()
        if self._unsaid:
            if tag["end"] and name == self._unsaid:
                self._unsaid = ""
        elif name in _UNSAID and not tag["end"]:
            self._unsaid = name
        elif name == "a":
            self._meet_link(tag)
        else:
            self._pieces.append(_gap(name, ends=bool(tag["end"])))

    def _meet_link(self, tag: re.Match[str]) -> None:
        if self._link and self._link not in "".join(self._pieces[-3:]):
            self._pieces.append(f" <{self._link}>")
        found = None if tag["end"] else _LINK.search(tag["rest"][:_HREF_LIMIT])
        self._link = unescape(next(filter(None, found.groups()))) if found else ""

    def text(self) -> str:
        lines = [" ".join(line.split()) for line in "".join(self._pieces).split("\n")]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _gap(name: str, *, ends: bool) -> str:
    if _PARAGRAPHS.fullmatch(name):
        return "\n\n"
    if name in _LINES and not ends:
        return "\n"
    return " " if name in _CELLS else ""
