"""Makes one of tips that tell the same, and parts them again.

A tip that went into another lies in the trash and leads there. What it held, the other holds now;
its words find the other. Parting takes the one change back that brought them together.
"""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from sqlmodel import col, select

from tipdesk.desk.triaging.bulk import AT_ONCE, check_fit, id_of, the_tip
from tipdesk.desk.triaging.handing import hand_over
from tipdesk.desk.triaging.protecting import protect_sources
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import NotFound, NotValid
from tipdesk.newsroom.ids import ChangeId, TipId, tip_number
from tipdesk.newsroom.record import LedgerEntry
from tipdesk.newsroom.tip import Tip
from tipdesk.newsroom.when import now
from tipdesk.store.batches import batches
from tipdesk.store.changing import change_rows, read_rows
from tipdesk.store.database import Store
from tipdesk.store.ledger import Row, Work
from tipdesk.store.reversing import reverse
from tipdesk.store.watching import tell

_CARE = ("contributor_id", "protected", "sensitivity", "embargo_until")


def merge_tips(store: Store, into: TipId, tips: Sequence[TipId]) -> Change:
    """Bring all that other tips hold to one tip; they themselves lead to it from then on."""
    others = [tip for tip in dict.fromkeys(tips) if tip != into]
    if not others:
        raise NotValid("To merge takes two tips; nothing was changed.")
    with store.begin("merge") as work:
        target = the_tip(work, into)
        for number, some in enumerate(batches(others, AT_ONCE)):
            tell(work, number * AT_ONCE, len(others))
            _take_in(work, target, some)
    return work.change


def taken_in(store: Store, tip: TipId) -> list[TipId]:
    """Name the tips that went into one."""
    asked = select(Tip.id).where(col(Tip.merged_into) == tip).order_by(col(Tip.id))
    with store.reading() as session:
        return [TipId(one or 0) for one in session.exec(asked)]


def split_tip(store: Store, tip: TipId) -> Change:
    """Part a tip from the one that it went into, with all that it brought there."""
    with store.reading() as session:
        row = session.get(Tip, tip)
        if row is None or row.merged_into is None:
            raise NotFound(f"{tip_number(tip)} went into no other tip.")
        change = session.exec(_merge_of(tip, row.merged_into)).first()
    if change is None:
        raise NotFound("Nothing is known of a merge here, so nothing was parted.")
    return reverse(store, ChangeId(change), verb="split")


def _take_in(work: Work, target: Tip, tips: Sequence[TipId]) -> None:
    into = id_of(target)
    check_fit(work, tips)
    hand_over(work, tips, into)
    held = work.exec(select(Tip.id).where(col(Tip.merged_into).in_(tips))).all()
    # Its words must find the tip that is at work.
    change_rows(work, Tip, [{"id": tip, "merged_into": into} for tip in held])
    rows = read_rows(work, Tip, [{"id": tip} for tip in tips], _CARE)
    others = [rows[(tip,)] for tip in tips]
    if target.contributor_id is None:
        target.contributor_id = next(filter(None, map(itemgetter("contributor_id"), others)), None)
    _keep_careful(target, others)
    if any(other["protected"] for other in others) and not target.protected:
        protect_sources(work, [target])
    moment = now()
    gone = [{"id": tip, "merged_into": into, "trashed_at": moment} for tip in tips]
    change_rows(work, Tip, gone)


def _keep_careful(target: Tip, others: Sequence[Row]) -> None:
    """Have one tip handled with the care that any asked for, and held back as long."""
    kinds = [kind for other in others for kind in other["sensitivity"]]
    careful = list(dict.fromkeys([*target.sensitivity, *kinds]))
    if len(careful) > len(target.sensitivity):
        target.sensitivity = careful
    embargoes = [target.embargo_until, *(other["embargo_until"] for other in others)]
    until = max(filter(None, embargoes), default=None)
    if until != target.embargo_until:
        target.embargo_until = until


def _merge_of(tip: TipId, into: int) -> Any:
    """Ask for the change by which a tip went where it is now, the newest if it did so twice."""
    entry = LedgerEntry
    return (
        select(entry.change_id)
        .where(entry.noun == "tip", entry.row == str(tip), entry.verb == "merge")
        .where(col(entry.after)["merged_into"].as_integer() == into)
        .order_by(col(entry.id).desc())
        .limit(1)
    )
