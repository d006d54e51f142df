"""The loupe: one file as large as there is room, what is said of it, and its neighbours below."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tipdesk.gui import words
from tipdesk.gui.light import levels as levels_of
from tipdesk.gui.light import saying
from tipdesk.gui.light.captionline import CaptionLine
from tipdesk.gui.light.kit import Kit
from tipdesk.gui.light.levels import LevelsBox
from tipdesk.gui.light.lot import Lot
from tipdesk.gui.light.stages import PictureStage, Stage, Stages
from tipdesk.gui.light.tiledelegate import TileDelegate
from tipdesk.gui.light.tiles import Manner, Tiles
from tipdesk.newsroom.lines import PictureLine
from tipdesk.newsroom.states import FileKind

_STRIP_SIDE, _STRIP_HEIGHT = 80, 76
_LEVELS_SOON_MS = 150


class Loupe(QWidget):
    """Shows the current file of the lot; the arrows go on through it."""

    zoomed = Signal()

    def __init__(self, kit: Kit, lot: Lot, chosen: QItemSelectionModel, stages: Stages) -> None:
        super().__init__()
        self._kit, self._lot = kit, lot
        self._makes = stages
        self._made: dict[FileKind, Stage] = {}
        self._line: PictureLine | None = None
        self._row_before = 0
        self.picture = PictureStage(kit.bridge, kit.pictures)
        self.line = CaptionLine(kit.actions)
        tiles = TileDelegate(lot, kit, _STRIP_SIDE, self)
        tiles.is_named = False
        self.strip = Tiles(lot, tiles, Manner(one_row=True, ground="side"), self)
        self.strip.setSelectionModel(chosen)
        self.strip.setAccessibleName(self.tr("Film strip"))
        self.strip.setFixedHeight(_STRIP_HEIGHT)
        self.levels = LevelsBox(self)
        self.levels.hide()
        self._soon = QTimer(self, singleShot=True, interval=_LEVELS_SOON_MS)
        self._soon.timeout.connect(self.picture.view.glass.want_levels)
        self._lay_out()
        self._connect(chosen)

    def _lay_out(self) -> None:
        self.stage = QStackedWidget()
        self.stage.addWidget(self.picture)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stage, 1)
        column.addWidget(self.line)
        column.addWidget(self.strip)
        self.setFocusProxy(self.stage)

    def _connect(self, chosen: QItemSelectionModel) -> None:
        kit, view = self._kit, self.picture.view
        chosen.currentChanged.connect(self._turn_to)
        self._lot.dataChanged.connect(lambda *_: self._show())
        self._lot.modelReset.connect(self._show)
        self.picture.uncovered.connect(self.uncover)
        kit.covers.changed.connect(self._show_anew)
        kit.thumbnails.arrived.connect(self.strip.freshen)
        kit.keys.watch(view, self.strip, self)
        view.moved.connect(self._say_zoom)
        view.settled.connect(self._fetch_ahead)
        view.glass.opened.connect(lambda *_: self._count_levels())
        view.glass.counted.connect(self.levels.show_levels)
        self.line.stars.rated.connect(lambda stars: kit.actions[f"rate.{stars}"].trigger())

    # What is shown

    @property
    def current(self) -> PictureLine | None:
        """Give the file that is shown."""
        return self._line

    def open(self) -> None:
        """Show the current file, now that the loupe is seen."""
        self._line = None
        self._show()
        self.strip.scrollTo(self.strip.currentIndex())
        self._stage_of(self._line).setFocus()

    def close_file(self) -> None:
        """Let go of the file: nobody looks any more."""
        self._line = None
        for stage in (self.picture, *self._made.values()):
            stage.leave()

    def uncover(self) -> None:
        """Show what is graphic, until Tipdesk ends."""
        if self._line is not None:
            self._kit.covers.uncover(self._line.tip)

    def toggle_levels(self) -> None:
        """Show the levels, or put them away."""
        self.levels.setVisible(self.levels.isHidden())
        self._count_levels()

    def _turn_to(self, index: QModelIndex, _before: QModelIndex) -> None:
        if self.isVisible():
            self._lot.look_at(index.row(), index.row())
            self._show()
            self.strip.scrollTo(index)

    def _show_anew(self) -> None:
        self._line = None
        self.strip.viewport().update()
        self._show()

    def _show(self) -> None:
        if not self.isVisible():
            return
        row = self.strip.currentIndex().row()
        line = self._lot.line(row)
        place = self.tr("{0} of {1}").format(
            words.number(row + 1), words.number(self._lot.rowCount())
        )
        self.line.show_line(line, place if row >= 0 else "")
        if line is None or line == self._line:
            return
        before, self._line = self._line, line
        if before is not None and not _looks_other(before, line):
            self.picture.view.setAccessibleName(saying.aloud(line))
            return
        stage = self._stage_of(line)
        if self.stage.currentWidget() is not stage:
            self._leave(self.stage.currentWidget())
            had_focus = self.stage.isAncestorOf(self.focusWidget() or self)
            self.stage.setCurrentWidget(stage)
            if had_focus:
                stage.setFocus()
        self.levels.show_levels(None)
        stage.show_file(
            line, covered=self._kit.covers.hides(line.tip, graphic=line.graphic, unread=line.unread)
        )
        self._say_zoom()

    def _fetch_ahead(self) -> None:
        """Make the neighbours ready, now that nothing else is waited for."""
        row = self.strip.currentIndex().row()
        ways = (1, -1) if row >= self._row_before else (-1, 1)
        self._row_before = row
        for by in ways:
            line = self._lot.line(row + by)
            if line is not None and not self._kit.covers.hides(
                line.tip, graphic=line.graphic, unread=line.unread
            ):
                self.picture.fetch_ahead(line)

    def _leave(self, stage: QWidget | None) -> None:
        if isinstance(stage, Stage):
            stage.leave()

    def _stage_of(self, line: PictureLine | None) -> Stage:
        if line is None or line.kind not in self._makes:
            return self.picture
        if line.kind not in self._made:
            made = self._makes[line.kind](self._kit.bridge)
            made.uncovered.connect(self.uncover)
            made.stepped.connect(self.strip.step)
            self._made[line.kind] = made
            self.stage.addWidget(made)
        return self._made[line.kind]

    def _count_levels(self) -> None:
        is_picture = self.stage.currentWidget() is self.picture
        if not self.levels.isHidden() and is_picture:
            self._soon.start()

    def _say_zoom(self) -> None:
        camera = self.picture.view.camera
        shown = self._line is not None and self._line.kind is FileKind.PICTURE
        said = self.tr("{0} %").format(round(camera.zoom * 100)) if shown else ""
        self.line.show_zoom(said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the levels in their corner."""
        super().resizeEvent(event)
        self.levels.move(self.width() - levels_of.WIDE - 16, 16)
        self.levels.raise_()


def _looks_other(before: PictureLine, after: PictureLine) -> bool:
    """Tell whether more has changed than what an editor thinks of the file."""
    return (before.id, before.digest, before.state, before.graphic, before.alt_text) != (
        *(after.id, after.digest, after.state, after.graphic, after.alt_text),
    )
