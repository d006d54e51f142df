"""What views are given to show of the people who send tips: small, frozen, detached from the store.

Of a veiled person nothing is told but that there is one.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tipdesk.newsroom.ids import ChangeId, ContributorId


@dataclass(frozen=True, slots=True)
class Reach:
    """An address, a number, a handle, or another name that a person goes by."""

    kind: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person; `tips` leaves out what lies in the trash."""

    id: ContributorId
    name: str = field(repr=False)
    reached: tuple[Reach, ...] = field(repr=False)
    tips: int
    veiled: bool
    protected: bool
    blocked: bool

    @property
    def called(self) -> str:
        """Give the name, or else by what the person can be reached."""
        return self.name or next((one.value for one in self.reached), "")


@dataclass(frozen=True, slots=True)
class Joined:
    """A merge that still holds: who went into a person, by whose hand and when."""

    change: ChangeId
    at: datetime
    editor: str = field(repr=False)
    names: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Person:
    """Everything that is known of a person; `joined` begins with the last merge."""

    line: PersonLine
    note: str = field(default="", repr=False)
    joined: tuple[Joined, ...] = ()


class Resemblance(StrEnum):
    """Why two people may be one."""

    ADDRESS = "address"
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Twin:
    """Somebody who may be the same person."""

    line: PersonLine
    why: Resemblance
