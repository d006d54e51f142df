"""Hears the keys of the light table where its pictures have the focus, and nowhere else."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from tipdesk.gui.actions import Actions

_PRESSES = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


class Keys(QObject):
    """Takes a key before the window's shortcuts do; the same key may mean other things there.

    Only widgets that were given to `watch` are listened to: a text field never is.
    """

    def __init__(self, actions: Actions, names: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._actions = [actions[name] for name in names]

    def watch(self, *widgets: QWidget) -> None:
        """Listen to these widgets."""
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Do what the key stands for."""
        if event.type() not in _PRESSES or not isinstance(event, QKeyEvent):
            return False
        action = self._meant(event)
        if action is None:
            return False
        event.accept()
        if event.type() is QEvent.Type.KeyPress:
            action.trigger()
        return True

    def _meant(self, event: QKeyEvent) -> QAction | None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        pressed = [QKeySequence(QKeyCombination(held, Qt.Key(event.key())))]
        sign = event.text()
        if sign.isprintable() and sign and not sign.isalpha():
            # "+" needs Shift on one keyboard and not on the next.
            plain = held & ~Qt.KeyboardModifier.ShiftModifier
            pressed.append(QKeySequence(QKeyCombination(plain, Qt.Key(event.key()))))
        for action in self._actions:
            if action.isEnabled() and any(one in action.shortcuts() for one in pressed):
                return action
        return None
