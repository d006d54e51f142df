"""People: the contributors who send tips, and the editors who work at the desk."""

from enum import StrEnum

from sqlmodel import Field, Index, SQLModel


class ContactKind(StrEnum):
    """By what a contributor can be reached, or else found."""

    MAIL = "mail"
    PHONE = "phone"
    HANDLE = "handle"
    NAME = "name"  # another one, of somebody who turned out to be the same person


class Contributor(SQLModel, table=True):
    """Somebody who sent a tip; one person over many channels."""

    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(default="", repr=False)
    protected: bool = False
    blocked: bool = False  # what comes from here goes to the trash at once
    note: str = Field(default="", repr=False)


class ContactPoint(SQLModel, table=True):
    """A way to reach a contributor; `key` is the value as it is compared."""

    __table_args__ = (Index("ix_contactpoint_key", "kind", "key"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    contributor_id: int = Field(foreign_key="contributor.id", index=True)
    kind: str = ContactKind.MAIL
    value: str = Field(repr=False)
    key: str = Field(repr=False)


class Editor(SQLModel, table=True):
    """A person who works at this desk; every change carries the editor's name."""

    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True, repr=False)
    key: str = Field(unique=True, repr=False)
