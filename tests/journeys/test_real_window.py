"""The main job in a real window, with files dragged in from another program."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import child
from tests.journeys.screen import Screen, open_screen, until
from tipdesk.desk.opening import open_tip
from tipdesk.intake.arrival import Arrival
from tipdesk.intake.register import register
from tipdesk.media.drawing import picture
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.states import Workflow
from tipdesk.newsroom.tip import NewTip
from tipdesk.store.database import Store
from tipdesk.store.folder import Protection
from tipdesk.store.integrity import check
from tipdesk.store.opening import create_desk, open_desk
from tipdesk.store.reversing import last_changes

HERE = Path(__file__).parent
SOURCE = [1420, 140]
FLOOD = TipId(1)
URL = "https://courier.example/flood"


@pytest.fixture
def screen() -> Iterator[Screen]:
    with open_screen() as screen:
        yield screen


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "desk"
    made = create_desk(path, name="Courier", editor="Mara Keller", protection=Protection.NONE)
    for headline in ("Flood on Mill Road", "Fire at the quarry"):
        register(made, Arrival(NewTip(headline=headline, stories=("MILLFLOOD",))))
    made.close()
    store = open_desk(path, editor="a test that only looks")
    yield store
    store.close()


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    paths = []
    for seed, scene in enumerate(("flood", "boat", "weir")):
        path = tmp_path / f"{scene}.jpg"
        path.write_bytes(picture(scene, size=(640, 480), seed=seed))
        paths.append(path)
    return paths


Where = Callable[[str], list[int]]


@pytest.fixture
def where(screen: Screen, desk: Store) -> Iterator[Where]:
    program = subprocess.Popen(
        [sys.executable, str(HERE / "driven_desk.py"), str(desk.folder.path)],
        env=screen.env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    last = []

    def answer(what: str) -> object:
        # Twice the same: the window manager moves a new window about for a moment.
        print(what, file=program.stdin, flush=True)
        last.append(json.loads(program.stdout.readline()))
        return last[-1] if last[-1:] == last[-2:-1] else None

    yield lambda what: until(lambda: answer(what), f"the window shows {what}")
    program.communicate("", timeout=20)
    assert program.returncode == 0


@pytest.fixture
def drag(screen: Screen):
    sources = []

    def drag_files(paths: list[Path], target: list[int]) -> str:
        source = subprocess.Popen(
            [sys.executable, str(HERE / "drag_source.py"), *map(str, paths)],
            env=screen.env,
            stdout=subprocess.PIPE,
            text=True,
        )
        sources.append(source)
        assert source.stdout.readline() == "seen\n"
        screen.drag(SOURCE, target)
        return source.stdout.readline().strip()

    yield drag_files
    # Only now: the window fetches what was dropped from them after the drop.
    for source in sources:
        source.terminate()
        child.end(source)


def test_the_main_job_in_a_real_window(screen, desk, where, drag, pictures):
    sheet = desk.folder.path.with_name("sheet.pdf")
    drop_files(desk, where, drag, pictures)
    publish_by_keyboard(screen, desk, where)
    export_by_keyboard(screen, where, sheet)

    assert verbs(desk) == ["log", "log", "attach", "log", "move", "publish", "undo", "redo"]
    assert [use.url for use in open_tip(desk, FLOOD).uses] == [URL]
    text = child.run(["pdftotext", sheet, "-"], capture_output=True, text=True, check=True)
    for word in ("T-1", "Flood on Mill Road", "Published", URL, "flood.jpg", "boat.jpg"):
        assert word in text.stdout
    assert "weir.jpg" not in text.stdout
    assert check(desk, deep=True) == []


def drop_files(desk, where, drag, pictures):
    """Two files from another program onto a tip, one onto a story."""
    assert drag(pictures[:2], where("tip 1")) == "CopyAction"
    until(lambda: len(open_tip(desk, FLOOD).media) == 2, "two files are attached")
    assert drag(pictures[2:], where("entry story MILLFLOOD")) == "CopyAction"
    where("tip 3")
    assert open_tip(desk, TipId(3)).line.stories == ("MILLFLOOD",)
    assert [media.name for media in open_tip(desk, TipId(3)).media] == ["weir.jpg"]


def publish_by_keyboard(screen, desk, where):
    """To ready, to published, back, and there again."""
    screen.click(where("entry everything"))
    screen.click(where("tip 1"))
    screen.keys("s")
    until(lambda: where("focus") == "QLineEdit", "the picker of states is open")
    screen.type("ready")
    screen.keys("Return")
    until(lambda: workflow(desk, FLOOD) is Workflow.READY, "the tip is ready")
    screen.keys("ctrl+Return")
    until(lambda: where("focus") == "QLineEdit", "it is asked where the tip ran")
    screen.type(URL)
    screen.keys("Return")
    until(lambda: workflow(desk, FLOOD) is Workflow.PUBLISHED, "the tip is published")
    screen.keys("ctrl+z")
    until(lambda: workflow(desk, FLOOD) is Workflow.READY, "publishing is taken back")
    assert open_tip(desk, FLOOD).uses == ()
    screen.keys("ctrl+shift+z")
    until(lambda: workflow(desk, FLOOD) is Workflow.PUBLISHED, "publishing is done again")


def export_by_keyboard(screen, where, sheet):
    """Through the dialog into a file."""
    screen.keys("ctrl+e")
    until(lambda: where("window") == "ExportDialog", "the export dialog is open")
    screen.keys("Return")
    until(lambda: where("window") == "QFileDialog", "it is asked where to save")
    screen.type(str(sheet))
    screen.keys("Return")
    until(sheet.exists, "the summary is written")


def workflow(desk: Store, tip: TipId) -> Workflow:
    return open_tip(desk, tip).line.workflow


def verbs(desk: Store) -> list[str]:
    with desk.reading() as session:
        return [entry.verb for entry in last_changes(session)][::-1]
