import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tipdesk.desk.asking.nodes import Filter
from tipdesk.gui.facets.panel import FacetPanel
from tipdesk.gui.facets.rows import Block, Row

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
TAGS = (*((f"tag {n}", 9 - n) for n in range(8)), (' "', 1))
BLOCKS = (
    Block("workflow", (("new", 12), ("triage", 4))),
    Block("story", ()),
    Block("tag", TAGS),
    Block("received", (("2026-11", 16),)),
)


@pytest.fixture
def panel(light: None, qtbot: QtBot) -> FacetPanel:
    made = FacetPanel()
    qtbot.addWidget(made)
    made.resize(made.width(), 700)
    made.show()
    made.show_blocks(BLOCKS, "workflow:new -tag:flood")
    return made


def row(panel: FacetPanel, text: str) -> Row:
    return next(each for each in panel.model.rows if each.text == text)


def place(panel: FacetPanel, text: str) -> QPoint:
    found = row(panel, text)
    return panel.list.visualRect(panel.model.find(found.key, text)).center()


def test_every_field_shows_its_values_and_how_many_tips_have_them(panel: FacetPanel) -> None:
    assert (row(panel, "New").tips, row(panel, "Triage").tips) == (12, 4)
    assert row(panel, "November 2026").clause == Filter("received", ("2026-11",))
    assert "Story" not in [each.text for each in panel.model.rows]


def test_a_click_asks_for_a_value_and_shift_leaves_it_out(panel: FacetPanel, qtbot: QtBot) -> None:
    for modifier, out in ((Qt.KeyboardModifier.NoModifier, False), (SHIFT, True)):
        with qtbot.waitSignal(panel.turned) as turned:
            at = place(panel, "Triage")
            qtbot.mouseClick(panel.list.viewport(), LEFT, modifier, at)
        assert turned.args == [Filter("workflow", ("triage",)), out]


def test_the_keys_do_the_same(panel: FacetPanel, qtbot: QtBot) -> None:
    panel.list.setCurrentIndex(panel.model.find("tag", "tag 1"))
    for modifier, out in ((Qt.KeyboardModifier.NoModifier, False), (SHIFT, True)):
        with qtbot.waitSignal(panel.turned) as turned:
            qtbot.keyClick(panel.list, Qt.Key.Key_Return, modifier)
        assert turned.args == [Filter("tag", ("tag 1",)), out]


def test_what_is_asked_for_is_said_and_not_only_coloured(panel: FacetPanel) -> None:
    assert row(panel, "New").is_on
    assert row(panel, "New").spoken == "New, 12 tips, asked for"
    panel.show_blocks(BLOCKS, "-workflow:new")
    assert row(panel, "New").spoken == "New, 12 tips, left out"


def test_rarer_values_come_when_they_are_asked_for(panel: FacetPanel, qtbot: QtBot) -> None:
    assert "tag 7" not in [each.text for each in panel.model.rows]
    with qtbot.assertNotEmitted(panel.turned):
        qtbot.mouseClick(panel.list.viewport(), LEFT, pos=place(panel, "3 more"))
    assert row(panel, "tag 7").tips == 2


def test_a_name_that_no_search_can_say_is_shown_but_not_offered(
    panel: FacetPanel, qtbot: QtBot
) -> None:
    qtbot.mouseClick(panel.list.viewport(), LEFT, pos=place(panel, "3 more"))
    with qtbot.assertNotEmitted(panel.turned):
        qtbot.mouseClick(panel.list.viewport(), LEFT, pos=place(panel, ' "'))


def test_an_estimate_is_called_one(panel: FacetPanel) -> None:
    panel.say_sampled(20_000, 450_000)
    assert panel.honesty.text() == "Estimated from 20,000 of 450,000 tips"
    panel.say_sampled(16, 16)
    assert panel.honesty.isHidden()


def test_the_keys_stay_where_they_are_when_new_numbers_come(panel: FacetPanel) -> None:
    panel.list.setCurrentIndex(panel.model.find("tag", "tag 2"))
    panel.show_blocks((Block("tag", (("tag 2", 1),)),), "")
    assert panel.list.currentIndex().data() == "tag 2"


def test_a_strangers_words_are_drawn_and_never_turn_their_surroundings(panel: FacetPanel) -> None:
    ugly = "<b>bold</b> \u202eדליפה\n" + "x" * 3_000
    panel.show_blocks((Block("place", ((ugly, 3),)),), "")
    assert "\u202e" not in panel.model.rows[1].text
    assert not panel.grab().isNull()
