"""Makes sheets with a set of valid properties, so that a test names only what it is about."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image

from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.states import (
    Channel,
    FileKind,
    Label,
    Permission,
    StoryStatus,
    Verdict,
    Workflow,
    weakest,
)
from tipdesk.publication.profile import Profile
from tipdesk.publication.sheets.clearance import conditions, missing_rights
from tipdesk.publication.sheets.sheet import FileSheet, PastLine, StorySheet, Summary, TipSheet

AT = datetime(2026, 11, 22, 11, 20, tzinfo=UTC)
MORNING = datetime(2026, 11, 22, 10, 41, tzinfo=UTC)


def drawn(path: Path, *, size: tuple[int, int] = (512, 341), color: str = "#7f9a65") -> Path:
    """Write a JPEG such as the cache holds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = io.BytesIO()
    Image.new("RGB", size, color).save(data, "JPEG")
    path.write_bytes(data.getvalue())
    return path


def a_file(**said: Any) -> FileSheet:
    """Make a picture file."""
    plain = FileSheet(
        digest="ab" * 32,
        name="IMG_0001.jpg",
        kind=FileKind.PICTURE,
        mime="image/jpeg",
        size=2_400_000,
        unreadable="",
        caption="Water covers the road at the bridge.",
        credit="Picture: A. Okafor",
        alt_text="",
        label=Label.NONE,
        label_note="",
        creator="",
        copyright_notice="",
        usage_terms="",
        permission=Permission.GRANTED,
        width=4000,
        height=3000,
        duration=None,
        taken_at="2026:11:21 16:08:03",
        source_type="",
        made_by_ai=None,
        credentials=None,
        picture=None,
    )
    return replace(plain, **said)


def a_story(**said: Any) -> StorySheet:
    """Make a story."""
    plain = StorySheet(
        slug="MILLFLOOD",
        headline="Floods on the Mill",
        section="Local",
        status=StoryStatus.OPEN,
        embargo_until=None,
        published_url="",
        published_at=None,
    )
    return replace(plain, **said)


def a_tip(media: Sequence[FileSheet] = (), **said: Any) -> TipSheet:
    """Make a tip; its rights follow from its media."""
    plain = TipSheet(
        id=TipId(1042),
        headline="Flood water over the bridge at Mill Road",
        text="Water stands over the road.\n\nThe road is closed since last night.",
        channel=Channel.MAIL,
        received_at=MORNING,
        happened_at=None,
        place="Mill Road, Eastwick",
        language="en",
        priority=2,
        assignee="S. Lund",
        logged_by="M. Keller",
        workflow=Workflow.VERIFYING,
        verdict=Verdict.PARTLY_VERIFIED,
        closing=None,
        sensitivity=(),
        protected=False,
        embargo_until=None,
        due_at=None,
        trashed=False,
        merged_into=None,
        tags=("flood",),
        stories=(a_story(),),
        sender=(),
        files=len(media),
        permission=weakest([file.permission for file in media]),
        missing_rights=missing_rights(media),
        conditions=conditions(media),
        media=tuple(media),
        uses=(),
        notes=(),
        links=(),
        history=(PastLine(MORNING, "M. Keller", "log", "logged"),),
    )
    return replace(plain, **said)


def a_summary(*tips: TipSheet, **said: Any) -> Summary:
    """Make a summary of some tips."""
    plain = Summary(
        newsroom="Eastwick Courier",
        title="",
        story=None,
        made_at=AT,
        profile=Profile(),
        tips=tips or (a_tip(),),
        left_out=("1 contributor", "2 GPS positions"),
    )
    return replace(plain, **said)
