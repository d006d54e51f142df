import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget
from sqlmodel import select

from tipdesk.desk.views import save_view
from tipdesk.gui.pickers.palette import Palette
from tipdesk.newsroom.view import SavedView
from tipdesk.stories.putting import put


@pytest.fixture
def window(qtbot, opened):
    made = QWidget()
    made.resize(1000, 700)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def actions(window):
    made = []
    for name, words, keys in (
        ("tip.new", "New tip", "Ctrl+N"),
        ("edit.undo", "Undo", "Ctrl+Z"),
        ("view.dark", "Dark colours", ""),
    ):
        action = QAction(words, window)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(keys))
        made.append(action)
    made[1].setEnabled(False)
    return made


@pytest.fixture
def palette(opened, window, actions):
    made = Palette(opened.bridge, actions, window)
    made.open_over(window)
    return made


def labels(palette):
    return [palette.model.at(row).label for row in range(palette.model.rowCount())]


def test_with_nothing_typed_every_action_that_works_is_offered(palette):
    assert labels(palette) == ["New tip", "Dark colours"]


def test_an_action_is_done_by_a_few_letters(palette, actions, qtbot):
    qtbot.keyClicks(palette.line, "dk")
    with qtbot.waitSignal(actions[2].triggered):
        qtbot.keyClick(palette.line, Qt.Key.Key_Return)


def test_an_action_shows_its_keys(palette):
    assert palette.model.at(0).detail == "Ctrl+N"


def test_a_tip_is_found_by_its_number(palette, opened, qtbot):
    opened.log("Something else")
    tip = opened.log("Flood at the bridge")
    qtbot.keyClicks(palette.line, f"T-{tip}")
    qtbot.waitUntil(lambda: f"T-{tip}  Flood at the bridge" in labels(palette))
    with qtbot.waitSignal(palette.tip_chosen) as told:
        qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert told.args == [tip]


def test_tips_are_found_by_their_words(palette, opened, qtbot):
    tip = opened.log("Flood at the bridge")
    qtbot.keyClicks(palette.line, "bridge")
    qtbot.waitUntil(lambda: f"T-{tip}  Flood at the bridge" in labels(palette))


def test_a_protected_source_is_not_named(palette, opened, qtbot):
    opened.log("Flood at the bridge", sender="Jo Grey", protected=True)
    qtbot.keyClicks(palette.line, "bridge")
    qtbot.waitUntil(lambda: any("Flood" in label for label in labels(palette)))
    assert palette.model.at(0).detail == "protected source"


def test_stories_and_tags_are_found(opened, window, actions, qtbot):
    tip = opened.log("Water", tags=("eyewitness",))
    put(opened.store, [tip], "MILLFLOOD")
    palette = Palette(opened.bridge, actions, window)
    palette.open_over(window)
    qtbot.keyClicks(palette.line, "millfl")
    qtbot.waitUntil(lambda: "MILLFLOOD" in labels(palette))
    with qtbot.waitSignal(palette.story_chosen) as told:
        palette.list.clicked.emit(palette.model.index(labels(palette).index("MILLFLOOD")))
    assert told.args == ["MILLFLOOD"]
    palette = Palette(opened.bridge, actions, window)
    palette.open_over(window)
    qtbot.keyClicks(palette.line, "eyew")
    qtbot.waitUntil(lambda: "# eyewitness" in labels(palette))


def test_the_newest_answer_wins(palette, opened, qtbot):
    opened.log("Flood at the bridge")
    tip = opened.log("Quarry fire")
    qtbot.keyClicks(palette.line, "bridge")
    palette.line.setText("quarry")
    qtbot.waitUntil(lambda: f"T-{tip}  Quarry fire" in labels(palette))
    assert not any("Flood" in label for label in labels(palette))


def test_a_half_typed_query_is_no_error(palette, opened, qtbot):
    tip = opened.log("Flood")
    palette.line.setText('workflow:nosuch "')
    palette._search()
    palette.line.setText("flood")
    qtbot.waitUntil(lambda: f"T-{tip}  Flood" in labels(palette))
    assert opened.failures == []


def test_people_are_found_who_sent_tips_or_work_on_them(palette, opened, qtbot):
    opened.log(sender="Ines Roth <ines@example.org>")
    qtbot.keyClicks(palette.line, "ines")
    qtbot.waitUntil(lambda: "Ines Roth" in labels(palette))
    palette.list.setCurrentIndex(palette.model.index(labels(palette).index("Ines Roth")))
    with qtbot.waitSignal(palette.query_chosen) as told:
        qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert told.args == ['from:"Ines Roth"']


def test_an_editor_is_found_by_what_they_work_on(palette, opened, qtbot):
    qtbot.keyClicks(palette.line, "mara")
    qtbot.waitUntil(lambda: "Mara Keller" in labels(palette))
    assert palette.model.at(labels(palette).index("Mara Keller")).detail == "works on tips"


def test_a_protected_source_is_nobody_to_be_found(palette, opened, qtbot):
    opened.log(sender="Hidden Person <h@example.org>", protected=True, headline="Quiet word")
    qtbot.keyClicks(palette.line, "quiet")
    qtbot.waitUntil(lambda: any("Quiet word" in label for label in labels(palette)))
    palette.line.clear()
    qtbot.keyClicks(palette.line, "hidden")
    qtbot.waitUntil(lambda: palette._found.typed == "hidden")
    assert not any("Hidden" in label for label in labels(palette))


def test_a_saved_view_is_found_by_its_name(opened, window, actions, qtbot):
    save_view(opened.store, "Waiting for Tomas", "tag:flood workflow:triage")
    palette = Palette(opened.bridge, actions, window)
    palette.open_over(window)
    qtbot.keyClicks(palette.line, "tomas")
    qtbot.waitUntil(lambda: "Waiting for Tomas" in labels(palette))
    assert palette.model.at(0).detail == "tag:flood workflow:triage"
    with qtbot.waitSignal(palette.query_chosen) as told:
        qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert told.args == ["tag:flood workflow:triage"]


def test_a_view_that_can_not_be_read_any_more_is_not_offered(opened, window, actions, qtbot):
    save_view(opened.store, "Old habits", "tag:flood")
    with opened.store.begin("edit_view") as work:
        work.exec(select(SavedView)).one().query = "is:forgotten"
    palette = Palette(opened.bridge, actions, window)
    palette.open_over(window)
    qtbot.keyClicks(palette.line, "habits")
    qtbot.waitUntil(lambda: not opened.bridge.is_busy)
    assert "Old habits" not in labels(palette)
