"""The lanes of background work, so that the window's thread never waits; no Qt."""

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self, TypeVar

from tipdesk.intake.progress import Interrupted
from tipdesk.newsroom.errors import Cancelled
from tipdesk.store.heeding import heeding

if TYPE_CHECKING:
    # The store's libraries are slow to load; the window paints before they are there.
    from tipdesk.media.worker import Readers
    from tipdesk.store.database import Store

T = TypeVar("T")
STOPPED = "The work was stopped; what was done by then is kept."
CLOSING = "Tipdesk is closing; the work goes on at the next start."


class JobState(StrEnum):
    """How far long work is."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


BUSY = (JobState.RUNNING, JobState.PAUSED)
ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


class Job:
    """Long work that can be watched, paused and stopped from any thread.

    `listeners` are called with the job on the thread that changed it; keep them short.
    """

    def __init__(self, title: str) -> None:
        self.title = title
        self.state = JobState.WAITING
        self.done = 0
        self.total = 0
        self.error: BaseException | None = None
        self.result: Any = None
        self.listeners: list[Callable[[Job], object]] = []
        self._changing = threading.Condition()
        self._stop: Cancelled | None = None

    def progress(self, done: int, total: int) -> None:
        """Tell how far it is; blocks while paused, raises Cancelled where it was stopped."""
        with self._changing:
            self.done, self.total = done, total
        self._tell()
        with self._changing:
            self._changing.wait_for(lambda: self._stop or self.state is not JobState.PAUSED)
            if self._stop:
                raise self._stop

    def pause(self) -> None:
        """Hold the work at its next step."""
        self._turn((JobState.RUNNING,), JobState.PAUSED)

    def resume(self) -> None:
        """Let paused work go on."""
        self._turn((JobState.PAUSED,), JobState.RUNNING)

    def cancel(self) -> None:
        """Stop the work at its next step."""
        self.stop(Cancelled(STOPPED))

    def stop(self, why: Cancelled) -> None:
        """Stop the work at its next step with this error; work that has ended stays as it is."""
        with self._changing:
            if self.state in ENDED:
                return
            self._stop = self._stop or why
            if self.state is JobState.WAITING:
                self.state, self.error = JobState.CANCELLED, why
            self._changing.notify_all()
        self._tell()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for the end; tell whether it came."""
        with self._changing:
            return self._changing.wait_for(lambda: self.state in ENDED, timeout)

    def run(self, work: Callable[["Job"], object]) -> None:
        """Do the work on this thread, unless it was stopped before."""
        if not self._turn((JobState.WAITING,), JobState.RUNNING):
            return
        state = JobState.DONE
        try:
            self.result = work(self)
        except Cancelled as error:
            state, self.error = JobState.CANCELLED, error
        except BaseException as error:  # noqa: BLE001  whoever watches the job tells it
            state, self.error = JobState.FAILED, error
        self._turn(BUSY, state)

    def _turn(self, before: tuple[JobState, ...], after: JobState) -> bool:
        with self._changing:
            if self.state not in before:
                return False
            self.state = after
            self._changing.notify_all()
        self._tell()
        return True

    def _tell(self) -> None:
        for listener in tuple(self.listeners):
            listener(self)


class Lanes:
    """The threads of one open desk: one for its verbs, two for questions, some for the rest."""

    def __init__(self, store: "Store", readers: "Readers | None" = None) -> None:
        self.store = store
        self.readers = readers
        self.jobs: list[Job] = []
        self._verbs = ThreadPoolExecutor(1, "tipdesk-store")
        self._questions = ThreadPoolExecutor(2, "tipdesk-read")
        self._aside = ThreadPoolExecutor(4, "tipdesk-aside")
        self._long = ThreadPoolExecutor(4, "tipdesk-job")
        self._newest: dict[str, _Question] = {}
        self._asking = threading.RLock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def do(self, verb: Callable[["Store"], T]) -> Future[T]:
        """Run a verb after all verbs that were asked for before it."""
        return self._verbs.submit(verb, self.store)

    def ask(self, question: Callable[["Store"], T], *, view: str = "") -> Future[T]:
        """Run a question; an older one of the same view that hasn't answered yet never will."""
        asked = _Question()
        with self._asking:
            if view and view in self._newest:
                self._newest[view].overtake()
            if view:
                self._newest[view] = asked
            asked.future = future = self._questions.submit(self._answer, question, asked)
        return future

    def aside(self, work: Callable[[], T]) -> Future[T]:
        """Run work that needs no store."""
        return self._aside.submit(work)

    def start(self, title: str, work: Callable[[Job], object]) -> Job:
        """Begin long work; it waits where four others are at it."""
        job = Job(title)
        self.attend(job)
        self._long.submit(job.run, work)
        return job

    def attend(self, job: Job) -> None:
        """Stop this work, too, when the desk is closed."""
        self.jobs = [*(known for known in self.jobs if known.state not in ENDED), job]

    def close(self) -> None:
        """Let the verbs that were asked for finish, stop the rest, and wait for it."""
        for job in self.jobs:
            job.stop(Interrupted(CLOSING))
        with self._asking:
            for asked in self._newest.values():
                asked.overtake()
        for lane in (self._long, self._questions, self._aside):
            lane.shutdown(cancel_futures=True)
        self._verbs.shutdown()

    def _answer(self, question: Callable[["Store"], T], asked: "_Question") -> T:
        with heeding(lambda: asked.overtaken):
            answer = question(self.store)
        if asked.overtaken:
            raise CancelledError
        return answer


class _Question:
    def __init__(self) -> None:
        self.overtaken = False
        self.future: Future[Any] | None = None

    def overtake(self) -> None:
        self.overtaken = True
        if self.future is not None:
            self.future.cancel()
