"""What the desk writes down about its own work: notes, the ledger, unfinished errands."""

from datetime import datetime
from typing import Any, ClassVar

from sqlmodel import JSON, Column, Field, Index, SQLModel

from tipdesk.newsroom.columns import Moment
from tipdesk.newsroom.when import now

DELETED_MAIL = "deleted_mail"  # the noun under which the ledger keeps the key of a deleted mail


class Note(SQLModel, table=True):
    """What an editor wrote beside a tip, for colleagues only."""

    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    tip_id: int = Field(foreign_key="tip.id", index=True)
    editor: str = Field(repr=False)
    written_at: datetime = Field(default_factory=now, sa_type=Moment)
    text: str = Field(repr=False)


class LedgerEntry(SQLModel, table=True):
    """One changed row: who, when, by what verb, before and after; sealed by a hash chain."""

    __table_args__ = (
        Index("ix_ledgerentry_change", "change_id"),
        Index("ix_ledgerentry_row", "noun", "row"),
        Index("ix_ledgerentry_tip", "tip_id"),
    )
    LEDGERED: ClassVar[bool] = False

    id: int | None = Field(default=None, primary_key=True)
    change_id: str
    at: datetime = Field(sa_type=Moment)
    editor: str = Field(repr=False)
    verb: str
    reason: str = Field(default="", repr=False)
    reverses: str | None = None
    noun: str
    row: str
    tip_id: int | None = None
    before: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON), repr=False)
    after: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON), repr=False)
    seal: bytes

    @property
    def is_blank(self) -> bool:
        """Tell whether what it held was deleted for good."""
        return self.before is None and self.after is None


class Errand(SQLModel, table=True):
    """Long work that was begun: kept until it is done, so that it goes on after a restart."""

    LEDGERED: ClassVar[bool] = False

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    begun_at: datetime = Field(default_factory=now, sa_type=Moment)
    editor: str = Field(repr=False)
    process: str = ""
    order: dict[str, Any] = Field(sa_column=Column("order_", JSON, nullable=False), repr=False)
