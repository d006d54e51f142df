"""What editors note about a person, for colleagues only."""

from tipdesk.desk.annotating.notes import NOTE_LIMIT
from tipdesk.intake.belonging import many_lines
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import ChangedMeanwhile, NotFound
from tipdesk.newsroom.ids import ContributorId
from tipdesk.newsroom.people import Contributor
from tipdesk.store.database import Store


def note_person(
    store: Store, person: ContributorId, text: str, *, was: str | None = None
) -> Change:
    """Write the note about a person; empty text takes it away.

    `was` is what it said when the editor began; what somebody else wrote since is not lost.
    """
    said = _kept(text)
    with store.begin("note_person") as work:
        row = work.get(Contributor, person)
        if row is None:
            raise NotFound("This contributor is not on this desk any more; nothing was changed.")
        if was is not None and row.note not in (_kept(was), said):
            raise ChangedMeanwhile(
                "Somebody changed the note after you began, so yours was not written over it; "
                "look again and repeat."
            )
        if row.note != said:
            row.note = said
    return work.change


def _kept(text: str) -> str:
    said = many_lines(text, "A note", NOTE_LIMIT)
    return said if said.strip() else ""
