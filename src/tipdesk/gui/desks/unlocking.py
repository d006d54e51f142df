"""Asks for the passphrase of a locked desk."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from tipdesk.gui import icons, theme
from tipdesk.gui.desks.page import WIDTH, Page


class Unlocking(Page):
    """A page with one field; a wrong key is said below it and nothing is lost."""

    given = Signal(Path, str)

    def __init__(self) -> None:
        drawing = icons.pixmap("lock", theme.colours().muted, 48)
        super().__init__(drawing, "", "")
        self._desk = Path()
        self.field = QLineEdit(placeholderText=self.tr("Passphrase"))
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(self.tr("Passphrase"))
        self.field.setFixedWidth(WIDTH * 2 // 3)
        self.column.insertWidget(3, self.field, 0, Qt.AlignmentFlag.AlignHCenter)
        self.open = self.offer(self.tr("Open"), self._give, primary=True)
        self.open.setEnabled(False)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(lambda typed: self.open.setEnabled(bool(typed)))
        self.field.returnPressed.connect(self._give)

    def ask(self, desk: Path, name: str, wrong: str = "") -> None:
        """Ask for this desk's passphrase; `wrong` says why the last one did not open it."""
        self._desk = desk
        self.tell(
            self.tr("{0} is locked").format(name),
            wrong or self.tr("Type its passphrase. It is asked at each start and kept nowhere."),
        )
        self.sentence.setProperty("said", "stop" if wrong else "muted")
        self.sentence.style().polish(self.sentence)
        self.field.clear()

    def _give(self) -> None:
        passphrase = self.field.text()
        if passphrase:
            self.field.clear()
            self.given.emit(self._desk, passphrase)
