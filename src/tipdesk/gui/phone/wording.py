"""What the window says of phone calls: who it may be, how long it was, what was promised."""

import re
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from tipdesk.gui import times, words
from tipdesk.gui.people import wording as people
from tipdesk.newsroom.lines import CallLine
from tipdesk.newsroom.persons import PersonLine

_CLOCK = re.compile(r"(\d{1,2})[:.h ]?(\d{2})?")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Phone", text)


def who_it_may_be(line: PersonLine) -> str:
    """Say who can be reached at the number that was typed."""
    if line.veiled:
        return _tr("This number is a protected source's; the note is protected, too.")
    name = people.in_sentence(people.name(line))
    return _tr("This number: {0} · {1}").format(name, words.tips(line.tips))


def who_it_is(line: PersonLine) -> str:
    """Say whom the editor recognised."""
    name = people.in_sentence(people.name(line))
    if line.veiled:
        return name
    return _tr("This is {0} · {1}").format(name, words.tips(line.tips))


def clock(moment: datetime) -> str:
    """Write the time of a day."""
    return f"{moment.astimezone():%H:%M}"


def call(line: CallLine) -> str:
    """Say when a call was, how long, and whether it was read back."""
    when = times.when(line.began_at)
    told = [_tr("Call {0}").format(when)]
    if line.seconds is not None:
        told.append(times.length(line.seconds))
    if line.read_back:
        told.append(_tr("read back"))
    return " · ".join(told)


def where_its_words_are() -> str:
    """Say where to read what was said in a call."""
    return _tr("What was said stands under Text.")


def promise(line: CallLine, due: datetime | None, now: datetime) -> tuple[str, str]:
    """Say what was promised and by when, and in which colour."""
    if line.kept:
        return _tr("Promise kept: {0}").format(line.promised), "muted"
    if due is None:
        return _tr("Promised: {0}").format(line.promised), "ink"
    form = _tr("Promised: {0} · missed, {1}") if due < now else _tr("Promised: {0} · by {1}")
    return form.format(line.promised, times.when(due)), "attention" if due < now else "ink"


def clock_time(typed: str, at: datetime) -> datetime | None:
    """Understand 15:30, 1530 or 9: today, or tomorrow where that is over."""
    found = _CLOCK.fullmatch(typed.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour > 23 or minute > 59:  # noqa: PLR2004  as clocks have it
        return None
    moment = at.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return moment if moment > at else moment + timedelta(days=1)
