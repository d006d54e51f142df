"""Two texts that are read together are scrolled together."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar


class Abreast(QObject):
    """Has each of two follow the other to the same part of its text, however long it is.

    Qt measures the lines of a long text only where they are shown: the ends move meanwhile.
    """

    def __init__(self, first: QAbstractScrollArea, second: QAbstractScrollArea) -> None:
        super().__init__(first)
        self._is_following = False
        bars = first.verticalScrollBar(), second.verticalScrollBar()
        self._leading, self._following = bars
        for leading, following in (bars, bars[::-1]):
            leading.valueChanged.connect(partial(self._lead, leading, following))
            leading.rangeChanged.connect(lambda *_: self._follow())

    def _lead(self, leading: QScrollBar, following: QScrollBar, _: int) -> None:
        if not self._is_following:
            self._leading, self._following = leading, following
            self._follow()

    def _follow(self) -> None:
        if self._is_following or not self._leading.maximum():
            return
        self._is_following = True
        part = self._leading.value() / self._leading.maximum()
        self._following.setValue(round(part * self._following.maximum()))
        self._is_following = False
