"""Tells tables that say something from those that only place things, in HTML that is clean."""

import re

_TAG = re.compile(r"<(/?)(table|tbody|thead|tfoot|caption|tr|td|th|img)\b([^<>]*)>")
_GROUPS = frozenset({"tbody", "thead", "tfoot"})


def without_layout(html: str) -> str:
    """Write tables that only place things as blocks below each other; the others stay tables.

    What has a table or a picture in its cells, or cells over several columns, is layout.
    """
    layout = _layout_tables(html)
    open_tables: list[bool] = []
    met = 0

    def rewritten(tag: re.Match[str]) -> str:
        nonlocal met
        name, ends = tag[2], bool(tag[1])
        if name == "table" and not ends:
            open_tables.append(layout[met])
            met += 1
        is_layout = bool(open_tables) and open_tables[-1]
        if name == "table" and ends and open_tables:
            open_tables.pop()
        if name == "img" or not is_layout:
            return tag[0]
        return "" if name in _GROUPS else f"<{tag[1]}div>"

    return _TAG.sub(rewritten, html)


def _layout_tables(html: str) -> list[bool]:
    """Tell of each table, in their order, whether it only places things."""
    layout: list[bool] = []
    inside: list[int] = []
    for ends, name, attributes in _TAG.findall(html):
        if name == "table" and ends:
            inside[-1:] = []
            continue
        if inside and (name in {"table", "img"} or "span=" in attributes):
            layout[inside[-1]] = True
        if name == "table":
            inside.append(len(layout))
            layout.append(False)
    return layout
