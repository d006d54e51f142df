"""Moments: always with a zone in the program, always UTC in the store.

Kept free of SQLModel, so that the window can paint before the store's libraries are loaded.
"""

from datetime import UTC, datetime

from tipdesk.newsroom.errors import NotValid


def now() -> datetime:
    """Tell the present moment in UTC."""
    return datetime.now(UTC)


def kept(moment: datetime) -> str:
    """Write a moment as the store keeps it."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"


def of_kept(text: str) -> datetime:
    """Read a moment as the store keeps it."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def read_moment(text: str) -> datetime:
    """Understand an ISO 8601 date or time; without a zone it is meant locally."""
    try:
        return datetime.fromisoformat(text.strip()).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        raise NotValid(
            "That is not a time; write it like 2026-11-22 10:41 or 2026-11-22T10:41+01:00."
        ) from None
