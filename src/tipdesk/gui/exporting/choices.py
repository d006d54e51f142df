"""What can be chosen for a summary: its title, its form, and what is let out with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from tipdesk.gui import theme, words
from tipdesk.publication.export import Form
from tipdesk.publication.profile import Profile

WIDTH = 264


class Choices(QWidget):
    """The left side of the export dialog."""

    changed = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        self._add(_section(self.tr("Title")))
        self.title = QLineEdit(title, maxLength=200)
        self.title.setAccessibleName(self.tr("Title"))
        self.title.setCursorPosition(0)
        self._add(self.title)
        self._rows.addSpacing(10)
        self._add(_section(self.tr("Form")))
        self._forms = QButtonGroup(self)
        self._make_forms()
        self._rows.addSpacing(10)
        self._add(_section(self.tr("With it go")))
        self.media = self._tick(self.tr("Pictures and captions"), on=True)
        self.history = self._tick(self.tr("History in brief"), on=True)
        self.notes = self._tick(self.tr("Notes of the desk"), on=False)
        self.contributor = self._tick(self.tr("Names and addresses of senders"), on=False)
        self.why = _quiet()
        self._add(self.why)
        self._rows.addStretch()
        self.left_out = _quiet()
        self._add(self.left_out)
        self.title.textChanged.connect(lambda _: self.changed.emit())
        self._forms.idClicked.connect(lambda _: self.changed.emit())

    @property
    def form(self) -> Form:
        """Tell the chosen form."""
        return list(Form)[self._forms.checkedId()]

    def choose(self, form: Form) -> None:
        """Choose a form."""
        self._forms.button(list(Form).index(form)).click()

    @property
    def profile(self) -> Profile:
        """Tell what is let out."""
        return Profile(
            contributor=self.contributor.isEnabled() and self.contributor.isChecked(),
            media=self.media.isChecked(),
            notes=self.notes.isChecked(),
            history=self.history.isChecked(),
        )

    def know_sources(self, protected: int, all_of: int) -> None:
        """Say what protected sources mean for this summary."""
        if protected and protected == all_of:
            self.contributor.setChecked(False)
            self.contributor.setEnabled(False)
            self._explain(self.tr("Protected sources are never printed."))
        elif protected:
            said = self.tr("{0} with a protected source stay without a name.")
            self._explain(said.format(words.tips(protected)))

    def say_left_out(self, left_out: Sequence[str], cut: str) -> None:
        """Tell what the summary leaves out."""
        sentences = [*filter(None, (cut,))]
        if left_out:
            sentences.append(self.tr("Left out: {0}.").format(", ".join(left_out)))
        self.left_out.setText("\n\n".join(sentences))

    def _explain(self, why: str) -> None:
        self.why.setText(why)
        self.contributor.setToolTip(why)
        self.contributor.setAccessibleDescription(why)

    def _make_forms(self) -> None:
        said = {
            Form.PDF: self.tr("PDF, to print or send"),
            Form.HTML: self.tr("HTML, to read in a browser"),
            Form.MD: self.tr("Markdown, to paste elsewhere"),
            Form.CSV: self.tr("CSV, a table with a row a tip"),
            Form.JSON: self.tr("JSON, for other programs"),
        }
        for at, form in enumerate(Form):
            button = QRadioButton(said[form])
            button.setChecked(form is Form.PDF)
            self._forms.addButton(button, at)
            self._add(button)

    def _tick(self, said: str, *, on: bool) -> QCheckBox:
        box = QCheckBox(said)
        box.setChecked(on)
        box.toggled.connect(lambda _: self.changed.emit())
        self._add(box)
        return box

    def _add(self, widget: QWidget) -> None:
        self._rows.addWidget(widget)


def _section(said: str) -> QLabel:
    label = QLabel(said)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(theme.Face.SECTION))
    label.setProperty("said", "muted")
    return label


def _quiet() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(theme.Face.META))
    label.setProperty("said", "muted")
    label.setWordWrap(True)
    return label
