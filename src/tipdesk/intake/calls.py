"""Takes in what somebody told on the phone: a note that is kept as it is typed, then one tip.

While the call lasts, the note is an errand of the desk: in the database, as secret as that, and
there again after a crash. Only when the editor keeps it does it become a tip, as one change.
"""

from typing import Any
from uuid import uuid4

from pydantic import ValidationError
from sqlmodel import Session, col, select

from tipdesk.intake.arrival import Arrival, Receipt, Told
from tipdesk.intake.belonging import in_utc, one_line
from tipdesk.intake.contributors import Person, Sender, read_caller
from tipdesk.intake.entering import Brought, enter
from tipdesk.intake.errands import drop, left_behind, put_down, strike, take_over
from tipdesk.newsroom.calls import PROMISE_LIMIT, PhoneNote
from tipdesk.newsroom.errors import TipdeskError
from tipdesk.newsroom.people import ContactPoint, Contributor
from tipdesk.newsroom.states import Channel
from tipdesk.newsroom.tip import NewTip, Tip
from tipdesk.store.database import Store
from tipdesk.store.ledger import Work

NO_WORDS = "Phone call"
SAID = "call"  # what a message says of itself where it is a call
_KIND = "phone_note"


def draft(store: Store, note: PhoneNote, errand: int | None = None) -> int:
    """Keep a note as it stands; give the errand by which it is known."""
    return put_down(store, _KIND, note.model_dump(mode="json", exclude_defaults=True), errand)


def pick_up(store: Store) -> list[tuple[int, PhoneNote]]:
    """Take over the notes that this editor left unfinished, the oldest first."""
    found = []
    for errand in left_behind(store, _KIND):
        if errand.editor == store.editor and errand.id is not None:
            try:
                found.append((errand.id, PhoneNote.model_validate(take_over(store, errand.id))))
            except (ValidationError, TipdeskError):
                continue  # another program has it, or a newer one wrote it: it stays
    return found


def throw_away(store: Store, errand: int) -> None:
    """Forget a note that was not kept."""
    drop(store, errand)


def keep(store: Store, note: PhoneNote, errand: int | None = None, **more: Any) -> Receipt:
    """Log the tip that a call brought, who called and what was promised, as one change.

    `more` are other fields of the new tip.
    """
    tip = NewTip(
        headline=note.headline or ("" if note.text.strip() else NO_WORDS),
        text=note.text,
        channel=Channel.PHONE,
        received_at=note.began_at,
        due_at=note.due_at,
        **more,
    )
    with store.begin("log") as work:
        caller = _caller(work, note)
        tip.protected = note.protected or (caller is not None and caller.protected)
        arrival = Arrival(tip, messages=(_told(note),), caller=caller)
        (entered,) = enter(work, [Brought(arrival)])
        strike(work, errand)
    return Receipt(entered.tip, work.change)


def _told(note: PhoneNote) -> Told:
    """Make the message that a call is: when and how long; its words are the tip's own."""
    lasted = note.lasted
    call = {
        "seconds": None if lasted is None else round(lasted.total_seconds()),
        "read_back": note.read_back,
        "promised": one_line(note.promised, "A promise", PROMISE_LIMIT),
    }
    began = in_utc(note.began_at)
    return Told(f"call:{uuid4().hex}", sent_at=began, received_at=began, said={SAID: call})


def _caller(work: Work, note: PhoneNote) -> Person | None:
    """Find the person whom the editor recognised, or make one; None for anonymous."""
    said = read_caller(note.name, note.number)
    row = work.get(Contributor, note.person) if note.person is not None else None
    if row is None:
        if not (said.name or said.value):
            return None
        row = Contributor(name=said.name)
        work.add(row)
    row.name = row.name or said.name
    hidden = note.protected or _is_of_a_protected_source(work, said)
    row.protected = row.protected or hidden
    work.flush()
    number = row.id or 0
    if said.kind is not None and not _is_reached_there(work, number, said):
        point = ContactPoint(contributor_id=number, value=said.value, key=said.key)
        point.kind = said.kind
        work.add(point)
        work.flush()
    return Person(number, row.name, row.protected)


def _is_reached_there(work: Session, person: int, said: Sender) -> bool:
    points = select(ContactPoint.id).where(ContactPoint.contributor_id == person)
    same = ContactPoint.kind == said.kind, ContactPoint.key == said.key
    return work.exec(points.where(*same)).first() is not None


def _is_of_a_protected_source(work: Session, said: Sender) -> bool:
    """Tell whether a number would name a protected source to whoever sees it here."""
    if said.kind is None:
        return False
    people = select(Contributor.id, Contributor.protected).join(ContactPoint)
    same = ContactPoint.kind == said.kind, ContactPoint.key == said.key
    found = work.exec(people.where(*same)).all()
    theirs = select(Tip.id).where(col(Tip.contributor_id).in_([one for one, _ in found]))
    sent = theirs.where(col(Tip.protected)).limit(1)
    return any(hidden for _, hidden in found) or work.exec(sent).first() is not None
