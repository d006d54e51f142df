from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from tests.nouns import make_tip
from tipdesk.gui.board.allowing import why_not
from tipdesk.gui.board.asking import asked
from tipdesk.gui.board.filling import PAGE
from tipdesk.gui.tips.questions import Wish
from tipdesk.newsroom.states import Workflow

NEW, TRIAGE, READY, PUBLISHED = (
    *(Workflow.NEW, Workflow.TRIAGE, Workflow.READY),
    Workflow.PUBLISHED,
)


def test_every_state_is_a_column_with_its_tips_and_their_number(room):
    assert {state: sorted(room.cards(state)) for state in (NEW, TRIAGE, READY, PUBLISHED)} == {
        NEW: [1, 2],
        TRIAGE: [3],
        READY: [4],
        PUBLISHED: [5],
    }
    assert room.board.columns[NEW].cards.accessibleName() == "New, 2 tips"
    assert room.board.targets[Workflow.SPIKED].button.accessibleName() == "Spiked · 1 tip"


def test_the_board_shows_what_the_search_finds(room):
    with room.qtbot.waitSignal(room.board.looked):
        room.page.search.set_words("tag:flood ")
    room.settle()
    assert [room.cards(state) for state in (NEW, TRIAGE)] == [[1], []]


def test_a_state_of_the_sidebar_is_a_column_and_no_filter():
    found = asked(Wish(view="workflow:ready"))
    assert found == ("", READY)
    assert asked(Wish(view="story:MILL", words="flood ")).query == "story:MILL flood"
    assert asked(Wish(words="workflow:nowhere ")) is None


def test_a_card_that_is_dropped_on_a_column_goes_there_and_undo_brings_it_back(room):
    with room.qtbot.waitSignal(room.bridge.done):
        room.drag([1, 2], room.board.columns[TRIAGE])
    room.settle()
    assert sorted(room.cards(TRIAGE)) == [1, 2, 3]
    with room.qtbot.waitSignal(room.bridge.done):
        room.window.acts["edit.undo"].trigger()
    room.settle()
    assert sorted(room.cards(NEW)) == [1, 2]


def test_a_forbidden_step_is_explained_before_the_drop_and_after(room):
    column = room.board.columns[PUBLISHED]
    room.drag([1], column, drop=False)
    assert column.why.text() == (
        "A tip that is new can't become published; from here it can go to triage, verifying, "
        "waiting, ready, archived, spiked."
    )
    room.drag([1], column)
    assert not column.why.text()
    assert room.window.toast.text.text().startswith("A tip that is new can't become published")
    assert room.state(1) is NEW


def test_where_some_may_go_nothing_is_said_against_it():
    assert why_not({NEW, READY}, PUBLISHED) == ""
    assert why_not({TRIAGE}, TRIAGE) == ""
    assert why_not(set(), PUBLISHED) == ""


def test_a_step_that_needs_a_reason_asks_where_it_was_dropped(room):
    room.drag([2], room.board.targets[Workflow.SPIKED])
    room.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    form = QApplication.activePopupWidget()
    room.qtbot.keyClicks(form.reason, "a hoax")
    with room.qtbot.waitSignal(room.bridge.done):
        room.qtbot.keyClick(form.reason, Qt.Key.Key_Return)
    assert room.state(2) is Workflow.SPIKED


def test_arrows_lead_through_columns_and_cards_and_over_empty_ones(room):
    room.board.choose(2)
    room.board.focus()
    room.press(Qt.Key.Key_Down)
    assert room.board.selection() == [1]
    room.press(Qt.Key.Key_Right)
    assert room.board.selection() == [3]
    room.press(Qt.Key.Key_Right)
    assert room.board.selection() == [4]
    assert room.window.status.selection.text() == "1 tip selected"
    room.press(Qt.Key.Key_Left)
    assert room.board.selection() == [3]


def test_a_key_acts_on_the_chosen_card_and_the_next_one_is_chosen(room):
    room.board.choose(2)
    room.board.focus()
    with room.qtbot.waitSignal(room.bridge.done):
        room.press("e")
    room.settle()
    assert room.state(2) is Workflow.ARCHIVED
    assert room.board.selection() == [1]


def test_the_state_picker_opens_for_the_chosen_card(room):
    room.board.choose(3)
    room.board.focus()
    room.press("s")
    room.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    picker = QApplication.activePopupWidget()
    room.qtbot.waitUntil(lambda: picker.model.rowCount() > 0)
    room.qtbot.keyClicks(picker.filter, "verif")
    with room.qtbot.waitSignal(room.bridge.done):
        room.qtbot.keyClick(picker.filter, Qt.Key.Key_Return)
    assert room.state(3) is Workflow.VERIFYING


def test_enter_opens_the_tip_and_the_switch_goes_back(room):
    room.board.choose(4)
    room.board.focus()
    room.press(Qt.Key.Key_Return)
    room.settle()
    assert not room.page.boarding.is_on
    assert room.page.tip.tip == 4
    assert not room.page.tip.isHidden()


def test_pictures_and_board_take_turns(room):
    room.window.acts["view.as_pictures"].trigger()
    assert (room.page.boarding.is_on, room.page.lighting.is_on) == (False, True)
    room.window.acts["view.as_board"].trigger()
    assert (room.page.boarding.is_on, room.page.lighting.is_on) == (True, False)
    room.settle()


def test_the_board_comes_back_at_the_next_start(room):
    assert not room.window.kept.board
    room.page.boarding.end()
    assert room.window.kept.board


def test_a_column_reads_on_as_one_scrolls(room):
    for _ in range(PAGE + 30):
        make_tip(room.desk, workflow="waiting")
    column = room.board.columns[Workflow.WAITING]
    with room.qtbot.waitSignal(room.board.looked):
        column.filling.look("", newest_first=True)
    assert len(column.model.ids) == PAGE
    bar = column.cards.verticalScrollBar()
    room.qtbot.waitUntil(lambda: bar.maximum() > bar.pageStep())
    with room.qtbot.waitSignal(room.board.looked):
        bar.setValue(bar.maximum())
    assert len(column.model.ids) == PAGE + 30
    room.settle()


def test_a_screen_reader_is_told_columns_and_cards(room):
    cards = room.board.columns[READY].cards
    table = QAccessible.queryAccessibleInterface(cards)
    assert table.text(QAccessible.Text.Name) == "Ready, 1 tip"
    assert table.role() == QAccessible.Role.Table
    room.qtbot.waitUntil(lambda: room.board.columns[READY].model.line(0) is not None)
    said = cards.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("T-4; Tip 4; Ready")
