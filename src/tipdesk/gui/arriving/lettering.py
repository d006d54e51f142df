"""Has the words in pictures read, once nothing more urgent is left to read."""

from PySide6.QtCore import QObject

from tipdesk.gui.bridge import Bridge
from tipdesk.intake.lettering import read_words, words_wait
from tipdesk.jobs import Job, JobState
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import TipdeskError
from tipdesk.newsroom.ids import TipId


class Lettering(QObject):
    """A job that begins when pictures wait and this machine can read words; one at a time."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._job: Job | None = None

    def look(self) -> None:
        """Begin, where there is something to do."""
        if self._job is None:
            self._bridge.ask(words_wait, self._begin, view="words in pictures")

    def _begin(self, is_waited_for: bool) -> None:  # noqa: FBT001  the answer to a question
        if not is_waited_for or self._job is not None:
            return
        store = self._bridge.lanes.store

        def work(job: Job) -> frozenset[TipId]:
            return read_words(store, progress=job.progress)

        self._job = self._bridge.start(self.tr("Reading words in pictures"), work, self._on_end)

    def _on_end(self, job: Job) -> None:
        self._job = None
        if job.state is JobState.DONE and job.result:
            nouns = frozenset({"facts", "media"})
            self._bridge.changed.emit(Change(None, "facts", tips=job.result, nouns=nouns))
        elif job.state is JobState.FAILED and job.error is not None:
            if not isinstance(job.error, TipdeskError):
                raise job.error
            self._bridge.failed.emit(job.error)
