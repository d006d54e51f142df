"""Keeps a phone note on the desk while it is typed, and makes a tip of it when it is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from tipdesk.desk.contributors.calling import callers
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.phone.bar import CallBar
from tipdesk.gui.phone.page import NotePage
from tipdesk.intake.arrival import Receipt
from tipdesk.intake.calls import draft, keep, throw_away
from tipdesk.newsroom.calls import PhoneNote
from tipdesk.newsroom.errors import TipdeskError
from tipdesk.newsroom.when import now
from tipdesk.store.database import Store

SAVE_MS = 250  # between a sign that is typed and its being safe
RETRY_MS = 3_000


@dataclass
class Draft:
    """A note's place on the desk; `errand` is known to the store's lane, where all is in order."""

    errand: int | None = None
    saving: bool = False
    waits: bool = False
    ended: bool = False


class Noting(QObject):
    """One note at a time; others that were left wait until it is done."""

    kept = Signal(object, bool)  # TipId; whether it is to be opened
    thrown = Signal(object)  # PhoneNote: it can be had back
    shown = Signal(bool)  # the note stands in the place of the tip, or no longer does

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.page, self.bar = NotePage(), CallBar()
        self._draft: Draft | None = None
        self._left: list[tuple[int, PhoneNote]] = []
        self._pause = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._pause.timeout.connect(self.save)
        self.page.edited.connect(self._note_edit)
        self.page.kept.connect(self.keep)
        self.page.thrown.connect(self.throw)
        self.page.put_aside.connect(self.put_aside)
        self.page.caller.asked.connect(self._ask)
        self.page.promise.refused.connect(bridge.failed.emit)
        self.bar.wanted.connect(self.show)
        self.page.hide()

    @property
    def is_open(self) -> bool:
        """Tell whether there is a note."""
        return self._draft is not None

    def begin(self) -> None:
        """Begin a note, or go back to the one of the call that goes on."""
        if self._draft is not None and self.page.clock.ended is None:
            self.show()
            return
        if self._draft is not None and not self.page.note().is_empty:
            self.keep(opens=False)  # somebody else calls: what was written is not lost
        self._take_up(None, PhoneNote(began_at=now()))
        self.show()

    def know(self, left: Sequence[tuple[int, PhoneNote]]) -> None:
        """Offer notes that were left when the program ended: their calls lasted until then."""
        self._left += [(errand, _ended(note)) for errand, note in left]
        if self._draft is None:
            self._next()

    def show(self) -> None:
        """Show the note in the place of the tip."""
        self.bar.hide()
        self.page.show()
        self.shown.emit(True)
        self.page.begin()

    def put_aside(self) -> None:
        """Show the tip again, and above it that there is a note; one that is empty goes."""
        note = self.page.note()
        self.page.hide()
        if note.is_empty and note.ended_at is not None:
            self._end()
        elif self._draft is not None:
            self.save()
            self.bar.show_note(note)
        self.shown.emit(False)

    def save(self) -> None:
        """Keep what is typed on the desk, the newest of it where that takes long."""
        self._pause.stop()
        place = self._draft
        if place is not None and place.waits and not place.saving:
            self._save(place)

    def _save(self, place: Draft) -> None:
        place.waits, place.saving = False, True
        work = partial(_write, note=self.page.note(), place=place)
        then, otherwise = partial(self._note_saved, place), partial(self._note_unsaved, place)
        self._bridge.follow(self._bridge.lanes.do(work), then, otherwise)

    def keep(self, *, opens: bool = True) -> None:
        """Make a tip of the note."""
        place = self._draft
        if place is None or place.ended:
            return
        self.page.clock.stop()
        note = self.page.note()
        place.ended = True
        self.page.setEnabled(False)  # what is typed from now on would be in no tip
        self._bridge.do(
            partial(_keep, note=note, place=place),
            partial(self._note_kept, place, opens),
            partial(self._note_refused, place, note),
        )

    def throw(self) -> None:
        """Throw the note away; it is given back when asked for."""
        place, note = self._draft, self.page.note()
        if place is None:
            return
        place.ended = True
        forget = partial(_forget, place=place)
        self._bridge.follow(self._bridge.lanes.do(forget), _nothing, self._bridge.failed.emit)
        self._end()
        if not note.is_empty:
            self.thrown.emit(note)

    def bring_back(self, note: PhoneNote) -> None:
        """Have a note again that was thrown away."""
        again = self._bridge.lanes.do(partial(draft, note=note))
        self._bridge.follow(again, partial(self._brought_back, note), self._bridge.failed.emit)

    def _brought_back(self, note: PhoneNote, errand: int) -> None:
        if self._draft is not None:
            self._left.append((errand, note))  # it waits until this one is done
            return
        self._take_up(errand, note)
        self.show()

    def do(self, name: str) -> None:
        """Do what a key of the note stands for."""
        page = self.page
        deeds: dict[str, Callable[[], object]] = {
            "call.keep": self.keep,
            "call.read_back": page.read_back.toggle,
            "call.promise": page.promise.begin,
            "call.protect": page.caller.protect.toggle,
            "call.hang_up": page.turn_clock,
            "call.aside": self.put_aside,
        }
        deeds[name]()

    def end(self) -> None:
        """Save what was typed last; said once, before the window goes."""
        self._pause.stop()
        if self._draft is not None and self._draft.waits:
            self._save(self._draft)

    def _take_up(self, errand: int | None, note: PhoneNote) -> None:
        self._draft = Draft(errand)
        self.page.setEnabled(True)
        self.page.show_note(note)

    def _end(self) -> None:
        self._draft = None
        self._pause.stop()
        self.page.clock.stop()
        self.page.hide()
        self.bar.hide()
        self.shown.emit(False)
        self._next()

    def _next(self) -> None:
        if self._left:
            errand, note = self._left.pop(0)
            self._take_up(errand or None, note)
            self.bar.show_note(note)

    def _note_edit(self) -> None:
        if self._draft is not None and not self._draft.ended:
            self._draft.waits = True
            if not self._pause.isActive():  # whoever types on and on is saved meanwhile
                self._pause.start(SAVE_MS)

    def _note_saved(self, place: Draft, _: None) -> None:
        place.saving = False
        if place is self._draft:
            self.page.say(self.tr("Saved as a draft"))
            if place.waits:
                self._pause.start(SAVE_MS)

    def _note_unsaved(self, place: Draft, error: TipdeskError) -> None:
        """Say so once, and try again until it is saved."""
        place.saving, place.waits = False, True
        if place is not self._draft:
            return
        if self.page.state.text() != self.tr("Not saved yet"):
            self.page.say(self.tr("Not saved yet"))
            self._bridge.failed.emit(error)
        self._pause.start(RETRY_MS)

    def _note_kept(self, place: Draft, opens: bool, receipt: Receipt) -> None:  # noqa: FBT001
        if place is self._draft:
            self._end()
        self.kept.emit(receipt.tip, opens)

    def _note_refused(self, place: Draft, note: PhoneNote, error: TipdeskError) -> None:
        """Say why; the note goes on, or waits where another has begun meanwhile."""
        place.ended = False
        if place is self._draft:
            self.page.setEnabled(True)
            self.page.begin()
        else:
            self._left.append((place.errand or 0, note))
        self._bridge.failed.emit(error)

    def _ask(self, number: str) -> None:
        self._bridge.ask(
            partial(callers, number=number), self.page.caller.show_found, view="callers"
        )


def _ended(note: PhoneNote) -> PhoneNote:
    return note.model_copy(update={"ended_at": note.ended_at or note.seen_at or note.began_at})


def _write(store: Store, note: PhoneNote, place: Draft) -> None:
    if place.errand is not None or not note.is_empty:
        place.errand = draft(store, note, place.errand)


def _keep(store: Store, note: PhoneNote, place: Draft) -> Receipt:
    return keep(store, note, place.errand)


def _forget(store: Store, place: Draft) -> None:
    if place.errand is not None:
        throw_away(store, place.errand)


def _nothing(_: None) -> None:
    """Go on: there is nothing to tell."""
