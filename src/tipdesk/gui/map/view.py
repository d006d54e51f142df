"""The map itself: pans, zooms, and says in words what it shows."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolButton, QWidget

from tipdesk.desk.verifying.claims import kilometres
from tipdesk.desk.verifying.places import Gazetteer, Place, gazetteer
from tipdesk.gui import theme
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.map import painting
from tipdesk.gui.map.frame import Frame, project
from tipdesk.gui.map.painting import Marks

if TYPE_CHECKING:
    # Slow to load; the window paints before it is there.
    from tipdesk.gui.map.world import World

HEIGHT = 180
_STEP, _NUDGE = 1.6, 40
_WAIT_MS = 120
_EMPTY = 0.05  # of the world's width: not wider only to find a town
_AROUND_METRES = 140_000.0  # across the map when there is but one point
_LEAST_METRES = 30_000.0
_MARGIN = 0.5  # of the map on each side that is made ahead, so that a pan needs nothing new
_CREDIT = "Natural Earth · GeoNames"


class Map(QWidget):
    """Where a file says it was made, and where the tip says it was."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._marks = Marks()
        self._world: World | None = None
        self._towns: list[Place] = []
        self._frame = Frame(0, 0, 1.0, 1, 1)
        self._made: tuple[Frame, QPainterPath, QPainterPath] | None = None
        self._is_moved = False
        self._held: QPointF | None = None
        self._later = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._later.timeout.connect(self._ask_for_towns)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(120)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName(self.tr("Map"))
        self.setToolTip(
            self.tr("Drag to move; click and turn the wheel, or press + and −, to zoom")
        )
        self._buttons = [
            self._button("+", self.tr("Zoom in"), lambda: self.zoom(_STEP)),
            self._button("−", self.tr("Zoom out"), lambda: self.zoom(1 / _STEP)),
        ]

    def _button(self, sign: str, name: str, act: object) -> QToolButton:
        button = QToolButton(self)
        button.setText(sign)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFixedSize(24, 24)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setProperty("map", True)
        button.clicked.connect(act)
        return button

    @property
    def is_loading(self) -> bool:
        """Tell whether the land is still to come."""
        return self._world is None

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(260, HEIGHT)

    def show_marks(self, marks: Marks) -> None:
        """Show these points, as close as both can be seen."""
        if marks == self._marks and self._world is not None:
            return
        self._marks = marks
        self._is_moved = False
        self._frame = self._fitting()
        self.setAccessibleDescription(self.in_words())
        self.update()
        if self._world is None:
            self._bridge.aside(_load, self._take)
        else:
            self._later.start()

    def in_words(self) -> str:
        """Say what the map shows."""
        marks, said = self._marks, []
        if marks.at is not None:
            said.append(self.tr("The camera was at {0:.4f}, {1:.4f}.").format(*marks.at))
        if marks.named is not None:
            said.append(self.tr("The place named is {0}.").format(marks.name))
        if marks.apart is not None:
            far = kilometres(marks.apart / 1000)
            said.append(self.tr("They are {0} apart.").format(far))
        if marks.direction is not None:
            said.append(self.tr("The camera looked to {0:.0f}°.").format(marks.direction))
        return " ".join(said)

    def _take(self, found: "tuple[World, Gazetteer]") -> None:
        self._world = found[0]
        self._made = None
        self._ask_for_towns()
        self.update()

    def _fitting(self) -> Frame:
        size = Frame(0, 0, 1.0, max(self.width(), 1), max(self.height(), 1))
        points = [project(*one) for one in (self._marks.at, self._marks.named) if one is not None]
        if not points:
            return replace(size, scale=size.width)
        first, last = points[0], points[-1]
        east = (last[0] - first[0] + 0.5) % 1.0 - 0.5
        middle = replace(size, x=first[0] + east / 2, y=(first[1] + last[1]) / 2)
        by_metres = middle.metres(1.0)  # at scale 1
        apart = self._marks.apart or 0.0
        least = _LEAST_METRES if apart else _AROUND_METRES
        across = (size.width - 130) / max(abs(east), 1e-9)
        down = (size.height - 70) / max(abs(last[1] - first[1]), 1e-9)
        scale = min(across, down, by_metres * size.width / least)
        return replace(middle, scale=max(scale, size.width)).moved(0, 0)

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Look closer at what lies under `at`, else at the middle."""
        where = at or QPointF(self.width() / 2, self.height() / 2)
        self._go(self._frame.zoomed(factor, where.x(), where.y()))

    def _go(self, frame: Frame) -> None:
        self._frame = frame
        self._is_moved = True
        self._later.start()
        self.update()

    def _ask_for_towns(self) -> None:
        south, west, north, east = self._frame.corners()
        self._bridge.aside(
            lambda: gazetteer().within(south, west, north, east)[:200], self._take_towns
        )

    def _take_towns(self, towns: list[Place]) -> None:
        self._towns = towns
        self.update()
        if not towns and not self._is_moved and self._frame.scale > self.width() / _EMPTY:
            # A map without a name on it says nothing: look from further away.
            self._frame = self._frame.zoomed(1 / _STEP**2, self.width() / 2, self.height() / 2)
            self._ask_for_towns()

    def _paths(self, world: "World") -> tuple[QPainterPath, QPainterPath, QPointF]:
        """Give land and borders and how far they lie from where they were made."""
        frame = self._frame
        if self._made is not None:
            made, land, borders = self._made
            left, top = made.pixel(*frame.point(0, 0))
            fits = 0 <= left <= made.width - frame.width and 0 <= top <= made.height - frame.height
            if fits and made.scale == frame.scale:
                return land, borders, QPointF(-left, -top)
        wide = replace(
            frame,
            width=frame.width * (1 + 2 * _MARGIN),
            height=frame.height * (1 + 2 * _MARGIN),
        )
        rings, lines = world.seen(wide)
        land = painting.path_of(rings, closed=True)
        self._made = wide, land, painting.path_of(lines, closed=False)
        return *self._made[1:], QPointF(-frame.width * _MARGIN, -frame.height * _MARGIN)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setClipPath(shape)
        ground = theme.colours().chip if self._world is None else painting.wear().water
        painter.fillRect(self.rect(), ground)
        if self._world is not None:
            land, borders, away = self._paths(self._world)
            painter.save()
            painter.translate(away)
            painting.draw_ground(painter, land, borders)
            painter.restore()
        self._draw_over(painter)
        painter.setClipping(False)
        ring = theme.colours().accent if self.hasFocus() else theme.colours().line
        painter.setPen(QPen(ring, 2 if self.hasFocus() else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)

    def _draw_over(self, painter: QPainter) -> None:
        taken = [QRectF(button.geometry()) for button in self._buttons]
        painting.draw_scale(painter, self._frame, taken)
        painting.draw_marks(painter, self._frame, self._marks, taken)
        faint = QColor(painting.wear().name)
        faint.setAlpha(170)
        font = painting.letters()
        font.setPixelSize(9)
        painter.setFont(font)
        painter.setPen(faint)
        corner = self.rect().adjusted(0, 0, -7, -4)
        below = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        taken.append(QRectF(painter.boundingRect(corner, below, _CREDIT)))
        painter.drawText(corner, below, _CREDIT)
        near = [self._marks.town] if self._marks.town is not None else []
        painting.draw_towns(painter, self._frame, [*near, *self._towns], taken)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is looked at in the middle."""
        super().resizeEvent(event)
        for at, button in enumerate(self._buttons):
            button.move(self.width() - 24 - 7, 7 + at * 25)
        size = {"width": float(self.width()), "height": float(self.height())}
        self._frame = replace(self._frame, **size) if self._is_moved else self._fitting()
        if self._world is not None:
            self._later.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the map."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it along."""
        if self._held is not None:
            moved = self._held - event.position()
            self._held = event.position()
            self._go(self._frame.moved(moved.x(), moved.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._held = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Look closer at this spot."""
        self.zoom(_STEP, event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom once the map was clicked; before, the wheel belongs to the panel around it."""
        if not self.hasFocus():
            event.ignore()
            return
        self.zoom(_STEP ** (event.angleDelta().y() / 240), event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, zoom, or go back to where it began."""
        key = Qt.Key(event.key())
        steps = {
            Qt.Key.Key_Left: QPoint(-_NUDGE, 0),
            Qt.Key.Key_Right: QPoint(_NUDGE, 0),
            Qt.Key.Key_Up: QPoint(0, -_NUDGE),
            Qt.Key.Key_Down: QPoint(0, _NUDGE),
        }
        if key in steps:
            self._go(self._frame.moved(steps[key].x(), steps[key].y()))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / _STEP)
        elif key == Qt.Key.Key_Home:
            self._go(self._fitting())
            self._is_moved = False
        else:
            super().keyPressEvent(event)


def _load() -> "tuple[World, Gazetteer]":
    from tipdesk.gui.map.world import world  # noqa: PLC0415  slow, see above

    return world(), gazetteer()
