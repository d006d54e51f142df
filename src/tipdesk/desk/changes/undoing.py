"""Undo and redo: the ledger read backwards, as one editor's own stack of changes."""

from dataclasses import dataclass
from itertools import islice

from sqlmodel import Session, select

from tipdesk.newsroom.change import BY_ITSELF, CHECKED_BY_ITSELF, DELETE, Change
from tipdesk.newsroom.errors import NotFound
from tipdesk.newsroom.ids import ChangeId
from tipdesk.newsroom.record import LedgerEntry
from tipdesk.store.database import Store
from tipdesk.store.redacting import is_left
from tipdesk.store.reversing import last_changes, reverse

_PASSED_OVER = frozenset({BY_ITSELF, CHECKED_BY_ITSELF, DELETE})
_REACH = 300  # changes that are looked through, those of other editors included


@dataclass(frozen=True, slots=True)
class Step:
    """A change that undo or redo would reverse; `verb` is what the editor once did."""

    change: ChangeId
    verb: str


def undo(store: Store) -> Change:
    """Take back this editor's last change."""
    with store.reading() as session:
        step, _ = _stack(session, store.editor)
    if step is None:
        raise NotFound("There is nothing to undo.")
    return reverse(store, step.change, verb="undo")


def redo(store: Store) -> Change:
    """Do again what this editor undid last."""
    with store.reading() as session:
        _, step = _stack(session, store.editor)
    if step is None:
        raise NotFound("There is nothing to redo.")
    return reverse(store, step.change, verb="redo")


def undo_change(store: Store, change: ChangeId) -> Change:
    """Take back one change of the history, whosever it was; of an undo, that is a redo."""
    with store.reading() as session:
        entry = _entry_of(session, change)
        if entry.verb == "redo" and entry.reverses is not None:
            change = ChangeId(_entry_of(session, entry.reverses).reverses or change)
    return reverse(store, change, verb="redo" if entry.verb == "undo" else "undo")


def _stack(session: Session, editor: str) -> tuple[Step | None, Step | None]:
    """Find what undo and what redo would reverse.

    Newest first, the first change of this editor that no later undo took back is undone next; the
    first undo that no later redo took back is redone next, unless the editor went on since. What
    came in by itself, or was checked then, is passed over; the history takes it back when asked.
    So is what was deleted for good, with all that had been done to it alone.
    """
    redone: set[str | None] = set()
    undone: set[str | None] = set()
    redo_next: LedgerEntry | None = None
    went_on = False
    for entry in islice(last_changes(session), _REACH):
        if entry.verb in _PASSED_OVER or (entry.is_blank and not is_left(session, entry.change_id)):
            continue
        if entry.verb == "redo":
            redone.add(entry.reverses)
        elif entry.verb == "undo":
            if entry.change_id not in redone:
                undone.add(entry.reverses)
                if redo_next is None and entry.editor == editor and not went_on:
                    redo_next = entry
        elif entry.editor == editor:
            went_on = True
            if entry.change_id not in undone:
                return _step(entry), _redo_step(session, redo_next)
    return None, _redo_step(session, redo_next)


def _step(entry: LedgerEntry) -> Step:
    return Step(ChangeId(entry.change_id), entry.verb)


def _redo_step(session: Session, undo_entry: LedgerEntry | None) -> Step | None:
    if undo_entry is None or undo_entry.reverses is None:
        return None
    done = _entry_of(session, undo_entry.reverses)
    return Step(ChangeId(undo_entry.change_id), done.verb)


def _entry_of(session: Session, change: str) -> LedgerEntry:
    one = select(LedgerEntry).where(LedgerEntry.change_id == change).limit(1)
    found = session.exec(one).first()
    if found is None:
        raise NotFound("There is no such change to take back.")
    return found
