"""The open tip says which tip it looks like, which it went into, and which went into it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.bench.opened_window import Opened, opened
from tests.nouns import make_tip
from tipdesk import app
from tipdesk.desk.annotating.editing import edit_tip
from tipdesk.desk.annotating.linking import link
from tipdesk.desk.opening import open_tip
from tipdesk.desk.triaging.merging import taken_in
from tipdesk.gui.alike.noticing import Noticing
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.tip import TipEdit
from tipdesk.store.database import Store

TOLD = "The weir at Mill Road gave way at noon and the water stands knee-high in Orchard Lane."


@pytest.fixture
def window(desk: Store, qtbot) -> Iterator[Opened]:
    """A window on three tips: two tell the same, the last tells of something else."""
    app.prepare()
    make_tip(desk, headline="Weir broken", text=TOLD)
    make_tip(desk, headline="Fwd: weir broken", text=TOLD, protected=True, sender="n@example.org")
    make_tip(desk, headline="Pumps", text="The pumps at the mill stand still.")
    with opened(desk, qtbot) as made:
        made.settle()
        yield made


def noticing(window: Opened) -> Noticing:
    return window.program.overview.likening.noticing


def show(window: Opened, tip: int) -> Noticing:
    """Open a tip, and wait until it was asked what it looks like."""
    window.page._show(TipId(tip))
    window.qtbot.waitUntil(lambda: window.page.tip.tip == tip)
    return settle(window)


def settle(window: Opened) -> Noticing:
    here = noticing(window)
    window.settle()
    window.qtbot.waitUntil(lambda: not here._later.isActive())
    window.settle()
    return here


def test_the_tip_that_looks_alike_is_named_by_its_number_alone(window):
    line = show(window, 1).line
    assert line.isVisible()
    assert line.looks_like.link.accessibleName() == "Looks like T-2"
    assert line.looks_like.said.text().endswith("% alike")
    assert line.compare.accessibleName() == "Compare with T-2"
    line.looks_like.link.click()
    window.qtbot.waitUntil(lambda: window.page.tip.tip == 2)


def test_a_tip_like_no_other_has_no_line_and_the_last_ones_goes_at_once(window):
    assert show(window, 1).line.isVisible()
    window.page._show(TipId(3))
    window.settle()
    assert not noticing(window).line.isVisible()
    assert not show(window, 3).line.isVisible()


def test_who_steps_on_at_once_asks_nothing_of_the_tip_before(window):
    asked = []
    aside = window.page.bridge.aside
    window.page.bridge.aside = lambda work, *told: (asked.append(work.args), aside(work, *told))
    window.page._show(TipId(1))
    window.settle()
    show(window, 3)
    assert [args[1] for args in asked if len(args) == 2] == [3]


def test_the_line_follows_what_happens_to_either_tip(window, desk):
    assert show(window, 1).line.isVisible()
    window.page.bridge.do(lambda store: edit_tip(store, TipId(2), TipEdit(text="Other")))
    window.qtbot.waitUntil(lambda: not noticing(window).line.isVisible())


def test_tips_that_are_linked_are_known_to_look_alike(window):
    assert show(window, 1).line.isVisible()
    window.page.bridge.do(lambda store: link(store, TipId(1), TipId(2)))
    window.qtbot.waitUntil(lambda: not noticing(window).line.isVisible())


def test_one_is_made_of_both_and_each_leads_to_the_other_until_they_are_parted(window, desk):
    dialog = show(window, 2).compare()
    window.qtbot.waitUntil(lambda: dialog.pair is not None)
    with window.qtbot.waitSignal(window.page.bridge.done):
        dialog.make.click()
    line = settle(window).line
    assert line.went_into.link.accessibleName() == "Went into T-1"
    assert not line.compare.isVisible()
    assert show(window, 1).line.took_in.link.accessibleName() == "Holds T-2"
    line.took_in.link.click()
    window.qtbot.waitUntil(lambda: window.page.tip.tip == 2 and line.split.isVisible())
    with window.qtbot.waitSignal(window.page.bridge.done) as told:
        line.split.click()
    assert told.args[0].verb == "split"
    assert open_tip(desk, TipId(2)).merged_into is None
    assert not settle(window).line.split.isVisible()


def test_chosen_tips_become_one_by_a_key_and_one_undo_parts_them(window, desk):
    window.tips.choose(TipId(1), TipId(3))
    window.settle()
    window.qtbot.keyClick(window.tips.table, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    window.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    picker = QApplication.activePopupWidget()
    with window.qtbot.waitSignal(window.page.bridge.done):
        window.qtbot.keyClick(picker.filter, Qt.Key.Key_Return)
    assert taken_in(desk, TipId(1)) == [TipId(3)]
    window.settle()
    with window.qtbot.waitSignal(window.page.bridge.done):
        window.program.window.acts["edit.undo"].trigger()
    assert taken_in(desk, TipId(1)) == []


def test_leaving_the_desk_closes_what_stands_beside_the_window(window):
    dialog = show(window, 1).compare()
    window.qtbot.waitUntil(lambda: dialog.pair is not None)
    window.program.overview.likening.end()
    assert not dialog.isVisible()
