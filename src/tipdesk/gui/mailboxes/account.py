"""The account dialog: where a tip mailbox is, how one gets in, what its tips are given."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tipdesk.desk.counts.counting import counts
from tipdesk.gui import theme, words
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.mailboxes.apart import apart
from tipdesk.gui.mailboxes.given import GivenToTips
from tipdesk.gui.mailboxes.signing import Signing
from tipdesk.gui.mailboxes.verdict import Verdict
from tipdesk.gui.mailboxes.whereabouts import Whereabouts
from tipdesk.intake.belonging import validated
from tipdesk.intake.mailboxes.keyholder import Keyholder
from tipdesk.intake.mailboxes.mailboxes import add_mailbox, change_mailbox
from tipdesk.intake.mailboxes.stopping import Stop
from tipdesk.intake.mailboxes.tokens import Provider, provider_of
from tipdesk.intake.mailboxes.trying import Trial, try_settings
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import NotValid, NotWritten, TipdeskError
from tipdesk.newsroom.mail import Mailbox, NewMailbox
from tipdesk.newsroom.states import SignIn
from tipdesk.store import keys
from tipdesk.store.database import Store

_WIDTH = 880
_PLACE = ("host", "port", "security", "user", "sign_in", "client_id", "tenant", "folder")


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written down; `new_secret` tells that the way in may be another one now."""

    change: Change
    mailbox: int
    new_secret: bool = field(default=False)


class AccountDialog(QDialog):
    """Tries what was said before it is relied on; nothing is fetched, nothing is marked."""

    saved = Signal(object)  # Saved

    def __init__(
        self,
        bridge: Bridge,
        holder: Keyholder,
        known: Mailbox | None,
        parent: QWidget | None = None,
        provider: Callable[[SignIn, str], Provider] | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._holder, self._known = bridge, holder, known
        self._stop: Stop | None = None
        self._tried: tuple[object, ...] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(
            self.tr("Change the tip mailbox") if known else self.tr("Connect a tip mailbox")
        )
        self.setMinimumWidth(_WIDTH)
        self.place, self.given, self.verdict = Whereabouts(), GivenToTips(), Verdict()
        self.signing = Signing(bridge, provider or _provider)
        self.test = QPushButton(self.tr("Test"))
        self.save = QPushButton(self.tr("Save") if known else self.tr("Connect"))
        self._lay_out()
        if known is not None:
            for part in (self.place, self.signing, self.given):
                part.show_known(known)
        self._connect()
        self._allow()
        self.place.address.setFocus()
        bridge.follow(apart(keys.keyring_is_real), self.signing.know_keyring, bridge.failed.emit)
        bridge.ask(counts, self.given.know_desk)

    def wish(self) -> NewMailbox:
        """Tell what was said; what doesn't fit is said in a sentence."""
        said = {**self.place.said(), **self.signing.said(), **self.given.said()}
        return validated(NewMailbox, **said)

    def try_out(self, then: Callable[[], object] | None = None) -> None:
        """Try it aside; `then` is done where it works."""
        try:
            new, secret = self.wish(), self._secret()
        except TipdeskError as error:
            self.verdict.object(str(error))
            return
        self._end_trial()
        self._stop = stop = Stop()
        self.verdict.wait(self.tr("Trying: connecting and signing in; nothing is fetched…"))
        self._allow()
        said = self._said()

        def work() -> Trial:
            with stop:
                return try_settings(new, secret(), stop)

        self._bridge.follow(
            apart(work),
            partial(self._show_trial, said, then),
            self._object,
            wanted=lambda: stop is self._stop,
        )

    def write(self) -> None:
        """Write it down; what was not tried as it is now is tried first."""
        if self._is_tried():
            self._write()
        else:
            self.try_out(self._write)

    def end(self) -> None:
        """Stop whatever is under way."""
        self._end_trial()
        self.signing.end()

    def _is_tried(self) -> bool:
        """Tell whether it works as it stands: it was tried, or nothing of it has changed."""
        if self._tried == self._said():
            return True
        if self._known is None or self.signing.secret[0]:
            return False
        said = {**self.place.said(), **self.signing.said(), **self.given.said()}
        return all(getattr(self._known, name) == said[name] for name in _PLACE)

    def _said(self) -> tuple[object, ...]:
        said = {**self.place.said(), **self.signing.said(), **self.given.said()}
        return (*(said[name] for name in _PLACE), self.signing.secret)

    def _secret(self) -> Callable[[], str]:
        """Find what the server is shown: given now, or kept for this very server."""
        shown, known = self.signing.secret[1], self._known
        if shown:
            return lambda: shown
        if self.signing.way is not SignIn.PASSWORD and (known is None or not known.client_id):
            raise NotValid(self.tr("Sign in with the provider first; nothing was sent."))
        said = self.place.said()
        if known is None or any(getattr(known, each) != said[each] for each in ("host", "user")):
            raise NotValid(self.tr("Give the password; nothing was sent."))
        return partial(self._holder.way_in, known)

    def _show_trial(
        self, said: tuple[object, ...], then: Callable[[], object] | None, trial: Trial
    ) -> None:
        self._end_trial()
        if trial.folders:
            self.given.show_folders(trial.folders)
        if not trial.ok:
            self.verdict.object(trial.sentence)
        else:
            self._tried = said
            self.verdict.approve(self._praise(trial))
            if then is not None:
                then()
        self._allow()

    def _praise(self, trial: Trial) -> str:
        number = words.number(trial.messages)
        one, many = self.tr("{0} message in {1}"), self.tr("{0} messages in {1}")
        holds = (one if trial.messages == 1 else many).format(number, self._folder())
        works = self.tr("It works: {0}; nothing there will be marked as read.").format(holds)
        # What is too large to be fetched is said as well.
        return f"{works} {trial.sentence.partition('. ')[2]}".rstrip()

    def _folder(self) -> str:
        return str(self.given.said()["folder"])

    def _object(self, error: TipdeskError) -> None:
        self._end_trial()
        self.verdict.object(str(error))
        self._allow()

    def _cancel_trial(self) -> None:
        self._end_trial()
        self.verdict.note(self.tr("The test was stopped; nothing was changed."))
        self._allow()

    def _end_trial(self) -> None:
        if self._stop is not None:
            self._stop.set()
            self._stop = None

    def _write(self) -> None:
        new, secret, known = self.wish(), self.signing.secret[0], self._known
        keep, holder = self.signing.keep.isChecked(), self._holder

        def verb(store: Store) -> Saved:
            number = known.id if known else None
            if number is None:
                change, number = add_mailbox(store, new)
            else:
                change = change_mailbox(store, number, new)
            if secret:
                _hold(holder, number, secret, keep=keep)
            return Saved(change, number, new_secret=bool(secret))

        self._bridge.do(verb, self._on_saved, self._object)

    def _on_saved(self, saved: Saved) -> None:
        self.saved.emit(saved)
        self.close()

    def _note_change(self) -> None:
        if not self.verdict.is_busy and self._tried != self._said():
            self.verdict.clear()
        self._allow()

    def _allow(self) -> None:
        free = self._stop is None and self.place.is_whole
        for button in (self.test, self.save):
            button.setEnabled(free)

    def _connect(self) -> None:
        self.place.guessed.connect(self.signing.choose)
        self.signing.refused.connect(self.verdict.object)
        for part in (self.place, self.signing, self.given):
            part.changed.connect(self._note_change)
        self.test.clicked.connect(lambda _: self.try_out())
        self.save.clicked.connect(self.write)
        self.verdict.cancelled.connect(self._cancel_trial)
        self.finished.connect(lambda _: self.end())

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(2 * theme.GRID)
        left.addWidget(self.place)
        left.addWidget(self.signing)
        left.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(4 * theme.GRID)
        both.addLayout(left, 1)
        both.addWidget(self.given, 1)
        close = QPushButton(self.tr("Cancel"))
        close.clicked.connect(self.close)
        self.save.setProperty("primary", True)
        self.save.setDefault(True)
        end = QHBoxLayout()
        end.setSpacing(theme.GRID)
        end.addWidget(self.verdict, 1)
        for button in (self.test, close, self.save):
            end.addWidget(button)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 12)
        column.setSpacing(2 * theme.GRID)
        column.addLayout(both)
        column.addStretch(1)
        column.addLayout(end)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow where more is said: small print takes more lines than a layout expects of it."""
        if event.type() is QEvent.Type.LayoutRequest and watched is self:
            self.setMinimumHeight(self._column.totalHeightForWidth(self.width()))
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is under way before it goes."""
        self.end()
        super().closeEvent(event)


def _hold(holder: Keyholder, mailbox: int, secret: str, *, keep: bool) -> None:
    """Keep a secret where that is wanted and works, else hold it until the program ends."""
    if keep:
        try:
            holder.keep(mailbox, secret)
        except NotWritten:
            holder.lend(mailbox, secret)
    else:
        holder.lend(mailbox, secret)


def _provider(way: SignIn, tenant: str) -> Provider:
    return provider_of(NewMailbox(name="?", host="?", user="?", sign_in=way, tenant=tenant))
