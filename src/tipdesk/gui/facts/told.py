"""Keys and values that are told anew for each file: rows of one shape are made once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from tipdesk.gui import theme
from tipdesk.gui.facts.pieces import (
    KEYS,
    Block,
    Elided,
    beside_glyph,
    is_brief,
    plain_tip,
    stacked,
)
from tipdesk.gui.tip.rows import said

_MOST_SHAPES = 8


class Look(StrEnum):
    """How a line is written."""

    PLAIN = "plain"
    MUTED = "muted"
    MONO = "mono"
    CUT = "cut"  # in one line, whatever its length
    CUT_MUTED = "cut, muted"


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a value; `glyph` says how it is meant, and `meant` the same in words."""

    text: str = field(repr=False)
    look: Look = Look.PLAIN
    glyph: str = ""
    role: str = ""
    meant: str = ""
    tip: str = field(default="", repr=False)


Row = tuple[str, tuple[Line, ...]]  # without a key, it stands across


def brief(text: str, *, muted: bool = False) -> Line:
    """Write a stranger's text in a few lines; what is longer or can't be broken, in one."""
    if is_brief(text):
        return Line(text, Look.MUTED if muted else Look.PLAIN)
    return Line(text, Look.CUT_MUTED if muted else Look.CUT)


class Telling(Block):
    """A block that shows the next rows by the widgets that showed such rows before."""

    def __init__(self, head: str) -> None:
        super().__init__(head)
        self._shapes: dict[object, _Rows] = {}  # the one that was shown last is the last
        if self._body is not None:
            self._body.hide()  # nothing is ever added there, and it would part the blocks

    def tell(self, rows: Sequence[Row]) -> None:
        """Show these rows; without any it takes no room."""
        shape = tuple((key, tuple(_shape(line) for line in lines)) for key, lines in rows)
        known = self._shapes.pop(shape, None)
        for other in self._shapes.values():
            other.hide()
        if rows:
            self._shapes[shape] = shown = known or self._make(rows)
            shown.tell(rows)
            shown.show()
        self.setVisible(bool(rows))

    def _make(self, rows: Sequence[Row]) -> "_Rows":
        if len(self._shapes) == _MOST_SHAPES:
            self._shapes.pop(next(iter(self._shapes))).deleteLater()
        made = _Rows(rows)
        self.put_below_head(made)
        return made


class _Rows(QWidget):
    """Keys and values in two columns."""

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self._labels: list[QLabel] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, KEYS)
        grid.setColumnStretch(1, 1)
        for at, (key, lines) in enumerate(rows):
            value = self._value(lines)
            if not key:
                grid.addWidget(value, at, 0, 1, 2)
                continue
            label = said(key, muted=True)
            label.setFixedWidth(KEYS)
            grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, at, 1, Qt.AlignmentFlag.AlignTop)

    def tell(self, rows: Sequence[Row]) -> None:
        """Write other words into the same places."""
        told = ((key if len(lines) == 1 else "", one) for key, lines in rows for one in lines)
        for label, (key, line) in zip(self._labels, told, strict=True):
            if label.text() != line.text or not label.accessibleName():
                label.setText(line.text)
                before = line.meant or key
                label.setAccessibleName(f"{before}: {line.text}" if before else line.text)
            tip = plain_tip(line.text) if isinstance(label, Elided) else line.tip
            if label.toolTip() != tip:
                label.setToolTip(tip)

    def _value(self, lines: Sequence[Line]) -> QWidget:
        made = [self._line(line) for line in lines]
        return made[0] if len(made) == 1 else stacked(*made)

    def _line(self, line: Line) -> QWidget:
        label = _label(line.look)
        self._labels.append(label)
        return beside_glyph(line.glyph, line.role, label, line.meant) if line.glyph else label


def _shape(line: Line) -> tuple[str, ...]:
    return line.look, line.glyph, line.role, line.meant


def _label(look: Look) -> QLabel:
    match look:
        case Look.CUT:
            return Elided("")
        case Look.CUT_MUTED:
            return Elided("", role="muted")
        case Look.MONO:
            return said("", face=theme.Face.MONO)
    return said("", muted=look is Look.MUTED)
