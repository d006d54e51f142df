"""Asks in the system's dialog for files or a folder that are to come in."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

Take = Callable[[Sequence[Path]], object]


def ask_for_files(parent: QWidget, take: Take) -> None:
    """Ask for files, each of any kind."""
    said = QCoreApplication.translate("Arriving", "Import pictures, videos, mails or other files")
    _ask(QFileDialog(parent, said), QFileDialog.FileMode.ExistingFiles, take)


def ask_for_folder(parent: QWidget, take: Take) -> None:
    """Ask for a folder that is one tip."""
    said = QCoreApplication.translate("Arriving", "Import a folder as one tip")
    _ask(QFileDialog(parent, said), QFileDialog.FileMode.Directory, take)


def _ask(dialog: QFileDialog, mode: QFileDialog.FileMode, take: Take) -> None:
    dialog.setFileMode(mode)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.filesSelected.connect(lambda chosen: take([Path(each) for each in chosen]))
    dialog.open()
