"""Checks for single values that a worker sent: each returns the value or calls it a lie."""

import math
import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

TEXT_LIMIT = 1000
Check = Callable[[Any], Any]
Word = TypeVar("Word", bound=StrEnum)


class LyingAnswer(ValueError):
    """The worker sent something that is no honest answer."""


def text(value: Any) -> str:
    """Take one line of text, cleaned of control characters and cut where it is too long."""
    return "".join(c for c in _sound(value) if c >= " " and c != "\x7f")[:TEXT_LIMIT]


def paragraphs(most: int) -> Check:
    """Take text of several lines, up to so many characters."""

    def check(value: Any) -> str:
        return "".join(c for c in _sound(value) if c in "\n\t" or (c >= " " and c != "\x7f"))[:most]

    return check


def shaped(pattern: str) -> Check:
    """Take text that fits the pattern exactly."""
    shape = re.compile(pattern, re.ASCII)

    def check(value: Any) -> str:
        if not isinstance(value, str) or not shape.fullmatch(value):
            raise LyingAnswer("a text of another shape")
        return value

    return check


def whole(low: int, high: int) -> Check:
    """Take a whole number in a range."""

    def check(value: Any) -> int:
        if type(value) is not int or not low <= value <= high:
            raise LyingAnswer("not a whole number in its range")
        return value

    return check


def number(low: float, high: float) -> Check:
    """Take any finite number in a range."""

    def check(value: Any) -> float:
        if type(value) not in {int, float} or not low <= value <= high or not math.isfinite(value):
            raise LyingAnswer("not a number in its range")
        return float(value)

    return check


def truth(value: Any) -> bool:
    """Take yes or no."""
    if type(value) is not bool:
        raise LyingAnswer("neither true nor false")
    return value


def one_of(words: type[Word]) -> Check:
    """Take one of our own words."""

    def check(value: Any) -> Word:
        try:
            return words(value)
        except ValueError as error:
            raise LyingAnswer("an unknown word") from error

    return check


def or_none(check: Check) -> Check:
    """Take nothing, too."""
    return lambda value: None if value is None else check(value)


def several(check: Check, most: int) -> Check:
    """Take a list of at most so many, as a tuple."""

    def each(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) > most:
            raise LyingAnswer("no list, or too long a one")
        return tuple(map(check, value))

    return each


def row(*checks: Check) -> Check:
    """Take a list of exactly these, as a tuple."""

    def each(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) != len(checks):
            raise LyingAnswer("no list, or one of another length")
        return tuple(check(one) for check, one in zip(checks, value, strict=True))

    return each


def record(fields: dict[str, Check]) -> Check:
    """Take an object with exactly these fields."""

    def each(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or value.keys() != fields.keys():
            raise LyingAnswer("other fields than agreed")
        return {name: fields[name](one) for name, one in value.items()}

    return each


def _sound(value: Any) -> str:
    if not isinstance(value, str):
        raise LyingAnswer("not a text")
    return value.encode("utf-8", "replace").decode()
