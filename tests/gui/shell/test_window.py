from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tipdesk.gui import theme
from tipdesk.gui.shell.keys_sheet import KeyQuestion, KeysSheet
from tipdesk.gui.shell.layout import Layout
from tipdesk.gui.shell.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, light: None) -> Iterator[Window]:
    made = Window(Layout(scheme="light"))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitActive(made)
    return made


def test_without_a_desk_only_what_works_is_offered(window: Window) -> None:
    offered = {action.objectName() for action in window.acts if action.isVisible()}
    assert "desk.keys" in offered
    assert "tip.new" not in offered
    assert not window.bar.new.isVisible()
    window.acts.on("tip.new", lambda: None)
    assert window.bar.new.isVisible()


def test_the_window_comes_back_where_it_was_left(window: Window, qtbot) -> None:
    window.resize(window.minimumWidth(), 711)  # the screenless screen is a small one
    again = Window(window.remember())
    qtbot.addWidget(again)
    assert again.height() == 711


def test_the_colours_are_chosen_and_kept(window: Window) -> None:
    window.acts["view.dark"].trigger()
    assert theme.colours() is theme.DARK
    assert window.remember().scheme == "dark"
    window.acts["view.light"].trigger()
    assert theme.colours() is theme.LIGHT


def test_f1_lists_every_action_that_works_with_its_keys(window: Window, qtbot) -> None:
    window.acts.on("go.search", lambda: None)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    sheet = window.findChild(KeysSheet)
    assert sheet.isVisible()
    assert sheet._caps["go.search"].text() == "Ctrl+F or /"
    assert "tip.new" not in sheet._caps
    sheet.search.setText("full")
    shown = [name for name, cap in sheet._caps.items() if cap.isVisible()]
    assert shown == ["view.fullscreen"]
    sheet.close()


def test_keys_that_are_changed_work_at_once_and_are_kept(window: Window, qtbot) -> None:
    done: list[int] = []
    window.acts.on("change.archive", lambda: done.append(1))
    archive = next(act for act in window.acts.acts if act.id == "change.archive")
    window.acts.change_keys(archive, ("Ctrl+B",))
    window._keep_keys("change.archive", ("Ctrl+B",))
    window.setFocus()
    qtbot.keyClick(window, "b", CTRL)
    assert done == [1]
    assert window.remember().keys == {"change.archive": ["Ctrl+B"]}
    again = Window(window.remember())
    qtbot.addWidget(again)
    assert again.acts.keys(archive) == ("Ctrl+B",)


def test_keys_that_another_action_has_are_not_taken(window: Window, qtbot) -> None:
    asked = KeyQuestion(window, "Archive", {"Ctrl+N": "New tip"})
    qtbot.addWidget(asked)
    asked.show()
    qtbot.keyClick(asked.edit, "n", CTRL)
    assert not asked.take.isEnabled()
    assert "New tip" in asked.said.text()
    asked.edit.clear()
    qtbot.keyClick(asked.edit, "b", CTRL)
    assert asked.take.isEnabled()
    assert asked.keys() == ("Ctrl+B",)


def act_of(window: Window, name: str):
    return next(act for act in window.acts.acts if act.id == name)


def test_all_keys_can_be_as_usual_again_and_that_can_be_undone(window: Window, qtbot) -> None:
    for name, key in (("desk.quit", "Ctrl+B"), ("view.fullscreen", "F4")):
        window.acts.change_keys(act_of(window, name), (key,))
        window._keep_keys(name, (key,))
    window.show_keys()
    sheet = window.findChild(KeysSheet)
    assert sheet.reset.text() == "All keys as usual again (2 changed)"
    sheet.reset.click()
    assert window.kept.keys == {}
    assert sheet._caps["desk.quit"].text() == "Ctrl+Q"
    sheet.reset.click()
    assert window.kept.keys == {"desk.quit": ["Ctrl+B"], "view.fullscreen": ["F4"]}
    assert window.acts["desk.quit"].shortcut().toString() == "Ctrl+B"
    sheet.close()


def test_one_action_gets_its_usual_keys_back_unless_another_has_them(window: Window, qtbot) -> None:
    given: list[tuple[str, ...]] = []
    for taken, said in (({"F11": "Quit"}, "“Quit” has F11 already."), ({}, "")):
        asked = KeyQuestion(window, "Full screen", taken, ("F11",))
        qtbot.addWidget(asked)
        asked.given.connect(given.append)
        asked.show()
        asked.usual.click()
        assert said in asked.said.text()
    assert given == [("F11",)]


def test_the_desk_and_its_encryption_are_named_in_words_and_by_shape(window: Window) -> None:
    window.status.show_desk("Eastwick Courier", encrypted=True)
    assert window.status.desk.text() == "Eastwick Courier · encrypted"
    closed = window.status._shield.pixmap().toImage()
    window.status.show_desk("Eastwick Courier", encrypted=False, note="for reading only")
    assert window.status.desk.text() == "Eastwick Courier · not encrypted · for reading only"
    assert window.status._shield.pixmap().toImage() != closed


def test_work_in_the_background_is_shown_only_while_there_is_some(window: Window) -> None:
    window.status.show_work("Importing 214 of 344", 214, 344)
    assert window.status.work.isVisible()
    assert window.status.work.bar.value() == 622
    window.status.show_work("")
    assert not window.status.work.isVisible()


def test_everything_that_can_be_pressed_has_a_name(window: Window) -> None:
    window.acts.on("tip.new", lambda: None)
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
            spoken = widget.accessibleName() or getattr(widget, "text", lambda: "")()
            assert spoken, widget


def test_a_page_takes_the_place_of_another(window: Window, qtbot) -> None:
    first, second = QWidget(), QWidget()
    window.show_page(first)
    window.show_page(second)
    with qtbot.waitSignal(first.destroyed):
        window.drop_page(first)
    assert window.middle.currentWidget() is second
    assert QApplication.topLevelWidgets()
