"""Puts the light table into the open desk: where it stands, and what leads to it and back."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from tipdesk.gui import words
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.light.films import FilmStage
from tipdesk.gui.light.judging import JUDGED, Judging
from tipdesk.gui.light.keys import Keys
from tipdesk.gui.light.stages import Stages
from tipdesk.gui.light.table import LightTable, whose
from tipdesk.gui.shell.viewswitch import ViewSwitch
from tipdesk.gui.shell.window import Window
from tipdesk.gui.sidebar.view import Sidebar
from tipdesk.gui.tip.media import MediaTab
from tipdesk.gui.tip.pane import TipPane
from tipdesk.gui.tips.view import TipsView
from tipdesk.newsroom.ids import MediaId
from tipdesk.newsroom.states import FileKind

_SIDEBAR = 208
LIST, BOARD, _PICTURES = range(3)  # as they stand in the switch


class Lighting(QObject):
    """Shows the light table in the place of list and tip, and puts both back afterwards."""

    turned_on = Signal()  # it is about to take their place
    turned_off = Signal()  # they are back

    def __init__(
        self,
        bridge: Bridge,
        window: Window,
        panels: QSplitter,
        views: tuple[Sidebar, TipsView, TipPane],
    ) -> None:
        super().__init__(bridge)
        self._window, self._panels = window, panels
        self._sidebar, self._tips, self._tip = views
        films = partial(FilmStage, window.acts)
        stages: Stages = {FileKind.VIDEO: films, FileKind.AUDIO: films}
        self.table = LightTable(bridge, window.acts, stages)
        self.table.setMinimumWidth(480)
        self.table.grid.set_size(window.kept.tile)
        self.table.hide()
        panels.addWidget(self.table)
        panels.setStretchFactor(panels.indexOf(self.table), 1)
        self._shown: tuple[bool, ...] = ()
        self._sizes: list[int] = []
        self.switch = ViewSwitch(
            [
                (self.tr("List"), window.acts["view.as_list"]),
                (self.tr("Board"), window.acts["view.as_board"]),
                (self.tr("Pictures"), window.acts["view.as_pictures"]),
            ]
        )
        window.bar.put_switch(self.switch)
        self.switch.show_choice(LIST)
        self._judging = Judging(bridge, self._chosen)
        self._connect()

    @property
    def is_on(self) -> bool:
        """Tell whether the light table is shown."""
        return bool(self._shown)

    def end(self) -> None:
        """Leave the panels as they are without a light table; said once, before the window goes."""
        self.show_list()
        self._window.kept.tile = self.table.grid.slider.value()
        self.table.end()
        self.table.setParent(None)
        self.table.deleteLater()

    def show_pictures(self) -> None:
        """Show all pictures of the tips that are listed."""
        wish = self._tips.wish
        current = self._of_open_tip()
        self._turn_on(sidebar=True)
        self.table.lay_out(wish.query, newest_first=wish.newest_first, at=current)
        self.table.show_grid()

    def show_list(self) -> None:
        """Go back to the tips."""
        if not self.is_on:
            return
        shown, self._shown = self._shown, ()
        self._immerse(on=False)
        self.table.hide()
        self.table.close_files()
        for panel, on in zip(self._three(), shown, strict=True):
            panel.setVisible(on)
        self._panels.setSizes(self._sizes)
        self._sizes = []
        self.switch.show_choice(LIST)
        (self._tips if shown[1] else self._tip).setFocus(Qt.FocusReason.OtherFocusReason)
        self.turned_off.emit()

    # What leads here

    def _connect(self) -> None:
        acts = self._window.acts
        acts.on("view.as_list", self.show_list)
        acts.on("view.as_pictures", self.show_pictures)
        acts.on("light.grid", self._show_grid)
        acts.on("light.loupe", self._show_loupe)
        acts.on("light.compare", self._show_compare)
        for name, deed in self.table.deeds().items():
            acts.on(name, self._if_on(deed))
        acts["view.fullscreen"].triggered.connect(lambda _: self._fit_screen())
        self._judging.offer(acts)
        self._judging.nothing_chosen.connect(
            lambda: self._window.toast.explain(self.tr("Choose a picture first."))
        )
        self.table.left.connect(self._go_back)
        self.table.grid.tiles.chosen.connect(self._say_chosen)
        self.table.lot.modelReset.connect(self._say_chosen)
        self.table.turned.connect(self._fit_page)
        self._tips.looked.connect(self._follow_list)
        media = self._media
        keys = Keys(acts, ["light.loupe", "light.compare", "light.uncover", *JUDGED], self)
        keys.watch(media.strip, media.preview)
        media.strip.activated.connect(lambda _: self._show_loupe())

    def _if_on(self, deed: Callable[[], object]) -> Callable[[], object]:
        return lambda: deed() if self.is_on else None

    @property
    def _media(self) -> MediaTab:
        return self._tip.media

    def _three(self) -> Sequence[QWidget]:
        return self._sidebar, self._tips, self._tip

    def _chosen(self) -> list[MediaId]:
        return self.table.chosen() if self.is_on else self._of_open_tip()

    def _of_open_tip(self) -> list[MediaId]:
        return [line.id for line in self._media.strip.selected()]

    def _say_chosen(self) -> None:
        if self.is_on:
            files = words.several(count := len(self.table.chosen()), "other")
            said = self.tr("{0} selected").format(files) if count else ""
            self._window.status.selection.setText(said)

    def _show_grid(self) -> None:
        if self.is_on:
            self._turn_on(sidebar=True)
            self.table.show_grid()
        else:
            self.show_pictures()

    def _show_loupe(self) -> None:
        if self.is_on:
            self.table.show_loupe()
        elif self._lay_out_tip():
            self.table.show_loupe(comes_first=True)

    def _show_compare(self) -> None:
        if self.is_on:
            self.table.show_compare()
            return
        chosen = self._of_open_tip()
        if len(chosen) > 1 and self._lay_out_tip():
            self.table.show_compare(chosen, comes_first=True)
        else:
            self._window.toast.explain(self.tr("Choose two to four pictures to compare them."))

    def _lay_out_tip(self) -> bool:
        """Lay the open tip's media on the table, and tell whether there are any."""
        media, tip = self._of_open_tip(), self._tip.tip
        if tip is None or not media:
            return False
        trashed = self._tip.is_trashed
        self._turn_on(sidebar=False)
        self.table.lay_out(whose(tip, trashed=trashed), newest_first=True, at=media[:1])
        return True

    # How it stands there

    def _turn_on(self, *, sidebar: bool) -> None:
        if not self.is_on:
            self.turned_on.emit()
            self._sizes = self._panels.sizes()
            self._shown = tuple(not panel.isHidden() for panel in self._three())
        for panel in self._three()[1:]:
            panel.hide()
        self._sidebar.setVisible(sidebar and self._shown[0])
        self.table.show()
        beside = self._sizes[0] or _SIDEBAR
        self._panels.setSizes([beside, 0, 0, max(self._panels.width() - beside, 1)])
        self.switch.show_choice(_PICTURES)
        self._say_chosen()

    def _fit_page(self) -> None:
        """Give the grid the sidebar, and a picture all the room."""
        if self.is_on:
            self._turn_on(sidebar=self.table.is_grid)
            self._fit_screen()

    def _fit_screen(self) -> None:
        full = bool(self._window.windowState() & Qt.WindowState.WindowFullScreen)
        self._immerse(on=full and self.is_on and not self.table.is_grid)

    def _immerse(self, *, on: bool) -> None:
        for bar in (self._window.bar, self._window.status):
            bar.setVisible(not on)

    def _go_back(self) -> None:
        if self._window.windowState() & Qt.WindowState.WindowFullScreen:
            self._window.acts["view.fullscreen"].trigger()
        else:
            self.show_list()

    def _follow_list(self) -> None:
        """Lay out what the list now finds, where that is what lies on the table."""
        wish = self._tips.wish
        if self.is_on and self.table.is_grid and wish.query != self.table.query:
            self.table.lay_out(wish.query, newest_first=wish.newest_first)
