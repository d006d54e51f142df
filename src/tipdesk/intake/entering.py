"""Enters a batch of arrivals in one transaction: each is new, joins a tip, or is known already."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count

from sqlmodel import col, func, select

from tipdesk.intake import unchecked
from tipdesk.intake.arrival import Arrival, Known, Refused, Told
from tipdesk.intake.belonging import (
    editor_for,
    in_utc,
    many_lines,
    one_line,
    story_for,
    tag_for,
)
from tipdesk.intake.contributors import People, Person
from tipdesk.intake.linking import Linking, is_held, told
from tipdesk.intake.newrows import NewRows, Row
from tipdesk.intake.taking import Kept
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.names import storable, unturned
from tipdesk.newsroom.people import Editor
from tipdesk.newsroom.record import DELETED_MAIL, LedgerEntry
from tipdesk.newsroom.story import Story, StoryTip
from tipdesk.newsroom.tip import HEADLINE_LIMIT, TEXT_LIMIT, NewTip, Tag, Tip, TipTag
from tipdesk.newsroom.when import now
from tipdesk.store.batches import batches
from tipdesk.store.ledger import Work

_FIRST_WORDS = 100
NO_HEADLINE = "No headline"


@dataclass(frozen=True, slots=True)
class Brought:
    """An arrival whose bytes lie in the files: its raw messages, its files, what was refused."""

    arrival: Arrival
    raws: tuple[Kept | None, ...] = ()
    kept: tuple[Kept, ...] = ()
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of an arrival."""

    tip: TipId | None = None
    joined: TipId | None = None
    known: tuple[Known, ...] = field(default=(), repr=False)


def enter(work: Work, brought: Sequence[Brought]) -> list[Entered]:
    """Write what is new; what a later arrival answers may have come with an earlier one."""
    rows = NewRows(work)
    entering = _Entering(work, rows, brought)
    entered = [entering.enter(one) for one in brought]
    rows.write()
    unchecked.leave(work, entering.unchecked)
    return entered


class _Entering:
    """What the arrivals of one transaction need to know, asked for at once."""

    def __init__(self, work: Work, rows: NewRows, brought: Sequence[Brought]) -> None:
        self._work = work
        self._rows = rows
        messages = [told for one in brought for told in one.arrival.messages]
        everything = [kept for one in brought for kept in (*one.raws, *one.kept) if kept]
        self._linking = Linking(work, rows, everything)
        senders = {one.arrival.tip.sender for one in brought} | {told.sender for told in messages}
        self._people = People(work, rows, senders)
        keys = {told.key for told in messages}
        answers = {answer for told in messages for answer in told.answers} - {""}
        self._tips_by_key = _tips_by(work, Message.key, keys)
        self._tips_by_id = _tips_by(work, Message.message_id, answers, trashed=False)
        self._deleted = _deleted(work, (one for one in brought if one.arrival.mailbox is not None))
        self._positions: dict[TipId, count[int]] = {}
        self._speakers: dict[tuple[TipId, str], Person | None] = {}
        self._logged: set[TipId] = set()
        self._ids: dict[tuple[str, str], int] = {}
        self.unchecked: list[int] = []  # messages whose signatures are to be checked

    def enter(self, one: Brought) -> Entered:
        """Enter one arrival."""
        there = [self._tips_by_key.get(told.key) for told in one.arrival.messages]
        known = next((tip for tip in there if tip), None)
        if any(told.key in self._deleted for told in one.arrival.messages):
            return Entered()
        if known and all(there):
            return Entered(known=(self._already(one, known), *self._held(one)))
        if known is None and not self._is_new(one):
            return Entered(known=self._held(one))
        said = one.arrival.tip
        spoke = self._people.spoke_in(known, said.sender) if known else one.arrival.caller
        person = spoke or self._people.who(said.sender, protected=said.protected)
        open_tip = known or self._answered(one.arrival.messages, person)
        tip = open_tip or self._log(one, person)
        if open_tip:
            self._reopen(tip)
        else:
            self._speakers[tip, said.sender] = person
        new = self._messages(tip, one, there)
        if one.arrival.check_signatures:
            self.unchecked += filter(None, new)
        linked = self._linking.link(tip, one.kept, new)
        return Entered(joined=tip, known=linked) if open_tip else Entered(tip, known=linked)

    def _is_new(self, one: Brought) -> bool:
        return not one.arrival.wordless or any(
            not is_held(self._linking.holders, kept.digest) for kept in one.kept
        )

    def _held(self, one: Brought) -> tuple[Known, ...]:
        return told(one.kept, self._linking.holders)

    def _already(self, one: Brought, tip: TipId) -> Known:
        return Known(one.arrival.tip.headline or NO_HEADLINE, (tip,))

    def _answered(self, messages: Sequence[Told], person: Person | None) -> TipId | None:
        """Find the tip that these messages go on with; nobody who is blocked goes on with one."""
        if person is not None and person.blocked:
            return None
        answers = (answer for told in messages for answer in told.answers)
        return next(filter(None, map(self._tips_by_id.get, answers)), None)

    def _log(self, one: Brought, person: Person | None) -> TipId:
        said = one.arrival.tip
        row = _tip_row(said, one.kept)
        if person is not None:
            row |= {"contributor_id": person.id, "protected": said.protected or person.protected}
            row |= {"trashed_at": now()} if person.blocked else {}
        if one.arrival.assignee:
            row["assignee_id"] = self._id("editor", one.arrival.assignee)
        tip = TipId(self._rows.add(Tip, **row))
        self._linking.new(tip)
        self._logged.add(tip)
        self._positions[tip] = count()
        for tag in sorted({self._id("tag", name) for name in said.tags}):
            self._rows.tie(TipTag, tip_id=tip, tag_id=tag)
        for story in sorted({self._id("story", slug) for slug in said.stories}):
            self._rows.tie(StoryTip, story_id=story, tip_id=tip)
            self._name_section(story, one.arrival.section)
        return tip

    def _name_section(self, story: int, section: str) -> None:
        row = self._work.get_one(Story, story)
        if section and not row.section:
            row.section = section

    def _reopen(self, tip: TipId) -> None:
        """Mark a tip unread: somebody has told more."""
        row = self._rows.pending(Tip, tip) or self._work.get(Tip, tip)
        if isinstance(row, Tip):
            row.opened_at = None
        self._work.touch(tip)

    def _messages(
        self, tip: TipId, one: Brought, there: Sequence[TipId | None]
    ) -> tuple[int | None, ...]:
        """Write the messages that are new; tell the rows of all, those that were there as None."""
        raws = one.raws or (None,) * len(there)
        return tuple(
            None if known else self._message(tip, told, raw, one.arrival.mailbox)
            for told, raw, known in zip(one.arrival.messages, raws, there, strict=True)
        )

    def _message(self, tip: TipId, told: Told, raw: Kept | None, mailbox: int | None) -> int:
        person = self._speaker(tip, told.sender)
        self._tips_by_key[told.key] = tip
        if told.message_id:
            self._tips_by_id.setdefault(told.message_id, tip)
        return self._rows.add(
            Message,
            tip_id=tip,
            position=self._position(tip),
            digest=raw.digest if raw else None,
            key=told.key,
            message_id=told.message_id,
            contributor_id=person.id if person else None,
            mailbox_id=mailbox,
            sender=told.sender,
            sent_at=in_utc(told.sent_at) if told.sent_at else None,
            received_at=in_utc(told.received_at) if told.received_at else now(),
            subject=told.subject,
            text=told.text,
            said=told.said,
        )

    def _speaker(self, tip: TipId, sender: str) -> Person | None:
        """Tell who said something; in one chat the same name is the same person."""
        if (tip, sender) not in self._speakers:
            spoke = None if tip in self._logged else self._people.spoke_in(tip, sender)
            self._speakers[tip, sender] = spoke or self._people.who(sender)
        return self._speakers[tip, sender]

    def _position(self, tip: TipId) -> int:
        if tip not in self._positions:
            last = select(func.max(Message.position)).where(Message.tip_id == tip)
            newest = self._work.exec(last).one()
            self._positions[tip] = count(0 if newest is None else newest + 1)
        return next(self._positions[tip])

    def _id(self, kind: str, name: str) -> int:
        """Find a tag, a story or an editor, once for all arrivals."""
        if (kind, name) not in self._ids:
            self._ids[kind, name] = _FINDERS[kind](self._work, name).id or 0
        return self._ids[kind, name]


_FINDERS: dict[str, Callable[[Work, str], Tag | Story | Editor]] = {
    "tag": tag_for,
    "story": story_for,
    "editor": editor_for,
}


def _tips_by(
    work: Work, column: str, values: Iterable[str], *, trashed: bool = True
) -> dict[str, TipId]:
    """Tell by a column of their messages which tips have them."""
    asked = select(col(column), Message.tip_id).order_by(col(Message.id).desc())
    if not trashed:
        asked = asked.join(Tip).where(col(Tip.trashed_at).is_(None))
    found: dict[str, TipId] = {}
    for batch in batches(sorted(values)):
        for value, tip in work.exec(asked.where(col(column).in_(batch))):
            found[value] = TipId(tip)
    return found


def _deleted(work: Work, brought: Iterable[Brought]) -> set[str]:
    """Tell the keys of messages that editors deleted for good: by itself none comes again."""
    keys = {told.key for one in brought for told in one.arrival.messages}
    entry = LedgerEntry
    asked = select(entry.row).where(entry.noun == DELETED_MAIL)
    return {
        row
        for batch in batches(sorted(keys))
        for row in work.exec(asked.where(col(entry.row).in_(batch)))
    }


def _tip_row(said: NewTip, kept: Sequence[Kept]) -> Row:
    return {
        "headline": _headline(said, kept),
        "text": many_lines(said.text, "A tip's text", TEXT_LIMIT).strip(),
        "channel": said.channel.value,
        "protected": said.protected,
        "received_at": in_utc(said.received_at) if said.received_at else now(),
        "happened_at": in_utc(said.happened_at) if said.happened_at else None,
        "due_at": in_utc(said.due_at) if said.due_at else None,
        "place": one_line(said.place, "A place", TEXT_LIMIT),
        "language": one_line(said.language, "A language", TEXT_LIMIT),
        "priority": said.priority,
    }


def _headline(said: NewTip, kept: Sequence[Kept]) -> str:
    first_line = said.text.strip().partition("\n")[0][:_FIRST_WORDS]
    names = (one.name for one in kept)
    for words in (said.headline, first_line, next(names, "")):
        line = one_line(storable(words), "A headline", TEXT_LIMIT)
        if line:
            return unturned(line)[:HEADLINE_LIMIT]
    return NO_HEADLINE
