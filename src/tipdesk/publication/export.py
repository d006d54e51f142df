"""Writes a summary to a file: whole, or not at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from tipdesk.intake.progress import Progress, unwatched
from tipdesk.media.worker import Readers
from tipdesk.newsroom.ids import TipId
from tipdesk.publication.forms.html import to_html
from tipdesk.publication.forms.jsonlines import to_json, to_json_lines
from tipdesk.publication.forms.markdown import to_markdown
from tipdesk.publication.forms.pdf import to_pdf
from tipdesk.publication.forms.table import to_csv
from tipdesk.publication.pictures import make_missing
from tipdesk.publication.profile import Profile
from tipdesk.publication.sheets.sheet import Summary
from tipdesk.publication.summary import gather
from tipdesk.store.database import Store
from tipdesk.store.outside import write_whole


class Form(StrEnum):
    """The forms in which a summary can leave the desk, by the endings of their files."""

    PDF = "pdf"
    HTML = "html"
    MD = "md"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was written where, which tips are in it, and what was left out of it, in words."""

    path: Path = field(repr=False)
    tips: tuple[TipId, ...]
    left_out: tuple[str, ...]


_RENDERERS: dict[Form, Callable[[Summary], bytes]] = {
    Form.PDF: to_pdf,
    Form.HTML: to_html,
    Form.MD: to_markdown,
    Form.CSV: to_csv,
    Form.JSON: to_json,
}
_LINES = (".jsonl", ".ndjson")


def render(summary: Summary, form: Form) -> bytes:
    """Make the whole file in memory, as the preview shows it."""
    return _RENDERERS[form](summary)


def export(  # noqa: PLR0913  the one way out for window and terminal alike
    store: Store,
    tips: Sequence[TipId],
    form: Form,
    path: Path,
    profile: Profile,
    *,
    title: str = "",
    story: str = "",
    readers: Readers | None = None,
    progress: Progress = unwatched,
) -> Receipt:
    """Write tips to a file; JSON goes one tip a line into a `.jsonl` or `.ndjson` file.

    With `readers`, small pictures that the cache has lost are made anew; `progress` is told those.
    Raises NotWritten when the place refuses; what was there before is then still there.
    """
    if readers is not None and profile.media:
        make_missing(store, readers, tips, progress)
    if form is Form.CSV:  # a row has no room for a history
        profile = replace(profile, history=False)
    summary = gather(store, tips, title=title, story=story, profile=profile)
    lines = form is Form.JSON and path.suffix.lower() in _LINES
    write_whole(path, to_json_lines(summary) if lines else render(summary, form))
    return Receipt(path, tuple(tip.id for tip in summary.tips), summary.left_out)
