"""Understands who sent a tip, and finds the same person again."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from tipdesk.intake.belonging import folded, one_line
from tipdesk.intake.newrows import NewRows
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.people import ContactKind, ContactPoint, Contributor
from tipdesk.store.batches import batches
from tipdesk.store.ledger import Work

SENDER_LIMIT = 500

_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<contact>[^<>]+)>\s*")
_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+")
_HANDLE = re.compile(r"@[^\s<>\"]+")
_PHONE = re.compile(r"[+(]?[0-9][0-9 ()/.\-\u00a0]*")
_FEWEST_DIGITS, _MOST_DIGITS = 5, 17
_PERSON: tuple[Any, ...] = (
    *(col(Contributor.id), col(Contributor.name)),
    *(col(Contributor.protected), col(Contributor.blocked)),
)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent something, as far as they said; `key` is the contact as it is compared."""

    name: str = field(default="", repr=False)
    kind: ContactKind | None = None
    value: str = field(default="", repr=False)
    key: str = field(default="", repr=False)


def read_sender(text: str) -> Sender | None:
    """Understand `Name <address>`, an address, a phone number, an @handle or a name."""
    said = one_line(text, "A sender", SENDER_LIMIT)
    if not said:
        return None
    named = _NAMED.fullmatch(said)
    name, contact = (named["name"].strip(' "'), named["contact"].strip()) if named else ("", said)
    found = _contact(contact)
    if found is None:
        return Sender(name=said)
    kind, key = found
    return Sender(name, kind, contact, key)


def read_caller(name: str, number: str) -> Sender:
    """Understand who calls, and by what they can be called back; it may be no usual number."""
    called = one_line(name, "A name", SENDER_LIMIT)
    reached = one_line(number, "A number", SENDER_LIMIT)
    if not reached:
        return Sender(called)
    unusual = ContactKind.PHONE, "".join(filter(str.isdigit, reached)) or folded(reached)
    kind, key = _contact(reached) or unusual
    return Sender(called, kind, reached, key)


def _contact(text: str) -> tuple[ContactKind, str] | None:
    plain = unicodedata.normalize("NFKC", text)
    if _HANDLE.fullmatch(plain):
        return ContactKind.HANDLE, folded(plain)
    if _MAIL.fullmatch(plain):
        return ContactKind.MAIL, folded(plain)
    if _PHONE.fullmatch(plain):
        digits = re.sub(r"[^0-9]", "", plain)
        if _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS:
            return ContactKind.PHONE, _phone_key(plain, digits)
    return None


def _phone_key(plain: str, digits: str) -> str:
    """Write +49 171 1, 0049 171 1 and +49 (0)171 1 alike."""
    if plain.lstrip("( ").startswith("+"):
        return "+" + re.sub(r"[^0-9]", "", plain.replace("(0)", ""))
    return "+" + digits[2:] if digits.startswith("00") else digits


def contributor_for(work: Work, sender: str, *, protected: bool = False) -> int | None:
    """Find the contributor who can be reached there, or make one; `None` for anonymous."""
    rows = NewRows(work)
    person = People(work, rows, [sender]).who(sender, protected=protected)
    rows.write()
    return person.id if person else None


@dataclass(slots=True)
class Person:
    """A contributor, as far as the door must know."""

    id: int
    name: str = field(repr=False)
    protected: bool
    blocked: bool = False


class People:
    """Finds the contributors of many messages with few questions, and makes those who are new."""

    def __init__(self, work: Work, rows: NewRows, senders: Iterable[str]) -> None:
        self._work = work
        self._rows = rows
        self._said = {sender: read_sender(sender) for sender in senders}
        self._known = dict(_known(work, set(self._said.values())))

    def who(self, sender: str, *, protected: bool = False) -> Person | None:
        """Tell who is one of the senders; `None` for anonymous.

        A name alone is never taken for somebody the desk knows: that would be a guess.
        """
        said = self._said[sender]
        if said is None:
            return None
        person = self._known.get((said.kind, said.key)) if said.kind else None
        if person is None:
            return self._new(said, protected=protected)
        self._learn(person, said.name, protected=protected)
        return person

    def spoke_in(self, tip: TipId, sender: str) -> Person | None:
        """Tell who said something in a tip before by the same name, without a contact."""
        said = self._said[sender]
        if said is None or said.kind is not None:
            return None
        asked = select(*_PERSON).join(Message, col(Message.contributor_id) == col(Contributor.id))
        here = col(Message.tip_id) == tip, col(Message.sender) == sender
        found = self._work.execute(asked.where(*here).limit(1)).first()
        return Person(*found) if found else None

    def _new(self, said: Sender, *, protected: bool) -> Person:
        made = self._rows.add(Contributor, name=said.name, protected=protected)
        person = Person(made, said.name, protected)
        if said.kind is not None:
            self._rows.add(
                ContactPoint, contributor_id=made, kind=said.kind, value=said.value, key=said.key
            )
            self._known[said.kind, said.key] = person
        return person

    def _learn(self, person: Person, name: str, *, protected: bool) -> None:
        learnt = {"name": name} if name and not person.name else {}
        news = learnt | ({"protected": True} if protected and not person.protected else {})
        if not news:
            return
        row = self._rows.pending(Contributor, person.id) or self._work.get(Contributor, person.id)
        for what, value in news.items():
            setattr(person, what, value)
            if isinstance(row, dict):
                row[what] = value
            else:
                setattr(row, what, value)


def _known(
    work: Session, senders: Iterable[Sender | None]
) -> Iterator[tuple[tuple[ContactKind, str], Person]]:
    asked = (
        select(col(ContactPoint.kind), col(ContactPoint.key), *_PERSON)
        .join(Contributor)
        # Of several who can be reached there the first counts: it comes last.
        .order_by(col(Contributor.id).desc())
    )
    wanted = sorted({one.key for one in senders if one is not None and one.kind is not None})
    for keys in batches(wanted):
        reached = col(ContactPoint.kind).in_(ContactKind) & col(ContactPoint.key).in_(keys)
        for kind, key, *known in work.execute(asked.where(reached)):
            yield (ContactKind(kind), key), Person(*known)
