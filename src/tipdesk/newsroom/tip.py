"""A tip: one thing that somebody told the newsroom."""

from datetime import datetime
from typing import Any, ClassVar

from sqlmodel import JSON, Column, Field, Index, SQLModel, text

from tipdesk.newsroom.columns import Moment
from tipdesk.newsroom.given import Given
from tipdesk.newsroom.states import Channel, Sensitivity, Verdict, Workflow
from tipdesk.newsroom.when import now

HEADLINE_LIMIT = 300
TEXT_LIMIT = 1_000_000
MOST_URGENT, LEAST_URGENT = 1, 9


def _where(holds: str, name: str, *columns: Any) -> Index:
    """Make an index of the few tips of which this holds: small, and never in the way."""
    return Index(name, *columns, sqlite_where=text(holds), postgresql_where=text(holds))


def _where_kept(name: str, *columns: Any, holds: str = "") -> Index:
    """Make an index that a tip leaves when it goes into the trash, instead of moving in it.

    It begins with `trashed_at` all the same: else the database thinks that another narrows more.
    """
    kept = "trashed_at IS NULL"
    return _where(f"{holds} AND {kept}" if holds else kept, f"ix_tip_{name}", *columns)


def _where_set(*columns: str) -> list[Index]:
    return [
        _where(f"{column} IS NOT NULL", f"ix_tip_{column}", column, "trashed_at")
        for column in columns
    ]


class Tip(SQLModel, table=True):
    """What came in and how far it has come; its id is the number that never repeats."""

    __table_args__ = (
        # In the order of the list, with what tells most tips apart that have no such file.
        Index(
            *("ix_tip_newest", "trashed_at", "received_at", "id"),
            *("hints", "taken_from", "taken_until"),
        ),
        Index("ix_tip_assignee", "assignee_id", "workflow", "trashed_at", "received_at", "id"),
        Index("ix_tip_contributor", "contributor_id"),
        _where_kept("workflow", "workflow", "trashed_at", "received_at", "id"),
        _where_kept("channel", "channel", "trashed_at", "received_at", "id"),
        _where_kept("priority", "trashed_at", "priority", "received_at", "id"),
        _where_kept("changed", "trashed_at", "changed_at", "id"),
        _where_kept("headline", "trashed_at", text("lower(headline)"), "id"),
        _where_kept("due", "trashed_at", "due_at", "id", "workflow", holds="due_at IS NOT NULL"),
        _where_kept(
            *("unread", "trashed_at", "received_at", "id", "workflow"), holds="opened_at IS NULL"
        ),
        _where_kept(
            *("verdict", "verdict", "trashed_at", "received_at", "id"),
            holds="verdict <> 'unverified'",
        ),
        *_where_set("embargo_until", "snoozed_until", "merged_into"),
        _where("protected IS 1", "ix_tip_protected", "trashed_at", "received_at", "id"),
        _where("language <> ''", "ix_tip_language", "language"),
        _where(
            *("place <> ''", "ix_tip_place"),
            *("trashed_at", text("lower(place)"), "received_at", "id"),
        ),
        {"sqlite_autoincrement": True},
    )
    UNLEDGERED: ClassVar[frozenset[str]] = frozenset(
        {"opened_at", "changed_at", "version", "hints", "taken_from", "taken_until"}
    )

    id: int | None = Field(default=None, primary_key=True)
    headline: str = Field(repr=False)
    text: str = Field(default="", repr=False)
    channel: str = Channel.OTHER
    contributor_id: int | None = Field(default=None, foreign_key="contributor.id")
    protected: bool = False
    received_at: datetime = Field(default_factory=now, sa_type=Moment)
    happened_at: datetime | None = Field(default=None, sa_type=Moment)
    place: str = Field(default="", repr=False)
    language: str = ""
    priority: int = 5
    assignee_id: int | None = Field(default=None, foreign_key="editor.id")
    embargo_until: datetime | None = Field(default=None, sa_type=Moment)
    due_at: datetime | None = Field(default=None, sa_type=Moment)
    workflow: str = Workflow.NEW
    verdict: str = Verdict.UNVERIFIED
    closing: str | None = None
    sensitivity: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    trashed_at: datetime | None = Field(default=None, sa_type=Moment)
    opened_at: datetime | None = Field(default=None, sa_type=Moment)
    changed_at: datetime | None = Field(
        default=None, sa_type=Moment
    )  # kept by the ledger's trigger
    snoozed_until: datetime | None = Field(default=None, sa_type=Moment)
    merged_into: int | None = None  # the tip that this one went into; it lies in the trash itself
    version: int = 1
    # What its files may be and have (`Hint`), and between when they were made by the clocks of
    # their cameras; kept by triggers (store/hinting.py).
    hints: int = 0
    taken_from: str | None = Field(default=None, repr=False)
    taken_until: str | None = Field(default=None, repr=False)


class TipTag(SQLModel, table=True):
    """A tag on a tip."""

    __table_args__ = (Index("ix_tiptag_tag", "tag_id", "tip_id"),)

    tip_id: int = Field(primary_key=True, foreign_key="tip.id")
    tag_id: int = Field(primary_key=True, foreign_key="tag.id")


class Tag(SQLModel, table=True):
    """A word by which editors find tips again; `key` is its name, case-folded."""

    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(repr=False)
    key: str = Field(unique=True, repr=False)


class NewTip(Given):
    """What an editor or a channel says when a tip is logged."""

    headline: str = Field(max_length=HEADLINE_LIMIT, repr=False)
    text: str = Field(default="", max_length=TEXT_LIMIT, repr=False)
    channel: Channel = Channel.OTHER
    sender: str = Field(default="", max_length=500, repr=False)
    protected: bool = False
    received_at: datetime | None = None
    happened_at: datetime | None = None
    due_at: datetime | None = None
    place: str = Field(default="", max_length=500, repr=False)
    language: str = Field(default="", max_length=35)
    priority: int = Field(default=5, ge=MOST_URGENT, le=LEAST_URGENT)
    tags: tuple[str, ...] = Field(default=(), repr=False)
    stories: tuple[str, ...] = ()


class TipEdit(Given):
    """The fields of a tip that an editor changed; what was not set stays as it is."""

    headline: str = Field(default="", min_length=1, max_length=HEADLINE_LIMIT, repr=False)
    text: str = Field(default="", max_length=TEXT_LIMIT, repr=False)
    channel: Channel = Channel.OTHER
    received_at: datetime | None = None
    happened_at: datetime | None = None
    place: str = Field(default="", max_length=500, repr=False)
    language: str = Field(default="", max_length=35)
    priority: int = Field(default=5, ge=MOST_URGENT, le=LEAST_URGENT)
    embargo_until: datetime | None = None
    due_at: datetime | None = None
    sensitivity: list[Sensitivity] = Field(default_factory=list)
    protected: bool = False
