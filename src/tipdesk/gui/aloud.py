"""Has a screen reader say what is seen elsewhere than where the focus is."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, sentence: str) -> None:
    """Say this, once what is being said has ended."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))
