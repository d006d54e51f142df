"""A phone note is safe while it is typed, and a tip with all of it once it is kept."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tests.gui.opened_desk import opened as opened
from tests.nouns import same_desk
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.gui.phone.noting import Noting
from tipdesk.gui.tip.links import Link
from tipdesk.intake.calls import draft, pick_up
from tipdesk.newsroom.calls import PhoneNote
from tipdesk.newsroom.errors import NotWritten

BEGAN = datetime(2026, 11, 26, 14, 2, tzinfo=UTC)
SEEN = BEGAN + timedelta(minutes=3)


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(660, 700)
    QVBoxLayout(made)
    made.show()
    return made


@pytest.fixture
def noting(opened, window):
    owner = QObject(window)
    made = Noting(opened.bridge, owner)
    for widget in (made.bar, made.page):
        window.layout().addWidget(widget)
    made.tips = []
    made.kept.connect(lambda tip, opens: made.tips.append((tip, opens)))
    return made


@pytest.fixture
def settled(opened, noting, qtbot):
    def wait():
        qtbot.waitUntil(lambda: not noting._pause.isActive() and not opened.bridge.is_busy)

    return wait


def left_by_a_crash(store, **said):
    with closing(same_desk(store, editor=store.editor)) as gone:
        draft(gone, PhoneNote(began_at=BEGAN, **said))
    return pick_up(store)


def typed(noting, qtbot, text="Water in the cellar"):
    noting.begin()
    qtbot.keyClicks(noting.page.text, text)


def test_typing_begins_in_the_words_with_the_clock_running(noting, qtbot):
    noting.begin()
    assert noting.page.focusWidget() is noting.page.text
    assert noting.page.clock.ended is None
    assert noting.page.clock.said == "0:00"


def test_what_is_typed_is_on_the_desk_without_being_kept(noting, opened, qtbot, settled):
    typed(noting, qtbot)
    settled()
    qtbot.keyClicks(noting.page.text, " of No. 12")
    settled()
    assert noting.page.state.text() == "Saved as a draft"
    opened.store.files.presence = "gone"
    ((_, note),) = pick_up(opened.store)
    assert note.text == "Water in the cellar of No. 12"
    assert not list(tip_ids(opened.store, ""))


def test_whoever_types_without_a_pause_is_saved_meanwhile(noting, qtbot):
    typed(noting, qtbot, "W")
    left = noting._pause.remainingTime()
    qtbot.keyClicks(noting.page.text, "ater", delay=10)
    assert noting._pause.remainingTime() < left


def test_a_note_is_kept_with_everything_in_it(noting, opened, qtbot, settled):
    typed(noting, qtbot)
    page = noting.page
    qtbot.keyClicks(page.caller.name, "Ann Okafor")
    qtbot.keyClicks(page.caller.number, "0161 496 0123")
    page.read_back.click()
    qtbot.keyClicks(page.promise.words, "call back")
    page.promise._take("2026-11-26T15:00+00:00")
    page.clock.show_call(BEGAN, None)
    page.keep.click()
    settled()
    ((tip, opens),) = noting.tips
    shown = opened.tip(tip)
    assert opens
    assert (shown.line.headline, shown.line.contributor) == ("Water in the cellar", "Ann Okafor")
    assert shown.line.due_at == datetime(2026, 11, 26, 15, tzinfo=UTC)
    (call,) = shown.calls
    assert (call.promised, call.read_back, call.began_at) == ("call back", True, BEGAN)
    assert call.seconds is not None
    assert not noting.is_open
    opened.store.files.presence = "gone"
    assert pick_up(opened.store) == []


def test_a_time_alone_is_a_promise_to_call_back(noting, qtbot):
    noting.begin()
    noting.page.promise._take("15:30")
    assert noting.page.note().promised == "Call back"
    assert noting.page.note().due_at.minute == 30


def test_what_is_no_time_is_told_and_changes_nothing(noting, opened):
    noting.begin()
    noting.page.promise._take("soonish")
    assert "not a time" in opened.failures[0]
    assert noting.page.note().due_at is None


def test_whose_number_it_is_is_offered_and_taken_only_with_a_yes(noting, opened, qtbot, settled):
    opened.log("Pumps", sender="Mrs Khan <0161 496 0123>")
    typed(noting, qtbot)
    caller = noting.page.caller
    qtbot.keyClicks(caller.number, "0161 496 0123")
    qtbot.waitUntil(lambda: bool(caller.findChildren(Link)))
    assert noting.page.note().person is None
    caller.findChild(Link).click()
    assert noting.page.note().person == 1
    assert caller.name.placeholderText() == "Mrs Khan"
    qtbot.waitUntil(lambda: caller.findChild(Link).text() == "Somebody else")
    noting.keep()
    settled()
    assert opened.tip(noting.tips[0][0]).contributor.id == 1


def test_another_number_forgets_who_was_recognised(noting, opened, qtbot, settled):
    opened.log("Pumps", sender="Mrs Khan <0161 496 0123>")
    noting.begin()
    caller = noting.page.caller
    caller.number.setText("0161 496 0123")
    caller.look()
    settled()
    caller._decide(1)
    caller.number.setText("")
    caller.look()
    assert noting.page.note().person is None


def test_a_protected_sources_number_protects_the_note_and_names_nobody(
    noting, opened, qtbot, settled
):
    opened.log("Hidden", sender="Nan Hale <07700 900 123>", protected=True)
    typed(noting, qtbot)
    qtbot.keyClicks(noting.page.caller.number, "07700 900 123")
    qtbot.waitUntil(noting.page.caller.protect.isChecked)
    assert "Hale" not in " ".join(one.accessibleName() for one in noting.page.findChildren(QWidget))


def test_a_note_that_was_left_waits_above_the_tip_and_goes_on(noting, opened, qtbot, settled):
    noting.know(left_by_a_crash(opened.store, text="Water", name="Ann", seen_at=SEEN))
    assert not noting.bar.isHidden()
    assert "Ann" not in noting.bar.words.text()
    noting.bar.back.click()
    assert noting.page.clock.said == "3:00"
    assert noting.page.text.toPlainText() == "Water"
    assert noting.page.caller.name.text() == "Ann"
    noting.keep()
    settled()
    assert opened.tip(noting.tips[0][0]).line.contributor == "Ann"


def test_several_that_were_left_come_one_after_the_other(noting, opened, settled):
    noting.know(
        [*left_by_a_crash(opened.store, text="One"), (0, PhoneNote(began_at=BEGAN, text="Two"))]
    )
    noting.show()
    noting.keep()
    settled()
    assert noting.page.text.toPlainText() == "Two"
    assert not noting.bar.isHidden()


def test_what_was_thrown_away_can_be_had_back(noting, opened, qtbot, settled):
    typed(noting, qtbot)
    settled()
    thrown = []
    noting.thrown.connect(thrown.append)
    noting.page.throw.click()
    settled()
    assert not noting.is_open
    noting.bring_back(thrown[0])
    settled()
    assert noting.page.text.toPlainText() == "Water in the cellar"
    opened.store.files.presence = "gone"
    assert len(pick_up(opened.store)) == 1


def test_somebody_else_who_calls_doesnt_cost_the_note_that_waits(noting, opened, qtbot, settled):
    typed(noting, qtbot)
    noting.begin()
    assert noting.page.text.toPlainText() == "Water in the cellar"  # this call goes on
    noting.page.turn_clock()
    noting.begin()
    settled()
    assert [opens for _, opens in noting.tips] == [False]
    assert noting.page.text.toPlainText() == ""
    assert noting.page.clock.ended is None
    assert noting.is_open


def test_one_that_could_not_be_kept_before_the_next_call_waits(
    noting, opened, qtbot, settled, monkeypatch
):
    def full(*_):
        raise NotWritten("The disk is full; nothing was written.")

    typed(noting, qtbot)
    noting.page.turn_clock()
    monkeypatch.setattr("tipdesk.gui.phone.noting.keep", full)
    noting.begin()
    settled()
    monkeypatch.undo()
    qtbot.keyClicks(noting.page.text, "Another")
    noting.keep()
    settled()
    assert noting.page.text.toPlainText() == "Water in the cellar"
    assert not noting.bar.isHidden()


def test_what_is_being_kept_is_not_written_on(noting, qtbot, settled):
    typed(noting, qtbot)
    noting.keep()
    qtbot.keyClicks(noting.page.text, "!")
    assert noting.page.text.toPlainText() == "Water in the cellar"
    settled()
    assert len(noting.tips) == 1


def test_put_aside_it_stays_and_one_that_is_empty_and_over_goes(noting, qtbot, settled):
    typed(noting, qtbot)
    noting.put_aside()
    settled()
    assert noting.page.isHidden()
    assert noting.bar.words.text() == "On the phone"
    noting.show()
    noting.page.text.clear()
    noting.page.turn_clock()
    noting.put_aside()
    assert not noting.is_open
    assert noting.bar.isHidden()


def test_the_clock_stands_after_hanging_up_and_may_go_on(noting):
    noting.begin()
    clock = noting.page.clock
    clock.show_call(BEGAN, BEGAN + timedelta(minutes=61, seconds=5))
    assert clock.said == "1:01:05"
    noting.page.turn_clock()
    assert clock.ended is None
    noting.page.turn_clock()
    assert clock.ended is not None


def test_return_leads_from_the_name_to_the_number_to_the_words(noting, qtbot):
    noting.begin()
    caller = noting.page.caller
    caller.name.setFocus()
    qtbot.keyClick(caller.name, Qt.Key.Key_Return)
    assert noting.page.focusWidget() is caller.number
    qtbot.keyClick(caller.number, Qt.Key.Key_Return)
    assert noting.page.focusWidget() is noting.page.text


def test_a_note_that_can_not_be_kept_stays(noting, opened, qtbot, settled, monkeypatch):
    typed(noting, qtbot)
    settled()
    noting.page.caller.name.setText("x" * 500)
    noting.page.caller.number.setText("x" * 500)
    monkeypatch.setattr("tipdesk.intake.contributors.SENDER_LIMIT", 10)
    noting.keep()
    settled()
    assert opened.failures
    assert noting.is_open
    monkeypatch.undo()
    noting.keep()
    settled()
    assert noting.tips


def test_what_could_not_be_saved_is_said_once_and_saved_later(
    noting, opened, qtbot, settled, monkeypatch
):
    def full(*_):
        raise NotWritten("The disk is full; nothing was written.")

    monkeypatch.setattr("tipdesk.gui.phone.noting.draft", full)
    typed(noting, qtbot, "W")
    qtbot.waitUntil(lambda: noting.page.state.text() == "Not saved yet")
    noting.save()
    qtbot.waitUntil(lambda: not opened.bridge.is_busy)
    assert opened.failures == ["The disk is full; nothing was written."]
    monkeypatch.undo()
    noting.save()
    settled()
    assert noting.page.state.text() == "Saved as a draft"


def test_the_end_of_the_window_saves_what_is_typed_while_it_still_saves(noting, opened, qtbot):
    typed(noting, qtbot, "Wat")
    noting.save()
    qtbot.keyClicks(noting.page.text, "er")
    noting.end()
    qtbot.waitUntil(lambda: not opened.bridge.is_busy)
    opened.store.files.presence = "gone"
    assert pick_up(opened.store)[0][1].text == "Water"


def test_the_tab_key_goes_through_it_as_it_stands(noting, opened, settled):
    opened.log("Pumps", sender="Mrs Khan <0161 496 0123>")
    noting.begin()
    page = noting.page
    page.caller.number.setText("0161 496 0123")
    page.caller.look()
    settled()
    page.caller.name.setFocus()
    order = []
    for _ in range(6):
        order.append(page.focusWidget())
        page.window().focusNextChild()
    link = page.caller.findChild(Link)
    name, number, protect = page.caller.name, page.caller.number, page.caller.protect
    assert order == [name, protect, number, link, page.text, page.promise.words]
