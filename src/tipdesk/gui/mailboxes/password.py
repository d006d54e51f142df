"""Asks for the password of a mailbox where this computer keeps none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tipdesk.gui import theme
from tipdesk.gui.mailboxes import fields
from tipdesk.newsroom.mail import Mailbox
from tipdesk.newsroom.names import shown

_WIDTH = 400


class PasswordDialog(QDialog):
    """Hands over what was typed; it is held until the program ends, and written nowhere."""

    given = Signal(int, str)  # the mailbox's number, the password

    def __init__(self, mailbox: Mailbox, parent: QWidget) -> None:
        super().__init__(parent)
        self._mailbox = mailbox.id or 0
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Password of the tip mailbox"))
        self.setMinimumWidth(_WIDTH)
        whose = fields.small(shown(f"{mailbox.name} · {mailbox.user} · {mailbox.host}"))
        self.password = fields.secret()
        self.password.setAccessibleName(self.tr("Password"))
        note = fields.small(self.tr("Held until Tipdesk is closed, and written nowhere."))
        self.use = QPushButton(self.tr("Use it"))
        self.use.setProperty("primary", True)
        self.use.setDefault(True)
        self.use.setEnabled(False)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.close)
        end = QHBoxLayout()
        end.addStretch(1)
        end.addWidget(cancel)
        end.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(theme.GRID)
        for widget in (whose, self.password, note):
            column.addWidget(widget)
        column.addLayout(end)
        self.password.textChanged.connect(lambda text: self.use.setEnabled(bool(text)))
        self.use.clicked.connect(self._give)

    def _give(self) -> None:
        self.given.emit(self._mailbox, self.password.text())
        self.close()
