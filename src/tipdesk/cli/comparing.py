"""Commands about files that are alike: seen, link."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import typer

from tipdesk.cli import records
from tipdesk.cli.options import Json
from tipdesk.cli.session import Session, tell
from tipdesk.desk.annotating.linking import link as linked
from tipdesk.desk.annotating.linking import unlink as unlinked
from tipdesk.desk.opening import open_tip
from tipdesk.desk.verifying.seen import likest, look_up, seen_before
from tipdesk.intake.facts import FRAMES
from tipdesk.intake.gathering import gather
from tipdesk.intake.thumbnails import THUMBNAIL
from tipdesk.media.fingerprint import prints_of
from tipdesk.media.worker import Readers
from tipdesk.newsroom.errors import NotValid
from tipdesk.newsroom.ids import TipId, read_tip_number, tip_number
from tipdesk.newsroom.likeness import Likeness, Seen, Turn
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.states import FileKind, in_words
from tipdesk.store.database import Store

_BITS = 256
_TURNED = MappingProxyType(
    {
        Turn.MIRRORED: "mirrored",
        Turn.UPSIDE_DOWN: "upside down",
        Turn.FLIPPED: "mirrored and upside down",
        Turn.TRANSPOSED: "mirrored and turned",
        Turn.CLOCKWISE: "turned",
        Turn.TRANSVERSED: "mirrored and turned",
        Turn.COUNTERCLOCKWISE: "turned",
    }
)


@dataclass(frozen=True, slots=True)
class _Answer:
    """Where one file was seen before; `tip` is None for a file that was named by its path."""

    tip: TipId | None
    name: str = field(repr=False)
    digest: str
    seen: tuple[Seen, ...]


def seen(
    ctx: typer.Context,
    what: Annotated[
        list[str], typer.Argument(metavar="NUMBER|PATH...", help="Tips, files, folders.")
    ],
    json: Json = False,
) -> None:
    """Tell where the desk has seen the files of a tip, or files on disk, before."""
    session: Session = ctx.obj
    with session.opened() as store:
        for answer in _answers(session, store, what):
            if json:
                session.print([_record(answer)])
            else:
                for line in _lines(answer):
                    tell(shown(line))


def link(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="T-1042 or 1042.")],
    other: Annotated[str, typer.Argument(metavar="NUMBER")],
    remove: Annotated[bool, typer.Option("--remove", help="Take their links away.")] = False,
    json: Json = False,
) -> None:
    """Link two tips, by the files in which they are most alike where there are such."""
    session: Session = ctx.obj
    session.json = json
    tip, far = read_tip_number(number), read_tip_number(other)
    with session.opened() as store:
        if remove:
            session.told(unlinked(store, tip, far))
        else:
            session.told(linked(store, tip, far, *likest(store, tip, far)))


def _answers(session: Session, store: Store, what: list[str]) -> Iterator[_Answer]:
    paths = []
    for one in what:
        try:
            tip = read_tip_number(one)
        except NotValid:
            paths.append(Path(one))
        else:
            for media in open_tip(store, tip).media:
                found = seen_before(store, media.digest, tip=tip)
                yield _Answer(tip, media.name, media.digest, found)
    if paths:
        yield from _of_paths(session, store, paths)


def _of_paths(session: Session, store: Store, paths: list[Path]) -> Iterator[_Answer]:
    found = gather(paths)
    for refused in found.refused:
        session.fail(f"{refused.name}: {refused.sentence}")
    with Readers() as readers:
        for path in (file.path for file in found.files):
            reading = readers.read(path, size=THUMBNAIL, frames=FRAMES)
            digest = _digest(path)
            yield _Answer(None, str(path), digest, look_up(store, digest, prints_of(reading)))


def _digest(path: Path) -> str:
    """Take a file's SHA-256; empty where it can't be read, which the reader said by then."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _record(answer: _Answer) -> records.Record:
    return {
        "number": answer.tip,
        "name" if answer.tip else "path": answer.name,
        "sha256": answer.digest or None,
        "seen": [records.seen(one) for one in answer.seen],
    }


def _lines(answer: _Answer) -> Iterator[str]:
    of = f"{tip_number(answer.tip)} {answer.name}" if answer.tip else answer.name
    if not answer.seen:
        yield f"{of}  not seen before"
    for one in answer.seen:
        tips = ", ".join(
            tip_number(holder.tip) + (" (in the trash)" if holder.trashed else "")
            for holder in one.holders
        )
        yield f"{of}  {_likeness(one)}: {tips}"


def _likeness(one: Seen) -> str:
    if one.likeness is Likeness.SAME_BYTES:
        return "same bytes"
    said = ["same picture" if one.likeness is Likeness.TURNED else in_words(one.likeness)]
    if one.turn in _TURNED:
        said.append(_TURNED[one.turn])
    if one.likeness is Likeness.SAME_VIDEO:
        said.append(f"{one.frames} key frames agree")
    elif one.kind is FileKind.VIDEO:
        said.append(f"{one.other_at:.1f} s into a video")
    return f"{', '.join(said)} ({one.bits} of {_BITS} bits differ)"
