"""The switch in the bar: the tips as a list, on a board, or their pictures."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

_HEIGHT = 28
_LOOK = """
QPushButton {{ border-radius: 0; padding: 0 11px; {corners} }}
QPushButton:checked {{
  background: palette(highlight); color: palette(link); font-weight: 600;
}}
"""
_LEFT = "border-top-left-radius: 6px; border-bottom-left-radius: 6px; border-right-width: 0;"
_BETWEEN = "border-right-width: 0;"
_RIGHT = "border-top-right-radius: 6px; border-bottom-right-radius: 6px;"


class ViewSwitch(QWidget):
    """Says which view is on, and turns to the others."""

    def __init__(self, choices: Sequence[tuple[str, QAction]]) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("View"))
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for at, (said, action) in enumerate(choices):
            button = QPushButton(said)
            button.setCheckable(True)
            button.setFixedHeight(_HEIGHT)
            button.setToolTip(action.toolTip())
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            corners = _LEFT if at == 0 else _RIGHT if at == len(choices) - 1 else _BETWEEN
            button.setStyleSheet(_LOOK.format(corners=corners))
            button.clicked.connect(action.trigger)
            self._group.addButton(button, at)
            row.addWidget(button)

    def show_choice(self, at: int) -> None:
        """Say that this view is on."""
        self._group.button(at).setChecked(True)
