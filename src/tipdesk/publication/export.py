"""Writes a summary to a file: whole, or not at all."""

import errno
import os
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from tipdesk.intake.progress import Progress, unwatched
from tipdesk.media.worker import Readers
from tipdesk.newsroom.errors import NotWritten
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
from tipdesk.store.files import write_all


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


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place, make it durable, and only then move it there."""
    try:
        place = path.resolve()  # a link stays one, and what it leads to is written
        _check_place(place)
        part = place.with_name(f".{uuid.uuid4().hex}.part")
        try:
            _write(part, data)
            part.replace(place)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    except (OSError, ValueError, RuntimeError) as error:
        raise NotWritten(_in_words(error)) from None
    _make_durable(place.parent)


def _check_place(place: Path) -> None:
    """Refuse folders, and devices and pipes: moved onto one, a file would take its place."""
    if place.is_dir():
        raise IsADirectoryError(errno.EISDIR, "")
    if place.exists() and not place.is_file():
        raise OSError(errno.ENOTSUP, "")


def _write(part: Path, data: bytes) -> None:
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        write_all(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _make_durable(folder: Path) -> None:
    with suppress(OSError):  # the file is whole; some systems can't open or sync a folder
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _in_words(error: Exception) -> str:
    number = error.errno if isinstance(error, OSError) else None
    why = {
        errno.ENOSPC: "the disk is full; free some space",
        errno.EDQUOT: "your share of the disk is full; free some space",
        errno.EFBIG: "the disk takes no file of that size; choose another place",
        errno.EROFS: "the disk can only be read; choose another place",
        errno.EACCES: "you may not write in this folder; choose another place",
        errno.EPERM: "you may not write in this folder; choose another place",
        errno.ENOENT: "the folder is not there; choose another place",
        errno.ENOTDIR: "the folder is not there; choose another place",
        errno.EISDIR: "there is a folder of that name; choose another name",
        errno.ENOTSUP: "there is a device or pipe of that name; choose another name",
        errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
    }.get(number or 0, "the disk refused it; choose another place")
    return (
        f"The summary was not written: {why} and export again. What was there before is unchanged."
    )
