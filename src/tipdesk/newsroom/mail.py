"""What was said to the newsroom message by message, and the mailboxes that messages come from."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlmodel import JSON, Column, Field, Index, SQLModel

from tipdesk.newsroom.columns import Moment
from tipdesk.newsroom.given import Given
from tipdesk.newsroom.states import Security, SignIn
from tipdesk.newsroom.when import now

EARLIEST = date(1970, 1, 1)  # no mail server dates a message before


class Message(SQLModel, table=True):
    """One message of a tip, as it was sent: never edited; `digest` names its raw bytes.

    A tip's own text begins as its first message's and may be edited; the message may not. `key` is
    the same for the same message however it came: through two mailboxes, in an mbox, as a file.
    A chat's messages have no raw bytes of their own: the export is kept whole beside them.
    """

    __table_args__ = (
        Index("ix_message_tip", "tip_id", "position"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    tip_id: int = Field(foreign_key="tip.id")
    position: int = 0
    digest: str | None = Field(default=None, foreign_key="facts.digest", index=True)
    key: str = Field(index=True, repr=False)
    message_id: str = Field(default="", index=True, repr=False)
    contributor_id: int | None = Field(default=None, foreign_key="contributor.id", index=True)
    mailbox_id: int | None = Field(default=None, foreign_key="mailbox.id")
    sender: str = Field(default="", repr=False)  # "Name <address>", or the name in a chat
    sent_at: datetime | None = Field(default=None, sa_type=Moment)  # by the sender's clock
    received_at: datetime = Field(default_factory=now, sa_type=Moment)
    subject: str = Field(default="", repr=False)
    text: str = Field(default="", repr=False)
    # What else it says of itself: the fields of intake's Told.
    said: dict[str, Any] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False), repr=False
    )


class Mailbox(SQLModel, table=True):
    """A tip address that is read, never touched; its password or token lies in the keyring only.

    `rules` are what is read of it, from a day on; what its tips are given: tags, story, section,
    assignee; and whether the signatures of its mails are checked. How far it was read follows
    from the server and is no editor's change.
    """

    __table_args__ = {"sqlite_autoincrement": True}
    UNLEDGERED: ClassVar[frozenset[str]] = frozenset(
        {"uid_validity", "last_uid", "mod_seq", "fetched_at", "trouble"}
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(repr=False)
    host: str = Field(repr=False)
    port: int = 993
    security: str = Security.TLS
    user: str = Field(repr=False)
    sign_in: str = SignIn.PASSWORD
    client_id: str = Field(default="", repr=False)  # the newsroom's own, for OAuth
    tenant: str = Field(default="", repr=False)
    folder: str = Field(default="INBOX", repr=False)
    trusted_server: str = Field(default="", repr=False)  # RFC 8601: our own authserv-id
    active: bool = True
    removed_at: datetime | None = Field(default=None, sa_type=Moment)
    rules: dict[str, Any] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False), repr=False
    )
    uid_validity: int = 0  # with the day from which on it was read: intake/mailboxes/howfar.py
    last_uid: int = 0
    mod_seq: int = 0
    fetched_at: datetime | None = Field(default=None, sa_type=Moment)
    trouble: str = Field(default="", repr=False)  # why the last look did not succeed, in a sentence

    @property
    def since(self) -> date | None:
        """Tell the day from which on it is read; None: everything in it."""
        said = self.rules.get("since")
        return date.fromisoformat(said) if said else None

    @property
    def check_signatures(self) -> bool:
        """Tell whether name servers are asked for the keys that signed its mails."""
        return bool(self.rules.get("check_signatures"))


class NewMailbox(Given):
    """What an editor says of a mailbox that the desk is to read; none of it is a secret."""

    name: str = Field(min_length=1, max_length=100, repr=False)
    host: str = Field(min_length=1, max_length=253, repr=False)
    port: int = Field(default=993, ge=1, le=65_535)
    security: Security = Security.TLS
    user: str = Field(min_length=1, max_length=320, repr=False)
    sign_in: SignIn = SignIn.PASSWORD
    client_id: str = Field(default="", max_length=300, repr=False)
    tenant: str = Field(default="", max_length=100, repr=False)
    folder: str = Field(default="INBOX", min_length=1, max_length=500, repr=False)
    trusted_server: str = Field(default="", max_length=253, repr=False)
    since: date | None = None
    check_signatures: bool = False
    tags: tuple[str, ...] = Field(default=(), repr=False)
    story: str = ""
    section: str = ""
    assignee: str = Field(default="", repr=False)
