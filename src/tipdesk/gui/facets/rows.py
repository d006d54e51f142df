"""The rows of the facets: for each field its commonest values, and what the search asks of them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tipdesk.desk.asking.nodes import Filter
from tipdesk.gui import words
from tipdesk.gui.facets import clauses, spans
from tipdesk.gui.facets.spans import Step
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.states import Channel, Workflow

SHOWN = 6
_HEADINGS: dict[str, object] = {
    "workflow": QT_TRANSLATE_NOOP("Facets", "State"),
    "channel": QT_TRANSLATE_NOOP("Facets", "Channel"),
    "story": QT_TRANSLATE_NOOP("Facets", "Story"),
    "tag": QT_TRANSLATE_NOOP("Facets", "Tag"),
    "place": QT_TRANSLATE_NOOP("Facets", "Place"),
    clauses.RECEIVED: QT_TRANSLATE_NOOP("Facets", "Month"),
}


@dataclass(frozen=True, slots=True)
class Block:
    """One field with its values, the commonest first, and how many of the tips have each."""

    key: str
    values: tuple[tuple[str, int], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a heading, a value, or the way to more of them.

    `share` is how full its bar is; `clause` is what a click asks for, where a search can say it.
    """

    key: str
    text: str = field(repr=False)
    tips: int = 0
    share: float = 0.0
    clause: Filter | None = field(default=None, repr=False)
    glyph: str = ""
    role: str = "muted"
    is_on: bool = False
    is_out: bool = False
    is_heading: bool = False
    is_more: bool = False

    @property
    def spoken(self) -> str:
        """Say it as a screen reader does."""
        if self.is_heading or self.is_more:
            return self.text
        said = f"{self.text}, {words.tips(self.tips)}"
        marks = ((self.is_on, _ASKED), (self.is_out, _LEFT_OUT))
        return ", ".join((said, *(_tr(mark) for on, mark in marks if on)))


_ASKED = QT_TRANSLATE_NOOP("Facets", "asked for")
_LEFT_OUT = QT_TRANSLATE_NOOP("Facets", "left out")


def rows(blocks: Sequence[Block], asked: str, opened: Collection[str]) -> list[Row]:
    """List the rows for what is searched; of `opened` fields all values."""
    wanted, unwanted = clauses.asked(asked)
    found: list[Row] = []
    for block in blocks:
        listed = list(_values(block, wanted, unwanted))
        if listed:
            found.append(Row(block.key, _tr(_HEADINGS[block.key]), is_heading=True))
            found += listed if block.key in opened else listed[:SHOWN]
        if len(listed) > SHOWN and block.key not in opened:
            more = _tr(QT_TRANSLATE_NOOP("Facets", "{0} more"))
            text = more.format(words.number(len(listed) - SHOWN))
            found.append(Row(block.key, text, is_more=True))
    return found


def _values(
    block: Block, wanted: Collection[tuple[str, str]], unwanted: Collection[tuple[str, str]]
) -> Iterator[Row]:
    highest = max((tips for _, tips in block.values), default=0)
    for value, tips in block.values:
        clause = clauses.clause(block.key, value)
        asks = (block.key, clause.values[0]) if clause else None
        yield Row(
            key=block.key,
            text=_said(block.key, value),
            tips=tips,
            share=tips / highest if highest else 0.0,
            clause=clause,
            glyph=_glyph(block.key, value),
            role=words.role(Workflow(value)) if block.key == "workflow" else "muted",
            is_on=asks in wanted,
            is_out=asks in unwanted,
        )


def _said(key: str, value: str) -> str:
    match key:
        case "workflow":
            return words.say(Workflow(value))
        case "channel":
            return words.say(Channel(value))
        case clauses.RECEIVED:
            return spans.said(date.fromisoformat(f"{value}-01"), Step.MONTH)
    return shown(value)


def _glyph(key: str, value: str) -> str:
    if key == "workflow":
        return words.glyph(Workflow(value))
    return words.glyph(Channel(value)) if key == "channel" else ""


def _tr(text: object) -> str:
    return QCoreApplication.translate("Facets", str(text))
