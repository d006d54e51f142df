"""Deletes tips for good as work that is shown and can be stopped; the question comes first."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tipdesk.gui import words
from tipdesk.gui.bridge import Bridge
from tipdesk.jobs import Job, JobState
from tipdesk.newsroom.errors import Cancelled, DeskReadOnly, NotFound, TipdeskError
from tipdesk.newsroom.ids import TipId
from tipdesk.store.database import Store

if TYPE_CHECKING:
    from tipdesk.desk.triaging.deleting import Deleted
    from tipdesk.desk.triaging.weighing import Weight

Tips = Sequence[TipId]


class Deleter(QObject):
    """Asks, and does it to what was counted: what comes to the trash meanwhile is left there."""

    listed = Signal(object, list)  # Job, and sentences about what it left

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge

    def ask(self, tips: Tips, window: QWidget) -> None:
        """Ask whether these tips are to be deleted for good."""
        self._weigh(lambda _: tips, window)

    def ask_all(self, window: QWidget) -> None:
        """Ask whether the trash is to be emptied."""
        from tipdesk.desk.triaging.weighing import in_trash  # noqa: PLC0415  asked for rarely

        self._weigh(in_trash, window)

    def _weigh(self, which: Callable[[Store], Tips], window: QWidget) -> None:
        from tipdesk.desk.triaging.weighing import weigh  # noqa: PLC0415

        def question(store: Store) -> "Weight":
            if store.read_only:
                raise DeskReadOnly(store.why_read_only)
            return weigh(store, which(store))

        self._bridge.ask(question, partial(self._show, window), view="trash")

    def _show(self, window: QWidget, weight: "Weight") -> None:
        if weight.tips:
            from tipdesk.gui.trash.question import Question  # noqa: PLC0415

            asked = Question(weight, window)
            asked.agreed.connect(partial(self._delete, weight))
            asked.open()
        elif weight.refused:
            self._bridge.failed.emit(weight.refused[0].why)
        else:
            self._bridge.failed.emit(NotFound(self.tr("The trash is empty.")))

    def _delete(self, weight: "Weight") -> None:
        from tipdesk.desk.triaging.deleting import delete_tips  # noqa: PLC0415

        store, tips = self._bridge.lanes.store, weight.tips

        def work(job: Job) -> "Deleted":
            return delete_tips(store, tips, job.progress)

        title = self.tr("Deleting {0} for good").format(words.tips(len(tips)))
        self._bridge.start(title, work, self._tell)

    def _tell(self, job: Job) -> None:
        if job.state is JobState.DONE:
            self._tell_done(job, job.result)
        elif isinstance(job.error, Cancelled):
            stopped = self.tr("You stopped it; nothing was deleted.")
            self._bridge.failed.emit(Cancelled(stopped))
        elif isinstance(job.error, TipdeskError):
            self._bridge.failed.emit(job.error)
        elif job.error is not None:
            raise job.error

    def _tell_done(self, job: Job, done: "Deleted") -> None:
        if not done.scrubbed:
            rests = self.tr(
                "Rests of it may stay in unused pages of the database until tips are deleted "
                "while nobody else is at the desk; in a large one (200 MB) they may stay longer."
            )
            self.listed.emit(job, [rests])
        self._bridge.changed.emit(done.change)
        self._bridge.done.emit(done.change)
