"""The open desk: one writer whose every change stands in the ledger, and many readers."""

import uuid
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Engine, event, inspect
from sqlalchemy import select as columns
from sqlmodel import Session, SQLModel, col, func, select

from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import DeskReadOnly
from tipdesk.newsroom.ids import ChangeId, TipId
from tipdesk.newsroom.record import LedgerEntry
from tipdesk.newsroom.story import StoryTip
from tipdesk.newsroom.tip import Tip
from tipdesk.newsroom.when import now
from tipdesk.store.connecting import in_words
from tipdesk.store.files import Files
from tipdesk.store.folder import DeskCard, DeskFolder, Presence, Protection
from tipdesk.store.heeding import heeded
from tipdesk.store.ledger import Work, is_ledgered, unledgered_of
from tipdesk.store.turns import told_if_long
from tipdesk.store.watching import index_last

_REMEMBERED = 1_000


class Deriving(Session):
    """A transaction for what follows from the bytes or is nobody's change: facts, read marks."""


class Store:
    """A desk that is open in this process; safe to use from any thread."""

    def __init__(
        self,
        place: tuple[DeskFolder, DeskCard],
        key: bytes | None,
        engines: tuple[Engine | None, Engine],
        editor: str,
    ) -> None:
        self.folder, self.card = place
        self.editor = editor
        self.why_read_only = ""
        self.on_wait: Callable[[], object] | None = None  # told where another writes for long
        self.remark = ""  # what is risky about the place where the desk lies
        self._writer, self._reader = engines
        self._presence = Presence(self.folder) if self._writer else None
        self.files = Files(self.folder, self._presence.id if self._presence else "")
        self.key = key
        self._own: deque[str] = deque(maxlen=_REMEMBERED)
        self._taken_back: set[str] = set()
        self._seen = 0

    @property
    def name(self) -> str:
        """Tell the desk's name."""
        return self.card.name

    @property
    def read_only(self) -> bool:
        """Tell whether this desk is open for reading only; `why_read_only` says why."""
        return self._writer is None

    @property
    def encrypted(self) -> bool:
        """Tell whether the database is encrypted."""
        return self.card.protection is not Protection.NONE

    @property
    def others(self) -> bool:
        """Tell whether another process has this desk open, too; both take turns."""
        return bool(self.living())

    def living(self) -> frozenset[str]:
        """Name the other openings of this desk that are alive."""
        return self._presence.others() if self._presence else frozenset()

    @contextmanager
    def begin(
        self,
        verb: str,
        *,
        reason: str = "",
        reverses: str | None = None,
        part_of: ChangeId | None = None,
    ) -> Iterator[Work]:
        """Do one verb: all of it, ledger and full text included, or nothing.

        What is too long for one transaction is done in several that are `part_of` one change,
        unless that was taken back meanwhile.
        """
        with (
            in_words(),
            self._turn() as connection,
            Work(connection, _opening(self.editor, verb, reason, reverses)) as work,
        ):
            if part_of is not None and part_of not in self._taken_back:
                work.opening.change_id = part_of
            yield work
            work.flush()
            self.files.check_there(work.new_files)
            self._own.append(work.opening.change_id)
            index_last(work, _to_index(work))
            work.commit()
            if reverses is not None:
                self._taken_back.add(reverses)

    @contextmanager
    def deriving(self) -> Iterator[Deriving]:
        """Write what needs no ledger: facts, read marks, errands."""
        with in_words(), self._turn() as connection, Deriving(connection) as session:
            yield session
            session.commit()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Read one consistent state of the desk, unless whoever asks gives the question up."""
        with (
            in_words(),
            self._reader.begin() as connection,
            heeded(connection),
            Session(connection, autoflush=False, expire_on_commit=False) as session,
        ):
            yield session

    def news(self) -> list[Change]:
        """Tell what other processes changed since this was last asked."""
        with self.reading() as session:
            newest = session.exec(select(func.max(LedgerEntry.id))).one() or 0
            since, self._seen = self._seen or newest, newest
            if newest == since:
                return []
            entry = LedgerEntry
            asked = columns(entry.change_id, entry.verb, entry.noun, entry.tip_id)  # type: ignore[call-overload]
            rows = session.execute(asked.where(col(entry.id) > since).order_by(entry.id)).all()
        changes = groupby(rows, key=lambda row: (row[0], row[1]))
        return [
            _told(change, verb, list(members))
            for (change, verb), members in changes
            if change not in self._own
        ]

    def close(self) -> None:
        """Let go of the desk."""
        self._reader.dispose()
        if self._writer is not None:
            # Last of all: whoever closes last brings the write-ahead log home.
            self._writer.dispose()
        if self._presence is not None:
            self._presence.end()
            self._presence = None

    @contextmanager
    def _turn(self) -> Iterator[Connection]:
        """Write alone, once it is our turn."""
        with ExitStack() as stack:
            with told_if_long(self.on_wait):
                connection = stack.enter_context(self._writing().begin())
            yield connection

    def _writing(self) -> Engine:
        if self._writer is None:
            raise DeskReadOnly(self.why_read_only or "This desk is open for reading only.")
        return self._writer


def new_change() -> ChangeId:
    """Name a change of which several transactions will be part."""
    return ChangeId(uuid.uuid4().hex)


def _opening(editor: str, verb: str, reason: str, reverses: str | None) -> LedgerEntry:
    """Say what all entries of a change have in common; its moment is when its turn has come."""
    return LedgerEntry(
        change_id=new_change(),
        at=now(),
        editor=editor,
        verb=verb,
        reason=reason.strip(),
        reverses=reverses,
        noun="",
        row="",
        seal=b"",
    )


def _to_index(work: Work) -> set[int]:
    """Name the tips that say something else now, by their own words or by a name they bear."""
    people, stories = work.renamed["contributor"], work.renamed["story"]
    sent = select(Tip.id).where(col(Tip.contributor_id).in_(people))
    inside = select(StoryTip.tip_id).where(col(StoryTip.story_id).in_(stories))
    return {
        *work.reworded,
        *(work.exec(sent) if people else ()),
        *(work.exec(inside) if stories else ()),
    } - {None}


def _told(change: str, verb: str, rows: list[Any]) -> Change:
    return Change(
        id=ChangeId(change),
        verb=verb,
        tips=frozenset(TipId(tip) for _, _, _, tip in rows if tip),
        nouns=frozenset(noun for _, _, noun, _ in rows),
    )


@event.listens_for(Deriving, "before_flush")
def _only_what_needs_no_ledger(session: Deriving, *_: object) -> None:
    for thing in (*session.new, *session.dirty, *session.deleted):
        if is_ledgered(type(thing)) and not _is_mark(session, thing):
            raise AssertionError(f"a {type(thing).__name__} is changed by verbs only")


def _is_mark(session: Session, thing: SQLModel) -> bool:
    changed = {state.key for state in inspect(thing).attrs if state.history.has_changes()}
    return thing in session.dirty and changed <= unledgered_of(type(thing))
