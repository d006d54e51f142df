"""Of what the sample desk is made."""

from dataclasses import dataclass

from tipdesk.newsroom.states import (
    Channel,
    Choice,
    Closing,
    Label,
    Permission,
    Sensitivity,
    StoryStatus,
    Verdict,
    Workflow,
)


@dataclass(frozen=True, slots=True)
class SampleStory:
    """A story of the sample desk; `embargo` in hours from now."""

    slug: str
    headline: str
    section: str
    status: StoryStatus = StoryStatus.OPEN
    embargo: int | None = None


@dataclass(frozen=True, slots=True)
class SampleFile:
    """A file: `scene` names a drawing, or is a document's words; `form` is its kind of file."""

    name: str
    scene: str
    form: str = "jpeg"
    caption: str = ""
    credit: str = ""
    label: Label = Label.NONE
    label_note: str = ""
    permission: Permission = Permission.NOT_ASKED
    gps: tuple[float, float] | None = None
    bare: bool = False  # without EXIF, as messengers leave pictures
    generated: str = ""  # the machine that drew it, as the file itself says
    by: str = ""
    terms: str = ""
    older: int = 0  # days that it was taken before it came in
    pair: str = ""  # what ties the two files of a Live Photo together
    stars: int = 0
    choice: Choice = Choice.NONE


@dataclass(frozen=True, slots=True)
class SampleTip:
    """A tip; `ago` in minutes."""

    ago: int
    channel: Channel
    sender: str
    headline: str
    text: str
    workflow: Workflow = Workflow.NEW
    stories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    files: tuple[SampleFile, ...] = ()
    place: str = ""
    verdict: Verdict = Verdict.UNVERIFIED
    assignee: str = ""
    priority: int = 5
    protected: bool = False
    sensitivity: tuple[Sensitivity, ...] = ()
    reason: str = ""
    closing: Closing | None = None
    note: str = ""
    url: str = ""
    trashed: bool = False
    shows_the_same_as: str = ""  # the headline of an older tip that it is linked with
