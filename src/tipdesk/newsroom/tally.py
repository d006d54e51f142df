"""Running numbers of what lies where, so that nobody has to count a million tips."""

from enum import StrEnum
from typing import ClassVar

from sqlmodel import Field, SQLModel


class Tallied(StrEnum):
    """What is counted; trashed tips count in `TRASH` alone."""

    WORKFLOW = "workflow"  # by state
    CHANNEL = "channel"  # by channel
    OPEN = "open"  # tips that are not closed, by their editor; "" is nobody
    UNREAD = "unread"
    PROTECTED = "protected"
    TRASH = "trash"
    TAG = "tag"  # by the tag's id
    STORY = "story"  # by the story's id


class Tally(SQLModel, table=True):
    """One running number; the store's triggers keep it, and nobody else writes it."""

    __table_args__ = {"sqlite_with_rowid": False}
    LEDGERED: ClassVar[bool] = False

    kind: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    n: int = 0
