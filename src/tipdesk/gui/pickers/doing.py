"""Does one thing to many tips: at once where they are few, else as work that can be stopped."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from tipdesk.gui import words
from tipdesk.gui.bridge import Bridge
from tipdesk.jobs import Job, JobState
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import Cancelled, TipdeskError
from tipdesk.newsroom.ids import TipId
from tipdesk.store.database import Store
from tipdesk.store.watching import watched

AT_ONCE = 500  # more take longer than one likes to wait without a word

Tips = Sequence[TipId]
Verb = Callable[[Store, Tips], Change]


def do_to(bridge: Bridge, tips: Tips, verb: Verb) -> None:
    """Change these tips: one change, one undo, however many they are."""
    if len(tips) <= AT_ONCE:
        bridge.do(lambda store: verb(store, tips))
        return

    def work(job: Job) -> Change:
        def step(store: Store) -> Change:
            with watched(job.progress):
                return verb(store, tips)

        return bridge.lanes.do(step).result()

    title = QCoreApplication.translate("Doing", "Changing {0}").format(words.tips(len(tips)))
    bridge.start(title, work, lambda job: _tell(bridge, job))


def _tell(bridge: Bridge, job: Job) -> None:
    if job.state is JobState.DONE:
        bridge.changed.emit(job.result)
        bridge.done.emit(job.result)
    elif job.state is JobState.CANCELLED:
        stopped = QCoreApplication.translate("Doing", "You stopped it; nothing was changed.")
        bridge.failed.emit(Cancelled(stopped))
    elif isinstance(job.error, TipdeskError):
        bridge.failed.emit(job.error)
    elif job.error is not None:
        raise job.error
