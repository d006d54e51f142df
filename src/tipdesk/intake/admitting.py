"""Takes in one lot: its messages, its chat, or its files."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tipdesk.intake.arrival import Arrival, ArrivedFile, Receipt, Refused
from tipdesk.intake.chats.arriving import arrival_of_chat
from tipdesk.intake.chats.reading import read_chat
from tipdesk.intake.gathering import Found
from tipdesk.intake.letters import Rules
from tipdesk.intake.lots import Kind, Lot, size_beneath
from tipdesk.intake.mail.boxes import Letters, letters_in
from tipdesk.intake.mail.letter import Letter
from tipdesk.intake.progress import Progress
from tipdesk.intake.receiving import receive_all
from tipdesk.intake.register import attach, register
from tipdesk.media.plainfile import refusal
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.counts import counted
from tipdesk.newsroom.errors import NotReceived, NotWritten
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.names import storable
from tipdesk.newsroom.tip import HEADLINE_LIMIT, NewTip
from tipdesk.store.database import Store

NOTHING = Receipt(None, Change(None, "log"))


@dataclass(frozen=True, slots=True)
class Where:
    """Where a lot goes: onto a tip that is there, or into new ones, with a story."""

    onto: TipId | None = None
    story: str = ""

    @property
    def stories(self) -> tuple[str, ...]:
        """Give the story as tips take it."""
        return (self.story,) if self.story else ()


def admit(
    store: Store, lot: Lot, where: Where, progress: Progress, errand: int | None
) -> Iterator[Receipt]:
    """Take in a lot; tell of each tip, or of each message, when it is on the desk."""
    if not lot.files:
        yield NOTHING
    elif where.onto is not None:
        files = [_arrived(found) for found in lot.files]
        yield attach(store, where.onto, files, progress=progress, errand=errand)
    elif lot.kind is Kind.POST:
        yield from _receive(store, lot.files, where, progress)
    else:
        arrival = _chat(lot) or _files(lot)
        tip = arrival.tip.model_copy(update={"stories": where.stories})
        yield register(store, replace(arrival, tip=tip), progress=progress, errand=errand)


def refused(found: Found, error: NotReceived | NotWritten) -> Refused:
    """Say why a file was not taken in."""
    return Refused(storable(found.path.name), str(error))


def _chat(lot: Lot) -> Arrival | None:
    chat = read_chat(lot.chat) if lot.chat is not None else None
    return None if chat is None or lot.chat is None else arrival_of_chat(chat, lot.chat)


def _files(lot: Lot) -> Arrival:
    tip = NewTip(headline=lot.headline[:HEADLINE_LIMIT])
    return Arrival(tip, tuple(_arrived(found) for found in lot.files), wordless=True)


def _arrived(found: Found) -> ArrivedFile:
    return ArrivedFile(found.path.name, found.path, found.within)


@dataclass(slots=True)
class _Post:
    """The messages of many files and folders as one stream, and what can't be read of them."""

    places: Sequence[Found]
    tell: Callable[[int], None]
    refused: list[Refused] = field(default_factory=list)
    notes: list[str] = field(default_factory=list, repr=False)

    def __iter__(self) -> Iterator[Letter]:
        before = 0
        for found in self.places:
            letters = letters_in(found.path)
            try:
                for letter in letters:
                    self.tell(before + letters.read)
                    yield letter
            except OSError as error:
                self.refused.append(Refused(storable(found.path.name), refusal(error)))
            self._note(found.path, letters)
            before += size_beneath(found.path)

    def _note(self, path: Path, letters: Letters) -> None:
        name = storable(path.name)
        if letters.deleted:
            deleted = counted(letters.deleted, "message")
            self.notes.append(f"{name}: {deleted} that had been deleted there were left out.")
        if letters.closed:
            closed = counted(letters.closed, "message")
            self.refused.append(Refused(name, f"{closed} could not be opened and were left out."))


def _receive(
    store: Store, places: Sequence[Found], where: Where, progress: Progress
) -> Iterator[Receipt]:
    total = sum(size_beneath(found.path) for found in places)
    post = _Post(places, lambda done: progress(done, total))
    for _, receipts in receive_all(store, post, Rules(stories=where.stories)):
        yield from receipts
    if post.refused or post.notes:
        yield replace(NOTHING, refused=tuple(post.refused), notes=tuple(post.notes))
