"""Makes the sample desk with the same verbs that an editor uses."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from tipdesk.demo.files import content
from tipdesk.demo.pieces import SampleFile, SampleTip
from tipdesk.demo.post import ANSWERED, further_letters, letter_of
from tipdesk.demo.stories import NAME, STORIES
from tipdesk.demo.town import EVERYDAY, TOWN
from tipdesk.demo.weather import WEATHER
from tipdesk.desk.annotating import editing, linking, notes
from tipdesk.desk.opening import open_tip
from tipdesk.desk.triaging import checking, tagging, triage
from tipdesk.intake.arrival import Arrival, ArrivedFile
from tipdesk.intake.letters import arrival_of
from tipdesk.intake.receiving import receive
from tipdesk.intake.register import register
from tipdesk.newsroom.ids import MediaId, TipId
from tipdesk.newsroom.media import MediaEdit
from tipdesk.newsroom.states import Channel, Choice, Label, Permission, Verdict, Workflow
from tipdesk.newsroom.story import NewUse, StoryEdit
from tipdesk.newsroom.tip import NewTip, TipEdit
from tipdesk.newsroom.when import now
from tipdesk.store import keys
from tipdesk.store.database import Store
from tipdesk.store.folder import Protection, describe_desk
from tipdesk.store.opening import create_desk, open_desk
from tipdesk.stories import founding, publishing

EDITOR = "Mara Keller"
_ON_THE_LINE = {Workflow.PUBLISHED, Workflow.KILLED}

Progress = Callable[[int, int], None]


def sample_desk(path: Path, editor: str, progress: Progress) -> Store:
    """Open the sample desk in this folder, and make it first where it isn't there."""
    if describe_desk(path) is None:
        protection = Protection.KEYRING if keys.keyring_is_real() else Protection.NONE
        store = create_desk(path, name=NAME, editor=EDITOR, protection=protection)
        fill(store, progress)
        store.close()
    return open_desk(path, editor=editor)


def fill(store: Store, progress: Progress) -> None:
    """Log every sample tip, oldest first, and bring it to its state."""
    moment = now()
    for story in STORIES:
        edit = StoryEdit(headline=story.headline, section=story.section, status=story.status)
        founding.found(store, story.slug, edit)
    tips = sorted((*WEATHER, *TOWN, *EVERYDAY), key=lambda tip: -tip.ago)
    known: dict[str, TipId] = {}
    for done, sample in enumerate(tips, start=1):
        tip = _bring_in(store, sample, moment - timedelta(minutes=sample.ago))
        known[sample.headline] = tip
        if sample.shows_the_same_as:
            _link(store, tip, known[sample.shows_the_same_as])
        progress(done, len(tips))
    answered = next(tip for tip in tips if tip.headline == ANSWERED)
    receive(store, further_letters(answered, moment))
    for story in STORIES:
        if story.embargo is not None:
            until = moment + timedelta(hours=story.embargo)
            founding.edit_story(store, story.slug, StoryEdit(embargo_until=until))


def _link(store: Store, tip: TipId, other: TipId) -> None:
    one, same = (open_tip(store, each).media[0].digest for each in (tip, other))
    linking.link(store, tip, other, one, same)


def _bring_in(store: Store, sample: SampleTip, received_at: datetime) -> TipId:
    tip = register(store, _arrival(sample, received_at)).tip
    assert tip is not None, "every sample tip is new"
    _tend(store, tip, sample)
    _caption(store, tip, sample.files)
    _move(store, tip, sample)
    return tip


def _arrival(sample: SampleTip, received_at: datetime) -> Arrival:
    new = NewTip(
        headline=sample.headline,
        text=sample.text,
        channel=sample.channel,
        sender=sample.sender,
        protected=sample.protected,
        received_at=received_at,
        place=sample.place,
        priority=sample.priority,
        stories=sample.stories,
    )
    files = tuple(
        ArrivedFile(file.name, content(file, received_at, seed))
        for seed, file in enumerate(sample.files)
    )
    if sample.channel is not Channel.MAIL:
        return Arrival(new, files)
    return replace(arrival_of(letter_of(sample, files, received_at)), tip=new)


def _tend(store: Store, tip: TipId, sample: SampleTip) -> None:
    if sample.tags:
        tagging.retag(store, [tip], add=sample.tags)
    if sample.assignee:
        triage.assign(store, [tip], sample.assignee)
    if sample.verdict is not Verdict.UNVERIFIED:
        checking.set_verdict(store, [tip], sample.verdict)
    if sample.sensitivity:
        editing.edit_tip(store, tip, TipEdit(sensitivity=list(sample.sensitivity)))
    if sample.note:
        notes.write_note(store, tip, sample.note)
    if sample.workflow is not Workflow.NEW:
        triage.mark_opened(store, tip)


def _caption(store: Store, tip: TipId, files: Iterable[SampleFile]) -> None:
    for media, file in zip(open_tip(store, tip).media, files, strict=True):
        said = {
            "caption": file.caption,
            "credit": file.credit,
            "label": None if file.label is Label.NONE else file.label,
            "label_note": file.label_note,
            "creator": file.by,
            "copyright_notice": f"© {file.by}" if file.by else "",
            "usage_terms": file.terms,
            "rating": file.stars,
            "choice": None if file.choice is Choice.NONE else file.choice,
            "permission": None if file.permission is Permission.NOT_ASKED else file.permission,
        }
        edit = {name: value for name, value in said.items() if value}
        if edit:
            editing.edit_media(store, [MediaId(media.id)], MediaEdit.model_validate(edit))


def _move(store: Store, tip: TipId, sample: SampleTip) -> None:
    if sample.workflow in _ON_THE_LINE:
        triage.move(store, [tip], Workflow.READY)
        publishing.publish(store, [tip], NewUse(url=sample.url, title=sample.headline, outlet=NAME))
    elif sample.workflow is not Workflow.NEW:
        triage.move(store, [tip], sample.workflow, reason=sample.reason, closing=sample.closing)
    if sample.workflow is Workflow.KILLED:
        publishing.kill(store, [tip], sample.reason)
    if sample.trashed:
        triage.trash(store, [tip])
