"""Watches a mailbox: new messages are fetched when the server tells of them, or every two minutes.

One thread for a mailbox, for as long as it is watched. A cut, a server that is down and a computer
that slept are got over by connecting again, each time a little later.
"""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from tipdesk.intake.arrival import Receipt
from tipdesk.intake.mailboxes.connecting import connected
from tipdesk.intake.mailboxes.dialogue import Dialogue
from tipdesk.intake.mailboxes.fetching import WayIn, look, troubles_noted
from tipdesk.intake.mailboxes.mailboxes import the_mailbox
from tipdesk.intake.mailboxes.stopping import Stop
from tipdesk.intake.mailboxes.troubles import Step, in_words
from tipdesk.newsroom.errors import Cancelled, MailboxShut, NotFound, TipdeskError
from tipdesk.store.database import Store

_SLEPT = 60.0  # seconds that the wall's clock is ahead of ours after the computer slept


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a watch waits, in seconds."""

    idle: float = 600.0  # RFC 2177 says less than 29 minutes; routers forget sooner
    poll: float = 120.0
    first: float = 5.0  # after a cut; twice as long after each further one
    longest: float = 600.0
    shut: float = 1_800.0  # where an editor must do something first
    slice: float = 30.0

    def after(self, failures: int) -> float:
        """Tell how long to wait after so many failures; not all desks come back at once."""
        pause = min(self.first * 2.0 ** min(failures, 20), self.longest)
        return pause * random.uniform(0.5, 1.0)  # noqa: S311  no secret hangs on it


@dataclass(frozen=True, slots=True)
class Listener:
    """Whoever wants to know; called on the watching thread, so kept short.

    `came` gets receipts of new messages, `trouble` a sentence; `looked` is told that all is read.
    """

    came: Callable[[list[Receipt]], object] = field(repr=False)
    trouble: Callable[[str], object] = field(default=lambda _: None, repr=False)
    looked: Callable[[], object] = field(default=lambda: None, repr=False)


class Clock:
    """Notices that the computer slept: the wall's clock went on while ours stood still."""

    def __init__(
        self,
        ours: Callable[[], float] = time.monotonic,
        walls: Callable[[], float] = time.time,
    ) -> None:
        self._ours, self._walls = ours, walls
        self._apart = walls() - ours()

    def slept(self) -> bool:
        """Tell whether the computer slept since this was last asked."""
        before, self._apart = self._apart, self._walls() - self._ours()
        return self._apart - before > _SLEPT


class Watch:
    """One mailbox that is being watched, until `end`, or until it is removed or rests."""

    def __init__(self, store: Store, mailbox: int, way_in: WayIn, listener: Listener) -> None:
        self._store, self._mailbox = store, mailbox
        self._way_in, self._listener = way_in, listener
        self.pace, self.clock = Pace(), Clock()
        self._stop = Stop()
        self._failures = 0
        self._thread = threading.Thread(target=self._run, name="tipdesk-mailbox", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def start(self) -> Self:
        """Begin to watch, on a thread of its own."""
        return self.__enter__()

    def ask_to_end(self) -> None:
        """Ask it to end, from any thread; it does so at once, wherever it waits."""
        self._stop.set()

    def end(self) -> None:
        """End it and wait for that."""
        self._stop.set()
        self._thread.join()
        self._stop.close()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for its end; tell whether it came."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                self._rest(self._stay())
        except (Cancelled, NotFound):
            pass  # asked to end, or the mailbox was removed or rests

    def _stay(self) -> float:
        """Read the mailbox for as long as that goes well; tell how long to wait then."""
        try:
            known = the_mailbox(self._store, self._mailbox)
            with (
                troubles_noted(self._store, self._mailbox),
                connected(known, self._way_in(known), self._stop) as dialogue,
            ):
                self._look(dialogue)
                while self._wait(dialogue):
                    self._look(dialogue)
        except MailboxShut as shut:
            self._listener.trouble(str(shut))
            return self.pace.shut
        except (Cancelled, NotFound):
            raise
        except TipdeskError as cut:
            self._listener.trouble(str(cut))
            self._failures += 1
            return self.pace.after(self._failures - 1)
        return 0.0

    def _look(self, dialogue: Dialogue) -> None:
        if not the_mailbox(self._store, self._mailbox).active:
            raise Cancelled
        for receipts in look(self._store, self._mailbox, dialogue):
            self._failures = 0
            self._listener.came(receipts)
        self._failures = 0
        self._listener.looked()

    def _wait(self, dialogue: Dialogue) -> bool:
        """Wait for news; tell whether the connection is worth going on with."""
        if not dialogue.can(b"IDLE"):
            return self._rest(self.pace.poll)
        with in_words(Step.READ):
            return dialogue.idle(self.pace.idle, lambda: not self.clock.slept())

    def _rest(self, seconds: float) -> bool:
        """Wait; false, and less long, where the computer slept meanwhile."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if self.clock.slept():
                return False
            if self._stop.wait(min(left, self.pace.slice)):
                raise Cancelled
        return True
