"""The rows of the preferences: one of few things to choose, or something to tick."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget


class OneOf(QWidget):
    """Offers a few things beside each other, or below where they take many words."""

    chosen = Signal(object)

    def __init__(self, offered: Sequence[tuple[str, object]], *, below: bool = False) -> None:
        super().__init__()
        self._values = [value for _, value in offered]
        self._group = QButtonGroup(self)
        row = QVBoxLayout(self) if below else QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 3)
        row.setSpacing(6 if below else 20)
        for at, (said, _) in enumerate(offered):
            button = QRadioButton(said)
            self._group.addButton(button, at)
            row.addWidget(button)
        if not below:
            row.addStretch(1)
        self._group.idClicked.connect(lambda at: self.chosen.emit(self._values[at]))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_choice(self, value: object) -> None:
        """Say what is chosen now; what isn't offered is none of them."""
        if value in self._values:
            self.button(value).setChecked(True)

    def button(self, value: object) -> QRadioButton:
        """Give the button that stands for this."""
        button = self._group.button(self._values.index(value))
        assert isinstance(button, QRadioButton)
        return button
