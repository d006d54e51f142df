"""The line under the loupe: which file this is, what must be said with it, what to do with it."""

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from tipdesk.gui import icons, theme
from tipdesk.gui.actions import Actions
from tipdesk.gui.light import saying
from tipdesk.gui.light.stars import Stars
from tipdesk.newsroom.lines import PictureLine
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.states import Choice, Label

HEIGHT = 44
_GAP = "   ·   "
_LEAST = 64  # pixels: what is said in less says nothing
_TOOLS = ("light.levels", "light.turn_left", "light.turn_right", "light.compare", "light.grid")


class CaptionLine(QWidget):
    """Calm words at the edge of the picture, and a few buttons."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self.setProperty("ground", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.said = Said()
        self.stars = Stars()
        self.flags = Flags(actions)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(4)
        row.addWidget(tool(actions["light.back"]))
        row.addWidget(self.said, 1)
        for widget in (self.flags, self.stars):
            row.addWidget(widget)
        row.addSpacing(12)
        for name in _TOOLS:
            row.addWidget(tool(actions[name]))

    def show_line(self, line: PictureLine | None, place: str) -> None:
        """Say this about a file; `place` is which of how many it is."""
        self.flags.show_choice(Choice.NONE if line is None else line.choice)
        self.stars.show_rating(0 if line is None else line.rating)
        self.said.say(line, place)

    def show_zoom(self, said: str) -> None:
        """Say how near one looks."""
        self.said.say_zoom(said)


class Flags(QWidget):
    """Pick and reject, each in its colour while it holds; a click on it takes it back."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._buttons = {}
        self._choice = Choice.NONE
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for choice, name in ((Choice.PICK, "light.pick"), (Choice.REJECT, "light.reject")):
            button = tool(actions[name])
            button.clicked.disconnect()
            button.setCheckable(True)
            button.clicked.connect(partial(self._toggle, actions, choice, name))
            row.addWidget(button)
            self._buttons[choice] = button

    def show_choice(self, choice: Choice) -> None:
        """Show what was chosen."""
        self._choice = choice
        roles = {Choice.PICK: "good", Choice.REJECT: "stop"}
        for which, button in self._buttons.items():
            on = which is choice
            button.setChecked(on)
            icons.wear(button, which.value, roles[which] if on else "muted")

    def _toggle(self, actions: Actions, choice: Choice, name: str) -> None:
        actions["light.clear" if choice is self._choice else name].trigger()


class Said(QWidget):
    """The words: the label first where one must be printed, the rest as far as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[tuple[str, str]] = []
        self._zoom = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT - 8)

    def say(self, line: PictureLine | None, place: str) -> None:
        """Say what is known of a file."""
        self._pieces = [(place, "muted")]
        if line is not None:
            self._pieces += [(saying.facts(line), "ink")]
            if line.label is not Label.NONE:
                self._pieces += [(saying.label(line), "attention")]
            self._pieces += [(shown(line.credit), "ink"), (saying.permission(line), "muted")]
        self._pieces = [(said, role) for said, role in self._pieces if said]
        self.setAccessibleName(", ".join(said for said, _ in self._pieces))
        self.update()

    def say_zoom(self, said: str) -> None:
        """Say how near one looks."""
        self._zoom = said
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the room that it needs."""
        return QSize(320, HEIGHT - 8)

    def fitted(self, meter: QFontMetrics, room: int) -> list[tuple[str, str]]:
        """Give the words with their colours, the long ones cut so that those after them stay."""
        gap = meter.horizontalAdvance(_GAP)
        pieces = [piece for piece in (*self._pieces, (self._zoom, "muted")) if piece[0]]
        widths = [meter.horizontalAdvance(said) + gap for said, _ in pieces]
        fit: list[tuple[str, str]] = []
        for at, (said, role) in enumerate(pieces):
            if room < min(_LEAST, meter.horizontalAdvance(said)):
                break
            own = max(_LEAST, room - sum(widths[at + 1 :]))
            text = meter.elidedText(said, Qt.TextElideMode.ElideMiddle, min(own, room))
            fit.append((text, role))
            room -= meter.horizontalAdvance(text) + gap
        return fit

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words one after the other."""
        wear = theme.colours()
        painter = QPainter(self)
        painter.setFont(theme.font(theme.Face.META))
        meter = QFontMetrics(painter.font())
        room = self.rect().adjusted(8, 0, -8, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for at, (text, role) in enumerate(self.fitted(meter, room.width())):
            for part, colour in ((_GAP, wear.muted), (text, wear.role(role)))[not at :]:
                painter.setPen(colour)
                painter.drawText(room, flags, part)
                room.setLeft(room.left() + meter.horizontalAdvance(part))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of colours."""
        super().changeEvent(event)
        self.update()


def tool(action: QAction) -> QToolButton:
    """Make a small button of an action; it never takes the keyboard from the picture."""
    button = QToolButton()
    icons.wear(button, str(action.property("glyph")), "muted")
    button.setIconSize(QSize(16, 16))
    button.setFixedSize(28, 28)
    button.setAutoRaise(True)
    button.setToolTip(action.toolTip())
    button.setAccessibleName(action.text())
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(action.trigger)
    return button
