"""Reads the dates of WhatsApp exports, which are written as the phone writes them.

Whether the day or the month stands first is decided over the whole chat: by the dates that make
sense only one way, and by the order of the messages.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

UNKNOWN_CALENDAR = "Its dates are of a calendar that is not read; they stand in the text."
DAY_OR_MONTH = (
    "Whether the day or the month stands first in its dates could not be told; "
    "they were read as day first."
)
MONTH_FIRST = (
    "Whether the day or the month stands first in its dates could not be told; "
    "they were read as month first."
)

_MARKS = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u061c]")
_WHEN = re.compile(
    r"(?:[^\W\d]{1,12}\.?,? )?"  # a day of the week
    r"(\d{1,4})(?:[./-] ?|년 ?|年)(\d{1,2})(?:[./-] ?|월 ?|月)(\d{1,4})"
    r"(?:日|일|\.)?(?:\(\w{1,3}\))?"
    r"[,،، ]{0,3}(?:[^\W\d][^\d\[\]]{0,20}?)??"  # a word for "at"
    r"(?P<before>[^\W\d][^\d\[\]]{0,14})? ?"
    r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))? ?(?P<after>[^\d\[\]:]{0,16})"
)
_NOT_LETTERS = re.compile(r"[\W_]+")
_MORNING = re.compile(
    "am|上午|午前|오전|凌晨|早上|清晨|ص|صباحا|صباحًا|قظ|πμ|öö|sa|pg|de|fm|vorm|dop|पूर्वाह्न"
    "|damanhã|delamañana"
)
_EVENING = re.compile(
    "pm|下午|午後|오후|中午|晚上|傍晚|م|مساء|مساءً|بظ|μμ|ös|ch|ptg|du|em|nachm|odp|अपराह्न"
    "|datarde|danoite|delatarde|delanoche"
)
_NOON = 12
_BUDDHIST, _BUDDHIST_SINCE = 2400, 543
_OTHER_CALENDAR = range(1200, 1700)
_ORDERS = ((2, 1, 0), (2, 0, 1), (0, 1, 2))  # where year, month and day stand


@dataclass(frozen=True, slots=True)
class When:
    """A date and a time as they stand there."""

    numbers: tuple[int, int, int]
    digits: tuple[int, int, int]
    clock: tuple[int, int, int]
    twelve: bool = False  # hours counted to twelve, as where the month stands first


def when_in(text: str) -> When | None:
    """Read what stands before a message, if it is a date and a time."""
    found = _WHEN.fullmatch(_plain(text))
    if not found:
        return None
    date = (found[1], found[2], found[3])
    mark = found["after"] or found["before"] or ""
    morning, evening = _half(mark)
    hour = int(found[5])
    if (morning or evening) and hour <= _NOON:
        hour = hour % _NOON + (_NOON if evening else 0)
    return When(
        numbers=(int(date[0]), int(date[1]), int(date[2])),
        digits=(len(date[0]), len(date[1]), len(date[2])),
        clock=(hour, int(found[6]), int(found[7] or 0)),
        twelve=mark.isascii() and (morning or evening),
    )


def moments_of(whens: Sequence[When]) -> tuple[list[datetime | None], str]:
    """Tell the moments of all messages, and what is doubtful about them."""
    readings = [[_moment(when, order) for when in whens] for order in _possible(whens)]
    if not readings:
        return [None] * len(whens), UNKNOWN_CALENDAR if whens else ""
    best = min(readings, key=_oddness)
    others = [each for each in readings if each != best and _oddness(each) == _oddness(best)]
    if not others:
        odd = any(moment is None for moment in best)
        return best, UNKNOWN_CALENDAR if odd else ""
    if sum(when.twelve for when in whens) * 2 > len(whens):
        return others[0], MONTH_FIRST
    return best, DAY_OR_MONTH


def _possible(whens: Sequence[When]) -> list[tuple[int, int, int]]:
    """Leave out the orders in which a year of four digits stands elsewhere."""
    long = {at for when in whens for at in range(3) if when.digits[at] > 2}  # noqa: PLR2004
    orders = [order for order in _ORDERS if long <= {order[0]}]
    return [order for order in orders if long or order[0] == 2 or _starts_with_year(whens)]  # noqa: PLR2004


def _starts_with_year(whens: Sequence[When]) -> bool:
    """Tell whether the first number is no day of a month anywhere, and so a short year."""
    return any(when.numbers[0] > 31 for when in whens)  # noqa: PLR2004


def _oddness(moments: list[datetime | None]) -> tuple[int, int]:
    known = [moment for moment in moments if moment]
    steps = sum(later < earlier for earlier, later in pairwise(known))
    return len(moments) - len(known), steps


def _moment(when: When, order: tuple[int, int, int]) -> datetime | None:
    year, month, day = (when.numbers[at] for at in order)
    if when.digits[order[0]] <= 2:  # noqa: PLR2004
        year += 2000
    if year in _OTHER_CALENDAR:
        return None
    if year >= _BUDDHIST:
        year -= _BUDDHIST_SINCE
    try:
        return datetime(year, month, day, *when.clock)  # noqa: DTZ001  the export has no zone
    except ValueError:
        return None


def _half(mark: str) -> tuple[bool, bool]:
    letters = _NOT_LETTERS.sub("", mark.lower())
    return bool(_MORNING.fullmatch(letters)), bool(_EVENING.fullmatch(letters))


def _plain(text: str) -> str:
    """Write digits of any script as ours, blanks as one kind, and no marks of direction."""
    seen = _MARKS.sub("", text)
    if not seen.isascii():
        seen = "".join(
            str(unicodedata.decimal(sign, None) or 0) if sign.isdecimal() else sign for sign in seen
        )
    return " ".join(seen.split())
