"""Days as editors say them: today, last week, 2026-11, >2026-11-01, 2026-11-01..2026-11-07, 3d."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from tipdesk.desk.asking.fault import NoSuchValue, short

DAYS = ("today", "yesterday", "tomorrow")
WHICH = ("this", "last", "next")
PERIODS = ("week", "month", "year")
WORDS = (*DAYS, *(f"{which}-{period}" for period in PERIODS for which in WHICH))

_AGE = re.compile(r"([<>]?)([0-9]{1,4})(min|h|d|w)")
_COMPARED = re.compile(r"(>=|<=|>|<)(.+)")
_POINT = re.compile(
    r"([12][0-9]{3})(?:-([0-9]{1,2})(?:-([0-9]{1,2})(?:[t ]([0-9]{1,2}):([0-9]{2}))?)?)?"
)
_ANY = datetime(2000, 1, 1)  # noqa: DTZ001  no word is asked of it
_UNITS = {
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` on, up to `end` and without it, by the clock on the wall; None is no bound."""

    start: datetime | None
    end: datetime | None


def read(said: str) -> str:
    """Bring a date to the one form in which it is kept, or say what is wrong with it."""
    wanted = re.sub(r"\s*(\.\.|[<>]=?)\s*", r"\1", said.strip().lower())
    if _AGE.fullmatch(wanted):
        return wanted
    compared = _COMPARED.fullmatch(wanted)
    if compared:
        return compared[1] + _point(compared[2], said)
    if ".." in wanted:
        first, _, last = wanted.partition("..")
        if not first and not last:
            raise _fault(said)
        ends = [_point(each, said) if each else "" for each in (first, last)]
        _in_order(ends, said)
        return "..".join(ends)
    return _point(wanted, said)


def span(kept: str, now: datetime, *, ahead: bool = False) -> Span:
    """Tell what a date that was read means now; `ahead` lets 3d be the next three days."""
    age = _AGE.fullmatch(kept)
    if age:
        return _aged(age, now, ahead=ahead)
    compared = _COMPARED.fullmatch(kept)
    if compared:
        whole = _whole(compared[2], now)
        return {
            ">": Span(whole.end, None),
            ">=": Span(whole.start, None),
            "<": Span(None, whole.start),
            "<=": Span(None, whole.end),
        }[compared[1]]
    first, dots, last = kept.partition("..")
    if not dots:
        return _whole(kept, now)
    return Span(
        _whole(first, now).start if first else None, _whole(last, now).end if last else None
    )


def _aged(age: re.Match[str], now: datetime, *, ahead: bool) -> Span:
    sign, number, unit = age.groups()
    length = int(number) * _UNITS[unit]
    if ahead:
        return Span(now + length, None) if sign == ">" else Span(now, now + length)
    return Span(None, now - length) if sign == ">" else Span(now - length, None)


def _point(wanted: str, said: str) -> str:
    word = re.sub(r"[\s_-]+", "-", wanted)
    joined = {each.replace("-", ""): each for each in WORDS}.get(word.replace("-", ""))
    if joined:
        return joined
    found = _POINT.fullmatch(wanted)
    if found is None:
        raise _fault(said)
    try:
        _from(found)
    except ValueError:
        raise NoSuchValue(f"“{short(said)}” is not in the calendar.") from None
    year, month, day, hour, minute = found.groups()
    days = "-".join((year, *(f"{int(each):02}" for each in (month, day) if each)))
    return f"{days}t{int(hour):02}:{minute}" if hour else days


def _from(found: re.Match[str]) -> datetime:
    year, month, day, hour, minute = (int(each) if each else None for each in found.groups())
    return datetime(year or 1, month or 1, day or 1, hour or 0, minute or 0)  # noqa: DTZ001


def _whole(point: str, now: datetime) -> Span:
    """Give the whole day, month, year or minute that is meant."""
    if point in WORDS:
        return _named(point, now)
    found = _POINT.fullmatch(point)
    if found is None:
        raise AssertionError("a date is read before it is used")
    start = _from(found)
    _, month, day, hour, _ = found.groups()
    if hour:
        return Span(start, start + timedelta(minutes=1))
    if day:
        return Span(start, start + timedelta(days=1))
    return Span(start, _months_on(start, 1 if month else 12))


def _named(word: str, now: datetime) -> Span:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if word in DAYS:
        start = midnight + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(word, 0))
        return Span(start, start + timedelta(days=1))
    which, _, period = word.partition("-")
    by = {"last": -1, "next": 1}.get(which, 0)
    if period == "week":
        start = midnight + timedelta(weeks=by, days=-midnight.weekday())
        return Span(start, start + timedelta(weeks=1))
    months = 1 if period == "month" else 12
    first = midnight.replace(day=1) if period == "month" else midnight.replace(day=1, month=1)
    start = _months_on(first, by * months)
    return Span(start, _months_on(start, months))


def _months_on(day: datetime, months: int) -> datetime:
    years, month = divmod(day.month - 1 + months, 12)
    return day.replace(year=day.year + years, month=month + 1)


def _in_order(ends: list[str], said: str) -> None:
    if any(end in WORDS or not end for end in ends):
        return
    first, last = (_whole(end, _ANY) for end in ends)
    if first.start and last.end and first.start >= last.end:
        raise NoSuchValue(
            f"“{short(said)}” ends before it begins; write the earlier day first.",
            "..".join(reversed(ends)),
        )


def _fault(said: str) -> NoSuchValue:
    return NoSuchValue(
        f"“{short(said)}” is not a date; write 2026-11-22, 2026-11, >2026-11-01, "
        "2026-11-01..2026-11-07, 3d, today, yesterday or last-week."
    )
