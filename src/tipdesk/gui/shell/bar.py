"""The bar at the top: what comes in on the left, the search in the middle, what goes out right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from tipdesk.gui import icons
from tipdesk.gui.actions import Actions, Category

HEIGHT, BUTTON = 44, 28
_SEARCH_WIDEST = 560


class Bar(QWidget):
    """Buttons for what an editor does all day; everything else is in the menu at its end."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.setProperty("ground", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 12, 0)
        self._row.setSpacing(8)
        self.new = _button(actions["tip.new"], primary=True)
        self.left = [self.new, _button(actions["tip.phone"]), _button(actions["tip.import"])]
        for button in self.left:
            self._row.addWidget(button)
        self._middle = QHBoxLayout()
        self._middle.addStretch(1)
        self._middle.addStretch(1)
        self._row.addLayout(self._middle, 1)
        self._switch: QWidget | None = None
        self.export = _export_button(self, actions)
        self._row.addWidget(self.export)
        self.menu = _menu_button(self, actions)
        self._row.addWidget(self.menu)

    def put_switch(self, switch: QWidget) -> None:
        """Place the switch between views; one that stood there before goes."""
        if self._switch is not None:
            self._switch.deleteLater()
        self._switch = switch
        self._row.insertWidget(self._row.indexOf(self.export), switch)

    def put_search(self, field: QWidget) -> None:
        """Place the search field in the middle."""
        field.setMaximumWidth(_SEARCH_WIDEST)
        self._middle.insertWidget(1, field, 8)


def _button(action: QAction, *, primary: bool = False) -> QPushButton:
    """Make a button of an action; it is there only when the action works."""
    button = QPushButton(action.text())
    button.setProperty("primary", primary)
    button.setToolTip(action.toolTip())
    button.setFixedHeight(BUTTON)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if primary:
        icons.wear(button, "add", "on_accent")
    button.clicked.connect(action.trigger)

    _follow(button, action)
    return button


def _export_button(parent: QWidget, actions: Actions) -> QPushButton:
    button = QPushButton(parent.tr("Export ▾"))
    button.setAccessibleName(parent.tr("Export"))
    button.setFixedHeight(BUTTON)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    menu = QMenu(button)
    menu.addActions([actions[name] for name in ("tip.export", "tip.export_list", "tip.print")])
    button.setMenu(menu)
    _follow(button, actions["tip.export"])
    return button


def _follow(button: QPushButton, action: QAction) -> None:
    """Let a button be there only while its action works."""

    def look() -> None:
        button.setEnabled(action.isEnabled())
        button.setVisible(action.isVisible())

    action.changed.connect(look)
    look()


def _menu_button(parent: QWidget, actions: Actions) -> QToolButton:
    button = QToolButton(parent)
    icons.wear(button, "list", "muted")
    button.setFixedSize(BUTTON, BUTTON)
    button.setAccessibleName(parent.tr("Menu"))
    button.setToolTip(parent.tr("Everything else"))
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    categories = (
        *(Category.TIPS, Category.CHANGE, Category.EDIT),
        *(Category.GO, Category.VIEW, Category.LIGHT),
    )
    menu = QMenu(button)
    for category in categories:
        menu.addMenu(actions.submenu(menu, category))
    menu.addSeparator()
    menu.addActions(actions.of(Category.DESK))
    button.setMenu(menu)
    return button
