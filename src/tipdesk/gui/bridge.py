"""Brings finished work back to the window: the one place where threads meet Qt."""

import itertools
import threading
from collections import Counter, deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from tipdesk.jobs import ENDED, Job, Lanes
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import Cancelled, TipdeskError

if TYPE_CHECKING:
    # The store's libraries are slow to load; the window paints before they are there.
    from tipdesk.store.database import Store

T = TypeVar("T")


class Changing(Protocol):
    """What a verb gives back when it has more to tell than its change."""

    @property
    def change(self) -> Change:
        """Say what the verb changed."""


Awaited = tuple[Callable[[Any], object], Callable[[TipdeskError], object], Callable[[], bool]]
C = TypeVar("C", bound=Change | Changing)


class Deliveries(QObject):
    """Brings results to the window's thread.

    Only a bare "ready" signal crosses the threads; Python objects wait in a queue of our own, so
    that Qt never has to own them. What nobody can use any more is dropped: an answer whose view
    has asked something newer, or whose widget is gone. An unexpected exception is raised on the
    window's thread, where `sys.excepthook` meets it.
    """

    idle = Signal()  # nothing is awaited any more

    _ready = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._finished: deque[Callable[[], None]] = deque()
        self._awaited: dict[int, Awaited] = {}
        self._tickets = itertools.count()
        self._ended = False
        self._ready.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Tell whether an answer is still awaited."""
        return bool(self._awaited)

    def end(self) -> None:
        """Deliver nothing any more: the window is going, and its views with it."""
        self._ended = True

    def later(self, call: Callable[[], object]) -> None:
        """Run `call` on the window's thread, from whatever thread this is said."""
        self._finished.append(partial(_call, call))
        self._ready.emit()

    def follow(
        self,
        future: Future[T],
        then: Callable[[T], object],
        otherwise: Callable[[TipdeskError], object],
        wanted: Callable[[], bool] = lambda: True,
    ) -> None:
        """Hand what the future brings to `then`, an error to `otherwise`, if `wanted` still."""
        ticket = next(self._tickets)
        self._awaited[ticket] = (then, otherwise, wanted)

        def done(finished: Future[T]) -> None:
            # Only the ticket crosses: a thread that let go of the last reference to a callback
            # would destroy the widget behind it, away from the window's thread.
            self._finished.append(partial(self._conclude, ticket, finished))
            self._ready.emit()

        future.add_done_callback(done)

    @Slot()
    def _settle(self) -> None:
        # One a signal: an exception then costs only the answer that raised it.
        self._finished.popleft()()

    def _conclude(self, ticket: int, future: Future[Any]) -> None:
        then, otherwise, wanted = self._awaited.pop(ticket)
        try:
            if wanted() and not self._ended:
                _deliver(future, then, otherwise)
        finally:
            if not self._awaited:
                self.idle.emit()


def _deliver(
    future: Future[T],
    then: Callable[[T], object],
    otherwise: Callable[[TipdeskError], object],
) -> None:
    try:
        result = future.result()
    except (CancelledError, Cancelled):
        return
    except TipdeskError as error:
        if _lives(otherwise):
            otherwise(error)
        return
    if _lives(then):
        then(result)


def _call(call: Callable[[], object]) -> None:
    if _lives(call):
        call()


def _lives(call: Callable[..., object]) -> bool:
    """Tell whether the widget whose method this is still exists."""
    while isinstance(call, partial):
        call = call.func
    owner = getattr(call, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


class Bridge(Deliveries):
    """Asks the lanes of the open desk and answers on the window's thread."""

    changed = Signal(object)  # Change, whoever made it
    done = Signal(object)  # Change that was made in this window
    failed = Signal(object)  # TipdeskError
    started = Signal(object, bool)  # Job, and whether it counts bytes

    def __init__(self, lanes: Lanes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lanes = lanes
        self._asked: Counter[str] = Counter()

    def do(
        self,
        verb: Callable[["Store"], C],
        then: Callable[[C], object] | None = None,
        otherwise: Callable[[TipdeskError], object] | None = None,
    ) -> None:
        """Change something, tell every view, then `then`; errors go to `otherwise`, or to all."""

        def told(result: C) -> None:
            change = result if isinstance(result, Change) else result.change
            self.changed.emit(change)
            self.done.emit(change)
            if then is not None and _lives(then):
                then(result)

        if not self._ended:
            self.follow(self.lanes.do(verb), told, otherwise or self.failed.emit)

    def ask(
        self,
        question: Callable[["Store"], T],
        answer: Callable[[T], object],
        *,
        view: str = "",
        otherwise: Callable[[TipdeskError], object] | None = None,
    ) -> None:
        """Read something, then hand it to `answer`; the newest question of a view wins."""
        if self._ended:
            return
        self._asked[view] += 1
        turn = self._asked[view]

        def current() -> bool:
            return not view or self._asked[view] == turn

        self.follow(
            self.lanes.ask(question, view=view),
            answer,
            otherwise or self.failed.emit,
            wanted=current,
        )

    def aside(
        self,
        work: Callable[[], T],
        answer: Callable[[T], object],
        otherwise: Callable[[TipdeskError], object] | None = None,
    ) -> None:
        """Do slow work that needs no store, then hand its result to `answer`."""
        if not self._ended:
            self.follow(self.lanes.aside(work), answer, otherwise or self.failed.emit)

    def start(
        self,
        title: str,
        work: Callable[[Job], object],
        then: Callable[[Job], object] | None = None,
        *,
        in_bytes: bool = False,
    ) -> Job:
        """Begin long work, which the jobs panel follows; `then` is told how it ended."""
        job = self.lanes.start(title, work)
        self.started.emit(job, in_bytes)
        if then is not None:
            self._when_ended(job, then)
        return job

    def attend(self, job: Job) -> None:
        """Have the jobs panel follow work that a verb turned out to be."""
        self.lanes.attend(job)
        self.started.emit(job, False)

    def _when_ended(self, job: Job, then: Callable[[Job], object]) -> None:
        first = threading.Lock()
        ended: Future[Job] = Future()
        self.follow(ended, then, self.failed.emit)

        def listen(told: Job) -> None:
            # It may end between the look below and the listener's entry: only once counts.
            if told.state in ENDED and first.acquire(blocking=False):
                ended.set_result(told)

        job.listeners.append(listen)
        listen(job)


class Nowhere(Bridge):
    """Leads to no desk: whatever is asked of it is never answered."""

    def __init__(self, parent: QObject | None = None) -> None:
        Deliveries.__init__(self, parent)
        self.end()
