"""The statistics on the screen: as wide as there is room, to be scrolled, read aloud or copied."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from tipdesk.gui import theme
from tipdesk.gui.figures import sheet
from tipdesk.gui.figures.sheet import Sheet

_NARROWEST = 340


class SheetView(QScrollArea):
    """Shows one sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.page = _Page()
        self.setWidget(self.page)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Statistics"))

    def show_sheet(self, shown: Sheet) -> None:
        """Show this."""
        self.setAccessibleName(shown.title)
        self.setAccessibleDescription(in_words(shown))
        self.page.show_sheet(shown)


class _Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.shown: Sheet | None = None
        self.setMinimumWidth(_NARROWEST)

    def show_sheet(self, shown: Sheet) -> None:
        self.shown = shown
        self._fit()
        self.update()

    def _fit(self) -> None:
        if self.shown is not None:
            self.setMinimumHeight(sheet.height(self.shown, self.width()))

    def sizeHint(self) -> QSize:
        return QSize(720, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colours().panel)
        if self.shown is not None:
            sheet.draw(painter, self.shown, self.width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.update()


def in_words(shown: Sheet) -> str:
    """Write a sheet as a screen reader reads it."""
    told = [shown.said]
    for table in shown.tables:
        told.append(table.title)
        told += [f"{line.text}: {line.number}" for line in table.lines]
        told += [table.note] if table.note else []
    return "\n".join(told)
