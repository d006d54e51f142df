"""Two texts that are read together are scrolled together."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar


class Abreast(QObject):
    """Has each of two follow the other to the same part of its text, however long it is."""

    def __init__(self, first: QAbstractScrollArea, second: QAbstractScrollArea) -> None:
        super().__init__(first)
        self._is_following = False
        bars = first.verticalScrollBar(), second.verticalScrollBar()
        for leading, following in (bars, bars[::-1]):
            leading.valueChanged.connect(partial(self._follow, leading, following))

    def _follow(self, leading: QScrollBar, following: QScrollBar, value: int) -> None:
        if self._is_following or not leading.maximum():
            return
        self._is_following = True
        following.setValue(round(value / leading.maximum() * following.maximum()))
        self._is_following = False
