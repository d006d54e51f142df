import threading
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDrag, QDragEnterEvent, QDropEvent, QGuiApplication

from tests.nouns import make_tip
from tipdesk.desk.annotating.editing import edit_tip
from tipdesk.desk.triaging.tagging import retag
from tipdesk.desk.triaging.triage import move
from tipdesk.gui import drops
from tipdesk.gui.tips import finding, questions
from tipdesk.gui.tips.row.plan import Density
from tipdesk.newsroom.states import Workflow
from tipdesk.newsroom.tip import TipEdit
from tipdesk.store.database import Store

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest.fixture
def tips(desk):
    """Thirty tips, the newest first."""
    return [
        make_tip(desk, headline=f"Tip {at}", received_at=NOW - timedelta(minutes=at))
        for at in range(30)
    ]


def do(listing, bridge, verb):
    listing.expect(lambda: bridge.do(verb))


# What is listed


def test_the_newest_tip_is_first_or_the_oldest(listing, tips):
    assert listing.show().ids == tips
    listing.expect(lambda: listing.view.sort(newest_first=False))
    assert listing.ids == tips[::-1]


def test_the_sidebars_view_and_the_words_hold_together(desk, listing, tips):
    retag(desk, tips[:3], add=["flood"])
    listing.show("tag:flood")
    assert listing.ids == tips[:3]
    listing.expect(lambda: listing.view.search('"Tip 2"'))
    assert listing.ids == [tips[2]]
    listing.expect(lambda: listing.view.show_view(""))
    assert listing.ids == [tips[2]]


def test_the_first_page_is_there_before_the_rest(listing, tips, monkeypatch, qtbot):
    monkeypatch.setattr(finding, "FIRST", 10)
    sizes = []
    listing.view.finder.found.connect(lambda ids, _: sizes.append(len(ids)))
    listing.show()
    assert sizes == [10, 30]
    assert listing.ids == tips


def test_only_the_newest_question_is_answered(listing, tips, qtbot):
    listing.show()
    told = []
    listing.view.looked.connect(lambda: told.append(listing.ids))
    for words in ('"Tip 3"', '"Tip 4"', '"Tip 5"'):
        listing.view.search(words)
    qtbot.waitUntil(lambda: listing.ids == [tips[5]])
    assert told == [[tips[5]]]


def test_after_a_change_of_a_tip_the_others_are_not_looked_for(
    listing, tips, bridge, monkeypatch, qtbot
):
    listing.show("workflow:new")
    monkeypatch.delattr(questions, "find")
    for tip in tips[3:6]:
        do(listing, bridge, lambda store, tip=tip: move(store, [tip], Workflow.TRIAGE))
    assert listing.ids == [*tips[:3], *tips[6:]]
    monkeypatch.undo()
    for tip in tips[4:6]:
        bridge.do(lambda store, tip=tip: move(store, [tip], Workflow.NEW))
    qtbot.waitUntil(lambda: listing.ids == [*tips[:3], *tips[4:]])


def test_the_store_is_never_asked_on_the_windows_thread(listing, tips, bridge, monkeypatch):
    threads = set()
    real = Store.reading
    monkeypatch.setattr(
        Store, "reading", lambda store: threads.add(threading.current_thread()) or real(store)
    )
    listing.show()
    listing.expect(lambda: listing.view.search("tip"))
    do(listing, bridge, lambda store: retag(store, tips[:2], add=["flood"]))
    assert threads
    assert threading.main_thread() not in threads


# What changes


def test_a_changed_headline_is_shown(listing, tips, bridge, qtbot):
    listing.show()
    do(listing, bridge, lambda store: edit_tip(store, tips[0], TipEdit(headline="Another")))
    qtbot.waitUntil(lambda: listing.view.model.line(0).headline == "Another")


def test_a_new_tip_comes_in_above_and_the_selection_stays_with_its_tip(
    listing, tips, bridge, desk, qtbot
):
    listing.show()
    listing.view.choose(tips[0], tips[2])
    with qtbot.assertNotEmitted(listing.view.selected):
        make_tip(desk, headline="Newer", received_at=NOW + timedelta(minutes=1))
        do(listing, bridge, lambda store: retag(store, [tips[5]], add=["flood"]))
    assert len(listing.ids) == 31
    assert listing.view.selection() == [tips[0], tips[2]]


def test_what_is_on_the_screen_stays_there_when_a_tip_comes_in_above(listing, tips, bridge, desk):
    listing.show()
    table = listing.view.table
    table.verticalScrollBar().setValue(10 * 76 + 20)
    assert table.rowAt(0) == 10
    make_tip(desk, headline="Newer", received_at=NOW + timedelta(minutes=1))
    do(listing, bridge, lambda store: retag(store, [tips[5]], add=["flood"]))
    assert listing.view.model.tip(table.rowAt(0)) == tips[10]
    assert table.rowViewportPosition(table.rowAt(0)) == -20


def test_a_tip_that_was_just_logged_is_selected_as_soon_as_it_is_listed(
    listing, tips, bridge, desk, qtbot
):
    listing.show()
    listing.view.choose(tips[3])
    logged = make_tip(desk, headline="Newer", received_at=NOW + timedelta(minutes=1))
    listing.view.choose(logged)
    assert listing.view.selection() == [tips[3]]
    with qtbot.waitSignal(listing.view.selected) as told:
        do(listing, bridge, lambda store: retag(store, [tips[5]], add=["flood"]))
    assert told.args == [[logged]]


def archive(*tips):
    return lambda store: move(store, list(tips), Workflow.ARCHIVED)


def test_when_the_chosen_tip_leaves_a_list_that_has_the_keyboard_the_next_is_chosen(
    listing, tips, bridge, qtbot
):
    listing.show("workflow:new")
    listing.view.choose(tips[3])
    listing.view.table.setFocus()
    with qtbot.waitSignal(listing.view.selected) as told:
        bridge.do(archive(tips[3]))
    assert told.args == [[tips[4]]]


def test_the_list_goes_to_one_tip_alone_though_a_key_is_still_down(listing, tips, qtbot):
    table = listing.view.table
    listing.show("workflow:new")
    table.go_to(1)
    qtbot.keyPress(table, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.ControlModifier
    table.go_to(4)
    assert listing.view.selection() == [tips[4]]
    qtbot.keyRelease(table, Qt.Key.Key_Control)


def test_when_it_leaves_while_the_editor_works_elsewhere_the_open_tip_stays_open(
    listing, tips, bridge, qtbot
):
    listing.show("workflow:new")
    listing.view.choose(tips[3])
    listing.field.line.setFocus()
    with qtbot.assertNotEmitted(listing.view.selected):
        do(listing, bridge, archive(tips[3]))
    assert tips[3] not in listing.ids
    assert listing.view.table.choice.current() == tips[4]


def test_a_new_question_keeps_the_selection_as_far_as_it_is_found(listing, tips, qtbot):
    listing.show()
    listing.view.choose(tips[3], tips[20])
    with qtbot.waitSignal(listing.view.selected) as told:
        listing.view.search('"Tip 20"')
    assert told.args == [[tips[20]]]


def test_everything_selected_stays_cheap_and_in_order(listing, tips):
    listing.show()
    listing.view.table.selectAll()
    assert listing.view.selection() == tips
    assert "30 of 30 tips selected" in listing.view._heading._count.text()


def test_a_big_selection_is_kept_whole_when_tips_leave_from_its_middle(listing, tips, bridge):
    listing.show("workflow:new")
    listing.view.table.selectAll()
    do(listing, bridge, archive(tips[3], tips[10]))
    left = [tip for tip in tips if tip not in (tips[3], tips[10])]
    assert listing.view.selection() == listing.ids == left


def test_a_screen_reader_hears_a_row(listing, desk):
    make_tip(desk, headline="Flood", sender="Anna Berg")
    listing.show()
    table = QAccessible.queryAccessibleInterface(listing.view.table)
    heard = [
        table.child(at).text(QAccessible.Text.Name)
        for at in range(table.childCount())
        if table.child(at).role() is QAccessible.Role.Cell
    ]
    assert heard == ["T-1; Flood; New; unread; Other, from Anna Berg; now"]


# Keys


def test_keys_move_open_and_peek(listing, tips, qtbot):
    listing.show()
    table = listing.view.table
    listing.press(Qt.Key.Key_J)
    assert table.choice.current() == tips[0]
    for key, tip in (
        *((Qt.Key.Key_J, tips[1]), (Qt.Key.Key_Down, tips[2]), (Qt.Key.Key_K, tips[1])),
        *((Qt.Key.Key_End, tips[-1]), (Qt.Key.Key_J, tips[-1]), (Qt.Key.Key_Home, tips[0])),
    ):
        listing.press(key)
        assert listing.view.selection() == [tip]
    with qtbot.waitSignal(listing.view.opened) as opened:
        listing.press(Qt.Key.Key_Return)
    with qtbot.waitSignal(listing.view.peeked) as peeked:
        listing.press(Qt.Key.Key_Space)
    assert opened.args == peeked.args == [tips[0]]


def test_n_goes_to_the_next_untriaged_tip_and_round_again(desk, listing, tips, qtbot):
    new = {tips[4], tips[9]}
    move(desk, [tip for tip in tips if tip not in new], Workflow.TRIAGE)
    listing.show()
    seen = []
    for _ in range(3):
        with qtbot.waitSignal(listing.view.selected):
            listing.press(Qt.Key.Key_N)
        seen += listing.view.selection()
    assert seen == [tips[4], tips[9], tips[4]]


def test_letters_look_for_nothing_in_the_rows(listing, tips):
    listing.show()
    listing.view.choose(tips[0])
    listing.press(Qt.Key.Key_T)
    assert listing.view.selection() == [tips[0]]


def test_a_double_click_opens(listing, tips, qtbot):
    listing.show()
    viewport = listing.view.table.viewport()
    at = QPointF(100, 76 + 20).toPoint()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    with qtbot.waitSignal(listing.view.opened) as opened:
        qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    assert opened.args == [tips[1]]


# Drops


def drop(widget, mime, y):
    """Drag something over a widget and let it fall; tell whether it was welcome."""
    at = QPointF(60, y)
    buttons, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at.toPoint(), Qt.DropAction.CopyAction, mime, buttons, no_key)
    widget.dragEnterEvent(enter)
    if enter.isAccepted():
        widget.dropEvent(QDropEvent(at, Qt.DropAction.CopyAction, mime, buttons, no_key))
    return enter.isAccepted()


@pytest.fixture
def files(tmp_path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "water.jpg"))])
    return mime


def test_files_fall_on_a_tip_or_beside_all(listing, desk, files, tmp_path):
    tip = make_tip(desk)
    listing.show()
    fallen = []
    listing.view.files_dropped.connect(lambda *told: fallen.append(told))
    assert drop(listing.view.table, files, 20)
    assert drop(listing.view.table, files, 200)
    assert [target for target, _ in fallen] == [tip, None]
    assert all(brought.paths == (tmp_path / "water.jpg",) for _, brought in fallen)


def test_files_fall_on_an_empty_list_as_well(listing, files):
    listing.show()
    fallen = []
    listing.view.files_dropped.connect(lambda *told: fallen.append(told))
    assert drop(listing.view._empty, files, 20)
    assert [target for target, _ in fallen] == [None]


def test_what_cannot_be_received_is_met_with_a_sentence(listing, tips, qtbot):
    listing.show()
    mime = QMimeData()
    mime.setData('application/x-qt-windows-mime;value="FileGroupDescriptorW"', b"")
    with qtbot.waitSignal(listing.view.refused) as told:
        assert drop(listing.view.table, mime, 20)
    assert "Outlook" in told.args[0]


def test_our_own_tips_are_not_dropped_on_the_list(listing, tips):
    listing.show()
    assert not drop(listing.view.table, drops.carry_tips(tips[:2]), 20)


def test_the_chosen_tips_are_dragged_together(listing, tips, monkeypatch):
    listing.show()
    dragged = []
    monkeypatch.setattr(
        QDrag, "exec", lambda drag, *_: dragged.append(drops.look(drag.mimeData()).tips)
    )
    listing.view.choose(tips[0], tips[2])
    listing.view.table.startDrag(Qt.DropAction.CopyAction)
    assert dragged == [(tips[0], tips[2])]


def test_the_tip_under_the_pointer_is_marked_until_the_drag_is_gone(listing, tips, files):
    listing.show()
    table = listing.view.table
    at, copy = QPointF(60, 90).toPoint(), Qt.DropAction.CopyAction
    buttons, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    table.dragEnterEvent(QDragEnterEvent(at, copy, files, buttons, no_key))
    assert listing.view._delegate.drop_row == 1
    table.dragLeaveEvent(None)
    assert listing.view._delegate.drop_row == -1


# Where nothing is listed


def test_an_empty_desk_says_how_the_first_tip_gets_in(listing, qtbot):
    listing.show()
    empty = listing.view._empty
    assert empty.isVisible()
    assert empty._title.text() == "No tips yet"
    assert "Ctrl+N" in empty._hint.text()
    with qtbot.waitSignal(listing.view.new_wanted):
        empty._new.click()


def test_a_search_that_finds_nothing_says_so_as_plain_text_and_can_be_cleared(listing, tips):
    listing.show()
    listing.expect(lambda: listing.field.set_words("<b>zeppelin</b>"))
    empty = listing.view._empty
    assert empty._title.text() == "No tip matches “<b>zeppelin</b>”"
    assert empty._title.textFormat() is Qt.TextFormat.PlainText
    listing.expect(empty._clear.click)
    assert listing.ids == tips
    assert listing.field.words() == ""


def test_density_changes_keep_what_is_on_the_screen(listing, tips):
    listing.show()
    table = listing.view.table
    table.verticalScrollBar().setValue(10 * 76)
    listing.view.set_density(Density.COMPACT)
    assert listing.view.model.tip(table.rowAt(0)) == tips[10]
