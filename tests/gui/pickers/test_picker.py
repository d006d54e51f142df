import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from shiboken6 import isValid

from tipdesk.gui.pickers import choices
from tipdesk.gui.pickers.choices import AccessibleText, Choice
from tipdesk.gui.pickers.picker import Picker

ON, OFF, SOME = Qt.CheckState.Checked, Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked


@pytest.fixture
def single(window):
    picker = Picker(window, "Verdict")
    picker.offer(
        [Choice(name, name.title()) for name in ("unverified", "verified", "inconclusive")]
    )
    picker.open_at(window)
    return picker


@pytest.fixture
def tags(window):
    picker = Picker(window, "Tags", several=True, new="New tag “{0}”")
    picker.offer(
        [
            Choice("flood", "flood", tick=ON),
            Choice("road", "road", tick=SOME),
            Choice("council", "council", tick=OFF),
        ]
    )
    picker.open_at(window)
    return picker


@pytest.fixture
def heard(monkeypatch):
    said = []
    monkeypatch.setattr(choices, "announce", lambda _, sentence: said.append(sentence))
    return said


def labels(picker):
    return [picker.model.at(row).label for row in range(picker.model.rowCount())]


def test_the_filter_line_has_the_focus_at_once(single):
    assert single.focusWidget() is single.filter


def test_typing_narrows_the_list_and_enter_takes_the_best(single, qtbot):
    qtbot.keyClicks(single.filter, "inc")
    assert labels(single) == ["Inconclusive"]
    with qtbot.waitSignal(single.chosen) as told:
        qtbot.keyClick(single.filter, Qt.Key.Key_Return)
    assert told.args[0].key == "inconclusive"


def test_arrows_go_down_and_round(single, qtbot):
    for _ in range(4):
        qtbot.keyClick(single.filter, Qt.Key.Key_Down)
    with qtbot.waitSignal(single.chosen) as told:
        qtbot.keyClick(single.filter, Qt.Key.Key_Return)
    assert told.args[0].key == "verified"


def test_escape_leaves_everything_as_it_was(tags, qtbot):
    qtbot.keyClicks(tags.filter, "council")
    qtbot.keyClick(tags.filter, Qt.Key.Key_Return)
    told = []
    tags.ticked.connect(lambda on, off: told.append((on, off)))
    qtbot.keyClick(tags.filter, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(tags))
    assert told == []


def test_several_are_ticked_by_typing_and_kept_by_an_empty_enter(tags, qtbot):
    for typed in ("council", "flood"):
        qtbot.keyClicks(tags.filter, typed)
        qtbot.keyClick(tags.filter, Qt.Key.Key_Return)
        assert tags.filter.text() == ""
    with qtbot.waitSignal(tags.ticked) as told:
        qtbot.keyClick(tags.filter, Qt.Key.Key_Return)
    assert told.args == [["council"], ["flood"]]


def test_what_only_some_have_and_is_not_touched_stays_so(tags, qtbot):
    qtbot.keyClicks(tags.filter, "council")
    qtbot.keyClick(tags.filter, Qt.Key.Key_Return)
    with qtbot.waitSignal(tags.ticked) as told:
        tags.close()
    assert told.args == [["council"], []]


def test_what_only_some_have_is_put_on_all_by_one_click(tags, qtbot):
    with qtbot.waitSignal(tags.ticked) as told:
        tags.list.clicked.emit(tags.model.index(1))
        tags.close()
    assert told.args == [["road"], []]


def test_closing_without_a_change_tells_nothing(tags, qtbot):
    with qtbot.assertNotEmitted(tags.ticked):
        tags.close()


def test_what_is_not_there_is_offered_as_new(tags, qtbot):
    qtbot.keyClicks(tags.filter, "power cut")
    assert labels(tags) == ["New tag “power cut”"]
    qtbot.keyClick(tags.filter, Qt.Key.Key_Return)
    assert labels(tags)[0] == "power cut"
    with qtbot.waitSignal(tags.ticked) as told:
        qtbot.keyClick(tags.filter, Qt.Key.Key_Return)
    assert told.args == [["power cut"], []]


def test_what_is_there_is_not_offered_as_new(tags, qtbot):
    qtbot.keyClicks(tags.filter, "FLOOD")
    assert labels(tags) == ["flood"]


def test_late_answers_keep_what_was_ticked_meanwhile(tags, qtbot):
    qtbot.keyClicks(tags.filter, "council")
    qtbot.keyClick(tags.filter, Qt.Key.Key_Return)
    tags.offer([Choice("council", "council", tick=OFF), Choice("weir", "weir", tick=OFF)])
    with qtbot.waitSignal(tags.ticked) as told:
        tags.close()
    assert told.args == [["council"], []]


def test_a_screen_reader_hears_the_tick(tags):
    said = [tags.model.index(row).data(AccessibleText) for row in range(3)]
    assert said == ["flood, on", "road, on some", "council, off"]


def test_braces_in_what_was_typed_are_just_letters(tags, qtbot):
    qtbot.keyClicks(tags.filter, "{0} {x}")
    assert labels(tags) == ["New tag “{0} {x}”"]


def test_a_screen_reader_hears_on_which_choice_enter_acts(heard, single, qtbot):
    qtbot.keyClick(single.filter, Qt.Key.Key_Down)
    qtbot.keyClicks(single.filter, "inc")
    assert heard == ["Unverified", "Verified", "Inconclusive"]


def test_a_screen_reader_hears_what_was_ticked_and_where_it_is_then(heard, tags, qtbot):
    qtbot.keyClicks(tags.filter, "council")
    qtbot.keyClick(tags.filter, Qt.Key.Key_Return)
    assert heard == ["flood, on", "council, off", "council, on", "flood, on"]


def test_a_screen_reader_hears_that_nothing_fits(heard, single, qtbot):
    qtbot.keyClicks(single.filter, "zz")
    assert heard[-1] == "Nothing fits what was typed."


def test_where_nothing_is_yet_it_is_said_how_the_first_is_made(heard, window):
    picker = Picker(window, "Tags", several=True, new="New tag “{0}”")
    picker.open_at(window)
    assert heard == []
    picker.offer([])
    assert heard == ["None yet; type the name of the first."]


def test_a_screen_reader_is_told_the_name_of_the_panel_around_the_first_field(single):
    told = QAccessible.queryAccessibleInterface(single.filter).parent()
    assert told.role() is QAccessible.Role.Border
    assert told.text(QAccessible.Text.Name) == "Verdict"
