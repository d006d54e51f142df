"""How long ago, when exactly and how big, in words."""

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from tipdesk.gui import words

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def _tr(text: str) -> str:
    return QCoreApplication.translate("Times", text)


def _local(moment: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))


def age(moment: datetime, now: datetime | None = None) -> str:
    """Say how long ago, as short as a list needs it: "2 min", "3 h", "2 d", "21 Nov"."""
    at = now or datetime.now().astimezone()
    seconds = (at - moment).total_seconds()
    if seconds < _MINUTE:
        return _tr("now") if seconds > -_MINUTE else day(moment, at)
    if seconds < _HOUR:
        return _tr("{0} min").format(int(seconds // _MINUTE))
    if seconds < _DAY:
        return _tr("{0} h").format(int(seconds // _HOUR))
    if seconds < 7 * _DAY:
        return _tr("{0} d").format(int(seconds // _DAY))
    return day(moment, at)


def day(moment: datetime, now: datetime | None = None) -> str:
    """Write a day: "21 Nov", with its year when that is another one."""
    local, at = moment.astimezone(), (now or datetime.now().astimezone()).astimezone()
    form = "d MMM" if local.year == at.year else "d MMM yyyy"
    return QLocale().toString(_local(moment), form)


def date_of(day: date) -> str:
    """Write a day of the calendar with its year: "1 Nov 2026"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy")


def when(moment: datetime, now: datetime | None = None) -> str:
    """Say when, for a head line: "today 10:41", "yesterday 18:03", "21 Nov, 16:08"."""
    local, at = moment.astimezone(), (now or datetime.now().astimezone()).astimezone()
    clock = QLocale().toString(_local(moment), "HH:mm")
    days = (at.date() - local.date()).days
    if days == 0:
        return _tr("today {0}").format(clock)
    if days == 1:
        return _tr("yesterday {0}").format(clock)
    return _tr("{0}, {1}").format(day(moment, at), clock)


def exact(moment: datetime) -> str:
    """Say exactly when, with the zone: "Sunday 22 November 2026, 10:41 GMT"."""
    return QLocale().toString(_local(moment), "dddd d MMMM yyyy, HH:mm t")


def length(seconds: float) -> str:
    """Write how long a film or a sound lasts: "0:42", "1:02:07"."""
    whole = round(seconds)
    hours, rest = divmod(whole, _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def left(seconds: float) -> str:
    """Say how long work will still take: "38 s left", "4 min left"."""
    if seconds < 2 * _MINUTE:
        return _tr("{0} s left").format(max(1, round(seconds)))
    return _tr("{0} min left").format(words.number(round(seconds / _MINUTE)))


def size(octets: int) -> str:
    """Write a size: "2.9 MB"."""
    return QLocale().formattedDataSize(octets, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
