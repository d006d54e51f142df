"""Keeps out who only sends rubbish: junk goes to the trash, and a sender can be blocked."""

from collections.abc import Sequence

from tipdesk.desk.triaging.bulk import Standing, each_tip
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import NotAllowed, NotFound, NotValid
from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.newsroom.moves import CLOSED, check_move
from tipdesk.newsroom.people import Contributor
from tipdesk.newsroom.states import Closing, Workflow
from tipdesk.newsroom.tip import Tip
from tipdesk.newsroom.when import now
from tipdesk.store.database import Store
from tipdesk.store.ledger import Row, Work

JUNK = "junk"


def block_sender(store: Store, tip: TipId) -> Change:
    """Block who sent a tip: what comes from there goes to the trash; what is here stays."""
    return _set_blocked(store, tip, "block", blocked=True)


def unblock(store: Store, tip: TipId) -> Change:
    """Let who sent a tip be heard again."""
    return _set_blocked(store, tip, "unblock", blocked=False)


def junk(store: Store, tips: Sequence[TipId]) -> Change:
    """Spike tips as spam and put them into the trash; what was published is refused."""
    moment = now()

    def step(tip: Standing) -> Row:
        if tip.workflow in {Workflow.PUBLISHED, Workflow.KILLED}:
            raise NotAllowed(f"{tip_number(tip.id)} was published; it stays as it is.")
        to = tip.workflow
        if to not in CLOSED:
            check_move(Workflow(to), Workflow.SPIKED, JUNK)
            to = Workflow.SPIKED.value
        trashed = tip.trashed_at or moment
        return {"workflow": to, "closing": Closing.SPAM.value, "trashed_at": trashed}

    with store.begin("junk", reason=JUNK) as work:
        each_tip(work, tips, step, trashed=True)
    return work.change


def _set_blocked(store: Store, tip: TipId, verb: str, *, blocked: bool) -> Change:
    with store.begin(verb) as work:
        person = _sender(work, tip)
        if person.blocked != blocked:
            person.blocked = blocked
            work.touch(tip)
    return work.change


def _sender(work: Work, tip: TipId) -> Contributor:
    row = work.get(Tip, tip)
    if row is None:
        raise NotFound(f"{tip_number(tip)} is not on this desk.")
    person = work.get(Contributor, row.contributor_id) if row.contributor_id else None
    if person is None:
        raise NotValid(f"Nobody is known to have sent {tip_number(tip)}; nothing was changed.")
    return person
