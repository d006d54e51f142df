"""The numbers beside the sidebar's entries: running numbers, never a look at every tip."""

from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col, func

from tipdesk.desk.shelves import story_lines, tag_counts
from tipdesk.intake.belonging import folded
from tipdesk.newsroom.lines import Counts
from tipdesk.newsroom.moves import CLOSED
from tipdesk.newsroom.people import Editor
from tipdesk.newsroom.states import Workflow
from tipdesk.newsroom.tally import Tallied
from tipdesk.newsroom.tip import Tip
from tipdesk.newsroom.when import now
from tipdesk.store.database import Store
from tipdesk.store.tallies import tallies

_OPEN = [state.value for state in Workflow if state not in CLOSED]


def counts(store: Store, at: datetime | None = None) -> Counts:
    """Count what lies where; each number is the length of the list that its entry shows."""
    with store.reading() as session:
        running = tallies(session)
        editors = session.execute(select(col(Editor.id), col(Editor.name), col(Editor.key))).all()
        held = {str(row.id): running[Tallied.OPEN].get(str(row.id), 0) for row in editors}
        own = [held[str(row.id)] for row in editors if row.key == folded(store.editor)]
        return Counts(
            workflow={state: running[Tallied.WORKFLOW].get(state, 0) for state in Workflow},
            mine=sum(own),
            unassigned=running[Tallied.OPEN].get("", 0),
            protected=running[Tallied.PROTECTED].get("", 0),
            trash=running[Tallied.TRASH].get("", 0),
            stories=story_lines(session),
            tags=tag_counts(session),
            unread=running[Tallied.UNREAD].get("", 0),
            assignees=tuple((row.name, held[str(row.id)]) for row in editors if held[str(row.id)]),
            **_by_the_clock(session, at or now()),
        )


def _by_the_clock(session: Session, at: datetime) -> dict[str, int]:
    """Count what becomes true or over by itself: each is a short stretch of an index."""
    late = col(Tip.due_at) < at, col(Tip.workflow).in_(_OPEN), col(Tip.trashed_at).is_(None)
    return {
        "late": _number(session, *late),
        "embargoed": _number(session, col(Tip.embargo_until) > at),
        "snoozed": _number(session, col(Tip.snoozed_until) > at),
    }


def _number(session: Session, *asked: ColumnElement[bool]) -> int:
    """Count along one index: all, and off again those of them that are trashed."""
    kept = func.count() - func.count(col(Tip.trashed_at))
    return int(session.execute(select(kept).select_from(Tip).where(*asked)).scalar_one())
