"""Numbers as EXIF and XMP write them, in the form in which statements have them."""

import math
import re

_FIGURE = re.compile(
    r"\s*([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?)\s*(?:/\s*([+-]?\d+))?", re.ASCII
)
_DIGITS, _MOST_PLACES = 7, 12


def number_of(written: str | None) -> float | None:
    """Return what "39", "1/391" or "4.25" says; None for 0/0 and whatever is no number."""
    found = _FIGURE.match(written or "")
    if found is None:
        return None
    try:
        value = float(found[1]) / float(found[2] or 1)
    except (ZeroDivisionError, OverflowError):
        return None
    return value if math.isfinite(value) else None


def numbers_of(written: str) -> list[float | None]:
    """Return each of the numbers that stand one after the other."""
    return [number_of(part) for part in written.split()]


def decimal(value: float, places: int | None = None) -> str:
    """Write a number with a decimal point, without an exponent or closing noughts.

    Where `places` doesn't say how many decimals, seven digits that count are kept: more than any
    camera measures.
    """
    if places is None:
        before = math.floor(math.log10(abs(value))) + 1 if value else 1
        places = min(max(0, _DIGITS - before), _MOST_PLACES)
    written = f"{value:.{places}f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" else written
