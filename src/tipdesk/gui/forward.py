"""Brings a window before the editor's eyes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def bring_forward(window: QWidget) -> None:
    """Show a window before all others; where the desktop forbids that, ask for a look at it."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)
