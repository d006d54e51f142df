"""What a picker offers: rows with a tick, a glyph, a label and a detail."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tipdesk.gui import icons, theme
from tipdesk.gui.aloud import announce

Index = QModelIndex | QPersistentModelIndex
ROW, PAD, GLYPH = 30, 10, 14
CHOICE = Qt.ItemDataRole.UserRole
AccessibleText = Qt.ItemDataRole.AccessibleTextRole


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose; `tick` is given where several can be chosen."""

    key: str
    label: str
    detail: str = ""
    glyph: str = ""
    role: str = "ink"
    tick: Qt.CheckState | None = None
    is_new: bool = False


class Choices(QAbstractListModel):
    """The choices that fit what was typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Choice] = []
        self.has_glyphs = False

    def show(self, rows: Sequence[Choice]) -> None:
        """Offer these."""
        self.beginResetModel()
        self._rows = list(rows)
        self.has_glyphs = any(choice.glyph for choice in rows)
        self.endResetModel()

    def at(self, row: int) -> Choice | None:
        """Give the choice in this row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def swap(self, row: int, choice: Choice) -> None:
        """Show another choice in this row."""
        self._rows[row] = choice
        index = self.index(row)
        self.dataChanged.emit(index, index)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  as Qt declares it
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a row shows."""
        choice = self.at(index.row())
        if choice is None:
            return None
        if role == CHOICE:
            return choice
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.label
        if role == AccessibleText:
            return self.spoken(choice)
        return None

    def spoken(self, choice: Choice) -> str:
        """Say a choice in words."""
        return ", ".join(filter(None, (choice.label, choice.detail, self._tick(choice))))

    def _tick(self, choice: Choice) -> str:
        return {
            None: "",
            Qt.CheckState.Checked: self.tr("on"),
            Qt.CheckState.Unchecked: self.tr("off"),
            Qt.CheckState.PartiallyChecked: self.tr("on some"),
        }[choice.tick]


class ChoiceDelegate(QStyledItemDelegate):
    """Draws one choice; plain text only."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for the room that it needs."""
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        choice: Choice = index.data(CHOICE)
        wear = theme.colours()
        room: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(wear.selection)
            painter.drawRoundedRect(room.adjusted(2, 1, -2, -1), 4, 4)
        left = room.left() + PAD
        if choice.tick is not None:
            _draw_tick(painter, QRect(left, room.center().y() - 6, GLYPH, GLYPH), choice.tick)
            left += GLYPH + 8
        if choice.glyph:
            drawn = icons.pixmap(choice.glyph, wear.role(choice.role), GLYPH)
            painter.drawPixmap(left, room.center().y() - GLYPH // 2 + 1, drawn)
        model = index.model()
        if isinstance(model, Choices) and model.has_glyphs:
            left += GLYPH + 8
        _draw_words(painter, QRect(room).adjusted(left - room.left(), 0, -PAD, 0), choice)
        painter.restore()


def _draw_words(painter: QPainter, room: QRect, choice: Choice) -> None:
    wear = theme.colours()
    meta = theme.font(theme.Face.META)
    detail = QFontMetrics(meta).elidedText(
        choice.detail, Qt.TextElideMode.ElideRight, room.width() // 2
    )
    taken = QFontMetrics(meta).horizontalAdvance(detail) + 12 if detail else 0
    painter.setFont(theme.font(theme.Face.BODY))
    painter.setPen(wear.accent if choice.is_new else wear.ink)
    meter = QFontMetrics(painter.font())
    middle = Qt.AlignmentFlag.AlignVCenter
    said = meter.elidedText(choice.label, Qt.TextElideMode.ElideRight, room.width() - taken)
    painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, said)
    painter.setFont(meta)
    painter.setPen(wear.muted)
    painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, detail)


def _draw_tick(painter: QPainter, box: QRect, tick: Qt.CheckState) -> None:
    wear = theme.colours()
    is_on = tick is not Qt.CheckState.Unchecked
    painter.setPen(QPen(wear.accent if is_on else wear.muted, 1.2))
    painter.setBrush(wear.accent if is_on else wear.panel)
    painter.drawRoundedRect(box, 3, 3)
    if tick is Qt.CheckState.Checked:
        painter.drawPixmap(box.topLeft(), icons.pixmap("tick", wear.on_accent, GLYPH))
    elif tick is Qt.CheckState.PartiallyChecked:
        painter.setPen(QPen(wear.on_accent, 2))
        middle = box.center().y() + 1
        painter.drawLine(box.left() + 4, middle, box.right() - 3, middle)


class ChoiceList(QListView):
    """The list below a filter line; it never takes the focus from it, and so has itself said."""

    def __init__(self, model: Choices, name: str) -> None:
        super().__init__()
        self._choices, self._said = model, ""
        self.setModel(model)
        self.setItemDelegate(ChoiceDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.entered.connect(self.setCurrentIndex)

    def say(self, said: str) -> None:
        """Have this said, unless it was said last."""
        if said and said != self._said:
            self._said = said
            announce(self, said)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Have it said on which choice Enter acts now."""
        super().currentChanged(current, previous)
        choice = self._choices.at(current.row())
        if choice is not None:
            self.say(self._choices.spoken(choice))

    def step(self, by: int) -> None:
        """Go up or down, round the ends."""
        rows = self.model().rowCount()
        if rows:
            row = (self.currentIndex().row() + by) % rows
            self.setCurrentIndex(self.model().index(row, 0))
