"""The main job from end to end: a tip comes in, gets pictures, is published, and is handed on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tipdesk.demo.files import content
from tipdesk.demo.pieces import SampleFile
from tipdesk.demo.stories import NAME
from tipdesk.desk.annotating import editing
from tipdesk.desk.changes.words import say
from tipdesk.desk.opening import open_tip
from tipdesk.desk.triaging import checking, triage
from tipdesk.intake.arrival import Arrival, ArrivedFile
from tipdesk.intake.facts import finish_waiting, read_waiting, waiting
from tipdesk.intake.register import attach, register
from tipdesk.media.worker import Readers
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.counts import counted
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.media import MediaEdit
from tipdesk.newsroom.states import Channel, Permission, Verdict, Workflow
from tipdesk.newsroom.story import NewUse
from tipdesk.newsroom.tip import NewTip
from tipdesk.newsroom.when import now
from tipdesk.publication.export import Form, export
from tipdesk.publication.profile import Profile
from tipdesk.store.database import Store
from tipdesk.stories import publishing, putting

STORY = "MILLFLOOD"
_FILES = (
    SampleFile("IMG_3007.jpg", "flood", gps=(51.7712, 0.0931)),
    SampleFile("IMG_3011.jpg", "boat", gps=(51.7714, 0.0934)),
    SampleFile("IMG_3012.mp4", "weir", "film"),
)
_TIP = NewTip(
    headline="Rescue boat on Mill Road, seen from the footbridge",
    text="Two people were taken from a car. I filmed it from the footbridge at noon.",
    channel=Channel.MAIL,
    sender="E. Sand <e.sand@example.org>",
    place="Mill Road, Wickhaven",
    tags=("flood", "eyewitness"),
)
_CLEARED = MediaEdit(
    caption="The flood on Mill Road, Wickhaven, seen from the footbridge.",
    credit="Picture: E. Sand",
    permission=Permission.GRANTED,
)
_USE = NewUse(url="https://courier.example/news/mill-road", outlet=NAME, credit="E. Sand")


@dataclass(frozen=True, slots=True)
class Done:
    """The tip that went all the way, and what was done, in sentences."""

    tip: TipId
    said: tuple[str, ...]


def do_main_job(store: Store, results: Path) -> Done:
    """Log a tip, attach two pictures and a video, publish it, and write its summary."""
    logged = register(store, Arrival(_TIP))
    assert logged.tip is not None, "a tip with words of its own is always new"
    said = (
        say(logged.change),
        *_with_pictures(store, logged.tip),
        *(say(change) for change in _to_publication(store, logged.tip)),
        _handed_on(store, logged.tip, results),
    )
    return Done(logged.tip, said)


def _to_publication(store: Store, tip: TipId) -> Iterator[Change]:
    files = [media.id for media in open_tip(store, tip).media]
    yield putting.put(store, [tip], STORY)
    yield triage.assign(store, [tip], store.editor)
    yield triage.move(store, [tip], Workflow.VERIFYING)
    yield checking.set_verdict(store, [tip], Verdict.VERIFIED)
    yield editing.edit_media(store, files, _CLEARED)
    yield triage.move(store, [tip], Workflow.READY)
    yield publishing.publish(store, [tip], _USE)


def _with_pictures(store: Store, tip: TipId) -> list[str]:
    # The time to the second makes every run's pictures new to the desk.
    at = datetime.now(UTC)
    files = [
        ArrivedFile(file.name, content(file, at, at.second + seed))
        for seed, file in enumerate(_FILES)
    ]
    attached = attach(store, tip, files)
    waited = len(waiting(store))
    with Readers() as readers:
        read_waiting(store, readers)
        finish_waiting(store, readers)
    return [say(attached.change), f"{counted(waited, 'file')} read by the walled-off worker."]


def _handed_on(store: Store, tip: TipId, results: Path) -> str:
    path = results / f"summary-{now():%Y%m%d-%H%M%S}.pdf"
    receipt = export(store, [tip], Form.PDF, path, profile=Profile())
    return f"The summary: {receipt.path}"
