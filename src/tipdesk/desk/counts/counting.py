"""The numbers beside the sidebar's entries: running numbers, never a look at every tip."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import CompoundSelect, case, select
from sqlmodel import Session, col, func

from tipdesk.desk.counts.shelves import story_lines, tag_counts
from tipdesk.intake.belonging import folded
from tipdesk.newsroom.lines import Counts
from tipdesk.newsroom.moves import CLOSED
from tipdesk.newsroom.people import Editor
from tipdesk.newsroom.states import Workflow
from tipdesk.newsroom.story import Story, StoryTip
from tipdesk.newsroom.tally import Tallied
from tipdesk.newsroom.tip import Tip
from tipdesk.newsroom.when import now
from tipdesk.store.database import Store
from tipdesk.store.tallies import tallies

_OPEN = [state.value for state in Workflow if state not in CLOSED]


def counts(store: Store, at: datetime | None = None) -> Counts:
    """Count what lies where; each number is the length of the list that its entry shows."""
    moment = at or now()
    with store.reading() as session:
        every = tallies(session)
        running = _to_do(session, every, moment)
        editors = session.execute(select(col(Editor.id), col(Editor.name), col(Editor.key))).all()
        held = {str(row.id): running[Tallied.OPEN].get(str(row.id), 0) for row in editors}
        own = [held[str(row.id)] for row in editors if row.key == folded(store.editor)]
        return Counts(
            workflow={state: running[Tallied.WORKFLOW].get(state, 0) for state in Workflow},
            mine=sum(own),
            unassigned=running[Tallied.OPEN].get("", 0),
            protected=running[Tallied.PROTECTED].get("", 0),
            trash=running[Tallied.TRASH].get("", 0),
            stories=story_lines(session, every[Tallied.STORY]),
            tags=tag_counts(session, every[Tallied.TAG]),
            unread=running[Tallied.UNREAD].get("", 0),
            assignees=tuple((row.name, held[str(row.id)]) for row in editors if held[str(row.id)]),
            **_by_the_clock(session, moment),
        )


def kept(store: Store) -> int:
    """Count the tips that are not in the trash."""
    with store.reading() as session:
        return sum(tallies(session)[Tallied.WORKFLOW].values())


def _to_do(
    session: Session, running: Mapping[Tallied, Mapping[str, int]], at: datetime
) -> dict[Tallied, Counter[str]]:
    """Take the running numbers, less those that were put away until a later moment."""
    to_do = defaultdict(Counter, {kind: Counter(keys) for kind, keys in running.items()})
    alike = (col(Tip.workflow), col(Tip.assignee_id), col(Tip.opened_at).is_(None))
    away = select(*alike, func.count() - func.count(col(Tip.trashed_at)))
    asked = away.where(col(Tip.snoozed_until) > at).group_by(*alike)
    for workflow, assignee, unread, number in session.execute(asked):
        to_do[Tallied.WORKFLOW][workflow] -= number
        if workflow in _OPEN:
            to_do[Tallied.OPEN][str(assignee or "")] -= number
        if unread:
            to_do[Tallied.UNREAD][""] -= number
    return to_do


def _by_the_clock(session: Session, at: datetime) -> dict[str, int]:
    """Count what becomes true or over by itself: each is a short stretch of an index.

    What else must hold is counted, not asked, so that no other, longer stretch is walked.
    """
    kept = func.count() - func.count(col(Tip.trashed_at))
    late = func.count(case((col(Tip.workflow).in_(_OPEN), 1)))
    due = col(Tip.due_at) < at, col(Tip.trashed_at).is_(None)
    asked = {
        "late": select(late).where(*due),
        "embargoed": select(kept).where(col(Tip.id).in_(_under_embargo(at))),
        "snoozed": select(kept).where(col(Tip.snoozed_until) > at),
    }
    return {name: session.execute(one.select_from(Tip)).scalar_one() for name, one in asked.items()}


def _under_embargo(at: datetime) -> CompoundSelect[Any]:
    """Find tips that are under embargo themselves or by a story."""
    stories = select(col(Story.id)).where(col(Story.embargo_until) > at)
    by_story = select(col(StoryTip.tip_id)).where(col(StoryTip.story_id).in_(stories))
    return select(col(Tip.id)).where(col(Tip.embargo_until) > at).union_all(by_story)
