import pytest

from tipdesk.intake.mail.dates import date_in


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("Sun, 22 Nov 2026 10:41:00 +0100", "2026-11-22T10:41:00+01:00"),
        ("22 Nov 2026 10:41 -0330 (somewhere)", "2026-11-22T10:41:00-03:30"),
        ("Sun, 22 Nov 26 10:41:00 EST", "2026-11-22T10:41:00-05:00"),
        ("Sun Nov 22 10:41:00 2026", "2026-11-22T10:41:00+00:00"),
        ("Sun, 22 Nov 2026 10:41:60 GMT", "2026-11-22T10:41:59+00:00"),
    ],
)
def test_dates_are_read_in_the_zone_of_the_one_who_wrote(value, date):
    assert date_in(value).isoformat() == date


@pytest.mark.parametrize(
    "value",
    ["", "yesterday", "32 Nov 2026 10:41:00 +0000", "1 Foo 2026 10:41:00 +0000", "0" * 300,
     "22 Nov 2026 25:41:00 +0000", "Sun, 22 Nov 2026 10:41 +9999999999",
     "Fri, 31 Dec 99999 23:59:59 -1400"],
)  # fmt: skip
def test_what_is_no_date_is_none(value):
    assert date_in(value) is None
