"""The numbers beside the sidebar's entries."""

from sqlalchemy import select
from sqlmodel import Session, col, func

from tipdesk.desk.conditions import NOT_TRASHED, PROTECTED, UNASSIGNED, Condition, mine
from tipdesk.desk.shelves import story_lines, tag_counts
from tipdesk.newsroom.lines import Counts
from tipdesk.newsroom.states import Workflow
from tipdesk.newsroom.tip import Tip
from tipdesk.store.database import Store


def counts(store: Store) -> Counts:
    """Count what lies where; each number is the length of the list that its entry shows."""
    with store.reading() as session:
        return Counts(
            workflow=_by_workflow(session),
            mine=_number(session, NOT_TRASHED, mine(store.editor)),
            unassigned=_number(session, NOT_TRASHED, UNASSIGNED),
            protected=_number(session, NOT_TRASHED, PROTECTED),
            trash=_number(session, col(Tip.trashed_at).is_not(None)),
            stories=story_lines(session),
            tags=tag_counts(session),
        )


def _by_workflow(session: Session) -> dict[Workflow, int]:
    """Count all states in one walk along their index: those that aren't trashed are the rest."""
    kept = func.count() - func.count(col(Tip.trashed_at))
    found = dict(session.execute(select(col(Tip.workflow), kept).group_by(col(Tip.workflow))).all())
    return {state: found.get(state.value, 0) for state in Workflow}


def _number(session: Session, *asked: Condition) -> int:
    found = session.execute(select(func.count()).select_from(Tip).where(*asked))
    return int(found.scalar_one())
