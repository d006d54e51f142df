from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tipdesk.gui import theme, times, words
from tipdesk.newsroom import states
from tipdesk.newsroom.states import Channel, FileKind, StoryStatus, Verdict, Workflow
from tipdesk.settings import resources

LINES = [
    *(states.Workflow, states.Verdict, states.Permission, states.Sensitivity, states.Label),
    *(states.Channel, states.Closing, states.StoryStatus, states.FileKind, states.ReadState),
]
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("line", LINES)
def test_every_state_has_its_own_words(line: type) -> None:
    said = [words.say(state) for state in line]
    assert len(set(said)) == len(said)
    assert all(each[0].isupper() and "_" not in each for each in said)


def test_states_with_the_same_name_are_said_by_their_own_line() -> None:
    assert words.say(StoryStatus.HOLD) == "On hold"
    assert words.say(Verdict.IN_PROGRESS) == "Being checked"


@pytest.mark.parametrize("state", [*Workflow, *Channel, *FileKind])
def test_every_state_channel_and_kind_has_a_drawing(state: Workflow | Channel | FileKind) -> None:
    assert (resources() / "icons" / f"{words.glyph(state)}.svg").is_file()


def test_every_workflow_state_is_told_apart_by_its_shape() -> None:
    shapes = {Path(resources() / "icons" / f"{words.glyph(s)}.svg").read_text() for s in Workflow}
    assert len(shapes) == len(Workflow)


@pytest.mark.parametrize("line", LINES)
def test_every_state_has_a_colour_in_both_schemes(line: type) -> None:
    for state in line:
        for wear in (theme.LIGHT, theme.DARK):
            assert wear.role(words.role(state)).isValid()


def test_things_are_counted_in_words() -> None:
    assert words.tips(1) == "1 tip"
    assert words.tips(1_048_212) == "1,048,212 tips"
    counted = {FileKind.PICTURE: 3, FileKind.VIDEO: 1, FileKind.AUDIO: 0}
    assert words.kinds(counted) == "3 pictures, 1 video"


def test_a_protected_source_is_never_named() -> None:
    assert words.source("A. Okafor", protected=True) == "protected source"
    assert words.source("A. Okafor", protected=False) == "A. Okafor"
    assert words.source("", protected=False) == "anonymous"


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(seconds=20), "now"),
        (timedelta(minutes=2, seconds=59), "2 min"),
        (timedelta(hours=3, minutes=50), "3 h"),
        (timedelta(days=2), "2 d"),
        (timedelta(days=30), "23 Oct"),
        (timedelta(days=400), "18 Oct 2025"),
        (timedelta(minutes=-30), "22 Nov"),
    ],
)
def test_ages_are_short(ago: timedelta, said: str) -> None:
    assert times.age(NOW - ago, NOW) == said


def test_the_exact_time_names_its_zone() -> None:
    said = times.exact(NOW)
    assert "22 November 2026" in said
    assert said.split()[-1].isupper()


def test_a_moment_is_said_by_its_day() -> None:
    local = datetime.now().astimezone().replace(hour=12, minute=5)
    assert times.when(local, local) == "today 12:05"
    assert times.when(local - timedelta(days=1), local) == "yesterday 12:05"
    assert times.when(local - timedelta(days=3), local).endswith(", 12:05")


def test_lengths_sizes_and_what_is_left_are_plain() -> None:
    assert times.length(42.4) == "0:42"
    assert times.length(3_727) == "1:02:07"
    assert times.size(2_900_000) == "2.9 MB"
    assert times.left(38.2) == "38 s left"
    assert times.left(240) == "4 min left"
