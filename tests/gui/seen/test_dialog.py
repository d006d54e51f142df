import numpy as np
import pytest
from PySide6.QtWidgets import QWidget

from tests.gui.opened_desk import Desk, opened
from tests.nouns import make_media
from tipdesk.desk.annotating.editing import edit_tip
from tipdesk.desk.changes.undoing import undo
from tipdesk.gui.seen.dialog import SeenDialog
from tipdesk.gui.seen.matches import SAID
from tipdesk.gui.tip.pictures import LARGE
from tipdesk.intake.thumbnails import THUMBNAIL, keep
from tipdesk.media.drawing import picture
from tipdesk.media.fingerprint import transposed
from tipdesk.newsroom.likeness import Turn
from tipdesk.newsroom.media import Fingerprint
from tipdesk.newsroom.states import Sensitivity
from tipdesk.newsroom.tip import TipEdit

__all__ = ["Desk", "opened"]

PRINT = np.random.default_rng(7).bytes(32)


@pytest.fixture
def file_on(opened):
    """Log a tip with one picture that has this fingerprint."""

    def make(headline, bits=PRINT, seed=0):
        tip = opened.log(headline)
        data = picture("flood", size=(64, 48), seed=seed)
        make_media(opened.store, tip, data, name=f"{headline}.jpg", width=64, height=48)
        (media,) = opened.tip(tip).media
        with opened.store.deriving() as session:
            session.add(Fingerprint(digest=media.digest, bits=bits))
        for size in (THUMBNAIL, LARGE):
            keep(opened.store, media.digest, size, data)
        return tip

    return make


@pytest.fixture
def look(opened, qtbot):
    window = QWidget()
    qtbot.addWidget(window)

    def show(tip):
        shown = opened.tip(tip)
        dialog = SeenDialog(opened.bridge, shown.line, shown.media[0], window)
        dialog.show()
        qtbot.waitUntil(lambda: not dialog.head.text().startswith("Looking"))
        return dialog

    return show


def test_what_is_like_a_file_is_listed_in_words_and_shown_beside_it(file_on, look, qtbot):
    mine = file_on("Flood")
    theirs = file_on("Old flood", transposed(PRINT), seed=1)
    dialog = look(mine)
    (found,) = dialog.matches.found
    assert dialog.matches.index(0).data(SAID) == "same picture, mirrored, turned on its side"
    assert f"T-{theirs}" in dialog.head.text()
    assert not found.linked
    views = dialog.compare.views
    qtbot.waitUntil(lambda: all(view.has_preview for view in views))
    assert [view.lies for view in views] == [Turn.UPRIGHT, found.seen.turn]
    assert [view.camera.turn % 2 for view in views] == [0, 1]
    qtbot.waitUntil(lambda: "Old flood.jpg" in views[1].accessibleName())
    dialog.turning.setChecked(False)
    assert [view.lies for view in views] == [Turn.UPRIGHT, Turn.UPRIGHT]


def test_one_click_links_the_tips_and_undo_takes_it_back(file_on, look, opened, qtbot):
    mine, theirs = file_on("Flood"), file_on("Old flood", seed=1)
    dialog = look(mine)
    with qtbot.waitSignal(opened.bridge.done) as told:
        dialog.mark.click()
    assert told.args[0].tips == {mine, theirs}
    qtbot.waitUntil(lambda: dialog.matches.found[0].linked)
    assert dialog.mark.text() == "Not the same"
    (link,) = opened.tip(theirs).links
    assert link.other.id == mine
    undo(opened.store)
    assert opened.tip(mine).links == ()


def test_a_double_click_opens_the_other_tip(file_on, look, qtbot):
    mine, theirs = file_on("Flood"), file_on("Old flood", seed=1)
    dialog = look(mine)
    with qtbot.waitSignal(dialog.tip_asked) as told:
        dialog.show_tip.click()
    assert told.args == [theirs]


def test_a_graphic_picture_is_blurred_here_too_until_it_is_asked_for(file_on, look, opened, qtbot):
    mine, theirs = file_on("Flood"), file_on("Old flood", seed=1)
    edit_tip(opened.store, theirs, TipEdit(sensitivity=[Sensitivity.GRAPHIC]))
    dialog = look(mine)
    qtbot.waitUntil(lambda: [view.is_covered for view in dialog.compare.views] == [False, True])
    dialog.compare.views[1].uncovered.emit()
    qtbot.waitUntil(lambda: [view.is_covered for view in dialog.compare.views] == [False, False])


def test_a_file_that_is_like_no_other_says_so(file_on, look):
    dialog = look(file_on("Flood"))
    assert dialog.head.text() == "Nothing on this desk is like this file."
    assert not dialog.mark.isEnabled()
