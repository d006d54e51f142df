"""Notes beside a tip, for colleagues only."""

from tipdesk.desk.triaging.bulk import the_tip
from tipdesk.intake.belonging import many_lines
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import NotFound, NotValid
from tipdesk.newsroom.ids import NoteId, TipId
from tipdesk.newsroom.record import Note
from tipdesk.store.database import Store

NOTE_LIMIT = 100_000


def write_note(store: Store, tip: TipId, text: str) -> Change:
    """Write a note beside a tip."""
    said = many_lines(text, "A note", NOTE_LIMIT).strip()
    if not said:
        raise NotValid("A note needs at least one word; nothing was changed.")
    with store.begin("note") as work:
        the_tip(work, tip)
        work.add(Note(tip_id=tip, editor=store.editor, text=said))
    return work.change


def drop_note(store: Store, note: NoteId) -> Change:
    """Take a note away; undo brings it back."""
    with store.begin("drop_note") as work:
        found = work.get(Note, note)
        if found is None:
            raise NotFound("This note is not on the desk any more.")
        the_tip(work, TipId(found.tip_id))
        work.delete(found)
    return work.change
