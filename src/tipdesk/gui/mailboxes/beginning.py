"""The row of the account dialog that says from which day on a mailbox is read."""

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QComboBox, QDateEdit, QHBoxLayout, QWidget

from tipdesk.gui import theme
from tipdesk.newsroom.mail import EARLIEST


class Beginning(QWidget):
    """Everything that lies there, or only what came since a day."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.how = QComboBox()
        self.how.addItem(self.tr("Everything in it"), False)
        self.how.addItem(self.tr("Only what came since"), True)
        self.day = QDateEdit(QDate.currentDate())
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("d MMM yyyy")
        self.day.setMinimumDate(_qt(EARLIEST))
        self.day.setAccessibleName(self.tr("Since which day"))
        self._calm(self.day.calendarWidget())
        self.day.hide()
        self.setFocusProxy(self.how)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.how, 1)
        row.addWidget(self.day)
        self.how.currentIndexChanged.connect(self._follow)
        self.day.dateChanged.connect(self.changed)

    @staticmethod
    def _calm(calendar: QCalendarWidget) -> None:
        """Write Sundays like any day; red is for what must not be done."""
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, calendar.headerTextFormat())

    @property
    def since(self) -> date | None:
        """Tell the day, or that everything is read."""
        told = self.day.date()
        return date(told.year(), told.month(), told.day()) if self.how.currentData() else None

    def show_since(self, since: date | None) -> None:
        """Show what is known of a mailbox that is there."""
        if since is not None:
            self.day.setDate(_qt(since))
        self.how.setCurrentIndex(1 if since else 0)

    def _follow(self) -> None:
        self.day.setVisible(bool(self.how.currentData()))
        self.changed.emit()


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
