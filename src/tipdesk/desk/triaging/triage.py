"""What an editor does with a tip on its way: move, assign, prioritise, protect, trash."""

from collections.abc import Sequence

from sqlmodel import col, select

from tipdesk.desk.triaging.bulk import Standing, able, each_tip
from tipdesk.desk.triaging.protecting import lift, protect_sources
from tipdesk.intake.belonging import editor_for, many_lines, one_line
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import MoveNotAllowed, NotAllowed, NotFound, NotValid
from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.newsroom.moves import CLOSED, check_move
from tipdesk.newsroom.states import Closing, Workflow, in_words
from tipdesk.newsroom.tip import LEAST_URGENT, MOST_URGENT, Tip
from tipdesk.newsroom.when import now
from tipdesk.store.database import Store
from tipdesk.store.ledger import Row

REASON_LIMIT = 2_000
_MAY_SAY_WHY_CLOSED = (Workflow.SPIKED, Workflow.ARCHIVED)
_OWN_VERBS = {
    Workflow.PUBLISHED: "A tip becomes published when you publish it and say where it was used; "
    "nothing was changed.",
    Workflow.KILLED: "A published tip is withdrawn by killing it, with a reason; "
    "nothing was changed.",
}


def move(
    store: Store,
    tips: Sequence[TipId],
    to: Workflow,
    *,
    reason: str = "",
    closing: Closing | None = None,
) -> Change:
    """Move tips along the workflow; to `published` and `killed` lead verbs of their own."""
    if to in _OWN_VERBS:
        raise MoveNotAllowed(_OWN_VERBS[to])
    if closing is not None and to not in _MAY_SAY_WHY_CLOSED:
        raise NotValid(
            f"A tip that becomes {in_words(to)} is not closed, so it has no closing reason; "
            "nothing was changed."
        )
    said = checked_reason(reason)

    def step(tip: Standing) -> Row:
        if tip.workflow == to and closing is None:
            return {}
        if tip.workflow != to:
            check_move(Workflow(tip.workflow), to, said)
        if closing is not None:
            return {"workflow": to.value, "closing": closing.value}
        return {"workflow": to.value, "closing": tip.closing if to in CLOSED else None}

    with store.begin("move", reason=said) as work:
        each_tip(work, tips, step)
    return work.change


def checked_reason(reason: str) -> str:
    """Bring a reason to the form that the ledger keeps."""
    return many_lines(reason, "A reason", REASON_LIMIT).strip()


def assign(store: Store, tips: Sequence[TipId], name: str) -> Change:
    """Give tips to an editor; an empty name gives them to nobody."""
    with store.begin("assign") as work:
        someone = one_line(name, "An editor's name", REASON_LIMIT)
        assignee = editor_for(work, someone).id if someone else None
        each_tip(work, tips, lambda _: {"assignee_id": assignee})
    return work.change


def prioritise(store: Store, tips: Sequence[TipId], priority: int) -> Change:
    """Set how urgent tips are, 1 (most) to 9."""
    if not MOST_URGENT <= priority <= LEAST_URGENT:
        raise NotValid("A priority is a number from 1 (most urgent) to 9; nothing was changed.")
    with store.begin("prioritise") as work:
        each_tip(work, tips, lambda _: {"priority": priority})
    return work.change


def trash(store: Store, tips: Sequence[TipId]) -> Change:
    """Put tips into the trash, from where they can be restored."""
    moment = now()
    with store.begin("trash") as work:
        each_tip(work, tips, lambda tip: {"trashed_at": tip.trashed_at or moment}, trashed=True)
    return work.change


def restore(store: Store, tips: Sequence[TipId]) -> Change:
    """Take tips out of the trash."""

    def step(tip: Standing) -> Row:
        if tip.merged_into is not None:
            raise NotAllowed(
                f"{tip_number(tip.id)} went into {tip_number(TipId(tip.merged_into))}; "
                "split them again instead."
            )
        return {"trashed_at": None}

    with store.begin("restore") as work:
        each_tip(work, tips, step, trashed=True)
    return work.change


def protect(store: Store, tips: Sequence[TipId], on: bool) -> Change:  # noqa: FBT001
    """Protect the sources of tips, with all else that they sent, or lift that."""
    with store.begin("protect") as work:
        together = frozenset(tips)
        for some in able(work, tips, trashed=True):
            if on:
                protect_sources(work, some)
            else:
                lift(work, some, together)
    return work.change


def mark_opened(store: Store, tip: TipId) -> Change:
    """Remember that a tip was looked at; no change in the ledger's sense, so it has no id."""
    touched: frozenset[TipId] = frozenset()
    if not store.read_only:
        with store.deriving() as session:
            row = session.exec(select(Tip).where(col(Tip.id) == tip)).first()
            if row is None:
                raise NotFound(f"{tip_number(tip)} is not on this desk.")
            if row.opened_at is None:
                row.opened_at = now()
                touched = frozenset({tip})
    return Change(id=None, verb="open", tips=touched)
