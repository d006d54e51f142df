"""All fingerprints of a desk in memory, so that one look-up goes over a million of them at once."""

import threading
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from tipdesk.media.fingerprint import Columns, columns, distances, near
from tipdesk.newsroom.likeness import Turn
from tipdesk.store.database import Store

# Of 256 bits; of the corpus' 36,856 pairs none lies between 60 (one picture, sent on) and 93 (two).
ALIKE = 72
_AT_ONCE = 20_000
# Put together by SQLite: a million rows one by one would keep Python from everything else.
_SINCE = """
    SELECT group_concat(id), group_concat(hex(bits), '') FROM (
        SELECT id, bits FROM fingerprint WHERE id > ? ORDER BY id LIMIT ?
    )
"""


@dataclass(frozen=True, slots=True)
class Near:
    """One fingerprint that is like the one asked about; `turn` is how to show it to look so."""

    id: int
    bits: int
    turn: Turn


class Fingerprints:
    """The fingerprints of one desk; threads may share it.

    Rows are only ever added. What was deleted since stays here until the desk is closed: its number
    is never given again, so whoever looks it up finds that it is gone.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ids = np.empty(0, np.int64)
        self._words: Columns = np.empty((4, 0), np.uint64)
        self._count = 0

    @property
    def known(self) -> int:
        """Tell how many are in memory."""
        return self._count

    def load_some(self, session: Session) -> bool:
        """Read some that are not known yet, and tell whether there may be more."""
        with self._lock:
            return self._read(session)

    def near(self, session: Session, asked: bytes) -> list[Near]:
        """Find all that are like this one, among those that the session sees."""
        ids, words = self._up_to_date(session)
        places = near(asked, words, ALIKE)
        measured = distances(asked, words[:, places])
        return [
            Near(int(ids[place]), bits, turn)
            for place, (bits, turn) in zip(places, measured, strict=True)
        ]

    def _up_to_date(self, session: Session) -> tuple[NDArray[np.int64], Columns]:
        """Read what came since the last time; give what is known now, which never changes."""
        with self._lock:
            while self._read(session):
                pass
            return self._ids[: self._count], self._words[:, : self._count]

    def _read(self, session: Session) -> bool:
        last = int(self._ids[self._count - 1]) if self._count else 0
        driver: Any = session.connection().connection.driver_connection
        ids, bits = driver.execute(_SINCE, (last, _AT_ONCE)).fetchone()
        if ids is None:
            return False
        numbers = np.fromstring(ids, np.int64, sep=",")
        self._add(numbers, columns(bytes.fromhex(bits)))
        return len(numbers) == _AT_ONCE

    def _add(self, ids: NDArray[np.int64], words: Columns) -> None:
        count = self._count + len(ids)
        if count > len(self._ids):
            self._make_room(max(count, 2 * self._count))
        self._ids[self._count : count] = ids
        self._words[:, self._count : count] = words
        self._count = count

    def _make_room(self, room: int) -> None:
        """Take larger arrays; whoever reads keeps those that it has."""
        ids, words = self._ids[: self._count], self._words[:, : self._count]
        self._ids, self._words = np.empty(room, np.int64), np.empty((4, room), np.uint64)
        self._ids[: self._count], self._words[:, : self._count] = ids, words


_OF_DESKS: WeakKeyDictionary[Store, Fingerprints] = WeakKeyDictionary()
_OPENING = threading.Lock()


def fingerprints_of(store: Store) -> Fingerprints:
    """Give the fingerprints of an open desk; they are forgotten with it."""
    with _OPENING:
        return _OF_DESKS.setdefault(store, Fingerprints())
