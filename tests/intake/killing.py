"""Imports in a process of its own and kills it on the way, for tests."""

import select
import shutil
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

from tests.intake.rows import digest, rows
from tipdesk.intake.importing import import_paths, resume, unfinished
from tipdesk.newsroom.media import Media
from tipdesk.newsroom.record import Errand
from tipdesk.newsroom.tip import Tip
from tipdesk.store.database import Store
from tipdesk.store.folder import Protection
from tipdesk.store.integrity import Severity, check
from tipdesk.store.opening import create_desk, open_desk

# A dot for each step that was made.
IMPORT = """
import os, sys
from pathlib import Path
from tipdesk.intake.importing import import_paths
from tipdesk.store.opening import open_desk

desk, each, *paths = sys.argv[1:]
store = open_desk(Path(desk), editor="Mara Keller")
import_paths(
    store,
    [Path(path) for path in paths],
    each=each == "each",
    progress=lambda *_: os.write(1, b"."),
)
"""


def make_files(folder: Path, count: int) -> list[Path]:
    """Write small files, each unlike any other."""
    folder.mkdir()
    paths = [folder / f"IMG_{number:04}.jpg" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(b"\xff\xd8\xff" + b"%d " % number * 500)
    return paths


def make_desk(folder: Path) -> Path:
    """Make an empty desk to be copied."""
    create_desk(folder, name="Test", editor="Mara Keller", protection=Protection.NONE).close()
    return folder


def copy_of(desk: Path, to: Path) -> Path:
    """Copy a closed desk."""
    return shutil.copytree(desk, to)


def kill_import(desk: Path, paths: list[Path], *, each: bool, step: int, later: float) -> None:
    """Begin an import and kill it `later` seconds after a step, or when it is done before."""
    command = [sys.executable, "-c", IMPORT, str(desk), "each" if each else "together"]
    with subprocess.Popen([*command, *map(str, paths)], stdout=subprocess.PIPE) as child:
        seen = 0
        while seen < step:
            dots = child.stdout.raw.read(step - seen)
            assert dots, "the import ended before it could be killed"
            seen += len(dots)
        quiet = select.poll()
        quiet.register(child.stdout, 0)  # nothing but the end of the pipe
        quiet.poll(later * 1000)
        child.kill()


def complete(desk: Path, paths: list[Path], *, each: bool, by_resuming: bool) -> None:
    """Open the desk after the kill, complete the import, and see that all is there once."""
    with opened(desk) as store:
        assert Severity.FAULT not in {finding.severity for finding in check(store, deep=True)}
    with opened(desk) as store:
        left = unfinished(store)
        for errand in left if by_resuming else ():
            resume(store, errand.id)
        if not by_resuming or not left:
            import_paths(store, paths, each=each)
    with opened(desk) as store:
        _see_that_all_is_there_once(store, paths, each=each)


def opened(desk: Path) -> closing[Store]:
    return closing(open_desk(desk, editor="Jonas Beck"))


def _see_that_all_is_there_once(store: Store, paths: list[Path], *, each: bool) -> None:
    expected = [(path.name, digest(path)) for path in paths]
    found = [(media.name, media.digest) for media in rows(store, Media)]
    assert Counter(found) == Counter(expected)
    assert len(rows(store, Tip)) == (len(paths) if each else 1)
    assert rows(store, Errand) == []
    assert check(store, deep=True) == []
    kept = {path.name for path in store.folder.files.glob("??/*")}
    assert kept == {digest for _, digest in expected}
    assert list(store.folder.incoming.iterdir()) == []
