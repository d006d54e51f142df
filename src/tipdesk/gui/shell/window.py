"""The window: bars, a place in the middle, notices above it; light enough to be painted at once."""

from functools import partial

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tipdesk.gui import icons, theme
from tipdesk.gui.actions import Actions
from tipdesk.gui.notices.jobs_panel import JobsPanel
from tipdesk.gui.notices.toasts import Toast
from tipdesk.gui.shell.bar import Bar
from tipdesk.gui.shell.keys_sheet import KeysSheet
from tipdesk.gui.shell.layout import Layout
from tipdesk.gui.shell.statusbar import StatusBar

_FIRST_SIZE = (1280, 800)
_LEAST_SIZE = (900, 560)


class Window(QMainWindow):
    """What is there before a desk is open, and stays when another one is opened."""

    closing = Signal()
    preferred = Signal(str)  # which of the things that are kept was chosen anew

    def __init__(self, layout: Layout) -> None:
        super().__init__()
        self.kept = layout
        self.setWindowTitle(self.tr("Tipdesk"))
        self.setWindowIcon(icons.app_icon())
        self.resize(*_FIRST_SIZE)
        self.setMinimumSize(*_LEAST_SIZE)
        keys = {name: tuple(keys) for name, keys in layout.keys.items()}
        self.acts = Actions(self, keys)
        self.bar = Bar(self.acts)
        self.middle = QStackedWidget()
        self.status = StatusBar()
        self._lay_out()
        self.toast = Toast(self)
        self.jobs = JobsPanel(self)
        self.jobs.told.connect(self.status.show_work)
        self.status.jobs_wanted.connect(self.jobs.toggle)
        self._connect()
        if layout.geometry:
            self.restoreGeometry(QByteArray.fromBase64(layout.geometry.encode()))

    def show_page(self, page: QWidget) -> None:
        """Show this in the middle."""
        if self.middle.indexOf(page) < 0:
            self.middle.addWidget(page)
        self.middle.setCurrentWidget(page)

    def drop_page(self, page: QWidget) -> None:
        """Let go of a page."""
        self.middle.removeWidget(page)
        page.deleteLater()

    def remember(self) -> Layout:
        """Tell what has to come back at the next start."""
        self.kept.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        return self.kept

    def prefer(self, name: str, value: object) -> None:
        """Keep what the editor chose; who is concerned follows at once."""
        setattr(self.kept, name, value)
        self.preferred.emit(name)

    def choose_scheme(self, scheme: theme.Scheme) -> None:
        """Wear light or dark colours, or follow the system."""
        self.prefer("scheme", scheme.value)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, scheme)

    def show_keys(self) -> None:
        """Show the sheet of keys."""
        sheet = KeysSheet(self, self.acts)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.changed.connect(self._keep_keys)
        sheet.open()

    def _keep_keys(self, name: str, keys: tuple[str, ...]) -> None:
        usual = self.acts.usual(name)
        kept = {each: held for each, held in self.kept.keys.items() if each != name}
        self.prefer("keys", kept if keys == usual else {**kept, name: list(keys)})

    def _turn_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _connect(self) -> None:
        acts = self.acts
        acts.on("desk.keys", self.show_keys)
        acts.on("desk.quit", self.close)
        acts.on("view.fullscreen", self._turn_full_screen)
        acts.on("view.jobs", self.jobs.toggle)
        for scheme in theme.Scheme:
            acts.on(f"view.{scheme.value}", partial(self.choose_scheme, scheme))

    def _lay_out(self) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.bar, line(), self.middle, line(), self.status):
            column.addWidget(widget)
        column.setStretchFactor(self.middle, 1)
        self.setCentralWidget(whole)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the panel of background work in its corner."""
        super().resizeEvent(event)
        if self.jobs.isVisible():
            self.jobs.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the work is to be put away."""
        self.closing.emit()
        super().closeEvent(event)


def line() -> QFrame:
    """Make a line of one pixel."""
    made = QFrame()
    made.setProperty("line", True)
    return made
