"""Says honestly where a mail came from: what it shows of itself, beside what the desk knows."""

from sqlmodel import Session, col, func, select

from tipdesk.desk.correspondence.mailviews import raw_of
from tipdesk.desk.lines import lines_of
from tipdesk.intake.letters import read_letter
from tipdesk.intake.mail.honesty import Found, domain_of, findings
from tipdesk.newsroom.ids import MessageId, TipId
from tipdesk.newsroom.mail import Mailbox, Message
from tipdesk.newsroom.people import ContactKind, ContactPoint, Contributor
from tipdesk.store.database import Store

DOMAINS_LIMIT = 500  # the domains that most people write from


def origin_of(store: Store, tip: TipId, *, reveal: bool = False) -> tuple[Found, ...]:
    """Tell what the first mail of a tip shows of who sent it; reads the mail, so ask aside.

    Of a protected source it tells nothing, but to `reveal`.
    """
    with store.reading() as session:
        first = first_mail(session, tip)
        if first is None or not (reveal or may_be_named(session, tip, first)):
            return ()
        trusted = _trusted_server(session, first.mailbox_id)
        known = _known_domains(session)
    mail = read_letter(raw_of(store, MessageId(first.id or 0)))
    return findings(mail, trusted, known)


def first_mail(session: Session, tip: TipId) -> Message | None:
    """Find the first mail of a tip that came with its own bytes."""
    asked = (
        select(Message)
        .where(Message.tip_id == tip, col(Message.digest).is_not(None))
        .order_by(col(Message.position), col(Message.id))
        .limit(1)
    )
    return session.exec(asked).first()


def may_be_named(session: Session, tip: TipId, mail: Message) -> bool:
    """Tell whether neither the tip nor the person who sent its mail is protected."""
    person = session.get(Contributor, mail.contributor_id) if mail.contributor_id else None
    lines = lines_of(session, [tip])
    return bool(lines) and not lines[0].protected and not (person and person.protected)


def _trusted_server(session: Session, mailbox: int | None) -> str:
    row = session.get(Mailbox, mailbox) if mailbox else None
    return row.trusted_server if row else ""


def _known_domains(session: Session) -> set[str]:
    """Name the domains that a stranger may want to look like: the desk's own and common ones."""
    at = func.instr(ContactPoint.key, "@")
    domain = func.substr(ContactPoint.key, at + 1)
    asked = (
        select(domain)
        .where(ContactPoint.kind == ContactKind.MAIL, at > 0)
        .group_by(domain)
        .having(func.count() > 1)
        .order_by(func.count().desc())
        .limit(DOMAINS_LIMIT)
    )
    users = session.exec(select(Mailbox.user)).all()
    return {*session.exec(asked), *filter(None, map(domain_of, users))}
