"""The program as Qt sees it: one window, and one desk at a time in it."""

import gc
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QLocale, QObject, QProcess, Signal
from PySide6.QtWidgets import QApplication

from tipdesk import settings
from tipdesk.gui import icons, imports, theme
from tipdesk.gui.bridge import Bridge, Deliveries
from tipdesk.gui.desks.doors import Doors
from tipdesk.gui.desks.founding import NewDesk
from tipdesk.gui.desks.recent import Recent
from tipdesk.gui.desks.ringing import bell_of
from tipdesk.gui.forward import bring_forward
from tipdesk.gui.interrupts import heeded
from tipdesk.gui.notices.mishaps import Mishaps
from tipdesk.gui.preferences.preferring import Preferring
from tipdesk.gui.shell import layout
from tipdesk.gui.shell.glimpsing import Glimpse, search_of
from tipdesk.gui.shell.keeping import Keeping
from tipdesk.gui.shell.layout import Layout
from tipdesk.gui.shell.window import Window
from tipdesk.gui.sweeping import Sweeping
from tipdesk.jobs import Lanes
from tipdesk.newsroom.errors import KeyNeeded, NoDesk, TipdeskError, WrongKey
from tipdesk.newsroom.lines import TipLine

if TYPE_CHECKING:
    # Loaded by the thread that opens the desk: its libraries are slow, and the window is up.
    from tipdesk.gui.desks.doorbell import Doorbell
    from tipdesk.gui.mailboxes.postdesk import Postdesk
    from tipdesk.gui.shell.desk_page import DeskPage
    from tipdesk.gui.shell.overview import Overview
    from tipdesk.store.unlocking import Unlocked

STOPPED = 130  # what shells give for Ctrl+C
T = TypeVar("T")


class Rooms(Protocol):
    """The rest of the house; everything here is slow and is asked on a thread of its own."""

    def unlocked(
        self, desk: Path, passphrase: str | None, search: str | None
    ) -> tuple["Unlocked", list[TipLine]]:
        """Find the key of a desk, and the first tips that the search lists, if that is quick."""

    def opened(self, desk: "Unlocked", editor: str) -> Lanes:
        """Open a desk and start its lanes."""

    def founded(self, new: NewDesk, editor: str) -> Lanes:
        """Make a desk, open it and start its lanes."""

    def closed(self, lanes: Lanes) -> None:
        """Stop the lanes and close the desk."""

    def described(self, desk: Path) -> tuple[str, bool]:
        """Tell the name of a desk, and whether a passphrase opens it."""

    def keeps_secrets(self) -> bool:
        """Tell whether this computer has a keyring to keep a desk's key."""


class Program(QObject):
    """Opens desks, one at a time, and puts the window around them."""

    entered = Signal(object)  # DeskPage: a desk is open
    refused = Signal(str)  # why it is not

    def __init__(self, rooms: Rooms, *, editor: str = "", kept: Layout | None = None) -> None:
        """`kept` is a layout for this time only; else the last one is used, and kept again."""
        super().__init__()
        self._rooms = rooms
        self._settings = settings.load()
        self._editor = editor or self._settings.editor
        self._aside = ThreadPoolExecutor(2, "tipdesk-desk")
        self._deliveries = Deliveries(self)
        self._sweeping = Sweeping(self)
        self.page: DeskPage | None = None
        self.post: Postdesk | None = None
        self.overview: Overview | None = None
        self.lanes: Lanes | None = None
        self._glimpse: Glimpse | None = None
        self._doorbell: Doorbell | None = None
        self._keeping = Keeping(layout.place(), self._explain) if kept is None else None
        self.window = self._make_window(layout.load(layout.place()) if kept is None else kept)

    def begin(self, desk: Path | None, passphrase: str | None = None) -> None:
        """Open the desk that is asked for, or the one used last; the first time, say hello."""
        self._do(self._rooms.keeps_secrets, self._doors.know_keyring)
        self._open(desk or self._settings.desk, passphrase, first=desk is None)

    def open(self, path: Path, passphrase: str | None = None) -> None:
        """Open a desk; one that is open is left first."""
        self._open(path, passphrase, first=False)

    def enter(self, lanes: Lanes) -> "DeskPage":
        """Put the window around an open desk."""
        from tipdesk.gui.mailboxes.postdesk import Postdesk  # noqa: PLC0415  slow, see above
        from tipdesk.gui.shell.desk_page import DeskPage  # noqa: PLC0415  slow, see above
        from tipdesk.gui.shell.overview import Overview  # noqa: PLC0415  slow, see above

        _keep_what_is_loaded()
        store, window = lanes.store, self.window
        self.lanes = lanes
        self.page = page = DeskPage(Bridge(lanes, window), window)
        self.post, self.overview = Postdesk(page), Overview(page)
        window.setWindowTitle(store.name)
        note = self.tr("for reading only") if store.read_only else ""
        window.status.show_desk(store.name, encrypted=store.encrypted, note=note)
        window.show_page(page)
        page.start()
        self.post.start()
        self.overview.start()
        if store.why_read_only or store.remark:
            window.toast.explain(store.why_read_only or store.remark)
        self.entered.emit(page)
        return page

    def leave(self) -> Lanes | None:
        """Let go of the open desk; whoever asks closes its lanes."""
        page, self.page = self.page, None
        post, self.post = self.post, None
        overview, self.overview = self.overview, None
        lanes, self.lanes = self.lanes, None
        if self._doorbell is not None:
            self._doorbell.hush()
        if post is not None:
            post.end()
        if page is not None:
            page.end()
            if overview is not None:
                overview.end()
            page.bridge.end()
        return lanes

    def end(self) -> None:
        """Leave the desk, and keep the layout."""
        self._sweeping.rest()
        lanes = self.leave()
        if lanes is not None:
            self._aside.submit(self._rooms.closed, lanes)
        self._aside.shutdown()
        if self._keeping is not None:
            self._keeping.end(self.window.remember())

    def _make_window(self, kept: Layout) -> Window:
        window = Window(kept)
        window.choose_scheme(theme.Scheme(kept.scheme))
        warning = " ".join(filter(None, (self._settings.warning, kept.warning)))
        if warning:
            window.toast.explain(warning)
            self._settings, kept.warning = replace(self._settings, warning=""), ""
        self._preferring = Preferring(window, lambda: self._editor, lambda: self.overview)
        self._preferring.named.connect(self._rename)
        window.preferred.connect(self._keep)
        self._recent = Recent(window, self._others)
        self._recent.wanted.connect(self.open)
        self._doors = Doors(window, settings.default_desk())
        self._doors.wanted.connect(self.open)
        self._doors.unlocked.connect(self.open)
        self._doors.founded.connect(self._found)
        self._doors.sample_wanted.connect(_show_sample)
        self._doors.back_wanted.connect(self._go_back)
        return window

    def _open(self, path: Path, passphrase: str | None, *, first: bool) -> None:
        refuse = partial(self._refuse, path, first=first, tried=passphrase is not None)

        def go_on(unlocked: tuple["Unlocked", list[TipLine]]) -> None:
            desk, newest = unlocked
            self._show_glimpse(newest)
            self._do(partial(self._rooms.opened, desk, self._editor), self._enter, refuse)

        self._begin_opening()
        search = search_of(self.window.kept)
        self._do(partial(self._rooms.unlocked, path, passphrase, search), go_on, refuse)

    def _found(self, new: NewDesk) -> None:
        self._begin_opening()
        work = partial(self._rooms.founded, new, self._editor)
        self._do(work, self._enter, self._refuse_new)

    def _begin_opening(self) -> None:
        """Say that a desk is being opened; the one that is open stays until the next one is."""
        if self.page is None:
            self._doors.opening()
        # What is loaded now is no garbage; to search through it takes a fifth of the start.
        self._sweeping.rest()

    def _show_glimpse(self, newest: list[TipLine]) -> None:
        """Show the newest tips at once; all else takes the time in which they are read."""
        if newest and self.page is None:
            self._glimpse = Glimpse(newest, self.window.kept)
            self.window.show_page(self._glimpse)
            self._glimpse.repaint()  # now: what is loaded next would hold it up

    def _end_glimpse(self) -> None:
        glimpse, self._glimpse = self._glimpse, None
        if glimpse is not None:
            self.window.drop_page(glimpse)

    def _enter(self, lanes: Lanes) -> None:
        try:
            self._turn_over()
            self.enter(lanes)
        finally:
            self._end_glimpse()
            self._sweeping.go_on()
        desk = lanes.store.folder.path
        self._settings = self._settings.opened(desk)
        self._save_settings()
        self._recent.look()
        self._do(partial(bell_of, desk), self._listen)

    def _refuse(self, path: Path, error: TipdeskError, *, first: bool, tried: bool) -> None:
        self._end_glimpse()
        self._sweeping.go_on()
        if isinstance(error, NoDesk) and first:
            self._doors.welcome()
        elif isinstance(error, KeyNeeded | WrongKey):
            self._ask_for_key(path, str(error), tried=tried)
        else:
            self._say_shut(path, str(error), gone=isinstance(error, NoDesk))
        self.refused.emit(str(error))

    def _refuse_new(self, error: TipdeskError) -> None:
        self._sweeping.go_on()
        if self.page is None:
            self._doors.welcome()
        self._explain(error)
        self.refused.emit(str(error))

    def _say_shut(self, path: Path, sentence: str, *, gone: bool = False) -> None:
        if self.page is None:
            self._doors.shut(path, sentence)
        elif gone and path in self._settings.recent:
            self.window.toast.offer(sentence, self.tr("Forget it"), partial(self._forget, path))
        else:
            self.window.toast.explain(sentence)

    def _go_back(self) -> None:
        if self.page is not None:
            self.window.show_page(self.page)

    def _ask_for_key(self, path: Path, sentence: str, *, tried: bool) -> None:
        def ask(card: tuple[str, bool]) -> None:
            name, has_passphrase = card
            if has_passphrase:
                wrong, back = sentence if tried else "", self.page is not None
                self._doors.locked(path, name, wrong, back=back)
            else:
                self._say_shut(path, sentence)

        self._do(partial(self._rooms.described, path), ask)

    def _turn_over(self) -> None:
        """Let go of the open desk with its window; the next desk gets a fresh one."""
        lanes = self.leave()
        if lanes is None:
            return
        old, real = self.window, self._doors.keyring
        self.window = self._make_window(old.remember())
        self._doors.know_keyring(real)
        self.window.show()
        old.close()
        # Its last verbs are still being done.
        self._do(partial(self._rooms.closed, lanes), lambda _: old.deleteLater())

    def _others(self) -> list[Path]:
        """Name the desks that were open lately, without the one that is open now."""
        now = self.lanes.store.folder.path if self.lanes is not None else None
        return [desk for desk in self._settings.recent if desk != now]

    def _forget(self, desk: Path) -> None:
        self._settings = self._settings.forgotten(desk)
        self._save_settings()
        self._recent.look()

    def _listen(self, bell: Path | None) -> None:
        """Come forward when Tipdesk is started again with the desk that is open."""
        from tipdesk.gui.desks.doorbell import Doorbell  # noqa: PLC0415  not needed to begin

        if self._doorbell is None:
            self._doorbell = Doorbell(self)
            self._doorbell.rung.connect(lambda: bring_forward(self.window))
        self._doorbell.listen(bell)

    def _rename(self, name: str) -> None:
        """Have changes carry another name from now on."""
        self._editor = name
        self._settings = replace(self._settings, editor=name)
        self._save_settings()
        if self.lanes is not None and self.overview is not None:
            self.lanes.store.editor = name
            self.overview.look_again()

    def _keep(self) -> None:
        if self._keeping is not None:
            self._keeping.keep(self.window.kept)

    def _save_settings(self) -> None:
        if self._keeping is not None:
            self._do(partial(settings.save, self._settings), _note_nothing)

    def _explain(self, error: TipdeskError) -> None:
        self.window.toast.explain(str(error))

    def _do(
        self,
        work: Callable[[], T],
        then: Callable[[T], object],
        otherwise: Callable[[TipdeskError], object] | None = None,
    ) -> None:
        self._deliveries.follow(self._aside.submit(work), then, otherwise or self._explain)


def prepare() -> QApplication:
    """Make the Qt application and dress it."""
    imports.settle()
    known = QApplication.instance()
    app = known if isinstance(known, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("tipdesk")
    app.setApplicationDisplayName("Tipdesk")
    app.setDesktopFileName("tipdesk")
    app.setWindowIcon(icons.app_icon())
    if QLocale.system().language() is QLocale.Language.C:
        # The bare "C" has no thousands; newsrooms have.
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    if app.findChild(icons.Recolouring) is None:
        icons.Recolouring(app)
    theme.apply(app, theme.Scheme.SYSTEM)
    return app


def stay(program: Program, begin: Callable[[], object]) -> int:
    """Show the window, begin, and stay until it is closed; returns the exit code."""
    Mishaps(program.window).watch()
    with heeded() as interrupts:
        program.window.show()
        begin()
        code = QApplication.exec()
    program.end()
    return STOPPED if interrupts.stopped else code


def _keep_what_is_loaded() -> None:
    """Leave the program's own code out of every search for garbage: it would hold up the window."""
    if not gc.get_freeze_count():
        gc.freeze()


def _note_nothing(_: None) -> None:
    """Go on: there is nothing to tell."""


def _show_sample() -> None:
    QProcess.startDetached(sys.executable, ["-m", "tipdesk", "demo"])
