"""The mailboxes of a desk: which there are, and the verbs that add, change and remove them."""

from typing import Any

from sqlmodel import Session, col, select

from tipdesk.intake.belonging import one_line, slug_of, tag_name
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import NotFound, NotValid
from tipdesk.newsroom.mail import EARLIEST, Mailbox, NewMailbox
from tipdesk.newsroom.states import SignIn
from tipdesk.newsroom.when import now
from tipdesk.store.database import Store

_RULES = ("since", "tags", "story", "section", "assignee", "check_signatures")
_WHERE = ("host", "port", "user", "folder")  # elsewhere, messages have other numbers
_NAME = 100


def mailboxes_of(store: Store) -> list[Mailbox]:
    """List the mailboxes that the desk reads, by name; those that rest are among them."""
    with store.reading() as session:
        asked = select(Mailbox).where(col(Mailbox.removed_at).is_(None))
        return list(session.exec(asked.order_by(col(Mailbox.name))))


def the_mailbox(store: Store, mailbox: int) -> Mailbox:
    """Read a mailbox that must be there."""
    with store.reading() as session:
        return _present(session, mailbox)


def mailbox_named(store: Store, name: str) -> Mailbox:
    """Find a mailbox by its name; case doesn't count."""
    for one in mailboxes_of(store):
        if one.name.casefold() == name.strip().casefold():
            return one
    raise NotFound("There is no mailbox of that name; `tipdesk mail list` names them.")


def add_mailbox(store: Store, new: NewMailbox) -> tuple[Change, int]:
    """Have the desk read a mailbox; its password is kept elsewhere. Its number comes back too."""
    with store.begin("add_mailbox") as work:
        said = _said(new)
        _unique(work, said["name"])
        mailbox = Mailbox(**said)
        work.add(mailbox)
    return work.change, mailbox.id or 0


def change_mailbox(store: Store, mailbox: int, new: NewMailbox) -> Change:
    """Say anew where a mailbox is and what its tips get; a new place is read from the start.

    Where an earlier day is said from which on it is read, the older messages come then.
    """
    with store.begin("change_mailbox") as work:
        known, said = _present(work, mailbox), _said(new)
        if said["name"].casefold() != known.name.casefold():
            _unique(work, said["name"])
        if any(getattr(known, name) != said[name] for name in _WHERE):
            known.uid_validity = known.last_uid = known.mod_seq = 0
        for name, value in said.items():
            setattr(known, name, value)
        known.trouble = ""
    return work.change


def as_said(mailbox: Mailbox) -> NewMailbox:
    """Give what was said of a mailbox, to say some of it anew."""
    said = {name: getattr(mailbox, name) for name in NewMailbox.model_fields if name not in _RULES}
    return NewMailbox.model_validate({**said, **mailbox.rules})


def rest_mailbox(store: Store, mailbox: int, *, active: bool) -> Change:
    """Let a mailbox rest, so that nobody looks into it, or have it read again."""
    with store.begin("rest_mailbox") as work:
        _present(work, mailbox).active = active
    return work.change


def remove_mailbox(store: Store, mailbox: int) -> Change:
    """Read a mailbox no more; what came from it stays."""
    with store.begin("remove_mailbox") as work:
        _present(work, mailbox).removed_at = now()
    return work.change


def mark(store: Store, mailbox: int, **columns: Any) -> None:
    """Write down how far a mailbox was read, and what hinders it; that is nobody's change."""
    with store.deriving() as session:
        row = session.get(Mailbox, mailbox)
        for name, value in columns.items() if row else ():
            setattr(row, name, value)


def _present(session: Session, mailbox: int) -> Mailbox:
    known = session.get(Mailbox, mailbox)
    if known is None or known.removed_at is not None:
        raise NotFound("The desk doesn't read this mailbox any more; nothing was changed.")
    return known


def _unique(work: Session, name: str) -> None:
    asked = select(Mailbox.name).where(col(Mailbox.removed_at).is_(None))
    if name.casefold() in {known.casefold() for known in work.exec(asked)}:
        raise NotValid("There is a mailbox of that name; nothing was changed.")


def _said(new: NewMailbox) -> dict[str, Any]:
    """Bring what was said to the form in which it is kept."""
    said = new.model_dump(exclude=set(_RULES))
    said |= {name: said[name].strip() for name in ("host", "user", "client_id", "tenant")}
    said["name"] = one_line(new.name, "A mailbox's name", _NAME)
    if not (said["name"] and said["host"] and said["user"]):
        raise NotValid("A mailbox needs a name, a server and a user; nothing was changed.")
    if new.sign_in is not SignIn.PASSWORD and not said["client_id"]:
        raise NotValid("Signing in so needs the newsroom's own client id; nothing was changed.")
    if new.since and new.since < EARLIEST:
        raise NotValid("No mail server knows a day before 1970; nothing was changed.")
    return {**said, "rules": _rules(new)}


def _rules(new: NewMailbox) -> dict[str, Any]:
    rules = {
        "since": new.since.isoformat() if new.since else "",
        "tags": [tag_name(tag) for tag in new.tags],
        "story": slug_of(new.story) if new.story.strip() else "",
        "section": new.section.strip(),
        "assignee": one_line(new.assignee, "An editor's name", _NAME),
        "check_signatures": new.check_signatures,
    }
    return {name: rule for name, rule in rules.items() if rule}
