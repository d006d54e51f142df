from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QAction, QDragEnterEvent, QDragMoveEvent, QDropEvent

from tests.nouns import make_tip
from tipdesk.desk.asking.query import parse
from tipdesk.desk.counts.counting import counts
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.desk.triaging.triage import trash
from tipdesk.gui import drops
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.sidebar.entries import Entry, Sort, entries, tag_query
from tipdesk.gui.sidebar.model import ACCESSIBLE_TEXT, ENTRY
from tipdesk.gui.sidebar.view import Sidebar
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.ids import ChangeId, TipId
from tipdesk.newsroom.states import StoryStatus, Workflow
from tipdesk.newsroom.story import StoryEdit
from tipdesk.newsroom.when import now
from tipdesk.store.database import Store
from tipdesk.stories.founding import edit_story

LEFT = Qt.MouseButton.LeftButton
COPY = Qt.DropAction.CopyAction
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def sidebar(bridge: Bridge, desk: Store, qtbot) -> Sidebar:
    make_tip(desk, stories=("MILLFLOOD",), tags=("flood",))
    make_tip(desk, stories=("MILLFLOOD", "BRIDGE"), tags=("flood", "eye witness"))
    make_tip(desk, workflow=Workflow.READY, protected=True)
    made = Sidebar(bridge)
    qtbot.addWidget(made)
    made.resize(208, 1_000)
    made.show()
    with qtbot.waitSignal(made.counted):
        made.refresh()
    return made


def shown(sidebar: Sidebar) -> dict[str, int | None]:
    model = sidebar.entries
    listed = [model.index(row).data(ENTRY) for row in range(model.rowCount())]
    return {entry.text: entry.count for entry in listed if entry.sort is not Sort.HEADING}


def place(sidebar: Sidebar, sort: Sort, name: str = "") -> QPoint:
    return sidebar.visualRect(sidebar.entries.find((sort, name))).center()


def drop(sidebar: Sidebar, mime: QMimeData, at: QPoint) -> None:
    """Drop as Qt does it: enter, move, drop."""
    sidebar.dragEnterEvent(QDragEnterEvent(at, COPY, mime, LEFT, NONE))
    sidebar.dragMoveEvent(QDragMoveEvent(at, COPY, mime, LEFT, NONE))
    sidebar.dropEvent(QDropEvent(QPointF(at), COPY, mime, LEFT, NONE))


def files() -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/tmp/a.jpg")])
    return mime


def test_every_entry_shows_how_many_tips_lie_there(sidebar: Sidebar) -> None:
    counts = shown(sidebar)
    assert (counts["New"], counts["Ready"], counts["Archived"]) == (2, 1, 0)
    assert (counts["All tips"], counts["Unassigned"], counts["Protected"]) == (3, 3, 1)
    assert (counts["MILLFLOOD"], counts["BRIDGE"], counts["# flood"]) == (2, 1, 2)


def test_the_counts_follow_a_change(sidebar: Sidebar, bridge: Bridge, qtbot) -> None:
    with qtbot.waitSignal(sidebar.counted):
        bridge.do(lambda store: trash(store, [TipId(1)]))
    assert (shown(sidebar)["New"], shown(sidebar)["Trash"]) == (1, 1)


def test_many_changes_at_a_time_are_counted_once(sidebar: Sidebar, bridge: Bridge, qtbot) -> None:
    counted: list[object] = []
    sidebar.counted.connect(counted.append)
    with qtbot.waitSignal(sidebar.counted):
        for number in range(5):
            bridge.changed.emit(Change(ChangeId(str(number)), "move", frozenset({TipId(1)})))
    qtbot.waitUntil(lambda: not bridge.is_busy)
    assert len(counted) == 1


def test_the_chosen_entry_stays_chosen_when_others_come_and_go(
    sidebar: Sidebar, bridge: Bridge, desk: Store, qtbot
) -> None:
    sidebar.mark("story:MILLFLOOD")
    make_tip(desk, stories=("AARDVARK",))
    with qtbot.waitSignal(sidebar.counted):
        sidebar.refresh()
    assert sidebar.currentIndex().data(ENTRY).name == "MILLFLOOD"
    assert "AARDVARK" in shown(sidebar)


def test_a_closed_story_is_not_at_hand(sidebar: Sidebar, bridge: Bridge, qtbot) -> None:
    with qtbot.waitSignal(sidebar.counted):
        bridge.do(lambda store: edit_story(store, "BRIDGE", StoryEdit(status=StoryStatus.CLOSED)))
    assert "BRIDGE" not in shown(sidebar)


def test_a_click_asks_for_what_the_entry_stands_for(sidebar: Sidebar, qtbot) -> None:
    with qtbot.waitSignal(sidebar.chosen) as chosen:
        qtbot.mouseClick(sidebar.viewport(), LEFT, pos=place(sidebar, Sort.STORY, "BRIDGE"))
    assert chosen.args == ["story:BRIDGE"]


def test_the_arrow_keys_go_over_the_headings(sidebar: Sidebar, qtbot) -> None:
    sidebar.mark("workflow:spiked")
    with qtbot.waitSignal(sidebar.chosen) as chosen:
        qtbot.keyClick(sidebar, Qt.Key.Key_Down)
    assert chosen.args == [""]
    assert sidebar.currentIndex().data(ENTRY).sort is Sort.EVERYTHING


def test_marking_an_entry_asks_for_nothing(sidebar: Sidebar, qtbot) -> None:
    with qtbot.assertNotEmitted(sidebar.chosen):
        sidebar.mark("story:BRIDGE")
        sidebar.mark("words of the editor's own")
    assert not sidebar.selectedIndexes()


def test_tips_dropped_on_a_story_are_handed_over(sidebar: Sidebar, qtbot) -> None:
    with qtbot.waitSignal(sidebar.tips_dropped) as dropped:
        drop(sidebar, drops.carry_tips([TipId(3)]), place(sidebar, Sort.STORY, "BRIDGE"))
    assert (dropped.args[0].name, dropped.args[1]) == ("BRIDGE", (3,))


def test_files_dropped_on_a_story_or_a_tag_come_in_there(sidebar: Sidebar, qtbot) -> None:
    for sort, name in ((Sort.STORY, "MILLFLOOD"), (Sort.TAG, "flood"), (Sort.STATE, "new")):
        with qtbot.waitSignal(sidebar.arrived) as arrived:
            drop(sidebar, files(), place(sidebar, sort, name))
        assert (arrived.args[0].name, len(arrived.args[1].paths)) == (name, 1)


@pytest.mark.parametrize(
    ("sort", "name"),
    [(Sort.TRASH, ""), (Sort.STATE, "published"), (Sort.PROTECTED, ""), (Sort.HEADING, "stories")],
)
def test_where_files_can_not_come_in_it_is_said_why(
    sidebar: Sidebar, sort: Sort, name: str, qtbot
) -> None:
    with qtbot.waitSignal(sidebar.refused) as refused, qtbot.assertNotEmitted(sidebar.arrived):
        drop(sidebar, files(), place(sidebar, sort, name))
    assert refused.args[0].endswith(".")


def test_the_entry_under_a_drag_is_ringed_only_if_it_takes_it(sidebar: Sidebar) -> None:
    dragged = files()  # Qt only borrows it
    for sort, name, ringed in ((Sort.STORY, "BRIDGE", True), (Sort.TRASH, "", False)):
        at = place(sidebar, sort, name)
        sidebar.dragMoveEvent(QDragMoveEvent(at, COPY, dragged, LEFT, NONE))
        assert (sidebar.painter_.aimed_at is not None) is ringed


def test_a_drag_that_can_not_be_received_is_let_in_and_explained(sidebar: Sidebar, qtbot) -> None:
    mime = QMimeData()
    mime.setData("text/x-moz-message", b"imap://")
    entering = QDragEnterEvent(QPoint(5, 40), COPY, mime, LEFT, NONE)
    sidebar.dragEnterEvent(entering)
    assert entering.isAccepted()
    with qtbot.waitSignal(sidebar.refused) as refused:
        drop(sidebar, mime, place(sidebar, Sort.STORY, "BRIDGE"))
    assert "Thunderbird" in refused.args[0]


def test_a_screen_reader_hears_the_entry_and_its_count(sidebar: Sidebar) -> None:
    index = sidebar.entries.find((Sort.STORY, "MILLFLOOD"))
    assert index.data(ACCESSIBLE_TEXT) == "MILLFLOOD, 2 tips"


def test_every_entry_asks_what_the_search_understands(sidebar: Sidebar) -> None:
    for row in range(sidebar.entries.rowCount()):
        parse(sidebar.entries.index(row).data(ENTRY).query)


def test_a_tag_of_several_words_is_asked_as_one(sidebar: Sidebar) -> None:
    assert tag_query("eye witness") == 'tag:"eye witness"'
    assert parse(tag_query("eye witness")).asked.values == ("eye witness",)


def test_before_the_desk_is_asked_the_states_are_there_without_numbers() -> None:
    listed = entries(None)
    assert [entry.text for entry in listed if entry.sort is Sort.STATE][:2] == ["New", "Triage"]
    assert all(entry.count is None for entry in listed)


SAVED = (
    Entry(Sort.HEADING, "Saved views", name="saved"),
    Entry(Sort.VIEW, "Late floods", "is:late flood", 3, "clock", name="4", detail="is:late flood"),
    Entry(Sort.VIEW, "Mine, urgent", "is:mine priority:1", 1, "star", name="2"),
    Entry(Sort.VIEW, "Broken", "workflow:lost", None, "warning", name="9", fault="No such state."),
)


def test_saved_views_stand_between_the_views_and_the_stories(sidebar: Sidebar) -> None:
    sidebar.show_saved(SAVED)
    names = list(shown(sidebar))
    assert names.index("Trash") < names.index("Late floods") < names.index("MILLFLOOD")
    assert shown(sidebar)["Late floods"] == 3


def test_a_saved_view_is_listed_by_a_click(sidebar: Sidebar, qtbot) -> None:
    sidebar.show_saved(SAVED)
    with qtbot.waitSignal(sidebar.chosen) as chosen:
        qtbot.mouseClick(sidebar.viewport(), LEFT, pos=place(sidebar, Sort.VIEW, "4"))
    assert chosen.args == ["is:late flood"]


def test_a_view_that_can_not_be_read_says_so_in_place_of_listing(sidebar: Sidebar, qtbot) -> None:
    sidebar.show_saved(SAVED)
    with qtbot.assertNotEmitted(sidebar.chosen), qtbot.waitSignal(sidebar.view_chosen) as chosen:
        qtbot.mouseClick(sidebar.viewport(), LEFT, pos=place(sidebar, Sort.VIEW, "9"))
    assert chosen.args == [SAVED[3]]
    assert sidebar.currentIndex().data(ACCESSIBLE_TEXT) == "Broken. No such state."


def test_views_are_ordered_edited_and_dropped_by_keys(sidebar: Sidebar, qtbot) -> None:
    sidebar.show_saved(SAVED)
    sidebar.mark("is:mine priority:1")
    alt = Qt.KeyboardModifier.AltModifier
    for key, modifier, signal, args in (
        (Qt.Key.Key_Up, alt, sidebar.view_moved, [SAVED[2], 0]),
        (Qt.Key.Key_Down, alt, sidebar.view_moved, [SAVED[2], 2]),
        (Qt.Key.Key_F2, NONE, sidebar.view_edited, [SAVED[2]]),
        (Qt.Key.Key_Delete, NONE, sidebar.view_dropped, [SAVED[2]]),
    ):
        with qtbot.waitSignal(signal) as asked:
            qtbot.keyClick(sidebar, key, modifier)
        assert asked.args == args


def test_the_delete_key_on_a_view_never_trashes_the_chosen_tips(sidebar: Sidebar, qtbot) -> None:
    sidebar.show_saved(SAVED)
    trashing = QAction("Trash", sidebar)
    trashing.setShortcut("Del")
    sidebar.addAction(trashing)
    sidebar.setFocus()
    qtbot.waitActive(sidebar)
    sidebar.mark("is:mine priority:1")
    with qtbot.assertNotEmitted(trashing.triggered), qtbot.waitSignal(sidebar.view_dropped):
        qtbot.keyClick(sidebar, Qt.Key.Key_Delete)
    sidebar.mark("story:BRIDGE")
    with qtbot.waitSignal(trashing.triggered):
        qtbot.keyClick(sidebar, Qt.Key.Key_Delete)


def test_a_view_that_is_dragged_onto_another_takes_its_place(sidebar: Sidebar, qtbot) -> None:
    sidebar.show_saved(SAVED)
    index = sidebar.entries.find((Sort.VIEW, "9"))
    with qtbot.waitSignal(sidebar.view_moved) as moved:
        drop(sidebar, sidebar.entries.mimeData([index]), place(sidebar, Sort.VIEW, "4"))
    assert moved.args == [SAVED[3], 0]
    with qtbot.assertNotEmitted(sidebar.view_moved), qtbot.assertNotEmitted(sidebar.refused):
        drop(sidebar, sidebar.entries.mimeData([index]), place(sidebar, Sort.TRASH))


def test_only_views_can_be_dragged(sidebar: Sidebar) -> None:
    sidebar.show_saved(SAVED)
    drags = {
        sidebar.entries.index(row).data()
        for row in range(sidebar.entries.rowCount())
        if sidebar.entries.flags(sidebar.entries.index(row)) & Qt.ItemFlag.ItemIsDragEnabled
    }
    assert drags == {"Late floods", "Mine, urgent", "Broken"}


def test_what_time_brought_about_is_listed_only_where_there_is_something(
    sidebar: Sidebar, desk: Store, qtbot
) -> None:
    assert "Late" not in shown(sidebar)
    soon = now() + timedelta(hours=1)
    late = now() - timedelta(hours=1)
    make_tip(desk, due_at=late, embargo_until=soon, snoozed_until=soon)
    with qtbot.waitSignal(sidebar.counted):
        sidebar.refresh()
    edit_story(desk, "MILLFLOOD", StoryEdit(embargo_until=soon))
    with qtbot.waitSignal(sidebar.counted):
        sidebar.refresh()
    for text, number in {"Late": 1, "Embargoed": 3, "Put away": 1}.items():
        assert shown(sidebar)[text] == number
        entry = next(each for each in entries(counts(desk)) if each.text == text)
        assert len(tip_ids(desk, entry.query)) == entry.count


def test_a_screen_reader_chooses_an_entry_by_selecting_it(sidebar: Sidebar, qtbot) -> None:
    story = sidebar.entries.find((Sort.STORY, "BRIDGE"))
    told = QAccessible.queryAccessibleInterface(sidebar)
    with qtbot.waitSignal(sidebar.chosen) as chosen:
        told.selectionInterface().select(told.child(story.row()))
    assert chosen.args == ["story:BRIDGE"]
    assert sidebar.currentIndex() == story
