import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget

from tipdesk.gui import keybook
from tipdesk.gui.actions import ACTS, TAG_ACTS, Actions, Category, Place, heading, text
from tipdesk.settings import resources


@pytest.fixture
def window(qtbot, light: None) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made).addWidget(QLineEdit(made))
    made.show()
    qtbot.waitActive(made)
    return made


@pytest.mark.parametrize("place", Place)
def test_no_two_actions_of_a_place_have_the_same_keys(place: Place) -> None:
    acts = [act for act in (*ACTS, *TAG_ACTS) if act.place is place]
    keys = [QKeySequence(key).toString() for act in acts for key in act.keys]
    assert len(set(keys)) == len(keys)
    assert all(keys)


def test_keys_of_the_pictures_do_nothing_elsewhere(window: QWidget, qtbot) -> None:
    done: list[str] = []
    actions = Actions(window)
    for act in ACTS:
        actions.on(act.id, lambda act=act: done.append(act.id))
    button = QToolButton(window)
    button.setMenu(actions.submenu(button, Category.LIGHT))
    window.setFocus()
    for key in "exg1":
        qtbot.keyClick(window, key)
    assert done == ["change.archive", "view.as_pictures"]


def test_every_action_has_its_own_id_words_and_a_drawing_that_is_there() -> None:
    assert len({act.id for act in ACTS}) == len(ACTS)
    assert len({text(act) for act in ACTS}) == len(ACTS)
    for act in ACTS:
        assert not act.icon or (resources() / "icons" / f"{act.icon}.svg").is_file()


def test_an_action_that_does_nothing_yet_is_not_offered(window: QWidget) -> None:
    actions = Actions(window)
    assert not actions["tip.new"].isVisible()
    actions.on("tip.new", lambda: None)
    assert actions["tip.new"].isVisible()
    assert [each.text() for each in actions.of(Category.TIPS) if each.isVisible()] == ["New tip"]


def test_a_key_does_what_its_action_does(window: QWidget, qtbot) -> None:
    done: list[str] = []
    actions = Actions(window)
    actions.on("change.archive", lambda: done.append("archive"))
    window.setFocus()
    qtbot.keyClick(window, "e")
    assert done == ["archive"]


def test_single_keys_are_letters_while_a_text_field_has_the_focus(window: QWidget, qtbot) -> None:
    done: list[str] = []
    actions = Actions(window)
    for act in (*ACTS, *TAG_ACTS):
        if any(len(key) == 1 for key in act.keys) or act.id == "change.trash":
            actions.on(act.id, lambda act=act: done.append(act.id))
    field = window.findChild(QLineEdit)
    field.setFocus()
    qtbot.keyClicks(field, "just 1 #tag, a step/")
    qtbot.keyClick(field, Qt.Key.Key_Home)
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert field.text() == "ust 1 #tag, a step/"
    assert done == []


def test_the_tool_tip_tells_the_keys(window: QWidget) -> None:
    assert Actions(window)["go.search"].toolTip() == "Search  Ctrl+F or /"


def test_other_keys_take_the_place_of_the_usual_ones(window: QWidget, qtbot) -> None:
    done: list[int] = []
    actions = Actions(window, {"change.archive": ("Ctrl+B",)})
    actions.on("change.archive", lambda: done.append(1))
    window.setFocus()
    qtbot.keyClick(window, "e")
    assert done == []
    qtbot.keyClick(window, "b", Qt.KeyboardModifier.ControlModifier)
    assert done == [1]


def test_it_is_known_who_has_which_keys(window: QWidget) -> None:
    actions = Actions(window)
    archive = next(act for act in ACTS if act.id == "change.archive")
    taken = actions.taken(archive)
    assert taken["Ctrl+N"] == "New tip"
    assert "E" not in taken


def test_every_category_has_a_heading() -> None:
    assert all(heading(category) for category in Category)


def test_keys_that_two_actions_would_have_are_as_usual_for_both(window: QWidget) -> None:
    chosen = {"change.archive": ("F4",), "change.spike": ("f4",), "change.tags": ("Ctrl+B",)}
    assert Actions(window, chosen).changed_keys() == {"change.tags": ("Ctrl+B",)}


def test_two_actions_can_exchange_their_keys(window: QWidget) -> None:
    chosen = {"change.archive": ("T",), "change.tags": ("E",)}
    assert Actions(window, chosen).changed_keys() == chosen


def test_a_key_that_an_action_has_by_now_is_not_taken_from_it(window: QWidget) -> None:
    assert Actions(window, {"change.archive": ("Ctrl+P",)}).changed_keys() == {}


@pytest.mark.parametrize("key", ["Space", "return", "Esc", "Up"])
def test_keys_of_lists_and_fields_are_nobodys(window: QWidget, key: str) -> None:
    actions = Actions(window, {"change.archive": (key,)})
    assert actions.changed_keys() == {}
    archive = next(act for act in ACTS if act.id == "change.archive")
    assert keybook.portable(key) in actions.taken(archive)


def test_what_is_no_key_is_left_out_and_no_key_at_all_is_a_choice(window: QWidget) -> None:
    chosen = {"change.archive": ("no such key at all", "F4"), "change.tags": (), "nothing": ("F1",)}
    read = Actions(window, chosen).changed_keys()
    assert read == {"change.archive": ("F4",), "change.tags": ()}
