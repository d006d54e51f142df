"""A summary for a mail, a chat or a wiki: Markdown in which a stranger's text stays text.

Escaped by backslash is what CommonMark or GitHub's dialect would take as markup; what a reader's
program would turn into a link by itself (addresses) is set as code.
"""

import re
from collections.abc import Iterator, Sequence

from tipdesk.publication.sheets.layout import lay_out
from tipdesk.publication.sheets.page import Page, Past, Said, Shown, TipPage
from tipdesk.publication.sheets.sheet import Summary

_MARKUP = re.compile(r"[\\`*_\[\]<>&|~$^#{}]")
_AT_START = re.compile(r"^([+\-=:]|\d+(?=[.)]))")
_WORD = re.compile(r"\S+")
_LINKS_ITSELF = re.compile(r"://|www\.|@|mailto:|xmpp:", re.IGNORECASE)
_TICKS = re.compile("`+")


def to_markdown(summary: Summary) -> bytes:
    """Write a summary as Markdown; its pictures are named, not embedded."""
    return "\n".join(_lines(lay_out(summary))).encode()


def plain(line: str) -> str:
    """Write one line so that no reader of Markdown takes anything in it for markup."""
    at, parts = 0, []
    for word in _WORD.finditer(line):
        if _LINKS_ITSELF.search(word[0]):
            parts += [_escaped(line[at : word.start()]), _code(word[0])]
            at = word.end()
    told = "".join((*parts, _escaped(line[at:])))
    return _AT_START.sub(_never_first, told.strip())


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)


def _code(text: str) -> str:
    fence = "`" * (1 + max((len(run) for run in _TICKS.findall(text)), default=0))
    space = " " if "`" in (text[0], text[-1]) else ""
    return f"{fence}{space}{text}{space}{fence}"


def _never_first(found: re.Match[str]) -> str:
    return found[0] + "\\" if found[0].isdigit() else "\\" + found[0]


def _lines(page: Page) -> Iterator[str]:
    yield f"*{plain(page.newsroom)} · {page.kind} · as of {plain(page.as_of)}*"
    yield ""
    alone = not page.title and len(page.tips) == 1
    if not alone:
        yield from _head(page)
    for tip in page.tips:
        yield from _tip(tip, 1 if alone else 2)
    yield "---"
    yield ""
    yield f"*{plain(page.foot)}*"
    yield ""


def _head(page: Page) -> Iterator[str]:
    if page.slug:
        yield from (f"**{plain(page.slug)}**", "")
    yield from (f"# {plain(page.title)}", "", plain(page.about), "")
    if page.stop:
        yield from (f"**{plain(page.stop)}**", "")
    for tip in page.tips:
        yield f"- {tip.number} · {plain(tip.short)} · {plain(tip.standing)}"
    yield ""


def _tip(tip: TipPage, level: int) -> Iterator[str]:
    mark = "#" * (level + 1)
    yield from (f"{'#' * level} {tip.number} · {plain(tip.headline)}", "", plain(tip.about), "")
    yield from _list(tip.states)
    for box in tip.boxes:
        yield from (f"{mark} {box.name}", "", *(f"- {_whole(line)}" for line in box.lines), "")
    if tip.said:
        quoted = "\n>\n".join(f"> {plain(words)}" for words in tip.said)
        yield from (f"{mark} What was said", "", quoted, "")
    yield from _list(tip.facts)
    if tip.media:
        yield from (f"{mark} {tip.media_head}", "", *map(_file, tip.media), "")
    for head, items in (("Stories", tip.stories), ("Published", tip.uses)):
        if items:
            yield from (f"{mark} {head}", "")
            yield from _list(items)
    yield from _log("Notes", tip.notes, mark)
    yield from _log(tip.past_head, tip.past, mark)


def _list(items: Sequence[Said]) -> Iterator[str]:
    for one in items:
        yield f"- **{plain(one.name)}:** {_whole(' · '.join(one.lines))}"
    if items:
        yield ""


def _file(file: Shown) -> str:
    words = [_whole(file.caption), _whole(file.credit)]
    words += [f"**{plain(file.must)}**" if file.must else ""]
    words += [_whole(one) for one in (file.rights, file.origin, file.about)]
    return f"1. {' · '.join(word for word in words if word)}"


def _log(head: str, items: Sequence[Past], mark: str) -> Iterator[str]:
    if items:
        told = (f"- {plain(one.at)} · {plain(one.who)} · {_whole(one.what)}" for one in items)
        yield from (f"{mark} {head}", "", *told, "")


def _whole(text: str) -> str:
    return plain(" ".join(text.split()))
