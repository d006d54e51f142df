"""Keeps to itself what happens inside of it."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class Room(QWidget):
    """Gives a widget all the room there is, whatever it asks for.

    A layout tells the one around it of each change, up to the window: all of them are worked out
    anew. Here that ends.
    """

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        inside.setParent(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pass the room on."""
        super().resizeEvent(event)
        self._inside.resize(event.size())
