"""Asks before a link is followed: where it really leads, in letters that can't lie."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tipdesk.desk.correspondence.weblinks import WebAddress
from tipdesk.gui import theme
from tipdesk.gui.facts.pieces import Notice
from tipdesk.gui.tip.rows import said
from tipdesk.newsroom.names import shown

WIDTH, ADDRESS_HEIGHT = 520, 64


class LinkQuestion(QDialog):
    """Shows the address of a link; only a button that says so opens it, outside the program."""

    def __init__(self, address: WebAddress, claims: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._address = address
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Where this link leads"))
        self.setMinimumWidth(WIDTH)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(10)
        lead = self.tr("It begins a mail to") if address.is_mail else self.tr("It leads to")
        rows.addWidget(said(lead, muted=True))
        rows.addWidget(
            said(address.url if address.is_mail else address.host, face=theme.Face.HEADLINE)
        )
        if doubts := list(self._doubts(claims)):
            rows.addWidget(Notice(doubts))
        rows.addWidget(self._whole())
        rows.addWidget(said(self._warning(), muted=True))
        rows.addStretch()
        rows.addLayout(self._buttons())
        self.leave.setFocus()
        # A layout would keep room for its wrapped lines as if it were narrow.
        rows.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as what is said."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            self.resize(WIDTH, layout.heightForWidth(WIDTH))

    def _whole(self) -> QPlainTextEdit:
        self.whole = QPlainTextEdit(self._address.url)
        self.whole.setReadOnly(True)
        self.whole.setFont(theme.font(theme.Face.MONO))
        self.whole.setFixedHeight(ADDRESS_HEIGHT)
        self.whole.setTabChangesFocus(True)
        self.whole.setAccessibleName(self.tr("The whole address"))
        return self.whole

    def _warning(self) -> str:
        if self._address.is_mail:
            return self.tr("Your mail program opens; nothing is sent by itself.")
        return self.tr(
            "Opening it tells its owner that somebody is reading, and from where. "
            "It may be a page that only this mail knows."
        )

    def _doubts(self, claims: str) -> Iterator[str]:
        address = self._address
        if claims:
            named = self.tr("Its words name {0}, but it leads to {1}.")
            yield named.format(shown(claims), address.host)
        if address.looks_like:
            like = self.tr("Written out it looks like {0}, but it is another address.")
            yield like.format(shown(address.looks_like))
        elif address.meant:
            yield self.tr("Written out it is {0}.").format(shown(address.meant))
        if address.mixed:
            yield self.tr("It mixes letters of several alphabets.")

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        mails = self._address.is_mail
        self.go = QPushButton(self.tr("Write a mail") if mails else self.tr("Open in the browser"))
        self.copy = QPushButton(self.tr("Copy the address"))
        self.leave = QPushButton(self.tr("Leave it"))
        self.go.clicked.connect(self._open)
        self.copy.clicked.connect(self._copy)
        self.leave.clicked.connect(self.reject)
        for button in (self.go, self.copy):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch()
        self.leave.setDefault(True)
        row.addWidget(self.leave)
        return row

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl(self._address.url, QUrl.ParsingMode.StrictMode))
        self.accept()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._address.url)
        self.accept()
