"""Starts the program: the one file that knows every room and puts them together."""

import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from platformdirs import user_state_path
from PySide6.QtCore import QLocale, QObject, QProcess, Signal
from PySide6.QtWidgets import QApplication

from tipdesk import settings
from tipdesk.gui import icons, theme
from tipdesk.gui.bridge import Bridge, Deliveries
from tipdesk.gui.desks.doors import Doors
from tipdesk.gui.desks.founding import NewDesk
from tipdesk.gui.notices.mishaps import Mishaps
from tipdesk.gui.shell import layout
from tipdesk.gui.shell.window import Window
from tipdesk.jobs import Lanes
from tipdesk.newsroom.errors import KeyNeeded, NoDesk, TipdeskError, WrongKey
from tipdesk.newsroom.ids import TipId

if TYPE_CHECKING:
    from tipdesk.gui.shell.desk_page import DeskPage
    from tipdesk.store.database import Store

T = TypeVar("T")


def run(desk: Path | None = None, *, editor: str = "", passphrase: str | None = None) -> int:
    """Open the window, on this desk or on the one used last, and stay until it is closed."""
    app = prepare()
    program = Program(editor=editor)
    Mishaps(program.window).watch()
    program.window.show()
    program.begin(desk, passphrase)
    code = app.exec()
    program.end()
    return code


def run_on(store: "Store") -> int:
    """Open the window on a desk that is open already, and stay until it is closed."""
    app = prepare()
    program = Program(editor=store.editor)
    Mishaps(program.window).watch()
    program.window.show()
    program.enter(_lanes(store))
    code = app.exec()
    program.end()
    return code


def portraits(store: "Store", into: Path, *, tip: TipId | None = None) -> list[Path]:
    """Picture the window on an open desk, without a screen; the desk stays open."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    prepare()
    kept = layout.Layout(query="", opened=tip or 0)
    program = Program(editor=store.editor, kept=kept)
    program.window.show()
    lanes = _lanes(store)
    page = program.enter(lanes)
    from tipdesk.gui.shell.portraits import take  # noqa: PLC0415  it knows the desk's page

    taken = take(program.window, page.bridge, into)
    page.end()
    page.bridge.end()
    lanes.close()
    if lanes.readers is not None:
        lanes.readers.close()
    program.window.close()
    return taken


def prepare() -> QApplication:
    """Make the Qt application, dressed as the editor left it."""
    known = QApplication.instance()
    app = known if isinstance(known, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("tipdesk")
    app.setApplicationDisplayName("Tipdesk")
    app.setDesktopFileName("tipdesk")
    app.setWindowIcon(icons.app_icon())
    if QLocale.system().language() is QLocale.Language.C:
        # The bare "C" has no thousands; newsrooms have.
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    icons.Recolouring(app)
    theme.apply(app, theme.Scheme.SYSTEM)
    return app


def layout_file() -> Path:
    """Tell where the window's layout is kept."""
    return user_state_path("tipdesk") / "window.json"


class Program(QObject):
    """Opens desks, one at a time, and puts the window around them."""

    entered = Signal(object)  # DeskPage: a desk is open
    refused = Signal(str)  # why it is not

    def __init__(self, *, editor: str = "", kept: layout.Layout | None = None) -> None:
        super().__init__()
        self._settings = settings.load()
        self._editor = editor or self._settings.editor
        self._aside = ThreadPoolExecutor(2, "tipdesk-desk")
        self._deliveries = Deliveries(self)
        self.page: DeskPage | None = None
        self.lanes: Lanes | None = None
        self._keeps_layout = kept is None
        self.window = self._make_window(layout.load(layout_file()) if kept is None else kept)

    def begin(self, desk: Path | None, passphrase: str | None = None) -> None:
        """Open the desk that is asked for, or the one used last; the first time, say hello."""
        self._do(_keyring_is_real, self._doors.know_keyring)
        path = desk or self._settings.desk
        self._open(path, passphrase, first=desk is None)

    def open(self, path: Path, passphrase: str | None = None) -> None:
        """Open a desk; one that is open is left first."""
        self._open(path, passphrase, first=False)

    def end(self) -> None:
        """Leave the desk, and keep the layout and the settings."""
        self._leave()
        self._aside.shutdown()
        if self._keeps_layout:
            layout.save(self.window.remember(), layout_file())

    def _make_window(self, kept: layout.Layout) -> Window:
        window = Window(kept)
        window.choose_scheme(theme.Scheme(kept.scheme))
        if self._settings.warning:
            window.toast.explain(self._settings.warning)
        self._doors = Doors(window, settings.default_desk())
        self._doors.wanted.connect(self.open)
        self._doors.unlocked.connect(self.open)
        self._doors.founded.connect(self._found)
        self._doors.sample_wanted.connect(_show_sample)
        return window

    def _open(self, path: Path, passphrase: str | None, *, first: bool) -> None:
        self._turn_over()
        self._doors.opening()
        work = partial(_opened, path, self._editor, passphrase)
        refuse = partial(self._refuse, path, first=first, tried=passphrase is not None)
        self._do(work, self._enter, refuse)

    def _found(self, new: NewDesk) -> None:
        self._turn_over()
        self._doors.opening()
        self._do(
            partial(_founded, new, self._editor),
            self._enter,
            partial(self._refuse, new.folder, first=False, tried=False),
        )

    def enter(self, lanes: Lanes) -> "DeskPage":
        """Put the window around an open desk."""
        from tipdesk.gui.shell.desk_page import DeskPage  # noqa: PLC0415  loaded by the thread

        store, window = lanes.store, self.window
        self.lanes = lanes
        self.page = page = DeskPage(Bridge(lanes, window), window)
        window.setWindowTitle(store.name)
        note = self.tr("for reading only") if store.read_only else ""
        window.status.show_desk(store.name, encrypted=store.encrypted, note=note)
        window.show_page(page)
        page.start()
        if store.why_read_only:
            window.toast.explain(store.why_read_only)
        self.entered.emit(page)
        return page

    def _enter(self, lanes: Lanes) -> None:
        self.enter(lanes)
        self._settings = self._settings.opened(lanes.store.folder.path)
        if self._keeps_layout:
            self._do(partial(settings.save, self._settings), _note_nothing)

    def _refuse(self, path: Path, error: TipdeskError, *, first: bool, tried: bool) -> None:
        if isinstance(error, NoDesk) and first:
            self._doors.welcome()
        elif isinstance(error, KeyNeeded | WrongKey):
            self._ask_for_key(path, str(error), tried=tried)
        else:
            self._doors.shut(path, str(error))
        self.refused.emit(str(error))

    def _ask_for_key(self, path: Path, sentence: str, *, tried: bool) -> None:
        def ask(card: tuple[str, bool]) -> None:
            name, has_passphrase = card
            if has_passphrase:
                self._doors.locked(path, name, sentence if tried else "")
            else:
                self._doors.shut(path, sentence)

        self._do(partial(_described, path), ask, self._explain)

    def _turn_over(self) -> None:
        """Let go of the open desk with its window; the next desk gets a fresh one."""
        if self.page is None or self.lanes is None:
            return
        old, lanes, real = self.window, self.lanes, self._doors.keyring
        self.page.end()
        self.page.bridge.end()
        self.page = self.lanes = None
        self.window = self._make_window(old.remember())
        self._doors.know_keyring(real)
        self.window.show()
        old.close()
        # Its last verbs are still being done.
        self._do(partial(_closed, lanes), lambda _: old.deleteLater())

    def _leave(self) -> None:
        if self.page is not None and self.lanes is not None:
            self.page.end()
            self.page.bridge.end()
            self._aside.submit(_closed, self.lanes)
        self.page = self.lanes = None

    def _explain(self, error: TipdeskError) -> None:
        self.window.toast.explain(str(error))

    def _do(
        self,
        work: Callable[[], T],
        then: Callable[[T], object],
        otherwise: Callable[[TipdeskError], object] | None = None,
    ) -> None:
        self._deliveries.follow(self._aside.submit(work), then, otherwise or self._explain)


# What follows runs on a thread of its own; the imports in it are slow, and the window is up.


def _opened(path: Path, editor: str, passphrase: str | None) -> Lanes:
    from tipdesk.gui.shell import desk_page as _views  # noqa: PLC0415, F401
    from tipdesk.store.opening import open_desk  # noqa: PLC0415

    return _lanes(open_desk(path, editor=editor, passphrase=passphrase))


def _lanes(store: "Store") -> Lanes:
    from tipdesk.media.worker import Readers  # noqa: PLC0415

    return Lanes(store, Readers())


def _founded(new: NewDesk, editor: str) -> Lanes:
    from tipdesk.store.folder import Protection  # noqa: PLC0415
    from tipdesk.store.opening import create_desk  # noqa: PLC0415

    create_desk(
        new.folder,
        name=new.name,
        editor=editor,
        protection=Protection(new.lock.value),
        passphrase=new.passphrase or None,
    ).close()
    return _opened(new.folder, editor, new.passphrase or None)


def _described(path: Path) -> tuple[str, bool]:
    from tipdesk.store.folder import Protection, describe_desk  # noqa: PLC0415

    card = describe_desk(path)
    return (card.name, card.protection is Protection.PASSPHRASE) if card else ("", False)


def _keyring_is_real() -> bool:
    from tipdesk.store.keys import keyring_is_real  # noqa: PLC0415

    return keyring_is_real()


def _closed(lanes: Lanes) -> None:
    lanes.close()
    lanes.store.close()
    if lanes.readers is not None:
        lanes.readers.close()


def _note_nothing(_: None) -> None:
    """Go on: there is nothing to tell."""


def _show_sample() -> None:
    QProcess.startDetached(sys.executable, ["-m", "tipdesk", "demo"])
