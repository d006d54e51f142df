"""What any form of a summary prints: frozen, read once, without what must not leave the desk."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tipdesk.newsroom.credentials import Credentials
from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.newsroom.lines import NoteLine, UseLine
from tipdesk.newsroom.states import (
    Channel,
    Closing,
    FileKind,
    Label,
    Permission,
    Sensitivity,
    StoryStatus,
    Verdict,
    Workflow,
)
from tipdesk.publication.profile import Profile


@dataclass(frozen=True, slots=True)
class FileSheet:
    """One file of a tip; `picture` is our own small JPEG of it, where there is one.

    Position, camera and provenance are not among it: they can lead to a source. Of what the file
    says itself only how it was made is here: its credentials, and the label that it asks for.
    """

    digest: str
    name: str = field(repr=False)
    kind: FileKind
    mime: str
    size: int
    unreadable: str
    caption: str = field(repr=False)
    credit: str = field(repr=False)
    alt_text: str = field(repr=False)
    label: Label
    label_note: str = field(repr=False)
    creator: str = field(repr=False)
    copyright_notice: str = field(repr=False)
    usage_terms: str = field(repr=False)
    permission: Permission
    width: int | None
    height: int | None
    duration: float | None
    taken_at: str = field(repr=False)
    source_type: str = field(repr=False)
    made_by_ai: Label | None
    credentials: Credentials | None = field(repr=False)
    picture: Path | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class StorySheet:
    """A story as it stands at the head of its summary, or beside a tip."""

    slug: str
    headline: str = field(repr=False)
    section: str
    status: StoryStatus
    embargo_until: datetime | None
    published_url: str = field(repr=False)
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class LinkSheet:
    """A tip that shows the same, as an editor said, and the two files that do."""

    other: TipId
    digest: str
    other_digest: str


@dataclass(frozen=True, slots=True)
class PastLine:
    """One step of a tip's history, in words."""

    at: datetime
    editor: str = field(repr=False)
    verb: str
    what: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TipSheet:
    """One tip; `sender` is empty unless it was asked for and may be shown.

    `files`, `permission` and the rights are of all its files, also where `media` is left out.
    """

    id: TipId
    headline: str = field(repr=False)
    text: str = field(repr=False)
    channel: Channel
    received_at: datetime
    happened_at: datetime | None
    place: str = field(repr=False)
    language: str
    priority: int
    assignee: str = field(repr=False)
    logged_by: str = field(repr=False)
    workflow: Workflow
    verdict: Verdict
    closing: Closing | None
    sensitivity: tuple[Sensitivity, ...]
    protected: bool
    embargo_until: datetime | None
    due_at: datetime | None
    trashed: bool
    merged_into: TipId | None
    tags: tuple[str, ...] = field(repr=False)
    stories: tuple[StorySheet, ...]
    sender: tuple[str, ...] = field(repr=False)
    files: int
    permission: Permission
    missing_rights: tuple[str, ...]
    conditions: tuple[str, ...]
    media: tuple[FileSheet, ...]
    uses: tuple[UseLine, ...]
    notes: tuple[NoteLine, ...] = field(repr=False)
    links: tuple[LinkSheet, ...]
    history: tuple[PastLine, ...] = field(repr=False)

    @property
    def number(self) -> str:
        """The number by which everybody calls it."""
        return tip_number(self.id)


@dataclass(frozen=True, slots=True)
class Summary:
    """One tip, a selection, a story or a query, as of a moment; `left_out` names what it lacks."""

    newsroom: str
    title: str = field(repr=False)
    story: StorySheet | None
    made_at: datetime
    profile: Profile
    tips: tuple[TipSheet, ...]
    left_out: tuple[str, ...]
