"""Understands who sent a tip, and finds the same person again."""

import re
import unicodedata
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from tipdesk.intake.belonging import folded, one_line
from tipdesk.newsroom.people import ContactKind, ContactPoint, Contributor

SENDER_LIMIT = 500

_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<contact>[^<>]+)>\s*")
_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+")
_HANDLE = re.compile(r"@[^\s<>\"]+")
_PHONE = re.compile(r"[+(]?[0-9][0-9 ()/.\-\u00a0]*")
_FEWEST_DIGITS, _MOST_DIGITS = 5, 17


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


def contributor_for(work: Session, sender: str, *, protected: bool = False) -> int | None:
    """Find the contributor who can be reached there, or make one; `None` for anonymous.

    A name alone is never taken for somebody the desk knows: that would be a guess.
    """
    said = read_sender(sender)
    if said is None:
        return None
    person = _known(work, said) or _new(work, said, protected=protected)
    if said.name and not person.name:
        person.name = said.name
    if protected and not person.protected:
        person.protected = True
    return person.id


def _known(work: Session, said: Sender) -> Contributor | None:
    if said.kind is None:
        return None
    owners = (
        select(Contributor)
        .join(ContactPoint)
        .where(ContactPoint.kind == said.kind, ContactPoint.key == said.key)
    )
    return work.exec(owners.order_by(col(Contributor.id))).first()


def _new(work: Session, said: Sender, *, protected: bool) -> Contributor:
    person = Contributor(name=said.name, protected=protected)
    work.add(person)
    work.flush()
    if said.kind is not None and person.id is not None:
        point = ContactPoint(
            contributor_id=person.id, kind=said.kind, value=said.value, key=said.key
        )
        work.add(point)
    return person
