"""A film with its time line and buttons, and the keys that move it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tipdesk.gui.acts import Act
from tipdesk.gui.player.canvas import Canvas
from tipdesk.gui.player.controls import Controls
from tipdesk.gui.player.timeline import Timeline
from tipdesk.gui.playeracts import PLAYER_ACTS

Keys = Callable[[Act], tuple[str, ...]]


class Stage(QWidget):
    """What is seen of a film; says by the ids of acts what was asked."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.keys: Keys = lambda act: act.keys
        self.canvas, self.timeline, self.controls = Canvas(), Timeline(), Controls()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self.canvas, 1)
        self._below = QVBoxLayout()
        self._below.setSpacing(4)
        self._below.addWidget(self.timeline)
        self._below.addWidget(self.controls)
        rows.addLayout(self._below)
        self.controls.asked.connect(self.asked.emit)
        self.canvas.clicked.connect(self._play)

    def reach_edges(self, *, on: bool) -> None:
        """Take the whole room up to its edges, or stand in it as a picture with round corners."""
        self.canvas.show_round(on=not on)
        self._below.setContentsMargins(*((16, 0, 16, 8) if on else (0, 0, 0, 0)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are heard here."""
        super().focusInEvent(event)
        self.canvas.show_focus(on=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they are heard elsewhere."""
        super().focusOutEvent(event)
        self.canvas.show_focus(on=False)

    def event(self, event: QEvent) -> bool:
        """Keep the player's keys from the window's shortcuts."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._act_of(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key stands for."""
        act = self._act_of(event)
        if act:
            self.asked.emit(act)
        else:
            super().keyPressEvent(event)

    def _play(self) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.asked.emit("player.play")

    def _act_of(self, event: QKeyEvent) -> str:
        """Name the act that a key stands for, "" for none."""
        without = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        pressed = QKeySequence(QKeyCombination(without, Qt.Key(event.key())))
        plain = QKeySequence(Qt.Key(event.key()))
        for act in PLAYER_ACTS:
            for key in self.keys(act):
                wanted = QKeySequence(key)
                # A sign that needs Shift on some keyboards is the same sign.
                if wanted == pressed or (not key.isalnum() and len(key) == 1 and wanted == plain):
                    return act.id
        return ""
