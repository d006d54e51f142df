"""Protects sources: the tip and the person who sent it, so that no other tip shows the name."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from tipdesk.desk.triaging.bulk import id_of
from tipdesk.newsroom.errors import NotAllowed
from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.newsroom.people import Contributor
from tipdesk.newsroom.tip import Tip
from tipdesk.store.ledger import Work

PROTECTED_SOURCE = "protected source"


def protect_source(work: Work, tip: Tip) -> None:
    """Protect a tip and its contributor, with all that they sent."""
    tip.protected = True
    _set_person(work, tip, protected=True)


def lift(work: Work, tip: Tip, together: Collection[TipId]) -> None:
    """Lift a tip's protection; refused while a tip outside `together` protects its source."""
    for other in _of_the_same_person(work, tip):
        if other.protected and other.id not in together and other.id != tip.id:
            raise NotAllowed(
                f"{tip_number(id_of(tip))} stays protected, because its source is also "
                f"protected in {tip_number(id_of(other))}; lift both together."
            )
    tip.protected = False
    _set_person(work, tip, protected=False)


def _set_person(work: Work, tip: Tip, *, protected: bool) -> None:
    person = work.get(Contributor, tip.contributor_id) if tip.contributor_id else None
    if person is None or person.protected == protected:
        return
    person.protected = protected
    work.touch(*(id_of(other) for other in _of_the_same_person(work, tip)))


def _of_the_same_person(session: Session, tip: Tip) -> list[Tip]:
    if tip.contributor_id is None:
        return []
    return list(session.exec(select(Tip).where(col(Tip.contributor_id) == tip.contributor_id)))
