"""The kinds of columns that are ours."""

from datetime import UTC, datetime
from typing import Any

from sqlmodel import DateTime, TypeDecorator


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
