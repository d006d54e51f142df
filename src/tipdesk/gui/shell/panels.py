"""Sidebar, list and open tip side by side, each as wide as the editor left it."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from tipdesk.gui.shell.layout import Layout

_WIDTHS, _LEAST = (208, 424, 808), (160, 280, 456)


class Panels(QSplitter):
    """The three panels of an open desk; each can be hidden."""

    def __init__(self, sidebar: QWidget, tips: QWidget, tip: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._three = (sidebar, tips, tip)
        for panel, least in zip(self._three, _LEAST, strict=True):
            panel.setMinimumWidth(least)
            self.addWidget(panel)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(2, 1)
        self.setSizes(list(_WIDTHS))

    def restore(self, kept: Layout) -> None:
        """Take the widths that were left, and hide what was hidden."""
        if kept.splitter:
            self.restoreState(QByteArray.fromBase64(kept.splitter.encode()))
        for panel, shown in zip(self._three, (kept.sidebar, kept.tips, kept.tip), strict=True):
            panel.setVisible(shown)

    def remember(self, kept: Layout) -> None:
        """Note the widths, and what is hidden."""
        kept.splitter = bytes(self.saveState().toBase64().data()).decode()
        kept.sidebar, kept.tips, kept.tip = (not panel.isHidden() for panel in self._three)
