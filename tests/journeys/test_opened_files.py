"""No stranger's file is ever opened by Qt: what the window's own process opens, told by strace."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import child
from tests.journeys.opened_files import TRACE, Done, done_by_the_window
from tests.media.marked import marked_film
from tests.media.samples import a_sound
from tests.media.test_papers import a_pdf
from tests.nouns import make_desk
from tipdesk.intake.arrival import Arrival, ArrivedFile
from tipdesk.intake.register import register
from tipdesk.media.drawing import picture
from tipdesk.media.kinds import HEAD
from tipdesk.newsroom.tip import NewTip

OPENING = ("open", "openat", "openat2", "creat")
# How `media.plainfile` opens what it hands to the reader, and how nobody else does.
GUARDED = ("O_NOFOLLOW", "O_NONBLOCK")
DIGEST = 64
OURS = {"desk.toml", "desk.db", "desk.db-wal", "desk.db-shm", "cache", "files", "open"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with pictures, a film, a sound and a paper, none of them read yet."""
    store = make_desk(tmp_path_factory.mktemp("looked-at"))
    files = (
        ArrivedFile("one.jpg", picture("flood", size=(800, 600))),
        ArrivedFile("two.jpg", picture("boat", size=(600, 800))),
        ArrivedFile("clip.mp4", marked_film(seconds=2.0)),
        ArrivedFile("call.wav", a_sound("wav", "pcm_s16le")),
        ArrivedFile("letter.pdf", a_pdf()),
    )
    assert register(store, Arrival(NewTip(headline="Looked at"), files)).tip == 1
    store.close()
    return store.folder.path


def looked_at(desk: Path, log: Path, *extra: str) -> list[Done]:
    """Have somebody look at all files; return what the window's process did with files."""
    line = [*TRACE, "-o", str(log), sys.executable, "-m", "tests.journeys.looked_at_desk"]
    env = {**os.environ, "PYTHONPATH": "src", "QT_QPA_PLATFORM": "offscreen"}
    run = child.run(
        [*line, str(desk), *extra],
        timeout=child.LATE,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return done_by_the_window(log)


def touched_by_others(done: list[Done], desk: Path) -> list[Done]:
    """List what was done with a stranger's file beside handing it on."""
    return [one for one in done if _is_strangers(one, desk) and not _hands_on(one)]


def _is_strangers(one: Done, desk: Path) -> bool:
    """Tell whether this is a kept file, by its digest; what is being written has another name."""
    path = Path(one.path)
    return path.parent.parent == desk / "files" and len(path.name) == DIGEST


def _hands_on(one: Done) -> bool:
    """Tell whether this is how a file is handed to the reader: guarded, no more than its head."""
    if one.call in OPENING:
        return all(guard in one.said for guard in GUARDED)
    return one.call == "pread64" and one.said.endswith(f", {HEAD}, 0")


def test_the_window_opens_no_strangers_file(desk: Path, tmp_path: Path, needs: Callable[..., None]):
    needs("strace")
    done = looked_at(desk, tmp_path / "log")
    assert touched_by_others(done, desk) == []
    # All five files and the still were handed on, so much was seen.
    assert len({one.path for one in done if _is_strangers(one, desk)}) == 6
    names = {Path(one.path).relative_to(desk).parts[:1] for one in done if _lies_in(one, desk)}
    assert {name[0] for name in names if name} <= OURS


def _lies_in(one: Done, desk: Path) -> bool:
    return one.call in OPENING and one.result >= 0 and Path(one.path).is_relative_to(desk)


def test_the_list_would_show_a_file_that_qt_opened(
    desk: Path, tmp_path: Path, needs: Callable[..., None]
):
    needs("strace")
    done = looked_at(desk, tmp_path / "log", "cheat")
    touched = touched_by_others(done, desk)
    assert {one.call for one in touched} & set(OPENING)
    assert {one.call for one in touched} & {"read", "pread64", "mmap"}
