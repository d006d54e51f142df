"""Saved views: searches that were given a name and a place in the sidebar."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Field, SQLModel

from tipdesk.newsroom.columns import Moment
from tipdesk.newsroom.given import Given

NAME_LIMIT = 80
QUERY_LIMIT = 2_000


class SavedView(SQLModel, table=True):
    """A search under a name; without an editor it is everybody's.

    What a view has reminded of, and when, is a mark and no editor's change.
    """

    __table_args__ = {"sqlite_autoincrement": True}
    UNLEDGERED: ClassVar[frozenset[str]] = frozenset({"reminded_at", "reminded_of"})

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(repr=False)
    query: str = Field(repr=False)
    icon: str = ""
    position: int = 0
    editor_id: int | None = Field(default=None, foreign_key="editor.id", index=True)
    is_start: bool = False
    in_digest: bool = False
    reminds: bool = False
    reminded_at: datetime | None = Field(default=None, sa_type=Moment)
    reminded_of: int = 0  # how many tips it held then


class ViewEdit(Given):
    """The fields of a saved view that an editor set; what was not set stays as it is."""

    name: str = Field(default="", min_length=1, max_length=NAME_LIMIT, repr=False)
    query: str = Field(default="", max_length=QUERY_LIMIT, repr=False)
    icon: str = Field(default="", max_length=40)
    shared: bool = False
    is_start: bool = False
    in_digest: bool = False
    reminds: bool = False
