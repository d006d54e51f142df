"""The page of tip mailboxes: each with its state, and what can be done with it."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tipdesk.gui import icons, theme
from tipdesk.gui.desks.page import Page
from tipdesk.gui.mailboxes import fields
from tipdesk.gui.mailboxes.mailroom import Mailroom
from tipdesk.gui.mailboxes.row import MailboxRow
from tipdesk.gui.mailboxes.standing import Standing

SIZE = (820, 520)
_TICK_MS = 1_000


class MailboxesSheet(QDialog):
    """Stands beside the window and follows what happens; every button acts at once."""

    add_wanted = Signal()
    change_wanted = Signal(int)
    sign_in_wanted = Signal(int)
    remove_wanted = Signal(int)
    news_wanted = Signal(bool)

    def __init__(self, mailroom: Mailroom, parent: QWidget, *, news: bool) -> None:
        super().__init__(parent)
        self._mailroom = mailroom
        self._read_only = mailroom.store.read_only
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Tip mailboxes"))
        self.resize(*SIZE)
        self.rows: dict[int, MailboxRow] = {}
        self.news = QCheckBox(self.tr("Say “New tip” when one comes"))
        self.news.setChecked(news)
        self.news.setToolTip(self.tr("Never what it says or who sent it"))
        self.add = QPushButton(self.tr("Connect a mailbox…"))
        self.add.setEnabled(not self._read_only)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._lay_out()
        self.add.clicked.connect(self.add_wanted)
        self.news.toggled.connect(self.news_wanted)
        self._tick.timeout.connect(self._count_down)
        mailroom.changed.connect(self.look)
        mailroom.refresh()
        self.look()

    def look(self) -> None:
        """Show how things stand now."""
        lines = self._mailroom.lines
        for gone in set(self.rows) - {line.id for line in lines}:
            row = self.rows.pop(gone)
            self._list.removeWidget(row)
            row.deleteLater()
        for at, line in enumerate(lines):
            row = self.rows.get(line.id) or self._make_row(line.id)
            if self._list.indexOf(row) != at:
                self._list.insertWidget(at, row)
            row.show_line(line, self._mailroom.state(line))
        self._pages.setCurrentIndex(1 if lines else 0)
        self.add.setVisible(bool(lines))
        waits = any(self._mailroom.state(line).standing is Standing.WAITING for line in lines)
        if waits:
            self._tick.start()
        else:
            self._tick.stop()

    def _count_down(self) -> None:
        self.look()

    def _make_row(self, mailbox: int) -> MailboxRow:
        row = MailboxRow(mailbox, read_only=self._read_only)
        row.fetch_wanted.connect(self._mailroom.fetch)
        row.pause_wanted.connect(self._turn)
        row.change_wanted.connect(self.change_wanted)
        row.sign_in_wanted.connect(self.sign_in_wanted)
        row.remove_wanted.connect(self.remove_wanted)
        self.rows[mailbox] = row
        return row

    def _turn(self, mailbox: int) -> None:
        line = self._mailroom.line(mailbox)
        if line is not None:
            self._mailroom.rest(mailbox, active=not line.mailbox.active)

    def _lay_out(self) -> None:
        head = QLabel(self.tr("Tip mailboxes"))
        head.setFont(theme.font(theme.Face.HEADLINE))
        why = fields.small(
            self.tr(
                "What is mailed to them becomes tips. Nothing there is changed, moved or marked as "
                "read, and no sender learns that it was read."
            )
        )
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        end = QHBoxLayout()
        end.setSpacing(theme.GRID)
        end.addWidget(self.news)
        end.addStretch(1)
        end.addWidget(self.add)
        end.addWidget(close)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty())
        self._pages.addWidget(self._filled())
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(theme.GRID)
        column.addWidget(head)
        column.addWidget(why)
        column.addWidget(self._pages, 1)
        column.addLayout(end)

    def _empty(self) -> Page:
        drawing = icons.pixmap("channel-mail", theme.colours().muted, 48)
        page = Page(
            drawing,
            self.tr("No mailbox is read yet"),
            self.tr("Connect the newsroom’s tip address: every mail becomes a tip, by itself."),
        )
        connect = page.offer(
            self.tr("Connect the tip mailbox…"), partial(self.add_wanted.emit), primary=True
        )
        connect.setEnabled(not self._read_only)
        return page

    def _filled(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.GRID)
        column.addLayout(self._list)
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        return scroll
