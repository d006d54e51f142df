"""Takes in one lot: its messages, its chat, or its files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tipdesk.intake.arrival import Arrival, ArrivedFile, Receipt, Refused
from tipdesk.intake.chats.arriving import arrival_of_chat
from tipdesk.intake.chats.reading import read_chat
from tipdesk.intake.gathering import Found
from tipdesk.intake.letters import Rules
from tipdesk.intake.lots import Kind, Lot, size_beneath
from tipdesk.intake.post import Post
from tipdesk.intake.progress import Progress
from tipdesk.intake.receiving import receive_all
from tipdesk.intake.register import attach, register
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import NotReceived, NotWritten
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.names import storable
from tipdesk.newsroom.tip import HEADLINE_LIMIT, NewTip
from tipdesk.store.database import Store

NOTHING = Receipt(None, Change(None, "log"))


@dataclass(frozen=True, slots=True)
class Where:
    """Where a lot goes: onto a tip that is there, or into new ones, with a story.

    `check_signatures` says that those of its mails are to be checked when they are in.
    """

    onto: TipId | None = None
    story: str = ""
    check_signatures: bool = False

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


def _receive(
    store: Store, places: Sequence[Found], where: Where, progress: Progress
) -> Iterator[Receipt]:
    size = sum(size_beneath(found.path) for found in places)
    post = Post([found.path for found in places], size)
    rules = Rules(stories=where.stories, check_signatures=where.check_signatures)
    yield from receive_all(store, post, rules, progress)
