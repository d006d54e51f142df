import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipdesk.newsroom.states import Channel
from tipdesk.publication.sheets import wording

AT = datetime(2026, 7, 4, 22, 30, tzinfo=UTC)


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    os.environ.pop("TZ", None)
    time.tzset()


@pytest.mark.usefixtures("zone")
def test_moments_are_said_where_the_editor_is_with_their_zone():
    assert wording.moment(AT) == "5 July 2026, 00:30 CEST"
    assert wording.full_moment(AT) == "Sunday 5 July 2026, 00:30 CEST"
    assert wording.short_moment(AT) == "5 Jul 2026, 00:30"


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.4, "0:00"), (42.3, "0:42"), (61, "1:01"), (3723, "1:02:03")]
)
def test_lengths(seconds, words):
    assert wording.length(seconds) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 bytes"), (999, "999 bytes"), (2_400, "2.4 kB"), (12_400_000, "12 MB")],
)
def test_sizes(count, words):
    assert wording.size(count) == words


def test_channels_are_said_as_an_editor_would():
    said = [wording.channel_in_words(channel) for channel in Channel]
    assert said[:2] == ["by mail", "through the form"]
    assert "in person" in said


def test_control_marks_and_forced_directions_go_and_lines_stay():
    assert wording.clean("a\x00b\u202ec\ufeff\r\nd\u2028e\x85f") == "abc\nd\ne\nf"
    assert wording.one_line(" a\n b\tc ") == "a b c"


def test_half_a_character_becomes_the_mark_for_it():
    assert wording.clean("a\ud800\ufffe") == "a\ufffd\ufffd"


@given(st.text(), st.integers(min_value=10, max_value=50))
def test_a_shortened_line_fits(line, limit):
    assert len(wording.shortened(line, limit)) <= limit + 2
