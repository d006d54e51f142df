"""The pages before a desk is open: first start, opening, locked, can't be opened."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from tipdesk.gui import icons, theme
from tipdesk.gui.desks.founding import Founding
from tipdesk.gui.desks.page import Page, emblem
from tipdesk.gui.desks.unlocking import Unlocking
from tipdesk.gui.shell.window import Window


class Doors(QObject):
    """Shows these pages in the window and tells which desk is to be opened or made."""

    wanted = Signal(Path)
    unlocked = Signal(Path, str)  # with a passphrase
    founded = Signal(object)  # NewDesk
    sample_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, window: Window, new_place: Path) -> None:
        super().__init__(window)
        self._window = window
        self._new_place = new_place
        self.keyring = False
        self._page: Page | None = None
        window.acts.on("desk.new", self.ask_for_new)
        window.acts.on("desk.open", self.ask_for_folder)
        window.acts.on("desk.sample", self.sample_wanted.emit)

    def know_keyring(self, real: bool) -> None:  # noqa: FBT001  an answer
        """Take note whether this computer keeps secrets."""
        self.keyring = real

    def opening(self) -> None:
        """Say that the desk is being opened."""
        self._show(Page(emblem(), self.tr("Opening the desk…"), ""))

    def welcome(self) -> None:
        """Greet who starts for the first time."""
        page = Page(
            emblem(),
            self.tr("Welcome to Tipdesk"),
            self.tr(
                "A desk keeps your newsroom’s tips, with everything that came with them. Start "
                "one, then drop pictures, videos or mails on the window, or press Ctrl+N."
            ),
        )
        page.offer(self.tr("New desk…"), self.ask_for_new, primary=True)
        page.offer(self.tr("Open a desk…"), self.ask_for_folder)
        page.offer(self.tr("Look at the sample desk"), self.sample_wanted.emit)
        self._show(page)

    def locked(self, desk: Path, name: str, wrong: str = "", *, back: bool = False) -> None:
        """Ask for the passphrase; `back` offers to leave it and stay at the open desk."""
        page = Unlocking()
        page.given.connect(self.unlocked)
        if back:
            page.offer(self.tr("Back to the open desk"), self.back_wanted.emit)
        self._show(page)
        page.ask(desk, name, wrong)

    def shut(self, desk: Path, sentence: str) -> None:
        """Say why the desk can't be opened, and offer what can be done."""
        drawing = icons.pixmap("warning", theme.colours().attention, 48)
        page = Page(drawing, self.tr("The desk can’t be opened"), sentence)
        page.name_place(desk)
        page.offer(self.tr("Try again"), lambda: self.wanted.emit(desk), primary=True)
        page.offer(self.tr("Open another desk…"), self.ask_for_folder)
        page.offer(self.tr("New desk…"), self.ask_for_new)
        self._show(page)

    def ask_for_new(self) -> None:
        """Ask what the new desk is to be."""
        dialog = Founding(self._window, self._new_place, keyring=self.keyring)
        dialog.accepted.connect(lambda: self.founded.emit(dialog.wish()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_for_folder(self) -> None:
        """Ask where the desk lies."""
        dialog = QFileDialog(self._window, self.tr("Open a desk: choose its folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda chosen: self.wanted.emit(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show(self, page: Page) -> None:
        before, self._page = self._page, page
        self._window.show_page(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        if before is not None:
            self._window.drop_page(before)
