"""The sheet of keys: every action with the keys that it has, and how to give it others."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tipdesk.gui import theme, words
from tipdesk.gui.actions import Act, Actions, Category, heading, text

_COLUMNS = (
    (Category.TIPS, Category.GO),
    (Category.CHANGE, Category.EDIT),
    (Category.VIEW, Category.DESK),
    (Category.LIGHT, Category.PLAYER, Category.PHONE),
)


class KeysSheet(QDialog):
    """Shows all keys; a click on one asks for other keys, and all can be as usual again."""

    changed = Signal(str, tuple)  # an action's id and its keys

    def __init__(self, parent: QWidget, actions: Actions) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.resize(1264, 680)
        self._actions = actions
        self._caps: dict[str, QPushButton] = {}
        self._rows: dict[str, tuple[QWidget, ...]] = {}
        self.search = QLineEdit(placeholderText=self.tr("Find an action"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(self.tr("Find an action"))
        self.search.textChanged.connect(self._filter)
        columns = QHBoxLayout()
        columns.setSpacing(32)
        for categories in _COLUMNS:
            columns.addLayout(self._column(categories), 1)
        inside = QWidget()
        inside.setLayout(columns)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(inside)
        scroll.setAccessibleName(self.tr("Actions and their keys"))
        note = QLabel(
            self.tr("Single keys act when no text field has the focus. Click a key to change it.")
        )
        note.setProperty("said", "muted")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        for widget in (self.search, scroll):
            outer.addWidget(widget)
        end = QHBoxLayout()
        end.addWidget(note, 1)
        end.addWidget(self._make_reset())
        outer.addLayout(end)

    def _make_reset(self) -> QPushButton:
        self.reset = QPushButton()
        self.reset.setAutoDefault(False)
        self.reset.clicked.connect(self._turn_back)
        self._before: dict[str, tuple[str, ...]] = {}
        self._offer_reset()
        return self.reset

    def _offer_reset(self) -> None:
        changed = len(self._actions.changed_keys())
        self.reset.setVisible(bool(changed or self._before))
        said = self.tr("All keys as usual again ({0} changed)").format(words.number(changed))
        self.reset.setText(self.tr("Undo: the keys that you chose") if self._before else said)

    def _turn_back(self) -> None:
        """Give all actions their usual keys, or those that they had before that."""
        wanted, self._before = self._before, {}
        if not wanted:
            self._before = self._actions.changed_keys()
            wanted = {name: self._actions.usual(name) for name in self._before}
        for act in self._actions.acts:
            if act.id in wanted:
                self._give(act, wanted[act.id])
        self._offer_reset()

    def _give(self, act: Act, keys: tuple[str, ...]) -> None:
        self._actions.change_keys(act, keys)
        if act.id in self._caps:
            self._caps[act.id].setText(self._actions.keys_in_words(act) or "—")
        self.changed.emit(act.id, keys)

    def _column(self, categories: tuple[Category, ...]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        for category in categories:
            title = QLabel(heading(category))
            title.setFont(theme.font(theme.Face.SECTION))
            title.setProperty("said", "muted")
            title.setContentsMargins(0, 12, 0, 4)
            column.addWidget(title)
            grid = QGridLayout()
            grid.setColumnStretch(0, 1)
            grid.setVerticalSpacing(2)
            acts = [act for act in self._actions.acts if act.category is category]
            for row, act in enumerate(each for each in acts if self._is_offered(each)):
                self._add(grid, row, act)
            column.addLayout(grid)
        column.addStretch(1)
        return column

    def _is_offered(self, act: Act) -> bool:
        return self._actions[act.id].isVisible() or act.id.startswith("tag.")

    def _add(self, grid: QGridLayout, row: int, act: Act) -> None:
        name = QLabel(self._actions[act.id].text() or text(act))
        name.setTextFormat(Qt.TextFormat.PlainText)
        cap = QPushButton(self._actions.keys_in_words(act) or "—")
        cap.setProperty("cap", True)
        cap.setAccessibleName(self.tr("Keys of “{0}”").format(name.text()))
        cap.clicked.connect(lambda _: self._ask(act))
        grid.addWidget(name, row, 0)
        grid.addWidget(cap, row, 1, Qt.AlignmentFlag.AlignRight)
        self._caps[act.id] = cap
        self._rows[act.id] = (name, cap)

    def _filter(self, typed: str) -> None:
        wanted = typed.casefold().strip()
        for name, cap in self._rows.values():
            shown = wanted in f"{_text_of(name)} {_text_of(cap)}".casefold()
            name.setVisible(shown)
            cap.setVisible(shown)

    def _ask(self, act: Act) -> None:
        name = self._actions[act.id].text()
        asked = KeyQuestion(self, name, self._actions.taken(act), act.keys)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.given.connect(partial(self._take, act))
        asked.open()

    def _take(self, act: Act, keys: tuple[str, ...]) -> None:
        self._before = {}
        self._give(act, keys)
        self._offer_reset()


class KeyQuestion(QDialog):
    """Asks for the keys of one action; keys that another action has are said, not taken."""

    given = Signal(tuple)  # the keys

    def __init__(
        self, parent: QWidget, name: str, taken: Mapping[str, str], usual: tuple[str, ...] = ()
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(name)
        self._taken, self._usual = taken, usual
        self.edit = QKeySequenceEdit(maximumSequenceLength=1)
        self.edit.setClearButtonEnabled(True)
        self.edit.setAccessibleName(self.tr("Press the keys"))
        self.said = QLabel(self.tr("Press the keys for “{0}”.").format(name))
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.take = QPushButton(self.tr("Use these"))
        self.take.setProperty("primary", True)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.usual = QPushButton(self.tr("As usual: {0}").format(_in_words(usual)))
        self.usual.setVisible(bool(usual))
        self.usual.clicked.connect(self._take_usual)
        self.take.clicked.connect(lambda: self._give(self.keys()))
        self.edit.keySequenceChanged.connect(self._check)
        end = QHBoxLayout()
        end.addWidget(self.usual)
        end.addStretch(1)
        end.addWidget(cancel)
        end.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.addWidget(self.said)
        column.addWidget(self.edit)
        column.addLayout(end)
        self.edit.setFocus()

    def keys(self) -> tuple[str, ...]:
        """Give the keys that were pressed; none takes the keys away."""
        portable = self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        return (portable,) if portable else ()

    def _give(self, keys: tuple[str, ...]) -> None:
        self.given.emit(keys)
        self.accept()

    def _take_usual(self) -> None:
        if not any(map(self._is_held, map(QKeySequence, self._usual))):
            self._give(self._usual)

    def _check(self, pressed: QKeySequence) -> None:
        self.take.setEnabled(not self._is_held(pressed))

    def _is_held(self, keys: QKeySequence) -> bool:
        """Tell whether another action has these keys, and say which one."""
        holder = self._taken.get(keys.toString(QKeySequence.SequenceFormat.PortableText), "")
        if holder:
            native = keys.toString(QKeySequence.SequenceFormat.NativeText)
            self.said.setText(self.tr("“{0}” has {1} already.").format(holder, native))
        return bool(holder)


def _in_words(keys: tuple[str, ...]) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(each).toString(native) for each in keys)


def _text_of(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QPushButton) else ""
