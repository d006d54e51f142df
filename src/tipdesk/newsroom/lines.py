"""What views and summaries are given to show: small, frozen, detached from the store.

Kept free of SQLModel, so that the window can paint before the store's libraries are loaded.
"""

from dataclasses import dataclass, field
from datetime import datetime

from tipdesk.newsroom.credentials import Credentials
from tipdesk.newsroom.facts import Said
from tipdesk.newsroom.ids import ContributorId, MediaId, MessageId, NoteId, StoryId, TipId
from tipdesk.newsroom.signatures import Checked
from tipdesk.newsroom.states import (
    Channel,
    Choice,
    Closing,
    FileKind,
    Label,
    Mark,
    Permission,
    ReadState,
    Sensitivity,
    StoryStatus,
    Verdict,
    Workflow,
)


@dataclass(frozen=True, slots=True)
class TipLine:
    """One row of the list; `contributor` is empty for anonymous and for protected sources."""

    id: TipId
    headline: str = field(repr=False)
    channel: Channel
    contributor: str = field(repr=False)
    protected: bool
    received_at: datetime
    workflow: Workflow
    verdict: Verdict
    permission: Permission
    priority: int
    assignee: str = field(repr=False)
    unread: bool
    trashed: bool
    sensitivity: tuple[Sensitivity, ...]
    embargo_until: datetime | None
    due_at: datetime | None
    tags: tuple[str, ...] = field(repr=False)
    stories: tuple[str, ...]
    kinds: dict[FileKind, int]
    thumbnails: tuple[str, ...]  # digests of the first pictures and videos, at most three
    notes: int
    promised: bool = False  # to somebody on the phone; that is why it is due


@dataclass(frozen=True, slots=True)
class MediaLine:
    """One file of a tip with what it says about itself (`facts` of §1)."""

    id: MediaId
    digest: str
    name: str = field(repr=False)
    kind: FileKind
    mime: str
    size: int
    state: ReadState
    reason: str | None = field(repr=False)
    caption: str = field(repr=False)
    credit: str = field(repr=False)
    alt_text: str = field(repr=False)
    label: Label
    label_note: str = field(repr=False)
    permission: Permission
    provenance: str = field(repr=False)
    added_at: datetime
    width: int | None
    height: int | None
    orientation: int | None
    make: str | None = field(repr=False)
    model: str | None = field(repr=False)
    taken_at: str | None = field(repr=False)
    taken_offset: str | None = field(repr=False)
    gps: tuple[float, float] | None = field(repr=False)
    duration: float | None
    codec: str | None
    also_in: tuple[TipId, ...]
    rotation: int | None
    said: tuple[Said, ...] = field(repr=False)
    credentials: Credentials | None = field(repr=False)
    thumbnail_differs: bool | None
    pair: str | None = field(repr=False)
    words: str = field(repr=False)
    creator: str = field(repr=False)
    copyright_notice: str = field(repr=False)
    usage_terms: str = field(repr=False)
    rating: int
    choice: Choice
    made_from: MediaId | None
    made_at: float | None


@dataclass(frozen=True, slots=True)
class PictureLine:
    """One picture, video or sound as it is judged among many; `graphic` is what its tip is."""

    id: MediaId
    tip: TipId
    digest: str
    name: str = field(repr=False)
    kind: FileKind
    state: ReadState
    reason: str | None = field(repr=False)
    width: int | None
    height: int | None
    orientation: int | None
    duration: float | None
    caption: str = field(repr=False)
    credit: str = field(repr=False)
    alt_text: str = field(repr=False)
    label: Label
    label_note: str = field(repr=False)
    permission: Permission
    rating: int
    choice: Choice
    graphic: bool
    unread: bool  # nobody has opened the tip


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note beside a tip."""

    id: NoteId
    editor: str = field(repr=False)
    written_at: datetime
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class UseLine:
    """Where a tip was used."""

    url: str = field(repr=False)
    title: str = field(repr=False)
    outlet: str
    credit: str = field(repr=False)
    story: str
    published_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class ContributorLine:
    """Who sent it; only what may be shown to this desk's editors."""

    id: ContributorId
    name: str = field(repr=False)
    protected: bool
    contacts: tuple[str, ...] = field(repr=False)
    note: str = field(repr=False)
    tips: int


@dataclass(frozen=True, slots=True)
class SenderLine:
    """What the desk knows of who sent a tip; of a veiled source nothing but that there is one.

    `earlier` counts the tips that came before by each channel; `latest` are the newest of them.
    `goes_on` are tips that this one may go on with: nobody has linked them yet.
    """

    name: str = field(repr=False)
    veiled: bool
    blocked: bool
    earlier: dict[Channel, int]
    latest: tuple[TipLine, ...]
    goes_on: tuple[TipLine, ...]


@dataclass(frozen=True, slots=True)
class CallLine:
    """A phone call: `promised` is what has to be done by the time at which its tip is due."""

    id: MessageId
    began_at: datetime
    seconds: int | None
    read_back: bool
    promised: str = field(repr=False)
    kept: bool


@dataclass(frozen=True, slots=True)
class OpenTip:
    """Everything that the open tip shows."""

    line: TipLine
    version: int
    text: str = field(repr=False)
    place: str = field(repr=False)
    happened_at: datetime | None
    language: str
    closing: Closing | None
    contributor: ContributorLine | None
    media: tuple[MediaLine, ...]
    notes: tuple[NoteLine, ...]
    uses: tuple[UseLine, ...]
    stories: tuple["StoryLine", ...]
    links: tuple["LinkLine", ...]
    messages: int
    merged_into: TipId | None = None  # the tip that this one went into
    calls: tuple[CallLine, ...] = ()
    changes: int = 0  # how many there were, as the history tells them
    logged_by: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class MessageFile:
    """A file that came with a message, by its place among the tip's media."""

    id: MediaId
    name: str = field(repr=False)
    kind: FileKind


@dataclass(frozen=True, slots=True)
class FileElsewhere:
    """A file that a message only links to: it is listed, and never fetched."""

    service: str = field(repr=False)
    url: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MessageLine:
    """One message of a tip, as it was sent; `sender` is veiled where the source is protected.

    `recipients` are veiled, too: they would tell who wrote. `missing` names the files that a chat
    speaks of and that did not come along; `note` and `why` say what is doubtful or was left out.
    `checked` is what was found out about who signed it, for whoever may see the sender.
    """

    id: MessageId
    position: int
    sender: str = field(repr=False)
    veiled: bool
    sent_at: datetime | None
    received_at: datetime
    subject: str = field(repr=False)
    text: str = field(repr=False)
    marks: tuple[Mark, ...]
    labels: tuple[str, ...] = field(repr=False)
    recipients: tuple[str, ...] = field(repr=False)
    elsewhere: tuple[FileElsewhere, ...] = field(repr=False)
    missing: tuple[str, ...] = field(repr=False)
    note: str = field(repr=False)
    why: str = field(repr=False)
    program: str = field(repr=False)  # the messenger that a chat was exported from
    zoneless: bool  # a chat's times may name no zone
    files: tuple[MessageFile, ...]
    has_raw: bool
    has_html: bool
    checked: Checked | None = field(default=None, repr=False)
    call: CallLine | None = None
    person: ContributorId | None = None  # who wrote it; None where that may not be told


@dataclass(frozen=True, slots=True)
class LinkLine:
    """Another tip that an editor linked with this one, and the files that show the same.

    The digests are empty where only the tips were linked.
    """

    other: TipLine
    digest: str
    other_digest: str


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One story with the number of its tips."""

    id: StoryId
    slug: str
    headline: str = field(repr=False)
    section: str
    status: StoryStatus
    embargo_until: datetime | None
    published_url: str = field(repr=False)
    published_at: datetime | None
    tips: int


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change in a tip's history, in words."""

    change: str
    at: datetime
    editor: str = field(repr=False)
    verb: str
    reason: str = field(repr=False)
    what: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers beside the sidebar's entries; trashed tips count only in `trash`."""

    workflow: dict[Workflow, int]
    mine: int
    unassigned: int
    protected: int
    trash: int
    stories: tuple[StoryLine, ...]
    tags: tuple[tuple[str, int], ...] = field(repr=False)
    unread: int = 0
    late: int = 0  # these three are true for the moment at which they were counted
    embargoed: int = 0
    snoozed: int = 0
    assignees: tuple[tuple[str, int], ...] = field(default=(), repr=False)
