"""Long work that was begun: written down first, so that it goes on after a crash."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlmodel import Session, col, select

from tipdesk.intake.progress import Interrupted
from tipdesk.newsroom.errors import NotFound
from tipdesk.newsroom.record import Errand
from tipdesk.store.database import Store

Order = dict[str, Any]


def take_up(store: Store, kind: str, order: Order) -> int:
    """Write down what is to be done; the same errand that a crash cut off is taken over."""
    with store.deriving() as session:
        same = (errand for errand in _of_kind(session, kind) if errand.order == order)
        errand = next((one for one in same if _is_orphan(store, one)), None)
        if errand is None:
            errand = Errand(kind=kind, editor=store.editor, order=order)
        errand.process = store.files.presence
        session.add(errand)
        session.flush()
        return errand.id or 0


def put_down(store: Store, kind: str, order: Order, errand: int | None = None) -> int:
    """Write down how far work has come that goes on here; one that is struck off stays so."""
    with store.deriving() as session:
        known = session.get(Errand, errand) if errand is not None else None
        if errand is not None and known is None:
            return errand
        row = known or Errand(kind=kind, editor=store.editor, order=order)
        row.order, row.process = order, store.files.presence
        session.add(row)
        session.flush()
        return row.id or 0


def take_over(store: Store, errand: int) -> Order:
    """Go on with an errand that a crash cut off."""
    with store.deriving() as session:
        row = session.get(Errand, errand)
        if row is None or not _is_orphan(store, row):
            raise NotFound("This import is done already, or another program is at it.")
        row.process = store.files.presence
        session.add(row)
        return row.order


def left_behind(store: Store, kind: str) -> list[Errand]:
    """List the errands that nobody is at any more, the oldest first."""
    if store.read_only:
        return []
    with store.reading() as session:
        return [errand for errand in _of_kind(session, kind) if _is_orphan(store, errand)]


def drop(store: Store, errand: int) -> None:
    """Strike an errand off: it is done, or nobody wants it any more."""
    with store.deriving() as session:
        strike(session, errand)


def strike(session: Session, errand: int | None) -> None:
    """Strike an errand off in the same transaction that does it."""
    row = session.get(Errand, errand) if errand is not None else None
    if row is not None:
        session.delete(row)


@contextmanager
def until_done(store: Store, errand: int) -> Iterator[None]:
    """Strike the errand off at the end, however it ends; only a closing program leaves it."""
    try:
        yield
    except Interrupted:
        raise
    except BaseException:
        drop(store, errand)
        raise
    drop(store, errand)


def _of_kind(session: Session, kind: str) -> list[Errand]:
    asked = select(Errand).where(Errand.kind == kind).order_by(col(Errand.id))
    return list(session.exec(asked))


def _is_orphan(store: Store, errand: Errand) -> bool:
    """Tell whether the opening of the desk that began it is over."""
    return errand.process != store.files.presence and errand.process not in store.living()
