"""Years, months, weeks, days, hours: how a stretch of time is cut into bars and asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QLocale, QTime

_DECEMBER, _HOURS = 12, 24
_HOURLY = 2  # days that are shown by the hour without being asked for
_NARROWEST = 4  # pixels that a bar needs to be seen and met


class Step(StrEnum):
    """How much time one bar stands for, the longest first."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class Bar:
    """The tips that came from `start` on, up to the next bar; of hours, it is a moment."""

    start: date
    tips: int


def cut(came: Mapping[date, int] | Mapping[datetime, int], step: Step) -> tuple[Bar, ...]:
    """Cut days, or moments, into bars, those without a tip included."""
    if not came:
        return ()
    found = dict.fromkeys(_starts(min(came), max(came), step), 0)
    for day, tips in came.items():
        found[beginning(day, step)] += tips
    return tuple(Bar(start, tips) for start, tips in found.items())


def fitting(first: date, last: date, width: int, *, hourly: bool = True) -> Step:
    """Choose the shortest step whose bars can all be seen; hours are for a day or two."""
    few = hourly and (last - first).days < _HOURLY
    steps = (step for step in reversed(Step) if few or step is not Step.HOUR)
    return next(
        (step for step in steps if number(first, last, step) * _NARROWEST <= width), Step.YEAR
    )


def number(first: date, last: date, step: Step) -> int:
    """Count the bars of a stretch of time."""
    match step:
        case Step.YEAR:
            return last.year - first.year + 1
        case Step.MONTH:
            return (last.year - first.year) * _DECEMBER + last.month - first.month + 1
        case Step.WEEK:
            return (beginning(last, step) - beginning(first, step)).days // 7 + 1
        case Step.DAY:
            return (last - first).days + 1
        case Step.HOUR:
            return (last.toordinal() - first.toordinal() + 1) * _HOURS


def beginning(day: date, step: Step) -> date:
    """Give the first day of the year, month or week in which a day lies; the hour of a moment."""
    match step:
        case Step.YEAR:
            return day.replace(month=1, day=1)
        case Step.MONTH:
            return day.replace(day=1)
        case Step.WEEK:
            return date.fromordinal(max(1, day.toordinal() - day.weekday()))
        case Step.DAY:
            return day
        case Step.HOUR:
            return moment(day).replace(minute=0, second=0, microsecond=0)


def ending(start: date, step: Step) -> date:
    """Give the last day of the bar that begins here."""
    match step:
        case Step.YEAR:
            return start.replace(month=_DECEMBER, day=31)
        case Step.MONTH:
            ahead = start.replace(day=28) + timedelta(days=4)
            return ahead - timedelta(days=ahead.day) if start < _LAST_MONTH else date.max
        case Step.WEEK:
            return date.fromordinal(min(date.max.toordinal(), start.toordinal() + 6))
        case Step.DAY | Step.HOUR:
            return start


def moment(start: date) -> datetime:
    """Give the moment at which a bar begins, of whatever length it is."""
    return start if isinstance(start, datetime) else datetime.combine(start, time())


def asked(first: Bar, last: Bar, step: Step) -> str:
    """Say the time from one bar to another as a search does: 2026-03, 2026-03-02..2026-03-15."""
    if step is Step.HOUR:
        return _asked_by_hour(moment(first.start), moment(last.start))
    if step in (Step.YEAR, Step.MONTH):
        length = len("2026") if step is Step.YEAR else len("2026-03")
        begin, end = (bar.start.isoformat()[:length] for bar in (first, last))
    else:
        begin, end = first.start.isoformat(), ending(last.start, step).isoformat()
    return begin if begin == end else f"{begin}..{end}"


def _asked_by_hour(first: datetime, last: datetime) -> str:
    if (first.hour, last.hour) == (0, _HOURS - 1):
        return asked(Bar(first.date(), 0), Bar(last.date(), 0), Step.DAY)
    return f"{first:%Y-%m-%dt%H:00}..{last:%Y-%m-%dt%H:59}"


def said(start: date, step: Step) -> str:
    """Say which time a bar stands for: March 2026, 2–8 March 2026."""
    match step:
        case Step.YEAR:
            return _form(start, "yyyy")
        case Step.MONTH:
            return _form(start, "MMMM yyyy")
        case Step.WEEK:
            end = _form(ending(start, step), "d MMM yyyy")
            between = _tr(QT_TRANSLATE_NOOP("Spans", "{0} to {1}"))
            return between.format(_form(start, "d MMM"), end)
        case Step.DAY:
            return _form(start, "ddd d MMM yyyy")
        case Step.HOUR:
            at = moment(start)
            told = _tr(QT_TRANSLATE_NOOP("Spans", "{0}, {1} to {2}"))
            end = _clock((at.hour + 1) % _HOURS)
            return told.format(_form(start, "ddd d MMM yyyy"), _clock(at.hour), end)


def short(start: date, step: Step) -> str:
    """Say it as the axis does: 2026, Mar 2026, 2 Mar, 2 Mar 14:00."""
    if step is Step.HOUR:
        return f"{_form(start, 'd MMM')} {_clock(moment(start).hour)}"
    forms = {Step.YEAR: "yyyy", Step.MONTH: "MMM yyyy"}
    return _form(start, forms.get(step, "d MMM"))


def _form(day: date, form: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def _clock(hour: int) -> str:
    return QLocale().toString(QTime(hour, 0), QLocale.FormatType.ShortFormat)


_LAST_MONTH = date.max.replace(day=1)


def _starts(first: date, last: date, step: Step) -> Iterator[date]:
    if step is Step.HOUR:
        midnight = datetime.combine(first, time())
        hours = range(number(first, last, step))
        yield from (midnight + timedelta(hours=hour) for hour in hours)
        return
    at = beginning(first, step)
    while at <= last:
        yield at
        end = ending(at, step)
        if end >= date.max:
            return
        at = end + timedelta(days=1)


def _tr(text: object) -> str:
    return QCoreApplication.translate("Spans", str(text))
