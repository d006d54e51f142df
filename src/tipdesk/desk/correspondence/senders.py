"""Tells what the desk knows of who sent a tip: earlier tips, and those that it may go on with."""

import re
from collections import Counter
from datetime import timedelta

from sqlmodel import Session, col, select

from tipdesk.desk.lines import lines_of
from tipdesk.desk.triaging.protecting import PROTECTED_SOURCE
from tipdesk.newsroom.errors import NotFound
from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.newsroom.lines import SenderLine, TipLine
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.media import TipLink
from tipdesk.newsroom.people import Contributor
from tipdesk.newsroom.states import Channel
from tipdesk.newsroom.tip import Tip
from tipdesk.store.database import Store

GOES_ON_WITHIN = timedelta(days=30)
SHORTEST_SUBJECT = 4  # letters; "Hi" says nothing about what belongs together
_MOST_LATEST, _MOST_GOING_ON, _LOOKED_AT = 3, 3, 500

# What mail programs of several languages put before the subject of an answer.
_ANSWER = re.compile(
    r"\s*(?:re|r|aw|antw|antwort|sv|vs|ref|res|rép|rif|odp|vá|ynt|atb|回复|答复|回覆"
    r"|fwd?|wg|tr|rv|enc|doorst|vl|pd|i|továbbítás|转发|轉寄)"
    r"(?:\s*\[\d{1,3}\])?\s*[:：]",
    re.IGNORECASE,
)
_ANSWERS_LIMIT = 20


def sender_of(store: Store, tip: TipId, *, reveal: bool = False) -> SenderLine:
    """Tell what the desk knows of who sent a tip; a protected source only to `reveal`."""
    with store.reading() as session:
        row = session.get(Tip, tip)
        if row is None:
            raise NotFound(f"{tip_number(tip)} is not on this desk.")
        person = session.get(Contributor, row.contributor_id) if row.contributor_id else None
        line = lines_of(session, [tip])[0]
        veiled = line.protected and not reveal
        if person is None or veiled:
            name = PROTECTED_SOURCE if veiled else ""
            return SenderLine(name, veiled, person is not None and person.blocked, {}, (), ())
        earlier = _earlier(session, row)
        latest = [tip for tip, _ in earlier[:_MOST_LATEST]]
        return SenderLine(
            name=person.name or line.contributor,
            veiled=False,
            blocked=person.blocked,
            earlier=dict(Counter(channel for _, channel in earlier)),
            latest=tuple(lines_of(session, latest)),
            goes_on=_goes_on(session, row),
        )


def plain_subject(subject: str) -> str:
    """Bring a subject to what an answer to it has in common with it."""
    rest = subject
    for _ in range(_ANSWERS_LIMIT):
        answer = _ANSWER.match(rest)
        if answer is None:
            break
        rest = rest[answer.end() :]
    return " ".join(rest.casefold().split())


def _earlier(session: Session, tip: Tip) -> list[tuple[TipId, Channel]]:
    """List the tips that the same person sent before, the newest first."""
    asked = (
        select(Tip.id, Tip.channel)
        .where(
            Tip.contributor_id == tip.contributor_id,
            Tip.id != tip.id,
            col(Tip.received_at) <= tip.received_at,
            col(Tip.trashed_at).is_(None),
        )
        .order_by(col(Tip.received_at).desc(), col(Tip.id).desc())
    )
    return [(TipId(one or 0), Channel(channel)) for one, channel in session.exec(asked)]


def _goes_on(session: Session, tip: Tip) -> tuple[TipLine, ...]:
    """Find tips whose messages have the same subject and sender, and lie near in time."""
    ours = select(Message.subject).where(Message.tip_id == tip.id).limit(_LOOKED_AT)
    subjects = {plain_subject(subject) for subject in session.exec(ours)}
    wanted = {subject for subject in subjects if len(subject) >= SHORTEST_SUBJECT}
    if not wanted:
        return ()
    near = col(Tip.received_at).between(
        tip.received_at - GOES_ON_WITHIN, tip.received_at + GOES_ON_WITHIN
    )
    linked = select(TipLink.other_id).where(TipLink.tip_id == tip.id)
    asked = (
        select(Message.tip_id, Message.subject)
        .join(Tip)
        .where(
            Message.contributor_id == tip.contributor_id,
            Tip.id != tip.id,
            near,
            col(Tip.trashed_at).is_(None),
            col(Tip.id).not_in(linked),
        )
        .order_by(col(Tip.received_at).desc())
        .limit(_LOOKED_AT)
    )
    found = (TipId(other) for other, said in session.exec(asked) if plain_subject(said) in wanted)
    return tuple(lines_of(session, list(dict.fromkeys(found))[:_MOST_GOING_ON]))
