"""The lines above the list: how many tips, in which order; whether all results are meant."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from tipdesk.gui import icons, theme, words
from tipdesk.gui.tips.row.plan import Density

HEIGHT = 32
_LOOK = """
QToolButton { color: palette(placeholder-text); }
QToolButton::menu-indicator { image: none; }
"""


class AllResults(QWidget):
    """Offers to select all results where a part of them is selected, and says when they are."""

    wanted = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._said = QLabel()
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setFont(theme.font(theme.Face.META))
        self.button = QPushButton()
        self.button.setProperty("link", True)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.setFont(theme.font(theme.Face.META))
        self.button.clicked.connect(self._on_clicked)
        self._is_whole = False
        self.setProperty("ground", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(4)
        row.addWidget(self._said)
        row.addWidget(self.button)
        row.addStretch()
        self.hide()

    def offer(self, chosen: int, results: int) -> None:
        """Offer to take the rest as well."""
        self._is_whole = False
        self._said.setText(self.tr("{0} selected.").format(words.number(chosen)))
        offer = self.tr("Select all {0} results").format(words.number(results))
        self.button.setText(offer)
        self.show()

    def say_whole(self, results: int) -> None:
        """Say that all results are meant, and how to get out of that."""
        self._is_whole = True
        said = self.tr("All {0} results are selected.").format(words.number(results))
        self._said.setText(said)
        self.button.setText(self.tr("Select none"))
        self.show()

    def _on_clicked(self) -> None:
        (self.dropped if self._is_whole else self.wanted).emit()


class Heading(QWidget):
    """Says the number of tips; its two buttons set the order and the density."""

    order_chosen = Signal(bool)  # newest first
    density_chosen = Signal(Density)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self._count = QLabel()
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setProperty("said", "muted")
        self._order = _button(self.tr("Order"))
        self._density = _button(self.tr("Density of the list"))
        self._density.clicked.connect(self._change_density)
        self._now = Density.COMFORTABLE
        menu = QMenu(self._order)
        group = QActionGroup(menu)
        self._newest = menu.addAction(self.tr("Newest first"))
        self._oldest = menu.addAction(self.tr("Oldest first"))
        for action in (self._newest, self._oldest):
            action.setCheckable(True)
            group.addAction(action)
        self._newest.triggered.connect(lambda _: self.order_chosen.emit(True))
        self._oldest.triggered.connect(lambda _: self.order_chosen.emit(False))
        self._order.setMenu(menu)
        self._order.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._lay_out()

    def say_count(self, count: int, chosen: int) -> None:
        """Say how many tips are listed, and how many of them are selected."""
        said = words.tips(count)
        if chosen > 1:
            said = self.tr("{0} of {1} selected").format(words.number(chosen), said)
        self._count.setText(said)

    def show_order(self, *, newest_first: bool) -> None:
        """Say in which order the tips stand."""
        action = self._newest if newest_first else self._oldest
        action.setChecked(True)
        self._order.setText(f"{action.text()} ▾")

    def show_density(self, density: Density) -> None:
        """Offer the other density."""
        self._now = density
        compact = density is Density.COMPACT
        icons.wear(self._density, "list", "accent" if compact else "muted")
        tip = self.tr("Comfortable rows") if compact else self.tr("Compact rows")
        self._density.setToolTip(tip)
        self._density.setAccessibleName(tip)

    def _change_density(self) -> None:
        compact = self._now is Density.COMPACT
        self.density_chosen.emit(Density.COMFORTABLE if compact else Density.COMPACT)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 4, 0)
        row.setSpacing(2)
        row.addWidget(self._count)
        row.addStretch()
        row.addWidget(self._order)
        row.addWidget(self._density)
        for widget in (self._count, self._order):
            widget.setFont(theme.font(theme.Face.META))


def _button(name: str) -> QToolButton:
    button = QToolButton()
    button.setAccessibleName(name)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setStyleSheet(_LOOK)
    return button
