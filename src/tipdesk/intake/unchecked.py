"""Mails whose signatures an editor wants checked: they are noted when they are received.

Nobody is asked here. The desk checks them when they are in; what a crash cut off stays noted.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from tipdesk.intake import errands
from tipdesk.newsroom.errors import NotFound
from tipdesk.newsroom.ids import MessageId
from tipdesk.newsroom.record import Errand
from tipdesk.store.database import Store
from tipdesk.store.ledger import Work

KIND = "signatures"


@dataclass(frozen=True, slots=True)
class Left:
    """Messages that came together, in their order, and the errand that remembers them."""

    errand: int
    messages: tuple[MessageId, ...]


def leave(work: Work, messages: Sequence[int]) -> None:
    """Write down, in the transaction that receives them, which messages are to be checked."""
    if messages:
        order = {"messages": list(messages)}
        work.add(Errand(kind=KIND, editor=work.opening.editor, order=order))


def is_left(store: Store) -> bool:
    """Tell whether there are messages to be checked that nobody is at."""
    return bool(errands.left_behind(store, KIND))


def left(store: Store) -> list[Left]:
    """List what is to be checked and nobody is at, the oldest first."""
    return [
        Left(errand.id or 0, tuple(map(MessageId, errand.order["messages"])))
        for errand in errands.left_behind(store, KIND)
    ]


def take(store: Store, lot: Left) -> bool:
    """Take a lot over; false where another program was faster."""
    try:
        errands.take_over(store, lot.errand)
    except NotFound:
        return False
    return True


def tick_off(session: Session, lot: Left, done: Collection[MessageId]) -> None:
    """Note that these were dealt with, in the transaction that does it."""
    errand, done = session.get(Errand, lot.errand), frozenset(done)
    rest = [one for one in errand.order["messages"] if one not in done] if errand else []
    if errand is not None and rest:
        errand.order = {"messages": rest}
    else:
        errands.strike(session, lot.errand)


def give_up(store: Store) -> None:
    """Strike off all that is left: the editor doesn't want it any more."""
    for lot in left(store):
        errands.drop(store, lot.errand)
