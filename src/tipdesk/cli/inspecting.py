"""The command that looks at files without a desk: inspect."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import typer

from tipdesk.cli.inspected import Inspected, in_words, record_of
from tipdesk.cli.inspectedmail import told_in
from tipdesk.cli.options import Json, Paths
from tipdesk.cli.session import Session, tell
from tipdesk.intake.gathering import gather
from tipdesk.intake.signers import known_to
from tipdesk.media.worker import Readers

_WORKERS = 2
_AT_A_SITTING = 8  # files that one walled-in child reads
_SMALLEST = 64  # the previews are thrown away


def inspect(
    ctx: typer.Context,
    paths: Paths,
    json: Json = False,
) -> None:
    """Tell what files say about themselves."""
    session: Session = ctx.obj
    found = gather(paths)
    for refused in found.refused:
        session.fail(f"{refused.name}: {refused.sentence}")
    anchors = known_to(session.path)
    for one in _looked_at([file.path for file in found.files], anchors):
        if json:
            session.print([record_of(one)])
        else:
            tell(in_words(one))


def _looked_at(paths: list[Path], anchors: bytes) -> Iterator[Inspected]:
    def sit(some: list[Path]) -> list[Inspected]:
        with readers.sitting() as sitting:
            return [
                Inspected(path, _digest(path), sitting.read(path, size=_SMALLEST)) for path in some
            ]

    sittings = [paths[at : at + _AT_A_SITTING] for at in range(0, len(paths), _AT_A_SITTING)]
    readers = Readers(workers=_WORKERS, anchors=anchors)
    with readers, ThreadPoolExecutor(_WORKERS) as threads:
        for inspected in threads.map(sit, sittings):
            for one in inspected:
                yield replace(one, told=told_in(one.path, one.reading))


def _digest(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
