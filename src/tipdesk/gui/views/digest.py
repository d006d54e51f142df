"""The digest: the views that must not be forgotten, and how many tips wait in each."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from tipdesk.desk.views import ViewLine
from tipdesk.gui import theme, words
from tipdesk.gui.icons import Glyph
from tipdesk.gui.pickers.popover import Popover
from tipdesk.gui.views.icons import icon_of
from tipdesk.newsroom.names import shown


class Digest(Popover):
    """A row for each view; `chosen` tells which search is to be listed."""

    chosen = Signal(str)

    def __init__(
        self, parent: QWidget, views: Sequence[ViewLine], numbers: Mapping[int, int]
    ) -> None:
        super().__init__(parent, parent.tr("Digest"))
        head = QLabel(self.tr("What must not be forgotten"))
        head.setFont(theme.font(theme.Face.STRONG))
        self.rows.addWidget(head)
        self.buttons: list[QPushButton] = []
        counted = [view for view in views if view.in_digest]
        for view in counted:
            self._add(view, numbers.get(view.id))
        if not counted:
            self._explain()

    def sizeHint(self) -> QSize:
        """Ask for the room that it needs."""
        return super().sizeHint().expandedTo(QSize(320, 0))

    def _add(self, view: ViewLine, number: int | None) -> None:
        told = QLabel(self.tr("can't be read") if view.fault else words.number(number or 0))
        told.setProperty("said", "attention" if view.fault else "muted")
        button = QPushButton(shown(view.name).replace("&", "&&"))
        button.setProperty("link", True)
        button.setAccessibleName(f"{shown(view.name)}, {words.tips(number or 0)}")
        button.setEnabled(not view.fault)
        button.clicked.connect(lambda: self._choose(view.query))
        self.buttons.append(button)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Glyph("warning" if view.fault else icon_of(view.icon)))
        row.addWidget(button)
        row.addStretch()
        row.addWidget(told)
        self.rows.addLayout(row)

    def _explain(self) -> None:
        told = QLabel(
            self.tr("Tick “It counts in the digest” in a view, or add the example views.")
        )
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setWordWrap(True)
        told.setProperty("said", "muted")
        self.rows.addWidget(told)

    def _choose(self, query: str) -> None:
        self.close()
        self.chosen.emit(query)
