"""The grid: all pictures of a view as tiles, with a slider for their size."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QStackedLayout, QVBoxLayout, QWidget

from tipdesk.gui import theme, words
from tipdesk.gui.icons import Glyph
from tipdesk.gui.light.captionline import tool
from tipdesk.gui.light.kit import Kit
from tipdesk.gui.light.lot import Lot
from tipdesk.gui.light.sifting import Sifting
from tipdesk.gui.light.tiledelegate import TileDelegate
from tipdesk.gui.light.tiles import Manner, Tiles
from tipdesk.newsroom.ids import MediaId

# Each size is made once for every picture, so that nothing is scaled while one scrolls.
SIDES = (72, 96, 128, 176, 232, 312, 420)
USUAL = 3
_BAR = 36


class GridPage(QWidget):
    """Tiles of the lot, a line above them, and calm words where there are none."""

    sized = Signal(int)  # the step of the slider: worth remembering

    def __init__(self, kit: Kit, lot: Lot, chosen: QItemSelectionModel) -> None:
        super().__init__()
        self._kit, self._lot = kit, lot
        draws = TileDelegate(lot, kit, SIDES[USUAL], self)
        self.tiles = Tiles(lot, draws, Manner(), self)
        self.tiles.setSelectionModel(chosen)
        self.tiles.setAccessibleName(self.tr("Pictures"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, len(SIDES) - 1)
        self.slider.setPageStep(1)
        self.slider.setValue(USUAL)
        self.slider.setFixedWidth(140)
        self.slider.setAccessibleName(self.tr("Size of the pictures"))
        self.slider.setToolTip(self.tr("Size of the pictures"))
        self.sifting = Sifting()
        self._count = QLabel()
        self._count.setFont(theme.font(theme.Face.META))
        self._count.setProperty("said", "muted")
        self._lay_out()
        self._connect()

    def set_size(self, step: int) -> None:
        """Draw tiles of the size of this step."""
        self.slider.setValue(step)

    def uncover(self, media: Sequence[MediaId]) -> None:
        """Show what is graphic of these files."""
        for one in media:
            line = self._lot.line(self._lot.row_of(one))
            if line is not None:
                self._kit.covers.uncover(line.tip)

    def _lay_out(self) -> None:
        bar = QWidget()
        bar.setFixedHeight(_BAR)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(6)
        row.addWidget(self._count)
        row.addWidget(self.sifting)
        row.addStretch()
        for name in ("light.loupe", "light.compare"):
            row.addWidget(tool(self._kit.actions[name]))
        row.addSpacing(10)
        row.addWidget(self.slider)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.tiles)
        self._stack.addWidget(self._nothing())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addLayout(self._stack, 1)
        self.setFocusProxy(self.tiles)

    def _connect(self) -> None:
        kit = self._kit
        self.slider.valueChanged.connect(self._resize_tiles)
        self._lot.modelReset.connect(self.say_count)
        self._lot.dataChanged.connect(lambda *_: self.tiles.viewport().update())
        self.tiles.chosen.connect(self.say_count)
        kit.thumbnails.arrived.connect(self.tiles.freshen)
        kit.covers.changed.connect(self.tiles.viewport().update)
        kit.keys.watch(self.tiles)

    def _resize_tiles(self, step: int) -> None:
        self.tiles.set_side(SIDES[step])
        self.sized.emit(step)

    def say_count(self) -> None:
        """Say how many files there are, and how many are chosen."""
        count = self._lot.rowCount()
        self._say_why_none()
        self._stack.setCurrentIndex(0 if count else 1)
        chosen = len(self.tiles.selectionModel().selectedIndexes())
        said = words.several(count, "other")
        if chosen > 1:
            said = self.tr("{0} of {1} selected").format(words.number(chosen), said)
        self._count.setText(said)

    def _say_why_none(self) -> None:
        none = self.tr("No pictures, videos or sounds came with these tips.")
        hint = self.tr("Choose another view at the left, or search for other words.")
        if self.sifting.sieve:
            none = self.tr("None of these files passes the filter.")
            hint = self.tr("Choose “Show all” above to see them again.")
        self._none.setText(none)
        self._hint.setText(hint)

    def _nothing(self) -> QWidget:
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setSpacing(6)
        rows.addStretch()
        rows.addWidget(Glyph("kind-picture", "muted", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        self._none, self._hint = QLabel(), QLabel()
        self._hint.setProperty("said", "muted")
        for label in (self._none, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            rows.addWidget(label)
        rows.addStretch()
        return page
