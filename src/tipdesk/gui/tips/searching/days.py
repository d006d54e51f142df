"""Says which days a date in a search means: last week is 16–22 Nov."""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from tipdesk.desk.asking.dates import span
from tipdesk.desk.asking.fields import FORWARD
from tipdesk.gui import times

_A_BIT = timedelta(seconds=1)
_A_DAY = timedelta(days=1)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Days", text)


def explained(key: str, kept: str, now: datetime | None = None) -> str:
    """Say what a date means now, in days of the calendar."""
    at = now or datetime.now().astimezone()
    meant = span(kept, at.replace(tzinfo=None), ahead=key in FORWARD)
    if meant.start is not None and meant.end is not None:
        return _from_to(meant.start, meant.end, at)
    if meant.start is not None:
        return _tr("from {0} on").format(_said(meant.start, at))
    if meant.end is not None:
        return _tr("before {0}").format(_said(meant.end, at))
    return ""


def _from_to(start: datetime, end: datetime, now: datetime) -> str:
    if not (_is_midnight(start) and _is_midnight(end)):
        return _tr("{0} to {1}").format(_said(start, now), _said(end, now))
    last = end - _A_BIT
    if end - start <= _A_DAY:
        return times.day(start.astimezone(), now)
    if (start.year, start.month) == (last.year, last.month):
        return f"{start.day}–{times.day(last.astimezone(), now)}"
    return f"{times.day(start.astimezone(), now)} – {times.day(last.astimezone(), now)}"


def _said(clock: datetime, now: datetime) -> str:
    moment = clock.astimezone()
    return times.day(moment, now) if _is_midnight(clock) else times.when(moment, now)


def _is_midnight(clock: datetime) -> bool:
    return (clock.hour, clock.minute, clock.second) == (0, 0, 0)
