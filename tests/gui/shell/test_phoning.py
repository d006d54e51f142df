"""The phone note in the window: a key begins it, keys work in it, and a tip comes of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.bench.opened_window import opened
from tests.nouns import make_tip
from tipdesk import app
from tipdesk.desk.opening import open_tip
from tipdesk.intake.calls import keep
from tipdesk.newsroom.calls import PhoneNote
from tipdesk.newsroom.when import now


@pytest.fixture
def window(desk, qtbot):
    app.prepare()
    make_tip(desk, headline="Flood", text="Water.")
    due = {"promised": "call back", "due_at": now()}
    keep(desk, PhoneNote(began_at=now(), ended_at=now(), text="Pumps", **due))
    with opened(desk, qtbot) as window:
        window.settle()
        yield window


@pytest.fixture
def phoning(window):
    return window.program.overview.phoning


def call(window, phoning):
    window.program.window.acts["tip.phone"].trigger()
    window.settle()
    return phoning.noting.page


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def test_from_the_key_to_the_tip_with_nothing_but_keys(window, phoning, desk, qtbot):
    page = call(window, phoning)
    assert page.isVisible()
    assert QApplication.focusWidget() is page.text
    qtbot.keyClicks(page.text, "The gate is stuck! N")
    press(qtbot, Qt.Key.Key_F2)
    press(qtbot, Qt.Key.Key_F4)
    press(qtbot, Qt.Key.Key_F3)
    assert QApplication.focusWidget() is page.promise.words
    qtbot.keyClicks(page.promise.words, "call back")
    press(qtbot, Qt.Key.Key_F12)
    assert page.clock.ended is not None
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    qtbot.waitUntil(lambda: window.page.tip.tip == 3)
    window.settle()
    tip = open_tip(desk, 3)
    assert (tip.line.headline, tip.line.protected) == ("The gate is stuck! N", True)
    assert (tip.calls[0].read_back, tip.calls[0].promised) == (True, "call back")
    assert page.isHidden()
    assert QApplication.focusWidget() is window.page.tip.header.headline


def test_a_tip_that_is_chosen_meanwhile_is_shown_and_the_note_waits(window, phoning, qtbot):
    page = call(window, phoning)
    qtbot.keyClicks(page.text, "The gate")
    window.tips.setFocus()
    window.tips.choose(1)
    qtbot.waitUntil(page.isHidden)
    assert phoning.noting.bar.isVisible()
    press(qtbot, Qt.Key.Key_F2)  # a key of the note, elsewhere
    assert not page.read_back.isChecked()
    page = call(window, phoning)
    assert page.text.toPlainText() == "The gate"
    assert QApplication.focusWidget() is page.text
    press(qtbot, Qt.Key.Key_Escape)
    assert page.isHidden()


def test_what_was_promised_stands_in_the_tip_until_it_is_done(window, phoning, desk, qtbot):
    window.tips.choose(2)
    qtbot.waitUntil(lambda: window.page.tip.tip == 2)
    window.settle()
    assert phoning.called.isVisible()
    phoning.called.promise_kept.emit(open_tip(desk, 2).calls[0].id)
    window.settle()
    assert open_tip(desk, 2).calls[0].kept
    window.tips.choose(1)
    qtbot.waitUntil(lambda: window.page.tip.tip == 1)
    window.settle()
    assert phoning.called.isHidden()


def test_when_it_is_time_for_a_promise_the_number_is_said_and_leads_there(window, phoning, desk):
    due = {"promised": "call back", "due_at": now()}
    keep(desk, PhoneNote(began_at=now(), text="Weir", name="Nan Hale", protected=True, **due))
    toast = window.program.window.toast
    phoning.due.look()
    window.settle()
    assert toast.text.text() == "T-3: what was promised on the phone is due now."
    toast.button.click()
    window.settle()
    assert window.page.tip.tip == 3
    toast.hide()
    phoning.due.look()
    window.settle()
    assert not toast.isVisible()


def test_a_key_of_the_note_without_one_says_how_to_begin(window, phoning):
    window.program.window.acts["call.keep"].trigger()
    assert "There is no phone note" in window.program.window.toast.text.text()


def test_a_note_comes_back_when_the_desk_is_opened_again(desk, qtbot):
    app.prepare()
    with opened(desk, qtbot) as window:
        window.settle()
        page = call(window, window.program.overview.phoning)
        qtbot.keyClicks(page.text, "The gate")
        window.program.overview.phoning.end()
        window.settle()
    desk.files.presence = "another start"
    with opened(desk, qtbot) as window:
        phoning = window.program.overview.phoning
        qtbot.waitUntil(lambda: phoning.noting is not None)
        assert phoning.noting.bar.isVisible()
        assert phoning.noting.page.text.toPlainText() == "The gate"
