"""Has the desk's mailboxes read while the window is open, and tells what comes."""

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from tipdesk.desk.correspondence.mailboxes import MailboxLine, mailbox_lines
from tipdesk.gui.arriving import receipts as saying
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.mailboxes.attendant import Attendant, Ear
from tipdesk.gui.mailboxes.standing import CONNECTING, PAUSED, State
from tipdesk.intake.arrival import Receipt
from tipdesk.intake.mailboxes.keyholder import Keyholder, Providers
from tipdesk.intake.mailboxes.mailboxes import rest_mailbox
from tipdesk.intake.mailboxes.tokens import provider_of
from tipdesk.jobs import ENDED, Job, JobState
from tipdesk.newsroom.errors import MailboxShut, TipdeskError
from tipdesk.newsroom.mail import Mailbox
from tipdesk.newsroom.names import shown
from tipdesk.store.database import Store

_PLACE = (
    *("host", "port", "security", "user", "sign_in", "client_id", "tenant", "folder"),
    *("trusted_server", "since"),
)
_SHOWN = 32  # letters of a mailbox's name in the status bar


class Mailroom(QObject):
    """One attendant for each mailbox that doesn't rest; told of everything on the window's thread.

    What is written down decides: a mailbox that is added, changed, put to rest or removed, here or
    by another process, is followed.
    """

    changed = Signal()  # what is known of the mailboxes, or how things stand with them
    arrived = Signal(list)  # TipId: new tips
    read_wanted = Signal()  # files came that nobody has looked into
    stopped = Signal(int)  # the number of a mailbox that can't be read until an editor acts
    listed = Signal(object, list)  # Job, and what it could not take in

    def __init__(
        self, bridge: Bridge, parent: QObject | None = None, providers: Providers = provider_of
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.holder = Keyholder(bridge.lanes.store, providers)
        self.lines: list[MailboxLine] = []
        self._attendants: dict[int, Attendant] = {}
        self._places: dict[int, tuple[object, ...]] = {}
        self._states: dict[int, State] = {}
        self._problems: dict[int, list[str]] = {}
        self._over = threading.Event()

    @property
    def store(self) -> Store:
        """Give the desk whose mailboxes these are."""
        return self._bridge.lanes.store

    def start(self) -> None:
        """Begin to read the mailboxes."""
        self._bridge.changed.connect(self._follow)
        self.refresh()

    def end(self) -> None:
        """Read no more; said once. Whoever closes the desk waits until that is so."""
        self._over.set()
        going = list(self._attendants.values())
        self._attendants.clear()
        for one in going:
            one.ask_to_end()

        def wait(_: Store) -> None:
            for one in going:
                one.end()

        if going:
            # Behind the last verbs, and before the desk is closed.
            self._bridge.lanes.do(wait)

    def refresh(self) -> None:
        """Ask the desk anew which mailboxes there are, and what came from them."""
        self._bridge.ask(mailbox_lines, self._know, view="mailboxes")

    def line(self, mailbox: int) -> MailboxLine | None:
        """Tell what is known of a mailbox."""
        return next((line for line in self.lines if line.id == mailbox), None)

    def state(self, line: MailboxLine) -> State:
        """Tell how things stand with a mailbox."""
        return self._states.get(line.id, CONNECTING if line.mailbox.active else PAUSED)

    def fetch(self, mailbox: int) -> None:
        """Look into a mailbox now, and go on as before."""
        line = self.line(mailbox)
        if line is not None and not self.store.read_only:
            self._replace(line, self._fetch)

    def fetch_all(self) -> None:
        """Look into all mailboxes that don't rest."""
        for line in self.lines:
            if line.mailbox.active:
                self.fetch(line.id)

    def again(self, mailbox: int) -> None:
        """Try anew: the editor did something about it."""
        line = self.line(mailbox)
        if line is not None and line.mailbox.active:
            self._replace(line, self._watch)

    def rest(self, mailbox: int, *, active: bool) -> None:
        """Let a mailbox rest, or have it read again."""
        self._bridge.do(lambda store: rest_mailbox(store, mailbox, active=active))

    # What is written down decides

    def _follow(self, change: object) -> None:
        if "mailbox" in getattr(change, "nouns", ()):
            self.refresh()

    def _know(self, lines: list[MailboxLine]) -> None:
        if self._over.is_set():
            return
        self.lines = lines
        wanted = {line.id: line for line in lines if line.mailbox.active}
        for mailbox in [*self._places]:
            if mailbox not in wanted:
                self._let_go(mailbox)
        for line in wanted.values() if not self.store.read_only else ():
            if self._places.get(line.id) != _place(line.mailbox):
                # What was never read, or is to be read otherwise now, may take long.
                is_long = line.id in self._places or not line.mailbox.uid_validity
                self._replace(line, self._fetch if is_long else self._watch)
        self.changed.emit()

    def _let_go(self, mailbox: int) -> None:
        self._places.pop(mailbox, None)
        self._states.pop(mailbox, None)
        gone = self._attendants.pop(mailbox, None)
        if gone is not None:
            self._bridge.follow(self._bridge.lanes.aside(gone.end), _nothing, _nothing)

    def _replace(self, line: MailboxLine, begin: Callable[[MailboxLine], object]) -> None:
        """Begin anew with a mailbox, once whoever attends to it has ended."""
        before = self._attendants.pop(line.id, None)
        if line.mailbox.active:
            self._places[line.id] = _place(line.mailbox)
        if before is None:
            begin(line)
        else:
            before.ask_to_end()
            ended = self._bridge.lanes.aside(before.end)
            self._bridge.follow(ended, lambda _: self._begin_if_free(line, begin), _nothing)

    def _begin_if_free(self, line: MailboxLine, begin: Callable[[MailboxLine], object]) -> None:
        if not self._over.is_set() and line.id not in self._attendants:
            begin(line)

    # The attendants, and what they tell on their own threads

    def _attendant(self, line: MailboxLine) -> Attendant:
        ear = Ear(self._hear_receipts(line.id), lambda state: self._hear(made, state))
        made = Attendant(self.store, line.id, self.holder.way_in, ear)
        self._attendants[line.id] = made
        return made

    def _watch(self, line: MailboxLine) -> None:
        self._attendant(line).watch()

    def _fetch(self, line: MailboxLine) -> None:
        attendant = self._attendant(line)
        job = attendant.fetch(self.tr("Fetching mail: {0}").format(_short(line.mailbox.name)))
        self._problems[line.id] = []
        job.listeners.append(partial(self._hear_end, attendant))
        self._bridge.started.emit(job, False)
        attendant.begin()

    def _hear_receipts(self, mailbox: int) -> Callable[[list[Receipt]], object]:
        return lambda came: self._tell(partial(self._take, mailbox, came))

    def _hear(self, attendant: Attendant, state: State) -> None:
        self._tell(partial(self._stands, attendant, state))

    def _hear_end(self, attendant: Attendant, job: Job) -> None:
        if job.state in ENDED:
            self._tell(partial(self._on_fetched, attendant, job))

    def _tell(self, call: Callable[[], object]) -> None:
        if not self._over.is_set():
            self._bridge.later(call)

    # What became of it, on the window's thread

    def _take(self, mailbox: int, came: list[Receipt]) -> None:
        for change in {each.change.id: each.change for each in came}.values():
            self._bridge.changed.emit(change)
        if mailbox in self._problems:
            self._problems[mailbox] += saying.problems(came)
        new = saying.new_tips(came)
        if new:
            self.arrived.emit(new)
        self.read_wanted.emit()
        self.refresh()

    def _stands(self, attendant: Attendant, state: State) -> None:
        mailbox = attendant.mailbox
        if self._attendants.get(mailbox) is not attendant:
            return
        news = self._states.get(mailbox) != state
        self._states[mailbox] = state
        self.refresh()
        if news and state.needs_an_editor:
            self.stopped.emit(mailbox)

    def _on_fetched(self, attendant: Attendant, job: Job) -> None:
        mailbox = attendant.mailbox
        self.listed.emit(job, self._problems.pop(mailbox, []))
        if job.state is JobState.FAILED and not isinstance(job.error, TipdeskError):
            raise job.error or AssertionError
        if self._attendants.get(mailbox) is not attendant:
            return
        line = self.line(mailbox)
        if line is None or not line.mailbox.active:
            self._let_go(mailbox)
            self.refresh()
        elif job.state is JobState.CANCELLED:
            self.rest(mailbox, active=False)
        elif isinstance(job.error, MailboxShut):
            # Not tried again at once: a few wrong passwords lock an account.
            self._stands(attendant, attendant.shut(str(job.error)))
        else:
            self._replace(line, self._watch)


def _place(mailbox: Mailbox) -> tuple[object, ...]:
    return tuple(getattr(mailbox, name) for name in _PLACE)


def _short(name: str) -> str:
    said = shown(name)
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"


def _nothing(_: object) -> None:
    """Go on: there is nothing to tell."""
