"""The statistics panel: what came in over some weeks, as a picture or as a table."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tipdesk.desk.counts.statistics import USUAL_WEEKS, Statistics, statistics
from tipdesk.gui import theme
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.figures import sheet
from tipdesk.gui.figures.saying import sheet_of
from tipdesk.gui.figures.sheetview import SheetView
from tipdesk.newsroom.errors import TipdeskError
from tipdesk.publication.forms.figures import to_csv
from tipdesk.store.heeding import heeding
from tipdesk.store.outside import write_whole

SIZE = (760, 680)
PICTURE_WIDTH = 1_040
WEEKS = (4, USUAL_WEEKS, 26, 52)


class FiguresDialog(QDialog):
    """Stands beside the window; what it shows is counted aside."""

    shown = Signal()

    def __init__(self, bridge: Bridge, desk: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._desk = bridge, desk
        self._turn = 0
        self.told: Statistics | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Statistics"))
        self.resize(*SIZE)
        self.which = QComboBox()
        # Its name is what is chosen in it: no label stands beside it.
        self.which.setAccessibleDescription(self.tr("From which weeks tips are counted"))
        for weeks in WEEKS:
            self.which.addItem(self.tr("The last {0} weeks").format(weeks), weeks)
        self.which.setCurrentIndex(WEEKS.index(USUAL_WEEKS))
        self.which.currentIndexChanged.connect(lambda _: self.ask())
        self.view = SheetView()
        self.said = QLabel(self.tr("Counting…"))
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.setFont(theme.font(theme.Face.META))
        self.said.setProperty("said", "muted")
        self.save_picture = self._button(self.tr("Save as a picture…"), self._ask_for_picture)
        self.save_table = self._button(self.tr("Save as a table (CSV)…"), self._ask_for_table)
        self._lay_out()
        self.ask()

    def ask(self) -> None:
        """Count anew."""
        weeks: int = self.which.currentData()
        self._turn += 1
        turn = self._turn
        self.said.setText(self.tr("Counting…"))

        def is_late() -> bool:
            return turn != self._turn

        store = self._bridge.lanes.store

        def asked() -> Statistics:
            with heeding(is_late):
                return statistics(store, weeks)

        self._bridge.aside(asked, partial(self._show, turn), self._say)

    def done(self, result: int) -> None:
        """Let what is still counted be given up."""
        self._turn += 1
        super().done(result)

    def write_picture(self, path: Path) -> None:
        """Save what is shown as a picture, in the colours worn now."""
        if self.told is not None:
            drawn = sheet.picture(sheet_of(self.told, self._desk), PICTURE_WIDTH)
            self._write(path, partial(sheet.png, drawn))

    def write_table(self, path: Path) -> None:
        """Save what is shown as a table for a spreadsheet."""
        if self.told is not None:
            self._write(path, partial(to_csv, self.told))

    def _write(self, path: Path, make: Callable[[], bytes]) -> None:
        saved = self.tr("{0} is saved.").format(path.name)
        self._bridge.aside(
            lambda: write_whole(path, make()), lambda _: self.said.setText(saved), self._say
        )

    def _show(self, turn: int, told: Statistics) -> None:
        if turn != self._turn:
            return
        self.told = told
        self.said.clear()
        self.view.show_sheet(sheet_of(told, self._desk))
        for button in (self.save_picture, self.save_table):
            button.setEnabled(True)
        self.shown.emit()

    def _say(self, error: TipdeskError) -> None:
        self.said.setText(str(error))

    def _ask_for_picture(self) -> None:
        self._ask_where("png", self.write_picture)

    def _ask_for_table(self) -> None:
        self._ask_where("csv", self.write_table)

    def _ask_where(self, suffix: str, write: Callable[[Path], object]) -> None:
        dialog = QFileDialog(self, self.tr("Save the statistics"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(self.tr("statistics") + f".{suffix}")
        dialog.fileSelected.connect(lambda path: write(Path(path)))
        dialog.open()

    def _button(self, text: str, call: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setEnabled(False)
        button.clicked.connect(call)
        return button

    def _lay_out(self) -> None:
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(16, 10, 16, 12)
        bottom.setSpacing(8)
        bottom.addWidget(self.which)
        bottom.addWidget(self.said, 1)
        for button in (self.save_picture, self.save_table, close):
            bottom.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.view, 1)
        rows.addLayout(bottom)
