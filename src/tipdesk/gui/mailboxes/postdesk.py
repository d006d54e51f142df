"""Puts the mailboxes behind the window's actions, and what comes in front of the editor."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from tipdesk.desk.correspondence.signaturerounds import check_arrived, signatures_wait
from tipdesk.gui.arriving.afterwards import Afterwards, Task
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.mailboxes.account import AccountDialog, Saved
from tipdesk.gui.mailboxes.mailroom import Mailroom
from tipdesk.gui.mailboxes.news import News
from tipdesk.gui.mailboxes.password import PasswordDialog
from tipdesk.gui.mailboxes.sheet import MailboxesSheet
from tipdesk.gui.mailboxes.standing import Standing
from tipdesk.gui.shell.desk_page import DeskPage
from tipdesk.gui.sidebar.entries import Sort
from tipdesk.intake.mailboxes.mailboxes import remove_mailbox
from tipdesk.jobs import Job
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.states import SignIn, Workflow
from tipdesk.store.database import Store


class Postdesk(QObject):
    """Opens the page and the dialogs; begins to read when the desk opens, and ends with it."""

    def __init__(self, page: DeskPage) -> None:
        super().__init__(page)
        self._page, self._window = page, page.shell
        self._bridge: Bridge = page.bridge
        self.mailroom = Mailroom(page.bridge, self)
        self.news = News(page.shell, page.shell.toast)
        checking = Task(
            self.tr("Checking signatures"), signatures_wait, _check, frozenset({"message"})
        )
        self.checking = Afterwards(page.bridge, checking, self)
        self._connect()

    def start(self) -> None:
        """Begin to read the mailboxes, and check what still waits for it."""
        self.mailroom.start()
        self.checking.look()

    def end(self) -> None:
        """Read no more, and close what stands beside the window."""
        self.mailroom.end()
        self.news.end()
        for dialog in self._window.findChildren(QDialog):
            if isinstance(dialog, MailboxesSheet | AccountDialog | PasswordDialog):
                dialog.close()

    def show_sheet(self) -> MailboxesSheet:
        """Show the page of mailboxes."""
        known = self._sheet()
        if known is not None:
            known.raise_()
            known.activateWindow()
            return known
        sheet = MailboxesSheet(self.mailroom, self._window, news=self._window.kept.news)
        sheet.add_wanted.connect(self.connect_mailbox)
        sheet.change_wanted.connect(self.change)
        sheet.sign_in_wanted.connect(self.sign_in)
        sheet.remove_wanted.connect(self.remove)
        sheet.news_wanted.connect(self._turn_news)
        sheet.show()
        return sheet

    def connect_mailbox(self) -> AccountDialog:
        """Ask where the tip mailbox is."""
        return self._show_account(None)

    def change(self, mailbox: int) -> AccountDialog | None:
        """Ask what is different about a mailbox."""
        line = self.mailroom.line(mailbox)
        return self._show_account(mailbox) if line is not None else None

    def sign_in(self, mailbox: int) -> QDialog | None:
        """Ask for what lets the desk in again."""
        line = self.mailroom.line(mailbox)
        if line is None:
            return None
        missing = self.mailroom.state(line).standing is Standing.LOCKED
        if line.mailbox.sign_in != SignIn.PASSWORD or not missing:
            return self.change(mailbox)
        dialog = PasswordDialog(line.mailbox, self._window)
        dialog.given.connect(self._lend)
        dialog.show()
        return dialog

    def remove(self, mailbox: int) -> None:
        """Read a mailbox no more; what came from it stays, its secret is forgotten."""
        holder = self.mailroom.holder

        def verb(store: Store) -> Change:
            change = remove_mailbox(store, mailbox)
            holder.forget(mailbox)
            return change

        self._bridge.do(verb)

    def _sheet(self) -> MailboxesSheet | None:
        """Give the page where it is shown; one that was closed still is a child for a moment."""
        known = self._window.findChildren(MailboxesSheet)
        shown = (each for each in known if isinstance(each, MailboxesSheet) and each.isVisible())
        return next(shown, None)

    def _lend(self, mailbox: int, password: str) -> None:
        self.mailroom.holder.lend(mailbox, password)
        self.mailroom.again(mailbox)

    def _show_account(self, mailbox: int | None) -> AccountDialog:
        line = self.mailroom.line(mailbox) if mailbox is not None else None
        known = line.mailbox if line is not None else None
        dialog = AccountDialog(self._bridge, self.mailroom.holder, known, self._window)
        dialog.saved.connect(self._on_saved)
        dialog.show()
        return dialog

    def _on_saved(self, saved: Saved) -> None:
        if saved.new_secret:
            self.mailroom.again(saved.mailbox)

    def _on_stopped(self, mailbox: int) -> None:
        line = self.mailroom.line(mailbox)
        if line is None or self._sheet() is not None:
            return
        state = self.mailroom.state(line)
        if state.standing is Standing.LOCKED and line.mailbox.sign_in == SignIn.PASSWORD:
            sentence = self.tr("A tip mailbox needs its password to be read.")
            self._window.toast.offer(sentence, self.tr("Give it…"), partial(self.sign_in, mailbox))
        else:
            sentence = self.tr("A tip mailbox can’t be read. {0}").format(state.trouble)
            self._window.toast.offer(sentence, self.tr("Show"), self.show_sheet)

    def _turn_news(self, on: bool) -> None:  # noqa: FBT001  as the signal tells it
        self._window.prefer("news", on)

    def _follow(self, name: str) -> None:
        if name != "news":
            return
        on, sheet = self._window.kept.news, self._sheet()
        self.news.stand_by(on=on and any(line.mailbox.active for line in self.mailroom.lines))
        if sheet is not None:
            sheet.news.setChecked(on)

    def _on_known(self) -> None:
        active = any(line.mailbox.active for line in self.mailroom.lines)
        self._window.acts.offer("tip.fetch_mail", on=active)
        store = self.mailroom.store
        self._page.tips.offer_mailbox(on=not self.mailroom.lines and not store.read_only)
        if active:
            self.news.stand_by(on=self._window.kept.news)

    def _show_tips(self, tips: list[TipId]) -> None:
        """List what is new, and choose the newest of what came."""
        page = self._page
        page.lighting.show_list()
        page.search.clear()
        page.sidebar.setCurrentIndex(page.sidebar.entries.find((Sort.STATE, Workflow.NEW.value)))
        page.tips.show()
        page.tips.choose(max(tips))

    def _connect(self) -> None:
        page, mailroom, acts = self._page, self.mailroom, self._window.acts
        acts.on("tip.mailboxes", self.show_sheet)
        acts.on("tip.connect", self.connect_mailbox)
        acts.on("tip.fetch_mail", mailroom.fetch_all)
        acts.offer("tip.fetch_mail", on=False)
        if mailroom.store.read_only:
            acts.offer("tip.connect", on=False)
        page.tips.mailbox_wanted.connect(self.connect_mailbox)
        mailroom.arrived.connect(self.news.tell)
        mailroom.read_wanted.connect(page.arrivals.read_files)
        mailroom.read_wanted.connect(self.checking.look)
        mailroom.listed.connect(self._window.jobs.list_problems)
        mailroom.stopped.connect(self._on_stopped)
        mailroom.changed.connect(self._on_known)
        self._window.preferred.connect(self._follow)
        self.news.wanted.connect(self._show_tips)


def _check(store: Store, job: Job) -> frozenset[TipId]:
    return check_arrived(store, progress=job.progress)
