"""Attends to one mailbox, on threads of its own: fetches what is new, then watches."""

from collections.abc import Callable
from concurrent.futures import wait
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Thread

from tipdesk.gui.mailboxes.apart import apart
from tipdesk.gui.mailboxes.standing import CONNECTING, FETCHING, WATCHING, Standing, State
from tipdesk.intake.arrival import Receipt
from tipdesk.intake.mailboxes.fetching import WayIn, fetch
from tipdesk.intake.mailboxes.stopping import Stop
from tipdesk.intake.mailboxes.watching import Listener, Pace, Watch
from tipdesk.jobs import Job
from tipdesk.newsroom.errors import Cancelled
from tipdesk.newsroom.mail import Mailbox
from tipdesk.newsroom.when import now
from tipdesk.store.database import Store

PATIENCE = 3.0  # seconds for which an end is waited for; a server that is silent takes longer


@dataclass(frozen=True, slots=True)
class Ear:
    """Whoever wants to know; called on the mailbox's own thread."""

    came: Callable[[list[Receipt]], object] = field(repr=False)
    stands: Callable[[State], object] = field(repr=False)


class Fetch(Job):
    """Fetches what is new as work that can be followed, held and stopped at once."""

    halt: Stop | None = None

    def stop(self, why: Cancelled) -> None:
        """Stop at the next step, or where it waits for the server."""
        super().stop(why)
        if self.halt is not None:
            self.halt.set()


class Attendant:
    """One mailbox that is being read, until it is asked to end."""

    def __init__(self, store: Store, mailbox: int, way_in: WayIn, ear: Ear) -> None:
        self._store, self.mailbox, self._ear = store, mailbox, ear
        self._ask_way_in = way_in
        self._locked, self._trouble = False, ""
        self._watch: Watch | None = None
        self._fetch: Fetch | None = None
        self._thread: Thread | None = None

    def fetch(self, title: str) -> Job:
        """Fetch once; the work can be followed and is begun by `begin`."""
        self._fetch = job = Fetch(title)

        def work(_: Job) -> None:
            with Stop() as job.halt:
                job.progress(0, 0)  # it may have been stopped a moment ago
                batches = fetch(
                    self._store, self.mailbox, self._way_in, job.halt, progress=job.progress
                )
                for receipts in batches:
                    self._ear.came(receipts)

        self._thread = Thread(target=job.run, args=(work,), name="tipdesk-fetch", daemon=True)
        return job

    def begin(self) -> None:
        """Begin to fetch."""
        if self._thread is not None:
            self._ear.stands(FETCHING)
            self._thread.start()

    def watch(self) -> None:
        """Watch from now on."""
        self._ear.stands(CONNECTING)
        listener = Listener(self._ear.came, self._on_trouble, self._on_looked)
        self._watch = Watch(self._store, self.mailbox, self._way_in, listener)
        self._watch.pace = _Pace(told=self._on_pause)
        self._watch.start()

    def ask_to_end(self) -> None:
        """Ask it to end, from any thread; it does so at once, wherever it waits."""
        if self._fetch is not None:
            self._fetch.cancel()
        if self._watch is not None:
            self._watch.ask_to_end()

    def end(self) -> None:
        """End it and wait for that; one that hangs in the network is left to itself."""
        self.ask_to_end()
        if self._thread is not None and self._thread.ident is not None:
            self._thread.join(PATIENCE)
        if self._watch is not None:
            end = apart(self._watch.end)
            wait([end], PATIENCE)

    def shut(self, sentence: str) -> State:
        """Tell how things stand after a refusal: whether the way in was missing, or was wrong."""
        return State(Standing.LOCKED if self._locked else Standing.SHUT, sentence)

    def _way_in(self, mailbox: Mailbox) -> str:
        self._locked = True
        secret = self._ask_way_in(mailbox)
        self._locked = False
        return secret

    def _on_trouble(self, sentence: str) -> None:
        self._trouble = sentence
        self._ear.stands(self.shut(sentence))

    def _on_pause(self, seconds: float) -> None:
        """Note that it tries again by itself; told after the trouble that it waits for."""
        until = now() + timedelta(seconds=seconds)
        self._ear.stands(State(Standing.WAITING, self._trouble, until))

    def _on_looked(self) -> None:
        self._ear.stands(WATCHING)


@dataclass(frozen=True, slots=True)
class _Pace(Pace):
    """The usual pace, which tells how long a pause will be."""

    told: Callable[[float], object] = field(default=lambda _: None, repr=False)

    def after(self, failures: int) -> float:
        pause = Pace.after(self, failures)
        self.told(pause)
        return pause
