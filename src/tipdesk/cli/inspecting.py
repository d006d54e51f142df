"""The command that looks at files without a desk: inspect."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Annotated, Any

import typer

from tipdesk.cli.options import Json
from tipdesk.cli.session import Session, tell
from tipdesk.intake.gathering import gather
from tipdesk.media.reading import Reading
from tipdesk.media.worker import Readers
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.states import FileKind

_WORKERS = 2
Record = dict[str, Any]


def inspect(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", show_default=False)],
    json: Json = False,
) -> None:
    """Tell what files say about themselves."""
    session: Session = ctx.obj
    found = gather(paths)
    for refused in found.refused:
        session.fail(f"{refused.name}: {refused.sentence}")
    for record in _records([file.path for file in found.files]):
        if json:
            session.print([record])
        else:
            tell(_in_words(record))


def _records(paths: list[Path]) -> Iterator[Record]:
    with Readers(workers=_WORKERS) as readers, ThreadPoolExecutor(_WORKERS) as threads:
        yield from threads.map(lambda path: _record(path, readers.read(path, size=64)), paths)


def _record(path: Path, reading: Reading) -> Record:
    unreadable = reading.kind == FileKind.UNREADABLE
    film = reading.codec and reading.width
    placed = reading.latitude is not None and reading.longitude is not None
    return {
        "path": str(path),
        "kind": reading.kind,
        "sha256": _digest(path),
        "reason": reading.reason if unreadable else None,
        "mime": reading.mime,
        "width": reading.width,
        "height": reading.height,
        "orientation": reading.orientation,
        "make": reading.make,
        "model": reading.model,
        "taken_at": reading.taken_at,
        "gps": [reading.latitude, reading.longitude] if placed else None,
        "duration": reading.duration,
        "rotation": reading.rotation,
        "video": _stream(reading) if film else None,
    }


def _stream(reading: Reading) -> Record:
    return {"codec": reading.codec, "width": reading.width, "height": reading.height}


def _digest(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _in_words(record: Record) -> str:
    said = [record["kind"], record["mime"]]
    if record["width"]:
        said.append(f"{record['width']} × {record['height']}")
    said += [str(record[key]) for key in ("make", "model", "taken_at") if record[key]]
    if record["gps"]:
        said.append("{:.4f}, {:.4f}".format(*record["gps"]))
    if record["duration"] is not None:
        said.append(f"{record['duration']:.1f} s")
    if record["reason"]:
        said.append(record["reason"])
    return shown(f"{record['path']}  {' · '.join(said)}")
