"""The preferences: what an editor really chooses, on one page; every choice counts at once."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tipdesk.gui import theme, words
from tipdesk.gui.preferences.choices import OneOf
from tipdesk.gui.shell.window import Window, line
from tipdesk.newsroom.errors import NotValid
from tipdesk.settings import NAME_LIMIT, editor_name

_SIZE, _LEAST = (620, 590), (580, 320)
_LABELS = 120


class PreferencesDialog(QDialog):
    """Shows what is chosen; the window keeps it and tells who has to follow."""

    named = Signal(str)  # the name that changes are to carry from now on

    def __init__(self, window: Window, name: str, beginning: QWidget | None = None) -> None:
        """`beginning` asks what the window begins with, where a desk is open."""
        super().__init__(window)
        self._window, self._name = window, name
        self.setWindowTitle(self.tr("Preferences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self.setMinimumSize(*_LEAST)
        self._make()
        self._form = _form()
        self._fill(beginning)
        self._lay_out()
        self._show()
        self._connect()

    def _put(self, name: str, field: QWidget, *, first: bool = False) -> None:
        if first:
            self._form.addRow(line())
        label = QLabel(name)
        label.setBuddy(field)
        label.setMinimumWidth(_LABELS)
        (field.focusProxy() or field).setAccessibleName(name)
        self._form.addRow(label, field)

    def _make(self) -> None:
        self.name = QLineEdit(self._name)
        self.name.setMaxLength(NAME_LIMIT)
        self.problem = _small("")
        self.problem.setProperty("said", "stop")
        self.problem.hide()
        self.scheme = OneOf(
            [
                (self.tr("As the system"), theme.Scheme.SYSTEM.value),
                (self.tr("Light"), theme.Scheme.LIGHT.value),
                (self.tr("Dark"), theme.Scheme.DARK.value),
            ]
        )
        self.density = OneOf(
            [(self.tr("Comfortable"), "comfortable"), (self.tr("Compact"), "compact")]
        )
        self.each = OneOf(
            [
                (self.tr("Ask each time"), None),
                (self.tr("One tip from all"), False),
                (self.tr("One tip each"), True),
            ]
        )
        self.advance = OneOf(
            [
                (self.tr("Stay on the tip"), "never"),
                (self.tr("Go on to the next tip after a new state"), "moved"),
                (self.tr("Go on to the next tip after every change"), "always"),
            ],
            below=True,
        )
        self.blur = QCheckBox(self.tr("Blur the pictures of tips that nobody has opened"))
        self.news = QCheckBox(self.tr("Say “New tip” when one comes by mail"))
        self.keys = QPushButton(self.tr("Change keys…"))
        self.keys.setAutoDefault(False)
        self.keys_said = _small("")

    def _fill(self, beginning: QWidget | None) -> None:
        carried = _small(self.tr("Every change that you make carries it."))
        self._put(self.tr("Your name"), _with(self.name, carried, self.problem))
        self._put(self.tr("Colours"), self.scheme, first=True)
        self._put(self.tr("Rows of the list"), self.density)
        if beginning is not None:
            self._put(self.tr("Begin with"), beginning, first=True)
        together = _small(self.tr("When they are dropped or imported together."))
        each = _with(self.each, together)
        self._put(self.tr("Several files"), each, first=beginning is None)
        self._put(self.tr("After a change"), self.advance)
        click = self.tr("A click shows them. Graphic pictures are always blurred at first.")
        self._put(self.tr("Pictures"), _with(self.blur, _small(click)), first=True)
        never = _small(self.tr("Never what it says or who sent it."))
        self._put(self.tr("News"), _with(self.news, never))
        self._put(self.tr("Keys"), _beside(self.keys, self.keys_said), first=True)

    def _lay_out(self) -> None:
        page = QWidget()
        page.setLayout(self._form)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAccessibleName(self.tr("Preferences"))
        scroll.setWidget(page)
        close = QPushButton(self.tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        end = QHBoxLayout()
        end.setContentsMargins(20, 0, 20, 0)
        end.addWidget(_small(self.tr("What you choose counts at once.")), 1)
        end.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(12)
        column.addWidget(scroll, 1)
        column.addLayout(end)

    def _show(self) -> None:
        kept = self._window.kept
        self.scheme.show_choice(kept.scheme)
        self.density.show_choice(kept.density)
        self.each.show_choice(kept.each)
        self.advance.show_choice(kept.advance)
        self.blur.setChecked(kept.blur_unopened)
        self.news.setChecked(kept.news)
        self._say_keys()

    def _connect(self) -> None:
        window = self._window
        self.name.editingFinished.connect(self._take_name)
        self.scheme.chosen.connect(lambda one: window.choose_scheme(theme.Scheme(one)))
        for name, row in (("density", self.density), ("advance", self.advance)):
            row.chosen.connect(partial(window.prefer, name))
        self.each.chosen.connect(lambda one: window.prefer("each", one))
        self.blur.toggled.connect(partial(window.prefer, "blur_unopened"))
        self.news.toggled.connect(partial(window.prefer, "news"))
        self.keys.clicked.connect(window.show_keys)
        window.preferred.connect(self._say_keys)

    def _take_name(self) -> None:
        try:
            name = editor_name(self.name.text())
        except NotValid as error:
            self.problem.setText(str(error))
            self.problem.show()
            return
        self.problem.hide()
        if name != self._name:
            self._name = name
            self.named.emit(name)

    def _say_keys(self) -> None:
        changed = len(self._window.acts.changed_keys())
        said = self.tr("All actions have their usual keys.")
        if changed:
            said = self.tr("Actions with other keys than usual: {0}").format(words.number(changed))
        self.keys_said.setText(said)

    def done(self, result: int) -> None:
        """Take the name that is still being typed."""
        self._take_name()
        super().done(result)


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setContentsMargins(20, 20, 20, 8)
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(theme.GRID)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
    return form


def _small(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(theme.Face.META))
    label.setProperty("said", "muted")
    label.setWordWrap(True)
    return label


def _with(field: QWidget, *below: QLabel) -> QWidget:
    """Put what has to be said about a field below it."""
    whole = QWidget()
    whole.setFocusProxy(field)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for widget in (field, *below):
        column.addWidget(widget)
    return whole


def _beside(button: QPushButton, said: QLabel) -> QWidget:
    whole = QWidget()
    whole.setFocusProxy(button)
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(button)
    row.addWidget(said, 1)
    return whole
