from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage

from tests.gui.tips.conftest import put_thumbnail
from tests.nouns import make_media, make_tip
from tipdesk.desk.annotating.editing import set_sender
from tipdesk.gui import theme
from tipdesk.gui.covers import covers_of
from tipdesk.gui.tips.row.plan import EDGE, Density
from tipdesk.newsroom.states import Sensitivity

LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)


def grab(listing) -> QImage:
    return listing.view.table.viewport().grab().toImage()


def colours_in(image: QImage, top: int, height: int) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(top, top + height)
    }


@pytest.mark.parametrize(("density", "height"), [(Density.COMFORTABLE, 76), (Density.COMPACT, 52)])
def test_rows_are_as_high_as_the_density_says(desk, listing, density, height):
    for _ in range(3):
        make_tip(desk)
    listing.show()
    listing.view.set_density(density)
    table = listing.view.table
    assert [table.rowViewportPosition(row) for row in range(3)] == [0, height, 2 * height]
    image = grab(listing)
    line = theme.LIGHT.line.name()
    assert image.pixelColor(200, height - 1).name() == line
    assert image.pixelColor(200, 2 * height - 1).name() == line


def test_the_selected_row_has_its_ground_and_the_focus_its_bar(desk, listing):
    tips = [make_tip(desk) for _ in range(2)]
    listing.show()
    listing.view.choose(tips[0])
    listing.view.table.setFocus()
    image = grab(listing)
    assert image.pixelColor(image.width() // 2, 76 + 4).name() == theme.LIGHT.selection.name()
    assert image.pixelColor(1, 76 + 30).name() == theme.LIGHT.accent.name()
    assert image.pixelColor(1, 30).name() == theme.LIGHT.panel.name()
    listing.view.table.clearFocus()
    assert grab(listing).pixelColor(1, 76 + 30).name() == theme.LIGHT.selection.name()


def test_a_protected_sources_row_looks_the_same_whoever_it_is(desk, listing, bridge):
    tip = make_tip(desk, sender="Anna Berg", protected=True, received_at=LONG_AGO)
    listing.show()
    before = grab(listing)
    listing.expect(lambda: bridge.do(lambda store: set_sender(store, tip, "Somebody Else")))
    assert grab(listing) == before


def test_a_row_that_is_not_here_yet_is_a_calm_outline(listing):
    view = listing.view
    listing.show()
    view.model._lines.want = lambda tips: None
    view._stack.setCurrentWidget(view.table)
    view.table.put(view.model.ids[:0] + type(view.model.ids)("q", [7]), fresh=True)
    shown = colours_in(grab(listing), 0, 75)
    assert theme.LIGHT.chip.name() in shown
    assert theme.LIGHT.ink.name() not in shown


def test_pictures_appear_when_they_are_made(desk, listing, qtbot):
    tip = make_tip(desk)
    make_media(desk, tip)
    with desk.reading() as session:
        digest = session.connection().exec_driver_sql("SELECT digest FROM media").scalar_one()
    put_thumbnail(desk, digest, Qt.GlobalColor.red)
    listing.show()
    width = listing.view.table.viewport().width()
    middle = QPoint(width - EDGE - 20, 37)
    qtbot.waitUntil(lambda: grab(listing).pixelColor(middle).red() > 240)
    assert grab(listing).pixelColor(middle).green() < 20


def test_pictures_of_a_graphic_tip_are_blurred_until_the_editor_asks_for_them(
    desk, bridge, listing, qtbot
):
    tip = make_tip(desk, sensitivity=[Sensitivity.GRAPHIC])
    make_media(desk, tip)
    with desk.reading() as session:
        digest = session.connection().exec_driver_sql("SELECT digest FROM media").scalar_one()
    put_thumbnail(desk, digest, Qt.GlobalColor.red)
    listing.show()
    shown = listing.view._thumbnails._kept
    for uncover, blurred in ((lambda: None, True), (lambda: covers_of(bridge).uncover(tip), False)):
        uncover()
        qtbot.waitUntil(lambda blurred=blurred: any(key.blurred is blurred for key in shown))
        assert all(key.blurred for key in shown) or not blurred


def test_the_dark_scheme_is_taken_up_at_once(desk, listing, qapp):
    make_tip(desk)
    listing.show()
    assert grab(listing).pixelColor(300, 100) == theme.LIGHT.panel
    theme.apply(qapp, theme.Scheme.DARK)
    shown = colours_in(grab(listing), 0, 76)
    assert theme.DARK.ink.name() in shown
    assert QColor(theme.LIGHT.ink).name() not in shown
    theme.apply(qapp, theme.Scheme.LIGHT)


def test_markup_in_a_headline_is_letters(desk, listing, tmp_path):
    picture = tmp_path / "red.png"
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    assert image.save(str(picture))
    make_tip(desk, headline=f'<img src="file://{picture}"><h1>Big</h1>')
    listing.show()
    assert "#ff0000" not in colours_in(grab(listing), 0, 76)
