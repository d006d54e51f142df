"""Asks what a new desk is called, where it lies and how it is protected."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from tipdesk.gui import theme
from tipdesk.settings import NAME_LIMIT

LEAST_LETTERS = 10
_WIDTH = 520


class Lock(StrEnum):
    """Where the key of the new desk lies; the same words as the store's."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105  a word, not a secret
    NONE = "none"


@dataclass(frozen=True, slots=True)
class NewDesk:
    """What was asked for."""

    name: str
    folder: Path
    lock: Lock
    passphrase: str = field(default="", repr=False)


class Founding(QDialog):
    """The dialog for a new desk; it says in plain words what each protection means."""

    def __init__(self, parent: QWidget | None, folder: Path, *, keyring: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New desk"))
        self.setMinimumWidth(_WIDTH)
        self._parent_folder = folder
        self.name = QLineEdit(placeholderText=self.tr("Wickhaven Courier"))
        self.name.setMaxLength(NAME_LIMIT)
        self.folder = QLineEdit(str(folder))
        self.passphrase = _secret(self.tr("Passphrase"))
        self.again = _secret(self.tr("The same again"))
        self.locks = QButtonGroup(self)
        self.problem = QLabel()
        self.make = QPushButton(self.tr("Make the desk"), default=True)
        self.make.setProperty("primary", True)
        self._lay_out(self._locks(keyring=keyring))
        self.make.clicked.connect(self.accept)
        for each in (self.name, self.folder, self.passphrase, self.again):
            each.textChanged.connect(self._check)
        self.locks.buttonToggled.connect(self._check)
        self._check()

    def wish(self) -> NewDesk:
        """Give what was asked for."""
        lock = self._lock()
        passphrase = self.passphrase.text() if lock is Lock.PASSPHRASE else ""
        name = " ".join(self.name.text().split())
        return NewDesk(name, Path(self.folder.text().strip()).expanduser(), lock, passphrase)

    def _locks(self, *, keyring: bool) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        offered = [
            (
                Lock.KEYRING,
                self.tr("Encrypted, key in this computer’s keyring"),
                self.tr("Opens by itself once you are logged in. Nothing to remember.")
                if keyring
                else self.tr("This computer has no keyring that keeps secrets."),
            ),
            (
                Lock.PASSPHRASE,
                self.tr("Encrypted, with a passphrase"),
                self.tr("Asked at each start. If it is forgotten, nobody can open the desk."),
            ),
            (
                Lock.NONE,
                self.tr("Not encrypted"),
                self.tr("Whoever gets this disk can read every tip and every source."),
            ),
        ]
        for lock, text, meaning in offered:
            button = QRadioButton(text)
            button.setObjectName(lock.value)
            button.setAccessibleDescription(meaning)
            button.setEnabled(keyring or lock is not Lock.KEYRING)
            self.locks.addButton(button)
            column.addWidget(button)
            column.addWidget(_small(meaning))
            if lock is Lock.PASSPHRASE:
                column.addLayout(self._passphrases())
        self._choose(Lock.KEYRING if keyring else Lock.PASSPHRASE)
        return column

    def _lock(self) -> Lock:
        chosen = (each.objectName() for each in self.locks.buttons() if each.isChecked())
        return Lock(next(chosen, Lock.PASSPHRASE))

    def _choose(self, lock: Lock) -> None:
        for button in self.locks.buttons():
            button.setChecked(button.objectName() == lock.value)

    def _passphrases(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 0, 4)
        row.addWidget(self.passphrase)
        row.addWidget(self.again)
        return row

    def _lay_out(self, locks: QVBoxLayout) -> None:
        browse = QPushButton(self.tr("Choose…"))
        browse.clicked.connect(self._browse)
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(browse)
        form = QFormLayout()
        form.setSpacing(theme.GRID)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Folder"), place)
        form.addRow(self.tr("Protection"), locks)
        for box, name in ((self.name, self.tr("Name")), (self.folder, self.tr("Folder"))):
            box.setAccessibleName(name)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.setProperty("said", "attention")
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        end = QHBoxLayout()
        end.addWidget(self.problem, 1)
        end.addWidget(cancel)
        end.addWidget(self.make)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(2 * theme.GRID)
        column.addLayout(form)
        column.addLayout(end)

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, self.tr("An empty folder for the desk"), str(self._parent_folder.parent)
        )
        if chosen:
            self.folder.setText(chosen)

    def _check(self) -> None:
        locked = self._lock() is Lock.PASSPHRASE
        for each in (self.passphrase, self.again):
            each.setEnabled(locked)
        problem = self._problem(locked=locked)
        self.problem.setText(problem)
        self.make.setEnabled(not problem and bool(self.name.text().strip()))

    def _problem(self, *, locked: bool) -> str:
        if not self.folder.text().strip():
            return self.tr("Say in which folder the desk is to lie.")
        if not locked or not self.passphrase.text():
            return self.tr("Choose a passphrase.") if locked and self.name.text().strip() else ""
        if len(self.passphrase.text()) < LEAST_LETTERS:
            return self.tr("A passphrase needs at least {0} letters.").format(LEAST_LETTERS)
        if self.passphrase.text() != self.again.text():
            return self.tr("The two passphrases differ.")
        return ""


def _secret(name: str) -> QLineEdit:
    edit = QLineEdit(placeholderText=name)
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    edit.setAccessibleName(name)
    return edit


def _small(text: str) -> QLabel:
    label = QLabel(text)
    label.setFont(theme.font(theme.Face.META))
    label.setProperty("said", "muted")
    label.setWordWrap(True)
    label.setContentsMargins(24, 0, 0, 4)
    return label
