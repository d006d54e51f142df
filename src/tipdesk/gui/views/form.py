"""The form of a saved view: its name, its search, its icon, and what it is for."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

from tipdesk.desk.asking.query import QueryNotUnderstood, parse
from tipdesk.gui import icons, theme
from tipdesk.gui.pickers.forms import Form
from tipdesk.gui.views.icons import ICONS, called, icon_of
from tipdesk.newsroom.view import NAME_LIMIT, QUERY_LIMIT, ViewEdit


class ViewForm(Form):
    """`given` tells what a view is to be; a search that can't be read can't be saved."""

    given = Signal(object)  # ViewEdit

    def __init__(self, parent: QWidget, title: str, deed: str, before: ViewEdit) -> None:
        super().__init__(parent, title, deed)
        self.name = QLineEdit(before.name)
        self.name.setMaxLength(NAME_LIMIT)
        self.query = QLineEdit(before.query)
        self.query.setMaxLength(QUERY_LIMIT)
        self.query.setPlaceholderText(self.tr("All tips"))
        self.query.setCursorPosition(0)
        self.fault = QLabel()
        self.fault.setTextFormat(Qt.TextFormat.PlainText)
        self.fault.setWordWrap(True)
        self.fault.setFont(theme.font(theme.Face.META))
        self.fault.setProperty("said", "stop")
        self.add(self.tr("Name"), self.name)
        self.add(self.tr("Search"), self.query)
        self.fields.addRow("", self.fault)
        self.icons = _Icons(icon_of(before.icon))
        self.add(self.tr("Icon"), self.icons)
        self.ticks = self._tick_boxes(before)
        for line in (self.name, self.query):
            line.textChanged.connect(self._allow)
        self._allow()

    def sizeHint(self) -> QSize:
        """Ask for room for a search."""
        return super().sizeHint().expandedTo(QSize(460, 0))

    def _tick_boxes(self, before: ViewEdit) -> Mapping[str, QCheckBox]:
        told = {
            "shared": self.tr("Everybody on this desk sees it"),
            "is_start": self.tr("The window begins with it"),
            "in_digest": self.tr("It counts in the digest"),
            "reminds": self.tr("Say when it has something new"),
        }
        made = {}
        for name, words in told.items():
            made[name] = QCheckBox(words)
            made[name].setChecked(getattr(before, name))
            self.fields.addRow("", made[name])
        return made

    def _allow(self) -> None:
        self.fault.setText(fault_of(self.query.text()))
        self.fault.setVisible(bool(self.fault.text()))
        self.deed.setEnabled(bool(self.name.text().strip()) and not self.fault.text())
        self.adjustSize()

    def _do(self) -> None:
        if not self.deed.isEnabled():
            return
        edit = ViewEdit(
            name=self.name.text().strip(),
            query=self.query.text().strip(),
            icon=self.icons.chosen(),
            **{name: box.isChecked() for name, box in self.ticks.items()},
        )
        self.close()
        self.given.emit(edit)


class _Icons(QWidget):
    """A row of icons of which one is chosen."""

    def __init__(self, chosen: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        for number, name in enumerate(ICONS):
            button = QToolButton()
            button.setCheckable(True)
            button.setChecked(name == chosen)
            button.setToolTip(called(name))
            button.setAccessibleName(called(name))
            button.setStyleSheet("QToolButton:checked { background: palette(highlight); }")
            icons.wear(button, name)
            self._group.addButton(button, number)
            row.addWidget(button)
        row.addStretch()

    def chosen(self) -> str:
        """Tell which one."""
        return ICONS[max(0, self._group.checkedId())]


def fault_of(query: str) -> str:
    """Say what is wrong with a search, or nothing."""
    try:
        parse(query)
    except QueryNotUnderstood as error:
        return str(error)
    return ""
