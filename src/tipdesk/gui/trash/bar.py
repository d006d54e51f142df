"""The slim bar above the trash: what lies there, and the two ways to be rid of it for good."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from tipdesk.gui.actions import Actions
from tipdesk.gui.tip.rows import said
from tipdesk.gui.tips.view import TipsView

_IN_TRASH = "is:trashed"


class TrashBar(QWidget):
    """Is there while the trash is listed, and offers to delete what is chosen only then."""

    def __init__(self, actions: Actions, tips: TipsView) -> None:
        super().__init__(tips)
        self._actions, self._tips = actions, tips
        self.setProperty("asks", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Trash"))
        self.text = said(self.tr("Kept until deleted."))
        self.chosen = self._button("change.delete")
        self.all = self._button("change.empty_trash")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.chosen)
        row.addWidget(self.all)
        tips.looked.connect(self._follow)
        self._follow()

    def _button(self, name: str) -> QPushButton:
        action = self._actions[name]
        button = QPushButton(action.text())
        button.setToolTip(action.toolTip())
        button.clicked.connect(partial(_trigger, action))
        return button

    def _follow(self) -> None:
        is_listed = _IN_TRASH in self._tips.wish.query
        self._actions.offer("change.delete", on=is_listed)
        self.setVisible(is_listed)


def _trigger(action: QAction) -> None:
    action.trigger()
