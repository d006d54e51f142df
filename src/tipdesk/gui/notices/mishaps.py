"""Meets what nobody expected: one calm dialog, with details that hold nothing of a tip."""

import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

_SEVERAL = 5


class Mishaps(QObject):
    """Takes over `sys.excepthook`; the first mishap is shown, later ones are only written down."""

    _happened = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._told = 0
        self.dialog: QMessageBox | None = None
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def watch(self) -> None:
        """Be told of every exception that nobody caught, on any thread."""
        sys.excepthook = self._meet
        threading.excepthook = lambda told: self._meet(
            told.exc_type, told.exc_value, told.exc_traceback
        )

    def _meet(
        self, kind: type[BaseException], value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, value or kind(), trace)
            return
        details = details_of(kind, trace)
        sys.stderr.write(details + "\n")
        self._happened.emit(details)

    def _show(self, details: str) -> None:
        self._told += 1
        if self.dialog is not None or self._told > _SEVERAL:
            return
        dialog = QMessageBox(self._window)
        dialog.setTextFormat(Qt.TextFormat.PlainText)
        dialog.setIcon(QMessageBox.Icon.NoIcon)
        dialog.setWindowTitle(self.tr("Something broke in Tipdesk"))
        dialog.setText(self.tr("Something broke in Tipdesk, and the last step may not be done."))
        dialog.setInformativeText(
            self.tr(
                "Everything that was saved is kept; you can go on. The details name places in "
                "the program only, nothing of a tip: please send them to whoever looks after "
                "Tipdesk."
            )
        )
        dialog.setDetailedText(details)
        copy = dialog.addButton(self.tr("Copy the details"), QMessageBox.ButtonRole.ActionRole)
        dialog.addButton(self.tr("Go on"), QMessageBox.ButtonRole.AcceptRole)
        copy.clicked.connect(lambda _: QGuiApplication.clipboard().setText(details))
        dialog.finished.connect(self._forget)
        dialog.setModal(False)
        self.dialog = dialog
        dialog.show()

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None


def details_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Name the kind of mishap and the places it came through; never its message or values."""
    steps = [
        f"  {Path(step.filename).name}:{step.lineno} {step.name}"
        for step in traceback.extract_tb(trace)
    ]
    return "\n".join([kind.__qualname__, *steps])
