from datetime import UTC, datetime

import pytest

from tipdesk.newsroom.errors import NotValid
from tipdesk.newsroom.when import read_moment


def test_a_moment_is_brought_to_utc():
    assert read_moment(" 2026-11-22T10:41+01:00 ") == datetime(2026, 11, 22, 9, 41, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "99999-01-01", "0001-01-01T00:00+12:00", "9999-12-31T23:59-12:00", "2026-13-01"],
)
def test_what_is_no_moment_of_the_calendar_is_said_to_be_none(text):
    with pytest.raises(NotValid, match="not a time"):
        read_moment(text)
