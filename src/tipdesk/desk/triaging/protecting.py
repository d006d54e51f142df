"""Protects sources: the tip and the person who sent it, so that no other tip shows the name."""

from collections.abc import Collection, Sequence

from sqlmodel import col, select

from tipdesk.desk.triaging.bulk import Standing, tried
from tipdesk.newsroom.errors import NotAllowed
from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.newsroom.people import Contributor
from tipdesk.newsroom.tip import Tip
from tipdesk.store.batches import batches
from tipdesk.store.changing import change_rows
from tipdesk.store.ledger import Work

PROTECTED_SOURCE = "protected source"


def protect_sources(work: Work, tips: Sequence[Standing | Tip]) -> None:
    """Protect tips and their contributors, with all that they sent."""
    _set(work, tips, protected=True)


def lift(work: Work, tips: Sequence[Standing], together: Collection[TipId]) -> list[Standing]:
    """Lift the protection of tips; give those where no tip outside `together` protects the source.

    The others are refused.
    """
    protected = _protected(work, tips)

    def check(tip: Standing) -> None:
        for other in protected.get(tip.contributor_id or 0, ()):
            if other not in together and other != tip.id:
                raise NotAllowed(
                    f"{tip_number(tip.id)} stays protected, because its source is also "
                    f"protected in {tip_number(other)}; lift both together."
                )

    free = [tip for tip, _ in tried(work, tips, check)]
    _set(work, free, protected=False)
    return free


def _set(work: Work, tips: Sequence[Standing | Tip], *, protected: bool) -> None:
    change_rows(work, Tip, [{"id": tip.id, "protected": protected} for tip in tips])
    changed = change_rows(
        work, Contributor, [{"id": person, "protected": protected} for person in _people(tips)]
    )
    for batch in batches(person["id"] for person in changed):
        sent = select(Tip.id).where(col(Tip.contributor_id).in_(batch))
        work.touch(*(TipId(tip or 0) for tip in work.exec(sent)))


def _protected(work: Work, tips: Sequence[Standing]) -> dict[int, list[TipId]]:
    """Find the protected tips of the people who sent these."""
    found: dict[int, list[TipId]] = {}
    for batch in batches(_people(tips)):
        asked = select(Tip.contributor_id, Tip.id).where(col(Tip.contributor_id).in_(batch))
        for person, tip in work.exec(asked.where(Tip.protected).order_by(col(Tip.id))):
            found.setdefault(person or 0, []).append(TipId(tip or 0))
    return found


def _people(tips: Sequence[Standing | Tip]) -> list[int]:
    return sorted({tip.contributor_id for tip in tips if tip.contributor_id is not None})
