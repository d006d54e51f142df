"""Media: the pictures, videos, sounds and documents that came with a tip."""

from datetime import datetime
from typing import Any, ClassVar

from sqlmodel import JSON, Column, Field, Index, SQLModel, text

from tipdesk.newsroom.columns import Moment
from tipdesk.newsroom.given import Given
from tipdesk.newsroom.states import Choice, FileKind, Label, Permission, ReadState
from tipdesk.newsroom.when import now

# By what an editor calls a camera: its maker and its model in a row.
CAMERA = "coalesce(make, '') || ' ' || coalesce(model, '')"


def _where(holds: str, name: str, *columns: Any) -> Index:
    """Make an index of the rows that say something; most don't, and cost it nothing."""
    return Index(name, *columns, sqlite_where=text(holds), postgresql_where=text(holds))


class Media(SQLModel, table=True):
    """One file as it came with one tip; the bytes lie in the files under `digest`."""

    __table_args__ = (
        Index("ix_media_tip", "tip_id", "position"),
        Index("ix_media_digest", "digest", "tip_id"),
        _where("permission <> 'not_asked'", "ix_media_permission", "permission", "tip_id"),
        _where("label <> 'none'", "ix_media_label", "label", "tip_id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    tip_id: int = Field(foreign_key="tip.id")
    digest: str = Field(foreign_key="facts.digest")
    name: str = Field(repr=False)
    position: int = 0
    added_at: datetime = Field(default_factory=now, sa_type=Moment)
    provenance: str = Field(default="", repr=False)
    caption: str = Field(default="", repr=False)
    credit: str = Field(default="", repr=False)
    alt_text: str = Field(default="", repr=False)
    label: str = Label.NONE
    label_note: str = Field(default="", repr=False)
    permission: str = Permission.NOT_ASKED
    creator: str = Field(default="", repr=False)
    copyright_notice: str = Field(default="", repr=False)
    usage_terms: str = Field(default="", repr=False)
    rating: int = 0
    choice: str = Choice.NONE
    made_from: int | None = None  # the media that this still was grabbed from
    made_at: float | None = None  # seconds into it
    message_id: int | None = Field(default=None, index=True)  # the message that it came with


class Facts(SQLModel, table=True):
    """What one stored file says about itself: as read, never edited, made anew when asked.

    Not ledgered: it follows from the bytes, which never change. Degrees, seconds, pixels;
    `taken_at` is the camera's own clock ("2026:11:21 16:08:03"), width and height as stored.
    """

    __table_args__ = (
        Index("ix_facts_words", "kind", "words_reader"),
        Index("ix_facts_finished", "kind", "finished"),
        _where("taken_at IS NOT NULL", "ix_facts_taken", "taken_at"),
        _where("latitude IS NOT NULL", "ix_facts_place", "latitude", "longitude"),
        _where("credentials <> 'null'", "ix_facts_credentials", "digest"),
        _where("words <> ''", "ix_facts_said", "digest"),
        _where("make IS NOT NULL OR model IS NOT NULL", "ix_facts_camera", text(CAMERA)),
    )
    LEDGERED: ClassVar[bool] = False

    digest: str = Field(primary_key=True)
    size: int
    state: str = Field(default=ReadState.WAITING, index=True)
    kind: str = FileKind.OTHER
    mime: str = "application/octet-stream"
    reason: str | None = Field(default=None, repr=False)
    width: int | None = None
    height: int | None = None
    orientation: int | None = None
    rotation: int | None = None
    make: str | None = Field(default=None, repr=False)
    model: str | None = Field(default=None, repr=False)
    taken_at: str | None = Field(default=None, repr=False)
    taken_offset: str | None = Field(default=None, repr=False)
    latitude: float | None = Field(default=None, repr=False)
    longitude: float | None = Field(default=None, repr=False)
    duration: float | None = None
    codec: str | None = None
    said: list[list[str]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False), repr=False
    )  # fact, source, value of each newsroom.facts.Said
    credentials: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON), repr=False)
    thumbnail_differs: bool | None = None
    # What a Live Photo's picture and video have in common.
    pair: str | None = Field(default=None, repr=False)
    words: str = Field(default="", repr=False)  # text recognised in the picture
    words_reader: int = 0  # the version of the reader of words; 0 where nobody looked for them
    # The version of the readers; files that older ones read are read again.
    reader: int = Field(default=0, index=True)
    # The version of the readers that did what may wait: full previews, key frames of films.
    finished: int = 0


class Fingerprint(SQLModel, table=True):
    """What a picture, or one key frame of a video, looks like: 256 bits; `at` is in seconds."""

    __table_args__ = {"sqlite_autoincrement": True}
    LEDGERED: ClassVar[bool] = False

    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(foreign_key="facts.digest", index=True)
    at: float = 0.0
    bits: bytes = Field(repr=False)


class TipLink(SQLModel, table=True):
    """Two tips that an editor linked, because two of their files show the same."""

    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    tip_id: int = Field(foreign_key="tip.id", index=True)
    other_id: int = Field(foreign_key="tip.id", index=True)
    digest: str
    other_digest: str


class MediaEdit(Given):
    """The fields of one or many media that an editor changed; what was not set stays."""

    caption: str = Field(default="", max_length=5_000, repr=False)
    credit: str = Field(default="", max_length=500, repr=False)
    alt_text: str = Field(default="", max_length=2_000, repr=False)
    label: Label = Label.NONE
    label_note: str = Field(default="", max_length=500, repr=False)
    permission: Permission = Permission.NOT_ASKED
    creator: str = Field(default="", max_length=500, repr=False)
    copyright_notice: str = Field(default="", max_length=500, repr=False)
    usage_terms: str = Field(default="", max_length=2_000, repr=False)
    rating: int = Field(default=0, ge=0, le=5)
    choice: Choice = Choice.NONE
