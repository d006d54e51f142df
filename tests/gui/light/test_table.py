import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest

from tests.gui.light.conftest import SIDES
from tests.nouns import make_media
from tipdesk.desk.annotating.choosing import choose, rate
from tipdesk.desk.annotating.editing import detach, edit_tip
from tipdesk.desk.changes.undoing import undo
from tipdesk.gui.light.judging import Judging
from tipdesk.gui.tip.pictures import LARGE, Key
from tipdesk.newsroom.lots import Sieve
from tipdesk.newsroom.states import Choice, FileKind, Sensitivity
from tipdesk.newsroom.tip import TipEdit


@pytest.fixture
def lay(table, qtbot):
    """Lay what a query finds on the table and wait for its lines."""

    def put(query="", **more):
        table.lay_out(query, newest_first=True, **more)
        qtbot.waitUntil(lambda: table.lot.rowCount() > 0)
        qtbot.waitUntil(lambda: table.lot.line(table.lot.rowCount() - 1) is not None)
        return table

    return put


@pytest.fixture
def judged(table, bridge):
    """Have stars and flags behind their keys."""
    actions = table.loupe._kit.actions
    judging = Judging(bridge, table.chosen)
    judging.offer(actions)
    return judging


def sharp(qtbot, view):
    qtbot.waitUntil(lambda: view.is_sharp, timeout=10_000)


def test_the_loupe_shows_a_preview_and_then_sharp_pixels(lay, opened, pictures, qtbot):
    pictures(opened.log(), 2)
    table = lay()
    table.show_loupe()
    view = table.loupe.picture.view
    qtbot.waitUntil(lambda: view.has_preview)
    sharp(qtbot, view)
    assert view.camera.picture == SIDES
    assert (
        view._whole.image.width() == view.camera.room[0]
        or view._whole.image.height() == (view.camera.room[1])
    )


def test_every_pixel_at_the_cursor_and_back_by_the_same_key(lay, opened, pictures, qtbot):
    pictures(opened.log())
    table = lay()
    table.show_loupe()
    view = table.loupe.picture.view
    sharp(qtbot, view)
    QTest.keyClick(view, Qt.Key.Key_Z)
    assert view.camera.zoom == 1.0
    sharp(qtbot, view)
    crop = view._piece.crop
    assert (crop.out_width, crop.out_height) == (crop.width, crop.height)
    QTest.keyClick(view, Qt.Key.Key_Z)
    assert view.camera.is_whole


def test_dragging_pushes_what_is_seen(lay, opened, pictures, qtbot):
    pictures(opened.log())
    table = lay()
    table.show_loupe()
    view = table.loupe.picture.view
    sharp(qtbot, view)
    view.toggle_zoom()
    before = view.camera.seen()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    QTest.mouseMove(view, QPoint(260, 280))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(260, 280))
    left, top, _, _ = view.camera.seen()
    assert (left - before[0], top - before[1]) == (40, 20)


def test_arrows_and_letters_go_through_the_lot_and_stop_at_its_ends(lay, opened, pictures, qtbot):
    media = pictures(opened.log(), 3)
    table = lay(at=[pictures(opened.log("Newer"))[0]])
    table.show_loupe()
    seen = []
    for key in (Qt.Key.Key_J, Qt.Key.Key_Right, Qt.Key.Key_J, Qt.Key.Key_Right, Qt.Key.Key_K):
        QTest.keyClick(table.loupe.picture.view, key)
        seen += table.chosen()
    assert seen == [media[0], media[1], media[2], media[2], media[1]]
    qtbot.waitUntil(lambda: "IMG_1.jpg" in table.loupe.picture.view.accessibleName())


def test_turning_the_view_changes_no_byte_and_comes_back(lay, opened, pictures, qtbot):
    tip = opened.log()
    pictures(tip)
    table = lay()
    table.show_loupe()
    view = table.loupe.picture.view
    sharp(qtbot, view)
    actions = table.loupe._kit.actions
    for quarters in (1, 2, 3, 0):
        actions["light.turn_right"].trigger()
        assert view.camera.turn == quarters
    assert opened.tip(tip).media[0].orientation is None


def test_keys_rate_and_pick_what_is_under_the_loupe_and_undo_takes_it_back(
    lay, judged, pictures, opened, qtbot
):
    tip = opened.log()
    pictures(tip, 2)
    table = lay()
    table.show_loupe()
    view = table.loupe.picture.view
    for key, done in ((Qt.Key.Key_4, "rate"), (Qt.Key.Key_P, "choose"), (Qt.Key.Key_X, "choose")):
        with qtbot.waitSignal(
            opened.bridge.done, check_params_cb=lambda c, done=done: c.verb == done
        ):
            QTest.keyClick(view, key)
    said = [(one.rating, one.choice) for one in opened.tip(tip).media]
    assert said == [(4, Choice.REJECT), (0, Choice.NONE)]
    qtbot.waitUntil(lambda: "4 of 5 stars, rejected" in view.accessibleName())
    opened.bridge.do(undo)
    qtbot.waitUntil(lambda: table.lot.line(0).choice is Choice.PICK)


def test_in_the_grid_all_that_are_chosen_are_judged_at_once(lay, judged, pictures, opened, qtbot):
    tip = opened.log()
    pictures(tip, 4)
    table = lay()
    table.show_grid()
    tiles = table.grid.tiles
    tiles.go_to(0)
    QTest.keyClick(tiles, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(tiles, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(opened.bridge.done):
        QTest.keyClick(tiles, Qt.Key.Key_5)
    assert [one.rating for one in opened.tip(tip).media] == [5, 5, 5, 0]


def test_a_graphic_picture_is_neither_decoded_nor_shown_until_asked_for(
    lay, opened, pictures, qtbot
):
    tip = opened.log()
    pictures(tip, 2)
    edit_tip(opened.store, tip, TipEdit(sensitivity=[Sensitivity.GRAPHIC]))
    table = lay()
    table.show_loupe()
    view = table.loupe.picture.view
    qtbot.waitUntil(lambda: view.has_preview)
    assert "Graphic: click to show" in view.accessibleDescription()
    assert view.glass._digest == ""
    QTest.keyClick(view, Qt.Key.Key_Z)
    assert view.camera.is_whole
    QTest.mouseClick(view, Qt.MouseButton.LeftButton)
    sharp(qtbot, view)
    QTest.keyClick(view, Qt.Key.Key_J)
    assert not view.is_covered


def test_compared_pictures_zoom_and_move_together_unless_they_are_unlinked(
    lay, opened, pictures, qtbot
):
    media = pictures(opened.log(), 3)
    table = lay()
    table.show_compare(media)
    one, two, three = table.compare.side.views
    for view in (one, two, three):
        sharp(qtbot, view)
    one.zoom_by(4, one.rect().topLeft().toPointF())
    assert one.camera.look == two.camera.look == three.camera.look
    assert one.camera.look.power == pytest.approx(4)
    QTest.keyClick(one, Qt.Key.Key_L)
    two.toggle_zoom()
    assert two.camera.is_whole
    assert not one.camera.is_whole


def test_what_is_judged_in_a_comparison_is_the_one_with_the_keyboard(
    lay, judged, pictures, opened, qtbot
):
    tip = opened.log()
    media = pictures(tip, 2)
    table = lay()
    table.show_compare(media)
    QTest.keyClick(table.compare.side.views[0], Qt.Key.Key_Right)
    assert table.chosen() == [media[1]]
    with qtbot.waitSignal(opened.bridge.done):
        QTest.keyClick(table.compare.side.views[1], Qt.Key.Key_P)
    assert [one.choice for one in opened.tip(tip).media] == [Choice.NONE, Choice.PICK]


def test_back_leads_from_the_picture_to_the_grid_and_then_to_the_tips(lay, opened, pictures, qtbot):
    pictures(opened.log())
    table = lay()
    table.show_grid()
    QTest.keyClick(table.grid.tiles, Qt.Key.Key_E)
    assert not table.is_grid
    QTest.keyClick(table.loupe.picture.view, Qt.Key.Key_Escape)
    assert table.is_grid
    with qtbot.waitSignal(table.left):
        QTest.keyClick(table.grid.tiles, Qt.Key.Key_Escape)


def test_a_file_that_is_taken_off_leaves_and_the_next_takes_its_place(lay, opened, pictures, qtbot):
    media = pictures(opened.log(), 3)
    table = lay(at=media[1:2])
    table.show_loupe()
    opened.bridge.do(lambda store: detach(store, media[1:2]))
    qtbot.waitUntil(lambda: table.lot.rowCount() == 2)
    assert table.chosen() == [media[2]]


def test_what_can_not_be_shown_is_said_in_words(lay, opened, qtbot):
    tip = opened.log()
    make_media(opened.store, tip, b"sound", kind=FileKind.AUDIO, mime="audio/mpeg")
    table = lay()
    table.show_loupe()
    view = table.loupe.picture.view
    qtbot.waitUntil(lambda: "sound" in view.accessibleDescription())


def test_a_picture_that_cannot_be_decoded_says_so_and_keeps_its_preview(lay, opened, qtbot):
    make_media(opened.store, opened.log(), b"\xff\xd8\xff\xe0 no more of it")
    table = lay()
    table.show_loupe()
    view = table.loupe.picture.view
    qtbot.waitUntil(lambda: "damaged" in view._said, timeout=10_000)


def test_levels_are_counted_for_what_is_shown(lay, opened, pictures, qtbot):
    pictures(opened.log())
    table = lay()
    table.show_loupe()
    with qtbot.waitSignal(table.loupe.picture.view.glass.counted, timeout=10_000):
        QTest.keyClick(table.loupe.picture.view, Qt.Key.Key_H)
    assert table.loupe.levels.isVisible()
    assert sum(table.loupe.levels._levels.green) > 0


def test_tiles_show_the_pictures_and_say_what_they_are(lay, opened, pictures, qtbot):
    pictures(opened.log(), 2, credit="A. Okafor", rating=3, choice=Choice.PICK)
    table = lay()
    table.show_grid()
    tiles = table.grid.tiles
    index = table.lot.index(0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "IMG_0.jpg" in said
    assert "3 of 5 stars, picked" in said
    middle = tiles.visualRect(index).center()

    def painted():
        return tiles.grab().toImage().pixelColor(middle * tiles.devicePixelRatio())

    ground = QColor("#efece6")
    qtbot.waitUntil(lambda: painted() != ground, timeout=5_000)


def test_of_a_long_list_the_first_come_at_once_and_then_all(
    table, opened, pictures, qtbot, monkeypatch
):
    monkeypatch.setattr("tipdesk.gui.light.table.FIRST", 2)
    pictures(opened.log(), 4)
    sizes = []
    table.lot.modelReset.connect(lambda: sizes.append(table.lot.rowCount()))
    table.lay_out("", newest_first=True)
    qtbot.waitUntil(lambda: table.lot.rowCount() == 4)
    assert sizes == [2, 4]


def test_a_screen_reader_hears_every_tile(lay, opened, pictures):
    pictures(opened.log(), 2, alt_text="Water over the road")
    table = lay()
    table.show_grid()
    heard = QAccessible.queryAccessibleInterface(table.grid.tiles)
    assert heard.childCount() == 2
    assert heard.text(QAccessible.Text.Name) == "Pictures"
    assert "Water over the road" in heard.child(1).text(QAccessible.Text.Name)


def test_the_grid_is_sifted_by_flags_and_stars_and_says_so(lay, judged, pictures, opened, qtbot):
    media = pictures(opened.log(), 3)
    choose(opened.store, media[:1], Choice.PICK)
    rate(opened.store, media[1:2], 4)
    table = lay()
    sifting = table.grid.sifting
    assert sifting.text() == "All files ▾"
    sifting.sift(Sieve(frozenset({Choice.PICK})))
    qtbot.waitUntil(lambda: list(table.lot.ids) == media[:1])
    assert sifting.accessibleName() == "Shown: Picked"
    sifting.sift(Sieve(stars=4))
    qtbot.waitUntil(lambda: list(table.lot.ids) == media[1:2])
    assert sifting.text() == "4 stars or more ▾"
    sifting.whole.trigger()
    qtbot.waitUntil(lambda: list(table.lot.ids) == media)


def test_what_is_judged_leaves_a_sifted_loupe_and_the_last_one_leads_to_the_grid(
    lay, judged, pictures, opened, qtbot
):
    media = pictures(opened.log(), 2)
    table = lay()
    table.grid.sifting.sift(Sieve(frozenset({Choice.NONE})))
    table.show_loupe()
    view = table.loupe.picture.view
    sharp(qtbot, view)
    QTest.keyClick(view, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: table.chosen() == media[1:])
    qtbot.waitUntil(lambda: "IMG_1.jpg" in view.accessibleName())
    QTest.keyClick(view, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: table.is_grid)
    assert "passes the filter" in table.grid._none.text()


def test_while_one_looks_the_neighbours_are_made_ready(lay, opened, pictures, qtbot):
    tip = opened.log()
    pictures(tip, 3)
    files = opened.tip(tip).media
    table = lay()
    table.show_loupe()
    ready = table.loupe._kit.pictures
    qtbot.waitUntil(lambda: ready.here(Key(files[1].digest, LARGE, False)) is not None)
    assert ready.here(Key(files[2].digest, LARGE, False)) is None
    table.step(1)
    assert table.loupe.picture.view._preview.width() == LARGE
    qtbot.waitUntil(lambda: ready.here(Key(files[2].digest, LARGE, False)) is not None)
