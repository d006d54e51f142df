"""From an empty desk to a published story, by what a screen reader finds and hears alone."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import child
from tests.journeys.screen import Screen, open_screen
from tests.nouns import make_desk
from tipdesk.desk.opening import open_tip
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.states import Verdict, Workflow
from tipdesk.store.opening import open_desk
from tipdesk.stories.reading import stories

if TYPE_CHECKING:
    from tests.journeys.screenreader import ScreenReader

URL = "https://courier.example/flood"
SAID = "The river stands on Mill Road; two cars are stuck."


@pytest.fixture
def screen(needs) -> Iterator[Screen]:
    needs("dbus-daemon")
    with open_screen() as screen:
        yield screen


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty desk that nobody has open."""
    with closing(make_desk(tmp_path)) as desk:
        return desk.folder.path


@pytest.fixture
def reader(screen: Screen, folder: Path) -> "Iterator[ScreenReader]":
    """A screen reader before the window of an empty desk."""
    from tests.journeys.screenreader import screen_reader

    with screen_reader(screen) as reader:
        words = ["-m", "tipdesk", "--desk", folder, "--as-editor", "Mara Keller"]
        program = subprocess.Popen([sys.executable, *words], env=screen.env)
        try:
            reader.one("frame", "Eastwick Courier*")
            yield reader
        finally:
            program.terminate()
            program.wait(child.SOON)


def test_a_tip_becomes_a_published_story_by_what_a_screen_reader_knows(reader, screen, folder):
    reader.one("label", "No new tips")
    log_two_tips(reader)
    open_the_first(reader, screen)
    put_it_to_a_story(reader, screen)
    check_it(reader, screen)
    publish_it(reader)
    read_that_it_is_published(reader)
    with closing(open_desk(folder, editor="somebody who looks")) as desk:
        tip = open_tip(desk, TipId(1), reveal=False)
        assert (tip.line.workflow, tip.line.verdict) == (Workflow.PUBLISHED, Verdict.VERIFIED)
        assert [(use.url, use.story) for use in tip.uses] == [(URL, "MILLFLOOD")]
        assert [story.published_url for story in stories(desk)] == [URL]


def log_two_tips(reader: "ScreenReader") -> None:
    for number, headline, text in (
        (1, "Flood water over the bridge", SAID),
        (2, "Fire at the quarry", "Smoke since six."),
    ):
        reader.press("push button", "New tip")
        reader.one("label", f"T-{number} · received*")
        reader.write("text", "Headline", headline)
        reader.write("text", "What was said", text)
        reader.go_to("table", "Tips")
        reader.one("cell", f"T-{number}; {headline}; New;*")


def open_the_first(reader: "ScreenReader", screen: Screen) -> None:
    """Go down the list by the arrow key, as it is heard."""
    reader.go_to("table", "Tips")
    screen.keys("Down")
    reader.until_on("T-1; Flood water over the bridge; New;*")
    reader.one("label", "T-1 · received*")
    reader.until(lambda: reader.text(reader.one("text", "What was said")) == SAID, "it is open")


def pick(reader: "ScreenReader", screen: Screen, field: str, typed: str, row: str) -> None:
    """Find a row of a picker by what is typed, hear it, and take it."""
    reader.write("text", field, typed)
    reader.until(lambda: row in reader.heard, f"“{row}” is heard")
    screen.keys("Return")


def put_it_to_a_story(reader: "ScreenReader", screen: Screen) -> None:
    reader.press("push button", "Add to a story")
    pick(reader, screen, "Stories of T-1", "Millflood", "New story “Millflood”, off")
    reader.until(lambda: "Millflood, on" in reader.heard, "it is heard that it is ticked")
    screen.keys("Return")
    reader.one("push button", "Story MILLFLOOD")
    reader.until_on("Add to a story")


def check_it(reader: "ScreenReader", screen: Screen) -> None:
    reader.press("push button", "Move to Verifying")
    reader.one("push button", "Verifying, where it stands")
    reader.press("push button", "Verdict unverified")
    pick(reader, screen, "Verdict", "verified", "Verified")
    reader.one("push button", "Verdict verified")
    reader.press("push button", "Move to Ready")
    reader.until_on("Ready, where it stands")


def publish_it(reader: "ScreenReader") -> None:
    reader.press("push button", "Move to Published")
    reader.write("text", "Address", URL)
    reader.press("push button", "Publish")
    reader.until(lambda: "T-1 published" in reader.heard, "it is heard that it is published")


def read_that_it_is_published(reader: "ScreenReader") -> None:
    reader.one("push button", "Published, where it stands")
    reader.choose("list", "Sidebar", "Published, 1 tip")
    reader.one("cell", "T-1; Flood water over the bridge; Published;*; stories: MILLFLOOD*")
    reader.turn_to("Used 1")
    reader.one("label", URL)
    reader.one("label", "*MILLFLOOD")
