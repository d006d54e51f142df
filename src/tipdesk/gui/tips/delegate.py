"""Paints a row of the list from its plan: ground, state, headline, what is known, pictures."""

from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tipdesk.gui import icons, lit, marks, theme
from tipdesk.gui.covers import Covers
from tipdesk.gui.lit import Marks
from tipdesk.gui.tips.model import TipsModel
from tipdesk.gui.tips.row.draft import Plans
from tipdesk.gui.tips.row.hits import Hits
from tipdesk.gui.tips.row.plan import EDGE, GLYPH, TEXT_LEFT, Density, Face, Piece, Plan
from tipdesk.gui.tips.row.thumbnails import Thumbnails
from tipdesk.newsroom.states import Sensitivity

_Index = QModelIndex | QPersistentModelIndex
_CORNER = 4.0
_BAR = 3.0
_BLANK_GLYPH = 16
_HEADLINES = (Face.READ, Face.UNREAD)
_COVERED = ("eye", marks.ON_PICTURE)
# As numbers: a row asks three times, and asking the enumeration costs more than painting.
_SELECTED = QStyle.StateFlag.State_Selected.value
_UNDER_POINTER = QStyle.StateFlag.State_MouseOver.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value


class TipDelegate(QStyledItemDelegate):
    """One row a tip; nothing in it is markup, and nothing waits for the desk."""

    def __init__(
        self, model: TipsModel, thumbnails: Thumbnails, covers: Covers, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._covers = covers
        self._thumbnails = thumbnails
        self._plans = Plans()
        self._hits = Hits()
        self._colours = theme.colours()
        self.drop_row = -1

    @property
    def density(self) -> Density:
        """Tell how much room a row takes."""
        return self._plans.density

    @density.setter
    def density(self, density: Density) -> None:
        self._plans.density = density
        self._plans.clear()

    @property
    def row_height(self) -> int:
        """Tell the height of every row, in logical pixels."""
        return self._plans.measures.height

    def look_for(self, marks: Marks | None) -> None:
        """Light in the headlines what a search found."""
        self._hits.look_for(marks)

    def forget_looks(self) -> None:
        """Take up other colours or fonts."""
        self._colours = theme.colours()
        self._plans.clear()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row; a tip whose line is not here yet is a calm outline."""
        rect, state = option.rect, option.state
        row = index.row()
        painter.save()
        painter.translate(rect.topLeft())
        self._paint_ground(painter, rect.size(), state, dropping=row == self.drop_row)
        line = self._model.line(row)
        if line is None:
            self._paint_outline(painter, rect.width())
        else:
            now = datetime.now().astimezone()
            self._paint_plan(painter, self._plans.of(line, rect.width(), now))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Tell the height of a row; the list gives it its width."""
        return QSize(0, self.row_height)

    def _paint_ground(
        self, painter: QPainter, size: QSize, state: QStyle.StateFlag, *, dropping: bool
    ) -> None:
        colours, flags = self._colours, state.value
        width, height = size.width(), size.height()
        if flags & _SELECTED:
            painter.fillRect(0, 0, width, height, colours.selection)
        elif flags & _UNDER_POINTER:
            painter.fillRect(0, 0, width, height, colours.window)
        painter.fillRect(0, height - 1, width, 1, colours.line)
        if flags & _FOCUSED:
            painter.fillRect(QRectF(0, 0, _BAR, height - 1), colours.accent)
        if dropping:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(colours.accent_ground)
            painter.setPen(QPen(colours.accent, 1.5, Qt.PenStyle.DashLine))
            inside = QRectF(3, 3, width - 6, height - 7)
            painter.drawRoundedRect(inside, theme.RADIUS, theme.RADIUS)

    def _paint_plan(self, painter: QPainter, plan: Plan) -> None:
        colours, fonts = self._colours, self._plans.fonts
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for place, role in plan.chips:
            painter.setBrush(colours.role(role))
            painter.drawRoundedRect(place, _CORNER, _CORNER)
        ratio = painter.device().devicePixelRatioF()
        for mark in plan.marks:
            drawn = icons.pixmap(mark.name, colours.role(mark.role), mark.size, ratio)
            painter.drawPixmap(mark.at, drawn)
        for piece in plan.pieces:
            if piece.face in _HEADLINES:
                self._paint_hits(painter, piece)
            painter.setFont(fonts.of[piece.face])
            painter.setPen(colours.role(piece.role))
            painter.drawText(piece.at, piece.text)
        self._paint_pictures(painter, plan, ratio)

    def _paint_hits(self, painter: QPainter, piece: Piece) -> None:
        for place in self._hits.of(piece.text, self._plans.fonts.of[piece.face]):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(lit.ground())
            painter.drawRoundedRect(place.translated(piece.at), 2, 2)

    def _paint_pictures(self, painter: QPainter, plan: Plan, ratio: float) -> None:
        side, line = self._plans.measures.picture, plan.line
        graphic = Sensitivity.GRAPHIC in line.sensitivity
        covered = self._covers.hides(line.id, graphic=graphic, unread=line.unread)
        for at, digest in plan.pictures:
            picture = self._thumbnails.get(digest, side, ratio, blurred=covered)
            if picture is not None:
                painter.drawPixmap(at, picture)
            else:
                self._paint_cell(painter, QRectF(at.x(), at.y(), side, side))
            if picture is None or covered:
                name, colour = _COVERED if covered else ("kind-picture", self._colours.muted)
                drawn = icons.pixmap(name, colour, _BLANK_GLYPH, ratio)
                inset = (side - _BLANK_GLYPH) / 2
                painter.drawPixmap(at + QPointF(inset, inset), drawn)
        if plan.more is not None:
            place, text = plan.more
            self._paint_cell(painter, place)
            painter.setFont(self._plans.fonts.of[Face.META])
            painter.setPen(self._colours.muted)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_cell(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours.chip)
        painter.drawRoundedRect(place, _CORNER, _CORNER)

    def _paint_outline(self, painter: QPainter, width: int) -> None:
        measures, room = self._plans.measures, width - TEXT_LEFT - EDGE
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours.chip)
        painter.drawEllipse(QRectF(EDGE + 2, measures.headline + 4, GLYPH - 4, GLYPH - 4))
        for top, part in ((measures.headline + 4, 0.62), (measures.meta + 5, 0.38)):
            painter.drawRoundedRect(QRectF(TEXT_LEFT, top, room * part, 9), _CORNER, _CORNER)
