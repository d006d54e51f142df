"""Puts tips away for a while: two hours, until tomorrow or Monday morning, or to a date."""

from datetime import datetime, time, timedelta
from functools import partial

from PySide6.QtCore import QDateTime, QObject, Signal
from PySide6.QtWidgets import QDateTimeEdit, QWidget

from tipdesk.desk.triaging.snoozing import snooze, wake
from tipdesk.gui import words
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.pickers.choices import Choice
from tipdesk.gui.pickers.doing import Tips, do_to
from tipdesk.gui.pickers.forms import Form
from tipdesk.gui.pickers.picker import Picker

MORNING = time(9)
_SHORT = timedelta(hours=2)
_WEEK = 7


def morning_after(moment: datetime) -> datetime:
    """Give nine o'clock of the next day, on the clock of the place."""
    return _at_nine(moment, 1)


def next_monday(moment: datetime) -> datetime:
    """Give nine o'clock of the next Monday that is still to come."""
    return _at_nine(moment, _WEEK - moment.weekday())


def _at_nine(moment: datetime, days: int) -> datetime:
    # Asked of the place again: the clocks may change in between.
    return datetime.combine(moment.date() + timedelta(days=days), MORNING).astimezone()


class DateForm(Form):
    """Asks for a moment."""

    given = Signal(object)  # datetime

    def __init__(self, parent: QWidget, title: str, begin: datetime) -> None:
        super().__init__(parent, title, self.tr("Put away"))
        self.until = QDateTimeEdit(QDateTime.fromSecsSinceEpoch(int(begin.timestamp())))
        self.until.setCalendarPopup(True)
        self.until.setDisplayFormat("ddd d MMM yyyy, HH:mm")
        self.add(self.tr("Until"), self.until)

    def _do(self) -> None:
        seconds = self.until.dateTime().toSecsSinceEpoch()
        self.close()
        self.given.emit(datetime.fromtimestamp(seconds).astimezone())


class Snoozer(QObject):
    """Asks until when, and puts the tips away."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge

    def ask(self, tips: Tips, anchor: QWidget) -> Picker:
        """Offer the moments that are meant most often."""
        title = self.tr("Put {0} away until…").format(words.numbers(tips))
        picker = Picker(anchor.window(), title)
        picker.offer(self._choices(datetime.now().astimezone()))
        picker.chosen.connect(partial(self._take, tips, anchor))
        picker.open_at(anchor)
        return picker

    def _choices(self, now: datetime) -> list[Choice]:
        moments = (
            (self.tr("In two hours"), now + _SHORT),
            (self.tr("Tomorrow morning"), morning_after(now)),
            (self.tr("Monday morning"), next_monday(now)),
        )
        return [
            *(
                Choice(until.isoformat(), said, f"{until:%a %d %b, %H:%M}", "clock", "muted")
                for said, until in moments
            ),
            Choice("date", self.tr("Another date…"), glyph="clock", role="muted"),
            Choice("wake", self.tr("Back at once"), glyph="restore", role="muted"),
        ]

    def _take(self, tips: Tips, anchor: QWidget, choice: Choice) -> None:
        if choice.key == "date":
            self._ask_date(tips, anchor)
        elif choice.key == "wake":
            do_to(self._bridge, tips, wake)
        else:
            self._put_away(tips, datetime.fromisoformat(choice.key))

    def _ask_date(self, tips: Tips, anchor: QWidget) -> None:
        title = self.tr("Put {0} away").format(words.numbers(tips))
        form = DateForm(anchor.window(), title, morning_after(datetime.now().astimezone()))
        form.given.connect(partial(self._put_away, tips))
        form.open_at(anchor)

    def _put_away(self, tips: Tips, until: datetime) -> None:
        do_to(self._bridge, tips, partial(snooze, until=until))
