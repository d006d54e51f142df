"""Moments: always with a zone in the program, always UTC in the store."""

from datetime import UTC, datetime
from typing import Any

from sqlmodel import DateTime, TypeDecorator

from tipdesk.newsroom.errors import NotValid


class Moment(TypeDecorator[datetime]):
    """A column that keeps a moment as UTC and gives it back with its zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Bring a moment to UTC; one without a zone is a mistake of ours."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


def now() -> datetime:
    """Tell the present moment in UTC."""
    return datetime.now(UTC)


def read_moment(text: str) -> datetime:
    """Understand an ISO 8601 date or time; without a zone it is meant locally."""
    try:
        return datetime.fromisoformat(text.strip()).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        raise NotValid(
            "That is not a time; write it like 2026-11-22 10:41 or 2026-11-22T10:41+01:00."
        ) from None
