"""Says the statistics of a desk as tables: words for states, weeks and times, shares for bars."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QLocale

from tipdesk.desk.counts.statistics import Statistics
from tipdesk.gui import words
from tipdesk.gui.figures.sheet import Line, Sheet, Table
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.states import Channel, Workflow

Key = TypeVar("Key")
STORIES_SHOWN = 16
_HOUR, _DAY = 60, 24 * 60


def sheet_of(told: Statistics, desk: str) -> Sheet:
    """Put everything that was counted into tables."""
    said = _tr(QT_TRANSLATE_NOOP("Figures", "{0} since {1}"))
    return Sheet(
        shown(desk),
        said.format(words.tips(told.tips), _day(told.since, "d MMMM yyyy")),
        (
            _by_state(told.workflow),
            _by_channel(told.channel),
            _times(told),
            _by_week(told.week),
            _by_story(told.story),
        ),
    )


def lasting(minutes: float | None) -> str:
    """Say how long something took, as exactly as it matters."""
    if minutes is None:
        return "–"
    if minutes < _HOUR:
        return _tr(QT_TRANSLATE_NOOP("Figures", "{0} min")).format(round(minutes))
    if minutes < 2 * _DAY:
        hours, rest = divmod(round(minutes), _HOUR)
        return _tr(QT_TRANSLATE_NOOP("Figures", "{0} h {1} min")).format(hours, rest)
    days = _tr(QT_TRANSLATE_NOOP("Figures", "{0} days"))
    return days.format(words.number(round(minutes / _DAY)))


def _by_state(counted: Sequence[tuple[str, int]]) -> Table:
    numbers = dict(counted)
    known = [(state, numbers.get(state, 0)) for state in Workflow if numbers.get(state)]
    heading = QT_TRANSLATE_NOOP("Figures", "Tips by state")
    return _table(heading, known, words.say, words.glyph, words.role)


def _by_channel(counted: Sequence[tuple[str, int]]) -> Table:
    known = [(Channel(channel), number) for channel, number in counted]
    heading = QT_TRANSLATE_NOOP("Figures", "Tips by channel")
    return _table(heading, known, words.say, words.glyph)


def _by_story(counted: Sequence[tuple[str, int]]) -> Table:
    heading = QT_TRANSLATE_NOOP("Figures", "Tips by story")
    made = _table(heading, counted[:STORIES_SHOWN], shown)
    left = len(counted) - STORIES_SHOWN
    if left <= 0:
        return made
    more = _tr(QT_TRANSLATE_NOOP("Figures", "and {0} more; the table (CSV) has all of them"))
    return Table(made.title, made.lines, more.format(words.several(left, "story")))


def _by_week(counted: Sequence[tuple[date, int]]) -> Table:
    heading = QT_TRANSLATE_NOOP("Figures", "Tips by week")
    return _table(heading, counted, lambda monday: _day(monday, "d MMM yyyy"))


def _times(told: Statistics) -> Table:
    """Say what became of the tips; half of them were faster than the times that are told."""
    known = (
        (QT_TRANSLATE_NOOP("Figures", "Looked at"), _part(told.opened, told.tips)),
        (QT_TRANSLATE_NOOP("Figures", "Until the first look"), lasting(told.minutes_to_open)),
        (QT_TRANSLATE_NOOP("Figures", "Used"), _part(told.used, told.tips)),
        (QT_TRANSLATE_NOOP("Figures", "Until publication"), lasting(told.minutes_to_publish)),
    )
    title = _tr(QT_TRANSLATE_NOOP("Figures", "What became of them"))
    note = _tr(QT_TRANSLATE_NOOP("Figures", "Times are medians: half of the tips were faster."))
    return Table(title, tuple(Line(_tr(text), number) for text, number in known), note)


def _part(some: int, of: int) -> str:
    if not of:
        return words.number(some)
    told = _tr(QT_TRANSLATE_NOOP("Figures", "{0} · {1} %"))
    return told.format(words.number(some), round(100 * some / of))


def _table(
    heading: object,
    counted: Sequence[tuple[Key, int]],
    say: Callable[[Key], str],
    glyph: Callable[[Key], str] = lambda _: "",
    role: Callable[[Key], str] = lambda _: "muted",
) -> Table:
    highest = max((number for _, number in counted), default=0) or 1
    lines = tuple(
        Line(say(key), words.number(number), number / highest, glyph(key), role(key))
        for key, number in counted
    )
    none = "" if lines else _tr(QT_TRANSLATE_NOOP("Figures", "None"))
    return Table(_tr(heading), lines, none)


def _day(day: date, form: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def _tr(text: object) -> str:
    return QCoreApplication.translate("Figures", str(text))
