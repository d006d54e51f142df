"""What an editor does to the open tip; typed words are saved by themselves and never lost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from tipdesk.desk.annotating.editing import detach, edit_media, edit_tip, set_sender
from tipdesk.desk.annotating.notes import drop_note, write_note
from tipdesk.desk.annotating.quoting import take_from_files
from tipdesk.desk.opening import open_tip
from tipdesk.desk.triaging.checking import set_verdict
from tipdesk.desk.triaging.tagging import retag
from tipdesk.desk.triaging.triage import prioritise, protect
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.tip.captions import Described
from tipdesk.intake.belonging import validated
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import ChangedMeanwhile, NotValid, TipdeskError
from tipdesk.newsroom.ids import MediaId, NoteId, TipId
from tipdesk.newsroom.lines import OpenTip
from tipdesk.newsroom.media import MediaEdit
from tipdesk.newsroom.states import Verdict
from tipdesk.newsroom.tip import TipEdit
from tipdesk.store.database import Store
from tipdesk.stories.putting import take_out

Verb = Callable[[Store], Change]


class Writing(Protocol):
    """A field in which one of the tip's texts is edited."""

    def settle(self, text: str) -> None:
        """Take note that this text is saved."""

    def replace(self, text: str) -> None:
        """Show a stored text, whatever was typed."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody changed a field while it was being written here; both texts are kept."""

    tip: TipId
    name: str
    sentence: str
    typed: str = field(repr=False)
    words: Described | None = field(default=None, repr=False)  # of files, not of the tip itself


@dataclass(frozen=True, slots=True)
class _Saved:
    change: Change
    version: int


class Deeds(QObject):
    """Calls the verbs for the tip that is open; what is being saved stays with its own tip."""

    conflicted = Signal(object)  # Conflict
    described = Signal(object)  # captions.Described, which is saved

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.tip: OpenTip | None = None
        self._versions: dict[TipId, int] = {}
        self._saving: set[tuple[TipId, str]] = set()
        self._waiting: dict[tuple[TipId, str], str] = {}

    @property
    def id(self) -> TipId:
        """Tell which tip is open; asked only while one is."""
        if self.tip is None:
            raise RuntimeError("no tip is open")
        return self.tip.line.id

    def turn_to(self, tip: OpenTip | None) -> None:
        """Work on this tip from now on."""
        self.tip = tip
        if tip is not None and not any(saving == tip.line.id for saving, _ in self._saving):
            self._versions[tip.line.id] = tip.version

    def save(self, name: str, text: str, writing: Writing) -> None:
        """Save a text field of the open tip; the newest text counts where saving takes long."""
        key = (self.id, name)
        if key in self._saving:
            self._waiting[key] = text
            return
        if name == "headline" and not text.strip():
            writing.replace(self.tip.line.headline if self.tip else "")
            self.bridge.failed.emit(NotValid(self.tr("A tip needs a headline; the old one stays.")))
            return
        self._save(key, text, writing, self._versions.get(self.id))

    def overwrite(self, conflict: Conflict, writing: Writing) -> None:
        """Write what was typed over what somebody else wrote."""
        if conflict.words is not None:
            self._describe(conflict.tip, conflict.words, is_checked=False)
            return
        self._save((conflict.tip, conflict.name), conflict.typed, writing, None)

    def _save(
        self, key: tuple[TipId, str], text: str, writing: Writing, version: int | None
    ) -> None:
        tip, name = key
        self._saving.add(key)

        def verb(store: Store) -> _Saved:
            change = edit_tip(store, tip, TipEdit.model_validate({name: text}), version=version)
            return _Saved(change, open_tip(store, tip).version)

        self.bridge.do(
            verb,
            partial(self._note_saved, key, text, writing),
            partial(self._note_unsaved, key, text),
        )

    def _note_saved(
        self, key: tuple[TipId, str], text: str, writing: Writing, saved: _Saved
    ) -> None:
        tip, name = key
        self._saving.discard(key)
        self._versions[tip] = saved.version
        is_open = self.tip is not None and self.tip.line.id == tip
        if is_open:
            writing.settle(text)
        newer = self._waiting.pop(key, None)
        if newer is not None and newer != text:
            self._save((tip, name), newer, writing, saved.version)

    def _note_unsaved(self, key: tuple[TipId, str], text: str, error: TipdeskError) -> None:
        self._saving.discard(key)
        typed = self._waiting.pop(key, text)
        tip, name = key
        if isinstance(error, ChangedMeanwhile):
            self.conflicted.emit(Conflict(tip, name, str(error), typed))
        else:
            self.bridge.failed.emit(error)

    def set_fields(self, **fields: object) -> None:
        """Set fields that are chosen rather than typed: times, priority, sensitivity."""
        tip, edit = self.id, TipEdit.model_validate(fields)
        self.bridge.do(lambda store: edit_tip(store, tip, edit))

    def say_who(self, sender: str, writing: Writing) -> None:
        """Say who sent the tip."""
        tip = self.id
        settled = partial(self._note_sender, tip, sender, writing)
        self.bridge.do(lambda store: set_sender(store, tip, sender), settled)

    def _note_sender(self, tip: TipId, sender: str, writing: Writing, _change: Change) -> None:
        if self.tip is not None and self.tip.line.id == tip:
            writing.settle(sender)

    def set_priority(self, priority: int) -> None:
        """Say how urgent the tip is."""
        tip = self.id
        self.bridge.do(lambda store: prioritise(store, [tip], priority))

    def set_verdict(self, verdict: Verdict) -> None:
        """Say what checking has shown."""
        tip = self.id
        self.bridge.do(lambda store: set_verdict(store, [tip], verdict))

    def protect(self, *, on: bool) -> None:
        """Protect the source, or lift that."""
        tip = self.id
        self.bridge.do(lambda store: protect(store, [tip], on))

    def untag(self, tag: str) -> None:
        """Take a tag off."""
        tip = self.id
        self.bridge.do(lambda store: retag(store, [tip], remove=[tag]))

    def take_out(self, slug: str) -> None:
        """Take the tip out of a story."""
        tip = self.id
        self.bridge.do(lambda store: take_out(store, [tip], slug))

    def write_note(self, text: str, then: Callable[[Change], object]) -> None:
        """Write a note beside the tip."""
        tip = self.id
        self.bridge.do(lambda store: write_note(store, tip, text), then)

    def drop_note(self, note: NoteId) -> None:
        """Take a note away."""
        self.bridge.do(lambda store: drop_note(store, note))

    def edit_media(self, media: Sequence[MediaId], **fields: object) -> None:
        """Set fields of one file or of several that are chosen rather than typed."""
        edit = MediaEdit.model_validate(fields)
        self.bridge.do(lambda store: edit_media(store, media, edit))

    def describe(self, words: Described) -> None:
        """Save what was typed about one file or several; nobody else's words are written over."""
        self._describe(self.id, words, is_checked=True)

    def _describe(self, tip: TipId, words: Described, *, is_checked: bool) -> None:
        self.bridge.do(
            lambda store: _describe(store, words, is_checked=is_checked),
            lambda _: self.described.emit(words),
            partial(self._note_undescribed, tip, words),
        )

    def _note_undescribed(self, tip: TipId, words: Described, error: TipdeskError) -> None:
        if isinstance(error, ChangedMeanwhile):
            self.conflicted.emit(Conflict(tip, words.name, str(error), words.text, words))
        else:
            self.bridge.failed.emit(error)

    def take_from_files(self, media: Sequence[MediaId], fields: Sequence[str]) -> None:
        """Take over what files say of themselves."""
        self.bridge.do(lambda store: take_from_files(store, media, fields))

    def detach(self, media: Sequence[MediaId]) -> None:
        """Take files off the tip."""
        self.bridge.do(lambda store: detach(store, media))


def _describe(store: Store, words: Described, *, is_checked: bool) -> Change:
    edit = validated(MediaEdit, **{words.name: words.text})
    was = {media: {words.name: before} for media, before in words.was.items()}
    return edit_media(store, list(was), edit, was=was if is_checked else None)
