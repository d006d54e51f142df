"""The light table's budgets: a grid of ten thousand media, and a picture of fifty megapixels."""

import io
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from PIL import Image
from PySide6.QtCore import QAbstractListModel, QModelIndex, QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView
from sqlmodel import insert

from tests.bench.opened_window import Opened, in_words, opened
from tests.bench.turns import Turns, nth, spent
from tests.nouns import make_desk, make_media, make_tip
from tipdesk import app
from tipdesk.gui.light.table import LightTable
from tipdesk.intake.thumbnails import THUMBNAIL, keep
from tipdesk.media.drawing import picture
from tipdesk.media.scenes import SCENES
from tipdesk.media.worker import Readers
from tipdesk.newsroom.media import Facts, Media
from tipdesk.newsroom.states import FileKind, ReadState
from tipdesk.store.database import Store

MEDIA, FILES = 10_000, 1_000
SIDES = (8_660, 5_774)
pytestmark = [
    pytest.mark.bench,
    pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints"),
]


@pytest.fixture
def report(capsys) -> Iterator[list[str]]:
    lines: list[str] = []
    yield lines
    with capsys.disabled():
        sys.stdout.write("".join(f"\n  {line}" for line in lines))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = make_desk(tmp_path_factory.mktemp("bench"))
    tip = make_tip(store)
    digests = [f"{n:064x}" for n in range(FILES)]
    read = {"size": 1, "kind": FileKind.PICTURE, "mime": "image/jpeg", "state": ReadState.READ}
    sides = {"width": 4_032, "height": 3_024, "said": [], "words": "", "reader": 0}
    with store.deriving() as session:
        session.execute(insert(Facts), [{"digest": one, **read, **sides} for one in digests])
        session.execute(
            insert(Media),
            [
                {"tip_id": tip, "digest": digests[n % FILES], "name": f"IMG_{n}.jpg", "position": n}
                for n in range(MEDIA)
            ],
        )
    small = [picture(scene, size=(512, 384)) for scene in SCENES]
    for n, digest in enumerate(digests):
        keep(store, digest, THUMBNAIL, small[n % len(small)])
    yield store
    store.close()


class Icons(QAbstractListModel):
    """The peer's model: every icon is in memory from the start."""

    def __init__(self) -> None:
        super().__init__()
        pixmap = QPixmap(176, 132)
        pixmap.fill(Qt.GlobalColor.darkGreen)
        self._icon = QIcon(pixmap)

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else MEDIA

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icon
        return f"IMG_{index.row()}.jpg" if role == Qt.ItemDataRole.DisplayRole else None


def scroll(view: QAbstractItemView, by: int, frames: int = 300) -> list[float]:
    """Scroll so many frames; give what each cost the window's thread, painting included."""
    bar = view.verticalScrollBar()
    bar.setValue(0)

    def frame() -> None:
        bar.setValue(bar.value() + by)
        QApplication.processEvents()

    return [spent(frame) for _ in range(frames)]


def peer(qtbot) -> QListView:
    made = QListView()
    qtbot.addWidget(made)
    made.setViewMode(QListView.ViewMode.IconMode)
    made.setUniformItemSizes(True)
    made.setResizeMode(QListView.ResizeMode.Adjust)
    made.setIconSize(QSize(176, 132))
    made.setGridSize(QSize(192, 168))
    made.setModel(Icons())
    made.resize(1_072, 690)
    made.show()
    return made


def test_ten_thousand_media_scroll_as_smoothly_as_a_list_of_icons(desk, qtbot, report):
    app.prepare()
    with opened(desk, qtbot) as window:
        window.settle()
        grid = shown(window, qtbot).grid.tiles
        row, page = grid.visualRect(grid.model().index(0)).height(), grid.viewport().height()
        rows, pages = scroll(grid, row // 4), scroll(grid, page)
        other = peer(qtbot)
        peer_rows, peer_pages = scroll(other, 42), scroll(other, page)
    report += [
        f"{MEDIA:,} media, a quarter row a frame: {in_words(rows)}; icons: {in_words(peer_rows)}",
        f"{MEDIA:,} media, a page a frame: {in_words(pages)}; icons: {in_words(peer_pages)}",
    ]
    assert nth(rows, 0.99) <= 16 * nth(peer_rows, 0.5)
    assert nth(pages, 0.99) <= 16 * nth(peer_pages, 0.5)


def shown(window: Opened, qtbot) -> LightTable:
    """Show the pictures of all tips and wait for them."""
    window.program.window.acts["view.as_pictures"].trigger()
    table = window.page.lighting.table
    qtbot.waitUntil(lambda: table.lot.rowCount() == MEDIA, timeout=30_000)
    qtbot.waitUntil(lambda: table.lot.line(0) is not None, timeout=30_000)
    return table


def took(qtbot, begin: Callable[[], object], done: Callable[[], bool]) -> float:
    """Tell how long it takes, in milliseconds of the clock, until something is seen."""
    clock = time.perf_counter()
    begin()
    qtbot.waitUntil(done, timeout=30_000)
    return (time.perf_counter() - clock) * 1_000


def test_fifty_megapixels_under_the_loupe(tmp_path, qtbot, report):
    app.prepare()
    small = Image.effect_noise((SIDES[0] // 8, SIDES[1] // 8), 80).convert("RGB")
    written = io.BytesIO()
    small.resize(SIDES, Image.Resampling.BICUBIC).save(written, "JPEG", quality=90)
    clock = time.perf_counter()
    Image.open(io.BytesIO(written.getvalue())).load()
    decoding = (time.perf_counter() - clock) * 1_000
    store = make_desk(tmp_path)
    make_media(store, make_tip(store), written.getvalue(), width=SIDES[0], height=SIDES[1])
    with Readers() as readers, opened(store, qtbot) as window:
        window.lanes.readers = readers
        window.settle()
        table = window.page.lighting.table
        window.program.window.acts["view.as_pictures"].trigger()
        qtbot.waitUntil(lambda: table.lot.line(0) is not None, timeout=30_000)
        view = table.loupe.picture.view
        turns = Turns()
        first = took(qtbot, table.show_loupe, lambda: view.is_sharp)
        every = took(qtbot, view.toggle_zoom, lambda: view.is_sharp)
        pushed = took(qtbot, lambda: view.push(0.4, 0.2), lambda: view.is_sharp)
        nearer = took(qtbot, lambda: view.zoom_by(0.5), lambda: view.is_sharp)
    store.close()
    report += [
        f"decoding it once in Pillow: {decoding:.0f} ms",
        f"the whole of it, sharp: {first:.0f} ms; then every pixel: {every:.0f} ms",
        f"pushed: {pushed:.0f} ms; at 50 %: {nearer:.0f} ms",
        f"one turn of the window's thread meanwhile: {in_words(turns.milliseconds)}",
    ]
    assert first <= max(decoding, 300)
    assert pushed <= decoding / 2
    assert turns.worst <= 50
