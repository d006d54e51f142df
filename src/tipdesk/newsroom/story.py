"""Stories: what the newsroom is working on, and where its tips were used."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Field, Index, SQLModel, text

from tipdesk.newsroom.columns import Moment
from tipdesk.newsroom.given import Given
from tipdesk.newsroom.states import StoryStatus
from tipdesk.newsroom.when import now


class Story(SQLModel, table=True):
    """What the newsroom is working on; known by its slug, in capitals."""

    __table_args__ = {"sqlite_autoincrement": True}
    UNLEDGERED: ClassVar[frozenset[str]] = frozenset({"version"})

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True)
    headline: str = Field(default="", repr=False)
    section: str = ""
    status: str = StoryStatus.OPEN
    embargo_until: datetime | None = Field(default=None, sa_type=Moment)
    published_url: str = Field(default="", repr=False)
    published_at: datetime | None = Field(default=None, sa_type=Moment)
    version: int = 1


class StoryTip(SQLModel, table=True):
    """A tip in a story."""

    __table_args__ = (Index("ix_storytip_tip", "tip_id", "story_id"),)

    story_id: int = Field(primary_key=True, foreign_key="story.id")
    tip_id: int = Field(primary_key=True, foreign_key="tip.id")


class Use(SQLModel, table=True):
    """Where and how a tip was used, and with what credit; withdrawn when it was killed."""

    __table_args__ = (
        Index(
            "ix_use_published",
            *("published_at", "tip_id"),
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    tip_id: int = Field(foreign_key="tip.id", index=True)
    story_id: int | None = Field(default=None, foreign_key="story.id", index=True)
    url: str = Field(default="", repr=False)
    title: str = Field(default="", repr=False)
    outlet: str = ""
    credit: str = Field(default="", repr=False)
    published_at: datetime = Field(default_factory=now, sa_type=Moment)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Moment)


class StoryEdit(Given):
    """The fields of a story that an editor set; what was not set stays as it is."""

    headline: str = Field(default="", max_length=300, repr=False)
    section: str = Field(default="", max_length=100)
    status: StoryStatus = StoryStatus.OPEN
    embargo_until: datetime | None = None
    published_url: str = Field(default="", max_length=2_000, repr=False)
    published_at: datetime | None = None


class NewUse(Given):
    """What an editor says when tips are published."""

    url: str = Field(min_length=1, max_length=2_000, repr=False)
    title: str = Field(default="", max_length=300, repr=False)
    outlet: str = Field(default="", max_length=200)
    credit: str = Field(default="", max_length=500, repr=False)
    story: str = ""
    published_at: datetime | None = None
