"""The numbers beside the sidebar's entries: running numbers, never a look at every tip.

Plain SQL: all of it is counted again after every change, and asking by way of SQLModel took longer
than the answers.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tipdesk.desk.counts.shelves import story_lines, tag_counts
from tipdesk.intake.belonging import folded
from tipdesk.newsroom.lines import Counts
from tipdesk.newsroom.moves import CLOSED
from tipdesk.newsroom.states import Workflow
from tipdesk.newsroom.tally import Tallied
from tipdesk.newsroom.when import kept as as_kept
from tipdesk.newsroom.when import now
from tipdesk.store.database import Store
from tipdesk.store.tallies import tallies

_OPEN = frozenset(state.value for state in Workflow if state not in CLOSED)
_AWAY = """
    SELECT workflow, assignee_id, opened_at IS NULL, count(*) - count(trashed_at) FROM tip
    WHERE snoozed_until > ? GROUP BY 1, 2, 3
"""
_EDITORS = "SELECT id, name, key FROM editor"
# What becomes true or over by itself: each is a short stretch of an index. What else must hold is
# counted, not asked, so that no other, longer stretch is walked.
_LATE = f"""
    SELECT count(CASE WHEN workflow IN ({", ".join(f"'{state}'" for state in sorted(_OPEN))})
        THEN 1 END)
    FROM tip WHERE due_at < ? AND trashed_at IS NULL
"""  # noqa: S608  the states are our own
_EMBARGOED = """
    SELECT count(*) - count(trashed_at) FROM tip WHERE id IN (
        SELECT id FROM tip WHERE embargo_until > ?1
        UNION ALL
        SELECT tip_id FROM storytip
        WHERE story_id IN (SELECT id FROM story WHERE embargo_until > ?1)
    )
"""


def counts(store: Store, at: datetime | None = None) -> Counts:
    """Count what lies where; each number is the length of the list that its entry shows."""
    moment = as_kept(at or now())
    with store.reading() as session:
        desk: Any = session.connection().connection.driver_connection
        every = tallies(session)
        away = list(desk.execute(_AWAY, (moment,)))
        running = _to_do(every, away)
        editors = list(desk.execute(_EDITORS))
        held = {name: running[Tallied.OPEN].get(str(editor), 0) for editor, name, _ in editors}
        me = folded(store.editor)
        return Counts(
            workflow={state: running[Tallied.WORKFLOW].get(state, 0) for state in Workflow},
            mine=sum(held[name] for _, name, key in editors if key == me),
            unassigned=running[Tallied.OPEN].get("", 0),
            protected=running[Tallied.PROTECTED].get("", 0),
            trash=running[Tallied.TRASH].get("", 0),
            stories=story_lines(session, every[Tallied.STORY]),
            tags=tag_counts(session, every[Tallied.TAG]),
            unread=running[Tallied.UNREAD].get("", 0),
            late=_one(desk, _LATE, moment),
            embargoed=_one(desk, _EMBARGOED, moment),
            snoozed=sum(number for *_, number in away),
            assignees=tuple((name, number) for name, number in held.items() if number),
        )


def kept(store: Store) -> int:
    """Count the tips that are not in the trash."""
    with store.reading() as session:
        return sum(tallies(session)[Tallied.WORKFLOW].values())


def _to_do(
    running: Mapping[Tallied, Mapping[str, int]], away: list[Any]
) -> dict[Tallied, Counter[str]]:
    """Take the running numbers, less those that were put away until a later moment."""
    to_do = defaultdict(Counter, {kind: Counter(keys) for kind, keys in running.items()})
    for workflow, assignee, unread, number in away:
        to_do[Tallied.WORKFLOW][workflow] -= number
        if workflow in _OPEN:
            to_do[Tallied.OPEN][str(assignee or "")] -= number
        if unread:
            to_do[Tallied.UNREAD][""] -= number
    return to_do


def _one(desk: Any, question: str, moment: str) -> int:
    return int(desk.execute(question, (moment,)).fetchone()[0])
