from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from tipdesk.gui.desks.doors import Doors
from tipdesk.gui.desks.founding import Founding, Lock
from tipdesk.gui.desks.page import Page
from tipdesk.gui.desks.unlocking import Unlocking
from tipdesk.gui.shell.layout import Layout
from tipdesk.gui.shell.window import Window
from tipdesk.store.folder import Protection

LEFT = Qt.MouseButton.LeftButton
DESK = Path("/somewhere/desk")


@pytest.fixture
def window(qtbot, light: None) -> Window:
    made = Window(Layout(scheme="light"))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitActive(made)
    return made


@pytest.fixture
def doors(window: Window) -> Doors:
    return Doors(window, DESK)


def buttons(window: Window) -> dict[str, QPushButton]:
    page = window.middle.currentWidget()
    return {button.text(): button for button in page.findChildren(QPushButton)}


def test_the_first_start_offers_a_new_desk_an_old_one_and_the_sample(
    doors: Doors, window: Window, qtbot
) -> None:
    doors.welcome()
    assert list(buttons(window)) == ["New desk…", "Open a desk…", "Look at the sample desk"]
    assert "Ctrl+N" in window.middle.currentWidget().sentence.text()
    with qtbot.waitSignal(doors.sample_wanted):
        qtbot.mouseClick(buttons(window)["Look at the sample desk"], LEFT)


def test_a_locked_desk_takes_a_passphrase_by_the_keyboard_alone(
    doors: Doors, window: Window, qtbot
) -> None:
    doors.locked(DESK, "Eastwick Courier")
    field = window.findChild(Unlocking).field
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "correct horse")
    with qtbot.waitSignal(doors.unlocked) as unlocked:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert unlocked.args == [DESK, "correct horse"]


def test_a_passphrase_is_neither_shown_nor_kept(doors: Doors, window: Window, qtbot) -> None:
    doors.locked(DESK, "Eastwick Courier")
    page = window.findChild(Unlocking)
    assert page.field.echoMode() is QLineEdit.EchoMode.Password
    qtbot.keyClicks(page.field, "correct horse")
    qtbot.mouseClick(page.open, LEFT)
    assert page.field.text() == ""


def test_a_wrong_passphrase_is_said_and_asked_for_again(
    doors: Doors, window: Window, qtbot
) -> None:
    doors.locked(DESK, "Eastwick Courier", "This key doesn't open the desk.")
    page = window.findChild(Unlocking)
    assert page.heading.text() == "Eastwick Courier is locked"
    assert page.sentence.text() == "This key doesn't open the desk."
    assert not page.open.isEnabled()


def test_a_desk_that_can_not_be_opened_says_why_and_can_be_tried_again(
    doors: Doors, window: Window, qtbot
) -> None:
    doors.shut(DESK, "<b>The desk's card can't be read.</b>")
    page = window.middle.currentWidget()
    assert isinstance(page, Page)
    assert page.sentence.textFormat() is Qt.TextFormat.PlainText
    assert str(DESK) in {label.text() for label in page.findChildren(QLabel)}
    with qtbot.waitSignal(doors.wanted) as wanted:
        qtbot.mouseClick(buttons(window)["Try again"], LEFT)
    assert wanted.args == [DESK]


def test_a_page_that_is_left_is_gone(doors: Doors, window: Window, qtbot) -> None:
    doors.welcome()
    with qtbot.waitSignal(window.middle.currentWidget().destroyed):
        doors.opening()
    assert window.middle.count() == 1


@pytest.fixture
def founding(window: Window) -> Founding:
    return Founding(window, DESK, keyring=True)


def test_the_locks_are_the_same_words_as_the_store_s() -> None:
    assert {lock.value for lock in Lock} == {each.value for each in Protection}


def test_the_keyring_is_proposed_where_there_is_one(founding: Founding) -> None:
    assert founding.wish().lock is Lock.KEYRING
    founding.name.setText("  Eastwick   Courier ")
    assert founding.make.isEnabled()
    assert founding.wish().name == "Eastwick Courier"


def test_without_a_keyring_a_passphrase_is_asked_for_never_less(window: Window) -> None:
    dialog = Founding(window, DESK, keyring=False)
    dialog.name.setText("Eastwick Courier")
    assert dialog.wish().lock is Lock.PASSPHRASE
    assert not dialog.make.isEnabled()
    dialog._choose(Lock.KEYRING)
    keyring = next(each for each in dialog.locks.buttons() if each.objectName() == Lock.KEYRING)
    assert not keyring.isEnabled()


@pytest.mark.parametrize(
    ("first", "second", "good"),
    [
        ("", "", False),
        ("short", "short", False),
        ("long enough now", "something else", False),
        ("long enough now", "long enough now", True),
    ],
)
def test_a_passphrase_has_to_be_long_and_typed_twice(
    founding: Founding, first: str, second: str, good: bool
) -> None:
    founding.name.setText("Eastwick Courier")
    founding._choose(Lock.PASSPHRASE)
    founding.passphrase.setText(first)
    founding.again.setText(second)
    assert founding.make.isEnabled() is good
    assert bool(founding.problem.text()) is not good


def test_no_passphrase_is_handed_on_that_is_not_wanted(founding: Founding) -> None:
    founding._choose(Lock.PASSPHRASE)
    founding.passphrase.setText("long enough now")
    founding._choose(Lock.NONE)
    assert founding.wish().passphrase == ""
    assert "long enough" not in repr(founding.wish())


def test_what_no_encryption_means_is_said_in_plain_words(founding: Founding) -> None:
    unlocked = next(each for each in founding.locks.buttons() if each.objectName() == Lock.NONE)
    assert "read every tip" in unlocked.accessibleDescription()


def test_the_folder_of_a_desk_that_is_shut_is_named_whole_in_its_tip_and_never_turned_round(
    doors: Doors, window: Window
) -> None:
    folder = Path("/", *["very long"] * 30, "\u202edesk")
    doors.shut(folder, "It is gone.")
    (named,) = (one for one in window.findChildren(QLabel) if one.toolTip().startswith("/very"))
    assert named.toolTip().endswith("⟨RLO⟩desk")
    assert "…" in named.text()
    assert named.fontMetrics().horizontalAdvance(named.text()) <= named.width()


def test_a_desk_s_name_is_no_longer_than_the_desk_takes(founding: Founding) -> None:
    founding.name.setText("x" * 500)
    assert len(founding.wish().name) == 100
