"""Reads what was said in a tip, message by message: a page of a long chat, not all of it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, select
from sqlmodel import Session, col, func

from tipdesk.desk.calls import call_line
from tipdesk.desk.lines import lines_of
from tipdesk.desk.triaging.protecting import PROTECTED_SOURCE
from tipdesk.intake.calls import SAID
from tipdesk.newsroom.errors import NotFound
from tipdesk.newsroom.ids import ContributorId, MediaId, MessageId, TipId, tip_number
from tipdesk.newsroom.lines import CallLine, FileElsewhere, MessageFile, MessageLine
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.media import Facts, Media
from tipdesk.newsroom.people import Contributor
from tipdesk.newsroom.signatures import from_kept
from tipdesk.newsroom.states import FileKind, Mark
from tipdesk.store.batches import batches
from tipdesk.store.database import Store

_MESSAGES: Select[*tuple[Any, ...]] = select(
    Message, func.coalesce(col(Contributor.protected), False)
).outerjoin(Contributor, col(Contributor.id) == col(Message.contributor_id))
_FILES = (
    select(col(Media.message_id), col(Media.id), col(Media.name), col(Facts.kind))
    .join(Facts)
    .order_by(col(Media.position), col(Media.id))
)
_MARKS = frozenset(Mark)


def messages_of(
    store: Store, tip: TipId, *, reveal: bool = False, start: int = 0, most: int | None = None
) -> tuple[MessageLine, ...]:
    """Read the messages of a tip in their order, `most` from number `start` on, or all.

    A protected source is named only to `reveal`.
    """
    asked = (
        _MESSAGES.where(col(Message.tip_id) == tip)
        .order_by(col(Message.position), col(Message.id))
        .offset(start)
        .limit(most)
    )
    with store.reading() as session:
        veils = _veils(session, tip, reveal=reveal)
        rows = session.execute(asked).all()
        files = _files(session, [row[0].id or 0 for row in rows])
        return tuple(_line(row, files[row[0].id or 0], veils, reveal=reveal) for row in rows)


def _veils(session: Session, tip: TipId, *, reveal: bool) -> dict[str, str]:
    """Say for a protected tip what stands for each sender; several are told apart by numbers."""
    lines = lines_of(session, [tip])
    if not lines:
        raise NotFound(f"{tip_number(tip)} is not on this desk.")
    if reveal or not lines[0].protected:
        return {}
    asked = (
        select(col(Message.sender))
        .where(col(Message.tip_id) == tip, col(Message.sender) != "")
        .group_by(col(Message.sender))
        .order_by(func.min(col(Message.position)))
    )
    senders = list(session.execute(asked).scalars())
    if len(senders) == 1:
        return {"": "", senders[0]: PROTECTED_SOURCE}
    return {"": ""} | {one: f"{PROTECTED_SOURCE} {at}" for at, one in enumerate(senders, start=1)}


def _files(session: Session, messages: Sequence[int]) -> defaultdict[int, list[MessageFile]]:
    found: defaultdict[int, list[MessageFile]] = defaultdict(list)
    for batch in batches(messages):
        for message, media, name, kind in session.execute(
            _FILES.where(col(Media.message_id).in_(batch))
        ):
            found[message].append(MessageFile(MediaId(media), name, FileKind(kind)))
    return found


def _line(
    row: Row[*tuple[Any, ...]], files: list[MessageFile], veils: dict[str, str], *, reveal: bool
) -> MessageLine:
    message: Message = row[0]
    protected: bool = row[1]
    said = message.said
    veiled = bool(veils or protected) and not reveal
    return MessageLine(
        id=MessageId(message.id or 0),
        position=message.position,
        sender=veils.get(message.sender, PROTECTED_SOURCE) if veiled else message.sender,
        veiled=veiled,
        sent_at=message.sent_at,
        received_at=message.received_at,
        subject=message.subject,
        text=message.text,
        marks=tuple(Mark(mark) for mark in said.get("marks", ()) if mark in _MARKS),
        labels=tuple(said.get("labels", ())),
        recipients=() if veiled else (*said.get("to", ()), *said.get("cc", ())),
        elsewhere=tuple(FileElsewhere(**link) for link in said.get("links", ())),
        missing=tuple(said.get("missing", ())),
        note=said.get("note", ""),
        why=said.get("why", ""),
        program=said.get("program", ""),
        zoneless=bool(said.get("zoneless")),
        files=tuple(files),
        has_raw=message.digest is not None,
        has_html=bool(said.get("html")),
        checked=None if veiled else from_kept(said.get("dkim")),
        call=_call(message),
        person=None
        if veiled or not message.contributor_id
        else ContributorId(message.contributor_id),
    )


def _call(message: Message) -> CallLine | None:
    said = message.said.get(SAID)
    began = message.sent_at or message.received_at
    return call_line(MessageId(message.id or 0), began, said) if said else None


def _person(message: Message) -> ContributorId | None:
    number = message.contributor_id
    return None if number is None else ContributorId(number)
