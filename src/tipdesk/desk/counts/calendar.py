"""The days on which tips came in, by the clock on the wall, as far as a database can group them."""

from datetime import UTC, date, datetime

from sqlalchemy import String, cast
from sqlmodel import col, func

from tipdesk.newsroom.tip import Tip

# By the ten minutes: every zone's midnight lies between two of them.
TEN_MINUTES = func.substr(cast(col(Tip.received_at), String), 1, len("2026-11-26 12:3"))


def local_day(ten_minutes: str) -> date:
    """Tell on which day ten minutes of arrival lie."""
    return local_time(ten_minutes).date()


def local_time(ten_minutes: str) -> datetime:
    """Tell when ten minutes of arrival began, by the clock on the wall and so without a zone."""
    moment = datetime.fromisoformat(f"{ten_minutes}0").replace(tzinfo=UTC)
    try:
        return moment.astimezone().replace(tzinfo=None)
    except (OverflowError, ValueError, OSError):  # at the ends of the calendar
        return moment.replace(tzinfo=None)
