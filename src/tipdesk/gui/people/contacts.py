"""By what a person can be reached, one below the other; many of them scroll."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tipdesk.gui.facts.pieces import brief
from tipdesk.gui.people import wording
from tipdesk.gui.tip.glyph import Glyph
from tipdesk.gui.tip.links import PAD
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.persons import Reach

ROWS_SHOWN, _ROW, _GLYPH = 6, 22, 14


class Contacts(QScrollArea):
    """Addresses, numbers, handles and other names, each with the icon of its kind."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("By what the person can be reached"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._number = 0

    def sizeHint(self) -> QSize:
        """Ask for room for a few."""
        return QSize(200, min(self._number, ROWS_SHOWN) * _ROW)

    def show_reached(self, reached: Sequence[Reach]) -> None:
        """Show these."""
        self._number = len(reached)
        page = QWidget()
        page.setAutoFillBackground(False)
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for one in reached:
            rows.addWidget(_row(one))
        rows.addStretch()
        self.setWidget(page)
        page.setAutoFillBackground(False)
        self.setVisible(bool(reached))
        scrolls = len(reached) > ROWS_SHOWN
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if scrolls else Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(self.sizeHint().height())
        told = ", ".join(f"{wording.kind(one)} {shown(one.value)}" for one in reached)
        self.setAccessibleDescription(told)


def _row(reach: Reach) -> QWidget:
    holder = QWidget()
    holder.setFixedHeight(_ROW)
    row = QHBoxLayout(holder)
    row.setContentsMargins(PAD, 0, 8, 0)
    row.setSpacing(8)
    kind = wording.kind(reach)
    row.addWidget(Glyph(wording.glyph(reach), _GLYPH, role="muted", name=kind))
    value = brief(wording.reached(reach))
    value.setWordWrap(False)
    value.setAccessibleName(f"{kind}: {shown(reach.value)}")
    row.addWidget(value, 1)
    return holder
