"""Puts off what a part of the open tip needs until somebody looks at that part."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget


class WhenSeen:
    """Does the last deed that was wanted of a widget, once; the widget says when it is shown."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._deed: Callable[[], None] | None = None

    def do(self, deed: Callable[[], None]) -> None:
        """Do this now if the widget is to be seen, else as soon as it is."""
        self._deed = deed
        if self._widget.isVisible():
            self.look()

    def look(self) -> None:
        """Do what waits, for somebody looks."""
        deed, self._deed = self._deed, None
        if deed is not None:
            deed()
