"""Reads values out of JSON that a stranger wrote: each is of the kind asked for, or empty."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

Record = Mapping[str, object]


def parsed(text: bytes | str) -> object:
    """Read JSON; nothing where it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError, MemoryError):
        return None


def record(value: object) -> Record:
    """Give a record, or an empty one."""
    return value if isinstance(value, Mapping) else {}


def records(value: object) -> list[Record]:
    """Give the records of a list."""
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def text(value: object) -> str:
    """Give a text or a number as text."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def moment(seconds: float | str) -> datetime | None:
    """Read a count of seconds since 1970."""
    try:
        return datetime.fromtimestamp(float(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None
