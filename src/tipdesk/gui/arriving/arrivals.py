"""Takes in what was dropped, pasted or chosen: files aside as a job, words at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from tipdesk.gui import drops, words
from tipdesk.gui.arriving import receipts
from tipdesk.gui.arriving.afterwards import Afterwards, Task
from tipdesk.gui.arriving.question import Question
from tipdesk.gui.bridge import Bridge
from tipdesk.intake.arrival import Arrival, ArrivedFile, Receipt
from tipdesk.intake.facts import finish_waiting, read_waiting, rest_waits
from tipdesk.intake.importing import Unfinished, import_paths, resume, unfinished
from tipdesk.intake.lettering import read_words, words_wait
from tipdesk.intake.register import attach, register
from tipdesk.jobs import Job, JobState
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import Cancelled, TipdeskError
from tipdesk.newsroom.ids import ChangeId, TipId
from tipdesk.newsroom.states import Channel
from tipdesk.newsroom.tip import HEADLINE_LIMIT, TEXT_LIMIT, NewTip
from tipdesk.store.database import Store


@dataclass(frozen=True, slots=True)
class Target:
    """Where it goes: onto a tip that is there, or into a new one, with a story or a last step."""

    onto: TipId | None = None
    story: str = ""
    afterwards: Callable[[Store, Sequence[TipId]], Change] | None = None


ANYWHERE = Target()


class Arrivals(QObject):
    """The way in for everything that reaches the window."""

    listed = Signal(object, list)  # Job, and what it could not take in
    told = Signal(str, object)  # what became of it, in a sentence; the change, where it is one
    refused = Signal(str)  # why it could not be taken
    logged = Signal(list)  # the new tips
    begun = Signal(object)  # TipId: one that an editor begins to write
    remembered = Signal(object)  # bool: one tip each, from now on without asking

    def __init__(self, bridge: Bridge, question: Question, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._question = question
        self.each: bool | None = None
        self._reading: Job | None = None
        self._more_to_read = False
        # One after the other: the rest of large files first, words in pictures last of all.
        self._finishing = self._afterwards(self.tr("Looking closer"), rest_waits, self._finish)
        self._lettering = self._afterwards(
            self.tr("Reading words in pictures"), words_wait, _read_words
        )
        self._finishing.ended.connect(self._lettering.look)

    def take(self, found: drops.Dropped, target: Target = ANYWHERE) -> None:
        """Take in what was dropped or pasted, or say why it can't be."""
        if found.paths:
            self.take_paths(found.paths, target)
        elif found.picture:
            self._take_picture(found, target)
        elif found.text:
            self._take_text(found.text, target)
        else:
            self.refused.emit(found.sentence)

    def take_paths(self, paths: Sequence[Path], target: Target = ANYWHERE) -> None:
        """Import files and folders; several loose ones are asked about, unless it is known."""
        if len(paths) > 1 and target.onto is None and self.each is None:
            self._question.ask(len(paths), partial(self._answered, paths, target))
        else:
            self._import(paths, target, each=bool(self.each))

    def log(self, headline: str, channel: Channel) -> None:
        """Log a tip that an editor begins to write."""
        tip = NewTip(headline=headline, channel=channel)

        def begin(receipt: Receipt) -> None:
            self._note(ANYWHERE, receipt)
            self.begun.emit(receipt.tip)

        self._bridge.do(partial(_register, arrival=Arrival(tip)), begin)

    def go_on(self) -> None:
        """Complete what a crash cut off, and read the files that still wait."""
        self._bridge.ask(unfinished, self._resume, view="unfinished")

    def read_files(self) -> None:
        """Have the media workers read what came in; one such job at a time."""
        readers = self._bridge.lanes.readers
        if readers is None:
            return
        if self._reading is not None:
            self._more_to_read = True
            return

        def work(job: Job) -> frozenset[TipId]:
            return read_waiting(self._bridge.lanes.store, readers, progress=job.progress)

        self._reading = self._bridge.start(self.tr("Reading files"), work, self._on_read)

    def _afterwards(
        self,
        title: str,
        waits: Callable[[Store], bool],
        work: Callable[[Store, Job], frozenset[TipId]],
    ) -> Afterwards:
        return Afterwards(self._bridge, Task(title, waits, work), self)

    def _finish(self, store: Store, job: Job) -> frozenset[TipId]:
        readers = self._bridge.lanes.readers
        return finish_waiting(store, readers, progress=job.progress) if readers else frozenset()

    def _answered(
        self,
        paths: Sequence[Path],
        target: Target,
        each: bool,  # noqa: FBT001  the answer to a yes-or-no question
        remember: bool,  # noqa: FBT001
    ) -> None:
        if remember:
            self.remembered.emit(each)
        self._import(paths, target, each=each)

    def _import(self, paths: Sequence[Path], target: Target, *, each: bool) -> None:
        store = self._bridge.lanes.store

        def work(job: Job) -> list[Receipt]:
            return import_paths(
                store,
                paths,
                progress=job.progress,
                each=each,
                into_story=target.story,
                onto=target.onto,
            )

        title = self.tr("Importing {0}").format(words.several(len(paths), "other"))
        self._bridge.start(title, work, partial(self._on_imported, target), in_bytes=True)

    def _on_imported(self, target: Target, job: Job) -> None:
        if job.state is not JobState.DONE:
            self._tell_failure(job)
            return
        done: list[Receipt] = job.result
        self.listed.emit(job, receipts.problems(done))
        for change in {id(receipt.change): receipt.change for receipt in done}.values():
            self._bridge.changed.emit(change)
        if target.onto is None:
            self._welcome(receipts.new_tips(done), target)
        self.told.emit(receipts.say(done, target.onto), _only_change(done))
        self.read_files()

    def _tell_failure(self, job: Job) -> None:
        if isinstance(job.error, Cancelled):
            self.told.emit(str(job.error), None)
            self.read_files()
        elif isinstance(job.error, TipdeskError):
            self._bridge.failed.emit(job.error)
        elif job.error is not None:
            raise job.error

    def _take_picture(self, found: drops.Dropped, target: Target) -> None:
        taken = datetime.now().astimezone().strftime("%Y-%m-%d %H.%M.%S")
        name = self.tr("Pasted picture {0}").format(taken) + found.suffix
        file = ArrivedFile(name, found.picture, found.page)
        if target.onto is not None:
            self._bridge.do(
                partial(attach, tip=target.onto, files=[file]), partial(self._note, target)
            )
            return
        tip = _new_tip("", "", target)
        arrival = Arrival(tip, (file,), wordless=True)
        self._bridge.do(partial(_register, arrival=arrival), partial(self._note, target))

    def _take_text(self, text: str, target: Target) -> None:
        tip = _new_tip(text.partition("\n")[0].strip(), text, target)
        self._bridge.do(partial(_register, arrival=Arrival(tip)), partial(self._note, target))

    def _welcome(self, new: list[TipId], target: Target) -> None:
        if not new:
            return
        self.logged.emit(new)
        step = target.afterwards
        if step is not None:
            self._bridge.do(lambda store: step(store, new))

    def _note(self, target: Target, receipt: Receipt) -> None:
        if receipt.tip is not None and target.onto is None:
            self._welcome([receipt.tip], target)
        if receipt.known or receipt.refused:
            self.told.emit(receipts.say([receipt]), receipt.change.id)
        self.read_files()

    def _resume(self, left: list[Unfinished]) -> None:
        store = self._bridge.lanes.store
        for errand in left:
            title = self.tr("Going on with an import")

            def work(job: Job, errand: int = errand.id) -> list[Receipt]:
                return resume(store, errand, progress=job.progress)

            self._bridge.start(title, work, partial(self._on_imported, ANYWHERE), in_bytes=True)
        if not left:
            self.read_files()

    def _on_read(self, job: Job) -> None:
        self._reading = None
        if job.state is JobState.DONE:
            facts = Change(None, "facts", tips=job.result, nouns=frozenset({"facts", "media"}))
            self._bridge.changed.emit(facts)
        elif job.state is JobState.FAILED:
            self._tell_failure(job)
        if job.state is not JobState.DONE:
            return
        if self._more_to_read:
            self._more_to_read = False
            self.read_files()
        else:
            self._finishing.look()


def _new_tip(headline: str, text: str, target: Target) -> NewTip:
    return NewTip(
        headline=headline[:HEADLINE_LIMIT],
        text=text[:TEXT_LIMIT],
        stories=(target.story,) if target.story else (),
    )


def _only_change(done: Sequence[Receipt]) -> ChangeId | None:
    changes = {receipt.change.id for receipt in done if receipt.change}
    return changes.pop() if len(changes) == 1 else None


def _read_words(store: Store, job: Job) -> frozenset[TipId]:
    return read_words(store, progress=job.progress)


def _register(store: Store, arrival: Arrival) -> Receipt:
    return register(store, arrival)
