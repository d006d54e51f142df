"""Cuts long lists into pieces that one question to the database can hold."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
AT_ONCE = 500  # SQLite takes 32,766 values in one question; pairs count twice


def batches(things: Iterable[T], size: int = AT_ONCE) -> Iterator[list[T]]:
    """Give the things in their order, at most `size` at a time."""
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch
