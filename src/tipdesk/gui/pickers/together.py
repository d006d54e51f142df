"""What several chosen tips are like, and what can be done to all of them at once."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tipdesk.desk.counts.gathering import Gathering
from tipdesk.gui import theme, words
from tipdesk.gui.actions import Actions
from tipdesk.gui.tips.row.saying import plain
from tipdesk.newsroom.states import Workflow

_NAMED = 12  # tags or stories that are named; the picker has all of them
_LABELS, _WIDEST = 110, 720
T = TypeVar("T")


class Together(QWidget):
    """Lies over the open tip while several are chosen; only what is touched is changed."""

    def __init__(self, actions: Actions, host: QWidget) -> None:
        super().__init__(host)
        self._host, self._actions = host, actions
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("The chosen tips"))
        self._title, self._hint = QLabel(), QLabel()
        self._title.setFont(theme.font(theme.Face.HEADLINE))
        self._hint.setText(self.tr("What you change here changes all of them: one step, one undo."))
        self._hint.setProperty("said", "muted")
        self.values: dict[str, QLabel] = {}
        self._fields = QFormLayout()
        self._lay_out()
        host.installEventFilter(self)
        self.hide()

    def show_count(self, count: int) -> None:
        """Cover the open tip, while it is being asked what the tips are like."""
        self._title.setText(words.tips(count))
        for value in self.values.values():
            value.setText("…")
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()

    def tell(self, these: Gathering) -> None:
        """Say what the tips have in common, and where they differ."""
        nobody = self.tr("Nobody")
        said = {
            "change.state": self._one(these.states, _state),
            "change.assign": self._one(these.assignees, lambda name: plain(name) or nobody),
            "change.priority": self._one(these.priorities, str),
            "change.story": self._some(these.stories, these.tips),
            "change.tags": self._some(these.tags, these.tips),
        }
        for name, sentence in said.items():
            self.values[name].setText(sentence)

    def _one(self, counted: Mapping[T, int], say: Callable[[T], str]) -> str:
        """Say a value of which each tip has one."""
        if len(counted) <= 1:
            return "".join(map(say, counted))
        each = [f"{say(value)} ({words.number(number)})" for value, number in counted.items()]
        return "\n".join((self.tr("(several values)"), ", ".join(each[:_NAMED])))

    def _some(self, counted: Mapping[str, int], tips: int) -> str:
        """Say values of which a tip may have many: those of all, then those of some."""
        if not counted:
            return self.tr("None")
        named = [
            plain(name) if number == tips else self._of_some(plain(name), number, tips)
            for name, number in list(counted.items())[:_NAMED]
        ]
        left = len(counted) - len(named)
        more = [self.tr("{0} more").format(words.number(left))] if left else []
        return ", ".join((*named, *more))

    def _of_some(self, name: str, number: int, tips: int) -> str:
        said = self.tr("{0} ({1} of {2})")
        return said.format(name, words.number(number), words.number(tips))

    def _lay_out(self) -> None:
        self._fields.setHorizontalSpacing(16)
        self._fields.setVerticalSpacing(10)
        self._fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, said in (
            ("change.state", self.tr("State")),
            ("change.assign", self.tr("Assigned to")),
            ("change.priority", self.tr("Priority")),
            ("change.story", self.tr("Stories")),
            ("change.tags", self.tr("Tags")),
        ):
            self._add(name, said)
        others = QHBoxLayout()
        others.setSpacing(8)
        for name in ("change.merge", "change.snooze", "tip.export", "change.trash"):
            others.addWidget(_button(self._actions[name], self._actions[name].text()))
        others.addStretch()
        sheet = QWidget()
        sheet.setMaximumWidth(_WIDEST)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.addWidget(sheet)
        outer.addStretch()
        outer.setStretchFactor(sheet, 1000)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addSpacing(8)
        column.addLayout(self._fields)
        column.addSpacing(12)
        column.addLayout(others)
        column.addStretch()

    def _add(self, name: str, said: str) -> None:
        label, value = QLabel(said), QLabel()
        label.setProperty("said", "muted")
        label.setMinimumWidth(_LABELS)
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setWordWrap(True)
        self.values[name] = value
        button = _button(self._actions[name], self.tr("Change…"))
        button.setAccessibleName(self._actions[name].text())
        row = QHBoxLayout()
        row.addWidget(value, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._fields.addRow(label, row)

    def showEvent(self, event: QShowEvent) -> None:
        """Take away the open tip: what is covered isn't for the keyboard or a screen reader."""
        super().showEvent(event)
        self._show_covered(on=False)

    def hideEvent(self, event: QHideEvent) -> None:
        """Bring the open tip back."""
        super().hideEvent(event)
        self._show_covered(on=True)

    def _show_covered(self, *, on: bool) -> None:
        rows = self._host.layout()
        if rows is None:
            return
        for item in map(rows.itemAt, range(rows.count())):
            if item is not None and (covered := item.widget()) is not None:
                covered.setVisible(on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on covering the open tip when it changes its size."""
        if event.type() is QEvent.Type.Resize and watched is self._host:
            self.setGeometry(self._host.rect())
        return False


def _state(state: Workflow) -> str:
    return words.say(state)


def _button(action: QAction, said: str) -> QPushButton:
    button = QPushButton(said)
    button.setToolTip(action.toolTip())
    button.clicked.connect(partial(_trigger, action))
    return button


def _trigger(action: QAction) -> None:
    action.trigger()
