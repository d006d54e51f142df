"""Has done what is never urgent: the rest of large files, words in pictures, signatures."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from tipdesk.gui.bridge import Bridge
from tipdesk.jobs import Job, JobState
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import TipdeskError
from tipdesk.newsroom.ids import TipId
from tipdesk.store.database import Store


@dataclass(frozen=True, slots=True)
class Task:
    """What there is to do: its name, whether anything waits for it, and how it is done.

    `nouns` are what it finds out about the tips that it tells of.
    """

    title: str
    waits: Callable[[Store], bool]
    work: Callable[[Store, Job], frozenset[TipId]]
    nouns: frozenset[str] = frozenset({"facts", "media"})


class Afterwards(QObject):
    """A job that begins where something waits for it; one at a time."""

    ended = Signal()  # nothing is left to do

    def __init__(self, bridge: Bridge, task: Task, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._task = task
        self._job: Job | None = None
        self._more_to_do = False

    def look(self) -> None:
        """Begin, where there is something to do."""
        if self._job is not None:
            self._more_to_do = True
        else:
            self._bridge.ask(self._task.waits, self._begin, view=self._task.title)

    def _begin(self, is_waited_for: bool) -> None:  # noqa: FBT001  the answer to a question
        if self._job is not None:
            self._more_to_do = True
            return
        if not is_waited_for:
            self.ended.emit()
            return
        store = self._bridge.lanes.store

        def work(job: Job) -> frozenset[TipId]:
            return self._task.work(store, job)

        self._job = self._bridge.start(self._task.title, work, self._on_end)

    def _on_end(self, job: Job) -> None:
        self._job = None
        more, self._more_to_do = self._more_to_do, False
        if job.state is JobState.DONE:
            self._tell(job.result)
            if more:
                self.look()
            else:
                self.ended.emit()
        elif job.state is JobState.FAILED and job.error is not None:
            if not isinstance(job.error, TipdeskError):
                raise job.error
            self._bridge.failed.emit(job.error)

    def _tell(self, tips: frozenset[TipId]) -> None:
        if tips:
            self._bridge.changed.emit(Change(None, "facts", tips=tips, nouns=self._task.nouns))
