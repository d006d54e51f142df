"""Does one thing to many tips: at once where they are few, else as work that can be stopped."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication

from tipdesk.gui import words
from tipdesk.gui.bridge import Bridge
from tipdesk.intake.progress import Interrupted
from tipdesk.jobs import Job, JobState
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import Cancelled
from tipdesk.newsroom.ids import TipId
from tipdesk.store.database import Store
from tipdesk.store.watching import watched

AT_ONCE = 500  # more take longer than one likes to wait without a word

Tips = Sequence[TipId]
Verb = Callable[[Store, Tips], Change]


def do_to(bridge: Bridge, tips: Tips, verb: Verb) -> None:
    """Change these tips: one change, one undo, however many they are."""
    title = QCoreApplication.translate("Doing", "Changing {0}").format(words.tips(len(tips)))
    do_watched(bridge, title, lambda store: verb(store, tips), many=len(tips) > AT_ONCE)


def do_watched(
    bridge: Bridge, title: str, verb: Callable[[Store], Change], *, many: bool = False
) -> None:
    """Change something; where it is or turns out to be much, it is shown and can be stopped.

    What is little is not stopped when the desk is closed: it is done by then.
    """
    job = Job(title)
    if many:
        bridge.attend(job)

    def watch(done: int, total: int) -> None:
        if done == 0 and total > AT_ONCE and not many:
            bridge.later(partial(bridge.attend, job))
        job.progress(done, total)

    def step(store: Store) -> Change:
        with watched(watch):
            job.run(lambda _: verb(store))
        if job.state is JobState.CANCELLED and not isinstance(job.error, Interrupted):
            bridge.later(partial(_tell_stopped, bridge))
        if job.error is not None:
            raise job.error
        change: Change = job.result
        return change

    bridge.do(step)


def _tell_stopped(bridge: Bridge) -> None:
    stopped = QCoreApplication.translate("Doing", "You stopped it; nothing was changed.")
    bridge.failed.emit(Cancelled(stopped))
