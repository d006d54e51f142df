"""Widgets that are made once: what showed one tip is named anew for the next."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)
T = TypeVar("T")


class Pool(Generic[W, T]):
    """As many widgets of one kind as were ever needed at once; those that are left over hide."""

    def __init__(self, make: Callable[[], W], name: Callable[[W, T], object]) -> None:
        self._make, self._name = make, name
        self._made: list[W] = []

    def __len__(self) -> int:
        """Count the widgets that there are, seen or not."""
        return len(self._made)

    def fill(self, wanted: int) -> Sequence[W]:
        """Make those that are missing, and give them to be put in their place."""
        new = [self._make() for _ in range(len(self._made), wanted)]
        self._made += new
        return new

    def show(self, what: Sequence[T]) -> None:
        """Have them stand for these."""
        for widget, one in zip(self._made, what, strict=False):
            self._name(widget, one)
        for at, widget in enumerate(self._made):
            widget.setVisible(at < len(what))
