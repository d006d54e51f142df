"""Asks for a printer and prints tips on it, as work that the window shows and can stop."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from tipdesk.gui import words
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.notices.toasts import Toast
from tipdesk.jobs import Job, JobState
from tipdesk.newsroom.errors import NotFound, NotValid, TipdeskError
from tipdesk.newsroom.ids import TipId

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

MOST = 500  # tips at once: a pile that nobody reads is a slip of the hand


class Printing(QObject):
    """Prints what an export as PDF holds: the same sheets, and no more of a source than there."""

    def __init__(self, bridge: Bridge, window: QWidget, toast: Toast) -> None:
        super().__init__(bridge)
        self._bridge, self._window, self._toast = bridge, window, toast

    def ask(self, tips: Sequence[TipId]) -> None:
        """Ask for a printer, by the system's own dialog."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415  rarely needed

        from tipdesk.gui.printing.paper import prepare  # noqa: PLC0415  rarely needed

        if (why := self._why_not(tips)) is not None:
            self._bridge.failed.emit(why)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        prepare(printer)
        dialog = QPrintDialog(printer, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Print {0}").format(words.tips(len(tips))))
        dialog.accepted.connect(lambda *_: self.begin(tuple(tips), printer))
        QDialog.open(dialog)  # its own `open` wants a receiver by name

    def begin(self, tips: Sequence[TipId], printer: "QPrinter") -> Job:
        """Print these tips on this printer."""
        lanes = self._bridge.lanes

        def work(job: Job) -> int:
            from tipdesk.gui.printing import sheets  # noqa: PLC0415  rarely needed

            return sheets.print_tips(lanes, tips, printer, job)

        title = self.tr("Printing {0}").format(words.tips(len(tips)))
        return self._bridge.start(title, work, self._tell)

    def _why_not(self, tips: Sequence[TipId]) -> TipdeskError | None:
        if not tips:
            return NotFound(self.tr("There is no tip to print here."))
        if len(tips) > MOST:
            said = self.tr("At most {0} are printed at once; choose fewer, or export them as PDF.")
            return NotValid(said.format(words.tips(MOST)))
        return None

    def _tell(self, job: Job) -> None:
        if job.state is JobState.DONE:
            said = self.tr("Pages handed to the printer: {0}")
            self._toast.tell(said.format(words.number(job.result)))
        elif job.state is JobState.CANCELLED:
            self._toast.tell(self.tr("You stopped it; what the printer has already may come out."))
        elif isinstance(job.error, TipdeskError):
            self._toast.explain(str(job.error))
        elif job.error is not None:
            raise job.error
