"""Cleans the HTML of a mail, so that it can be shown: nothing in it reaches out or pretends.

What is left is a few tags without style. Pictures and links are numbers: pictures that the mail
brings wait to be drawn by us, links are data that an editor may look at.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape

import nh3

from tipdesk.desk.correspondence.tables import without_layout
from tipdesk.desk.correspondence.weblinks import WebAddress, names_other_host, read_address
from tipdesk.newsroom.running import readable

LONGEST = 400_000  # characters of markup
DEEPEST = 2_000
DEEPEST_TABLE = 12
MOST_SHOWN = 120_000  # characters when it is clean: more would make the window wait
MOST_CELLS, MOST_ITEMS = 3_000, 1_000
PICTURE, LINK = "picture:", "link:"
_WIDEST, _MOST_SPANNED = 640, 20

_TAGS = frozenset(
    {"a", "abbr", "address", "b", "big", "blockquote", "br", "caption", "cite", "code", "dd", "del"}
    | {"div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd"}
    | {"li", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup"}
    | {"table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul"}
)
# Their contents are no words of the mail.
_UNSAID = frozenset({"math", "noscript", "script", "style", "svg", "template", "title"})
# What a browser would fetch, by tag and attribute; an address elsewhere is only counted.
_PICTURES = frozenset(
    {"img src", "input src", "video poster", "image href", "img srcset", "table background"}
    | {"td background", "th background", "tr background", "body background", "div background"}
)
_SCHEMES = frozenset({"http", "https", "mailto", "cid", "data", "ftp", "file", "smb"})
_FETCHED = re.compile(r"(?:https?|ftp|file|smb):|//|\\\\", re.IGNORECASE)
_IN_STYLE = re.compile(r"url\(\s{0,9}[\"']?\s{0,9}(?:https?:)?//|@import\b", re.IGNORECASE)
_OPENS = re.compile(r"<(/?)([a-zA-Z](?>[a-zA-Z0-9]*))")
_UNCLOSED = frozenset(
    {"area", "br", "col", "hr", "img", "input", "li", "link", "meta", "option", "p", "source"}
    | {"td", "th", "tr", "wbr"}
)
_IMG = re.compile(r"<img((?:\s[a-z]+=\"[^\"]*\")*)\s*/?>")
_ATTRIBUTE = re.compile(r"\s([a-z]+)=\"([^\"]*)\"")
_A = re.compile(r"<a[^>]*?href=\"link:(\d+)\"[^>]*>(.*?)</a>", re.DOTALL)
_TAG = re.compile(r"<(?>[^<>]*)>")
_CELL, _ITEM = re.compile(r"<t[dh]\b"), re.compile(r"<(?:li|d[dt])\b")
# Where there are too many of them, rows become lines, and what is left of their tags is void.
_ROW = re.compile(r"<(?:tr|caption)\b", re.IGNORECASE)
_ROWS = re.compile(r"</?t(?:able|body|[dh]|head|foot)\b", re.IGNORECASE)
_POINT = re.compile(r"<(?:li|d[dt])\b", re.IGNORECASE)
_POINTS = re.compile(r"</?[uod]l\b", re.IGNORECASE)
_UNBROKEN = re.compile(r"[^\s<>&;]{60}")
_A_TABLE = re.compile(r"<(/?)table\b")


@dataclass(frozen=True, slots=True)
class MailLink:
    """A link of a mail; `claims` is the host that its words name, where that is another one."""

    address: WebAddress
    words: str = field(repr=False)
    claims: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What would have been fetched from elsewhere, or could not be shown, by number."""

    pictures: int = 0
    styles: int = 0
    others: int = 0
    unreadable: int = 0
    cut: bool = False

    def __bool__(self) -> bool:
        """Tell whether anything was left out."""
        return bool(self.pictures or self.styles or self.others or self.unreadable or self.cut)


@dataclass(frozen=True, slots=True)
class SafeHtml:
    """A mail's HTML, cleaned; its pictures are JPEGs of ours, by the names that it calls them."""

    html: str = field(repr=False)
    pictures: Mapping[str, bytes] = field(repr=False)
    links: tuple[MailLink, ...] = field(repr=False)
    left_out: LeftOut


class Cleaning:
    """One mail's HTML on its way through the cleaner."""

    def __init__(self, html: str) -> None:
        self.wanted: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._addresses: list[WebAddress] = []
        self._fetched: dict[str, set[str]] = {"pictures": set(), "styles": set(), "others": set()}
        markup = html[:LONGEST]
        too_deep = _depth(markup) > DEEPEST
        self._cut = too_deep or len(html) > LONGEST
        self._in_styles = len(_IN_STYLE.findall(markup))
        if too_deep:  # a trick: the words are shown without any tags
            markup = escape(_plain(markup))
        self._html = self._bounded(markup, self._clean(markup))

    def finished(self, drawn: dict[str, bytes]) -> SafeHtml:
        """Put the pictures in that could be drawn."""
        html = without_layout(_IMG.sub(lambda tag: _picture(tag[1], drawn), self._html))
        left_out = LeftOut(
            pictures=len(self._fetched["pictures"]),
            styles=len(self._fetched["styles"]),
            others=len(self._fetched["others"]) + self._in_styles,
            unreadable=len(self.wanted) - len(drawn),
            cut=self._cut,
        )
        # A word of very many letters may be broken: it would widen the page, and cost Qt seconds.
        html = _UNBROKEN.sub("\\g<0>\u200b", readable(html))
        return SafeHtml(html, drawn, tuple(self._links()), left_out)

    def _bounded(self, markup: str, html: str) -> str:
        """Clean again without what would make a page burst, and no more of it than can be shown."""
        plainer = markup
        if _table_depth(html) > DEEPEST_TABLE or len(_CELL.findall(html)) > MOST_CELLS:
            plainer = _ROW.sub("<br", _ROWS.sub(" <wbr", plainer))
        if len(_ITEM.findall(html)) > MOST_ITEMS:
            plainer = _POINT.sub("<br", _POINTS.sub(" <wbr", plainer))
        if plainer is not markup:
            markup, html = plainer, self._clean(plainer)
        while len(html) > MOST_SHOWN:
            self._cut = True
            markup = markup[: len(markup) * MOST_SHOWN // len(html) - 1]
            html = self._clean(markup)
        return html

    def _clean(self, markup: str) -> str:
        self._addresses.clear()
        return nh3.clean(
            markup,
            tags=set(_TAGS),
            clean_content_tags=set(_UNSAID),
            attributes={
                "a": {"href"},
                "img": {"src", "alt", "width", "height"},
                "td": {"colspan", "rowspan"},
                "th": {"colspan", "rowspan"},
                "*": {"dir", "background", "srcset"},
            },
            attribute_filter=self._attribute,
            url_schemes=set(_SCHEMES),
            link_rel=None,
        )

    def _attribute(self, tag: str, name: str, value: str) -> str | None:
        if (tag, name) == ("a", "href"):
            return self._link(value)
        if (tag, name) == ("img", "src") and not _FETCHED.match(value.strip()):
            return self._own(value.strip())
        if name in {"width", "height", "colspan", "rowspan"}:
            most = _WIDEST if tag == "img" else _MOST_SPANNED
            return value if value in map(str, range(1, most + 1)) else None
        if name == "alt":
            return value[:200]
        if name == "dir":
            return value.lower() if value.lower() in {"rtl", "ltr"} else None
        self._count(tag, name, value)
        return None

    def _count(self, tag: str, name: str, value: str) -> None:
        """Note what a browser would have fetched, each address once."""
        if _FETCHED.match(value.strip()):
            kind = "styles" if tag == "link" else "others"
            if f"{tag} {name}" in _PICTURES:
                kind = "pictures"
            self._fetched[kind].add(value.strip())

    def _link(self, value: str) -> str | None:
        address = read_address(value)
        if address is None:
            return None
        self._addresses.append(address)
        return f"{LINK}{len(self._addresses) - 1}"

    def _own(self, value: str) -> str | None:
        """Name a picture that the mail itself brings: cid: and data:, nothing else."""
        if not value.lower().startswith(("cid:", "data:")):
            return None
        if value not in self._names:
            self._names[value] = f"{PICTURE}{len(self._names)}"
            self.wanted[self._names[value]] = value
        return self._names[value]

    def _links(self) -> Iterator[MailLink]:
        words = {int(number): _plain(inside) for number, inside in _A.findall(self._html)}
        for number, address in enumerate(self._addresses):
            said = words.get(number, "")
            yield MailLink(address, said, names_other_host(said, address))


def _picture(attributes: str, drawn: Mapping[str, bytes]) -> str:
    """Write a picture that is here; of another one its description."""
    told = dict(_ATTRIBUTE.findall(attributes))
    if told.get("src") not in drawn:
        words = unescape(told.get("alt", "")).strip()
        return f"[{escape(words)}]" if words else ""
    sides = "".join(f' {side}="{told[side]}"' for side in ("width", "height") if side in told)
    return f'<img src="{told["src"]}"{sides}>'


def _plain(markup: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", markup)).split())


def _depth(html: str) -> int:
    """Tell how deep the tags can be nested at most."""
    deepest = depth = 0
    for end, name in _OPENS.findall(html):
        if name.lower() not in _UNCLOSED:
            depth = max(0, depth - 1) if end else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _table_depth(cleaned: str) -> int:
    deepest = depth = 0
    for found in _A_TABLE.finditer(cleaned):
        depth += -1 if found[1] else 1
        deepest = max(deepest, depth)
    return deepest
