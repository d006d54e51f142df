"""The workflow as a line of steps: where the tip stands, and the next steps that are allowed."""

from functools import cache

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from tipdesk.gui import icons, theme, words
from tipdesk.gui.tip.flow import flowing
from tipdesk.gui.tip.links import Link
from tipdesk.newsroom.moves import ALLOWED, CLOSED, needs_reason
from tipdesk.newsroom.states import Permission, Verdict, Workflow

LINE = (
    Workflow.NEW,
    Workflow.TRIAGE,
    Workflow.VERIFYING,
    Workflow.WAITING,
    Workflow.READY,
    Workflow.PUBLISHED,
)
HEIGHT, PAD, GLYPH = 26, 10, 14


class Step(QAbstractButton):
    """One step of the line; the current one is lit and bears its glyph."""

    def __init__(self, state: Workflow) -> None:
        super().__init__()
        self.state = state
        self.is_now = self.is_first = self.is_last = False
        self._stands: tuple[bool, bool] | None = None
        self.setText(words.say(state))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def stand(self, now: Workflow) -> None:
        """Show whether this is where the tip stands, or a step that may be taken."""
        may = self.state in ALLOWED[now]
        if self._stands == (self.state is now, may):
            return
        self.is_now = self.state is now
        self._stands = (self.is_now, may)
        # Where the tip stands keeps the focus of whoever took the step.
        self.setEnabled(may or self.is_now)
        pointing, plain = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(pointing if may else plain)
        said = self.tr("{0}, where it stands") if self.is_now else self.tr("Move to {0}")
        self.setAccessibleName(said.format(self.text()))
        self.setToolTip(said.format(self.text()) if may or self.is_now else "")
        self.updateGeometry()
        self.update()

    def end_at(self, *, first: bool, last: bool) -> None:
        """Round the corners at an end of the line."""
        if (first, last) != (self.is_first, self.is_last):
            self.is_first, self.is_last = first, last
            self.update()

    def sizeHint(self) -> QSize:
        """Ask for the room that it needs."""
        width = QFontMetrics(self._font()).horizontalAdvance(self.text()) + 2 * PAD + 1
        return QSize(width + (GLYPH + 6 if self.is_now else 0), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        wear = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.isEnabled() and (self.underMouse() or self.hasFocus())
        ground = wear.accent_ground if self.is_now else wear.chip if lit else wear.panel
        painter.setPen(QPen(wear.accent if self.hasFocus() else wear.line, 1))
        painter.setBrush(ground)
        painter.drawPath(self._outline())
        left = PAD
        colour = wear.ink if self.isEnabled() else wear.muted
        if self.is_now:
            colour = wear.accent
            if self.state in (Workflow.SPIKED, Workflow.KILLED):
                colour = wear.stop
            drawn = icons.pixmap(words.glyph(self.state), colour, GLYPH)
            painter.drawPixmap(left, (self.height() - GLYPH) // 2, drawn)
            left += GLYPH + 6
        painter.setFont(self._font())
        painter.setPen(colour)
        painter.drawText(
            self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text()
        )

    def _font(self) -> QFont:
        font = theme.font(theme.Face.STRONG if self.is_now else theme.Face.META)
        font.setPixelSize(12)
        return font

    def _outline(self) -> QPainterPath:
        return _outline(self.size().toTuple(), first=self.is_first, last=self.is_last)


class Stepper(QWidget):
    """The line of steps, and beside it the ways off the line, the verdict and the permission."""

    asked = Signal(object, object)  # Workflow, the widget that was clicked
    verdict_asked = Signal(object)  # the widget that was clicked
    permission_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Workflow, Verdict, Permission | None] | None = None
        holder, self._flow = flowing(6, 4)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(holder)
        self._line = QWidget()
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self.steps = {state: Step(state) for state in Workflow}
        for state in (*LINE, *(other for other in Workflow if other not in LINE)):
            step = self.steps[state]
            step.clicked.connect(lambda _=False, step=step: self._take(step))
            line.addWidget(step)
        self._flow.addWidget(self._line)
        self.ways = {state: Link("") for state in Workflow}
        for state, way in self.ways.items():
            way.clicked.connect(lambda _=False, way=way, state=state: self.asked.emit(state, way))
            self._flow.addWidget(way)
        self.verdict = Link(self.tr("Verdict"))
        self.verdict.clicked.connect(lambda: self.verdict_asked.emit(self.verdict))
        self.permission = Link(self.tr("Permission"))
        self.permission.clicked.connect(lambda: self.permission_asked.emit(self.permission))
        # The two judgements stay together where the line breaks.
        judged = QWidget()
        self._judged = QHBoxLayout(judged)
        self._judged.setContentsMargins(0, 0, 0, 0)
        self._judged.setSpacing(6)
        for judgement in (self.verdict, self.permission):
            self._judged.addWidget(judgement)
        self._flow.addWidget(judged)

    def show_states(self, now: Workflow, verdict: Verdict, permission: Permission | None) -> None:
        """Show where the tip stands; without media there is no permission to show."""
        if self._shown == (now, verdict, permission):
            return
        self._shown, focused = (now, verdict, permission), self._focused()
        shown = [state for state in Workflow if state in self._shown_in_line(now)]
        for state, step in self.steps.items():
            step.stand(now)
            step.setVisible(state in shown)
            step.end_at(first=state is shown[0], last=state is shown[-1])
        for state, way in self.ways.items():
            way.say(self._way_in_words(now, state))
            reopens = now in CLOSED and needs_reason(now, state)
            way.setVisible(state in ALLOWED[now] and (state not in shown or reopens))
        self.verdict.say(words.say(verdict).lower(), role=_role(words.role(verdict)))
        self.permission.setVisible(permission is not None)
        if permission is not None:
            self.permission.say(words.say(permission).lower(), role=_role(words.role(permission)))
        if focused is not None and not (focused.isVisible() and focused.isEnabled()):
            self.steps[now].setFocus()

    def layouts(self) -> tuple[QLayout | None, ...]:
        """Name the layouts that rest while much is changed, the outermost first."""
        return (self.layout(), self._flow, self._line.layout(), self._judged)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of font or colours."""
        super().changeEvent(event)
        self.update()

    def _take(self, step: Step) -> None:
        if not step.is_now:
            self.asked.emit(step.state, step)

    def _focused(self) -> QWidget | None:
        focused = QApplication.focusWidget()
        return focused if focused is not None and self.isAncestorOf(focused) else None

    def _shown_in_line(self, now: Workflow) -> set[Workflow]:
        return {state for state in LINE if state is not Workflow.WAITING} | {now}

    def _way_in_words(self, now: Workflow, state: Workflow) -> str:
        match state:
            case Workflow.SPIKED:
                return self.tr("Spike…")
            case Workflow.KILLED:
                return self.tr("Kill…")
            case Workflow.ARCHIVED:
                return self.tr("Archive")
            case Workflow.WAITING:
                return self.tr("Wait")
        return self.tr("Reopen…") if now in CLOSED else words.say(state)


@cache
def _outline(size: tuple[int, int], *, first: bool, last: bool) -> QPainterPath:
    """Round the outer corners; neighbours share the line between them."""
    right, bottom = size[0] - (0.5 if last else -0.5), size[1] - 0.5
    left, top, radius = 0.5, 0.5, theme.RADIUS
    path, square = QPainterPath(), QPainterPath()
    path.addRoundedRect(left, top, right - left, bottom - top, radius, radius)
    if not first:
        square.addRect(left, top, radius * 2, bottom - top)
    if not last:
        square.addRect(right - radius * 2, top, radius * 2, bottom - top)
    return path.united(square)


def _role(role: str) -> str:
    """A state that says nothing yet is read in ink, like any value."""
    return "ink" if role == "muted" else role
