from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.nouns import make_tip
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.triaging.tagging import retag
from tipdesk.desk.views import due_reminders, save_view, views
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.notices.toasts import Toast
from tipdesk.gui.sidebar.entries import Entry, Sort
from tipdesk.gui.sidebar.view import Sidebar
from tipdesk.gui.views.deeds import ViewDeeds
from tipdesk.gui.views.digest import Digest
from tipdesk.gui.views.form import ViewForm
from tipdesk.gui.views.reminding import Reminding
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.view import SavedView, ViewEdit
from tipdesk.store.database import Store


@dataclass
class Side:
    """A sidebar with the deeds of its views."""

    desk: Store
    bridge: Bridge
    sidebar: Sidebar
    deeds: ViewDeeds
    toast: Toast
    qtbot: QtBot

    def settle(self) -> None:
        """Wait until everything is answered."""
        self.qtbot.waitUntil(lambda: not self.bridge.is_busy)

    def shown(self) -> dict[str, int | None]:
        """Tell which views stand in the sidebar, with their numbers."""
        return {entry.text: entry.count for entry in self.entries()}

    def entries(self) -> list[Entry]:
        """Give the entries of the views."""
        model = self.sidebar.entries
        listed = (model.at(model.index(row)) for row in range(model.rowCount()))
        return [entry for entry in listed if entry is not None and entry.sort is Sort.VIEW]


@pytest.fixture
def side(bridge: Bridge, desk: Store, qtbot: QtBot) -> Side:
    make_tip(desk, tags=("flood",))
    make_tip(desk)
    save_view(desk, "Floods", "tag:flood", ViewEdit.model_construct(in_digest=True))
    save_view(desk, "All & sundry", "")
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(208, 900)
    sidebar, toast = Sidebar(bridge, window), Toast(window)
    sidebar.resize(208, 900)
    window.show()
    deeds = ViewDeeds(bridge, sidebar, toast, lambda: "is:new flood")
    made = Side(desk, bridge, sidebar, deeds, toast, qtbot)
    deeds.start()
    made.settle()
    return made


def test_views_stand_in_the_sidebar_with_their_numbers(side: Side) -> None:
    assert side.shown() == {"Floods": 1, "All & sundry": 2}


def test_the_numbers_follow_a_change(side: Side) -> None:
    make_tip(side.desk, tags=("flood",))
    side.bridge.changed.emit(_some_change(side.desk))
    side.qtbot.waitUntil(lambda: side.shown()["Floods"] == 2)


def test_what_is_listed_is_saved_under_a_name(side: Side) -> None:
    form = side.deeds.save()
    assert form.query.text() == "is:new flood"
    form.name.setText("New floods")
    with side.qtbot.waitSignal(side.deeds.known):
        form.deed.click()
    assert list(side.shown()) == ["Floods", "All & sundry", "New floods"]


def test_a_view_is_edited_moved_and_dropped_and_each_is_undone(side: Side) -> None:
    before = views(side.desk)
    floods = side.entries()[0]
    form = side.deeds.edit(floods)
    assert form is not None
    form.name.setText("Water")
    deeds = (form.deed.click, lambda: side.deeds.move(floods, 1), lambda: side.deeds.drop(floods))
    after = (["Water", "All & sundry"], ["All & sundry", "Floods"], ["All & sundry"])
    for deed, names in zip(deeds, after, strict=True):
        with side.qtbot.waitSignal(side.deeds.known):
            deed()
        assert list(side.shown()) == names
        with side.qtbot.waitSignal(side.deeds.known):
            side.bridge.do(undo)
        assert views(side.desk) == before


def test_a_view_is_not_moved_past_the_ends(side: Side) -> None:
    with side.qtbot.assertNotEmitted(side.bridge.done):
        side.deeds.move(side.entries()[0], -1)
        side.deeds.move(side.entries()[1], 2)
        side.settle()


def test_a_view_that_can_not_be_read_any_more_says_why_and_can_be_mended(side: Side) -> None:
    with side.desk.begin("edit_view") as work:
        row = work.get(SavedView, 1)
        assert row is not None
        row.query = "workflow:lost"
    side.deeds.start()
    side.settle()
    broken = side.entries()[0]
    assert "workflow:lost" in broken.fault
    assert broken.count is None
    side.sidebar.view_chosen.emit(broken)
    assert "can't be read" in side.toast.text.text()
    side.toast.button.click()
    mending = side.sidebar.findChild(ViewForm)
    assert isinstance(mending, ViewForm)
    mending.query.setText("workflow:new")
    with side.qtbot.waitSignal(side.deeds.known):
        mending.deed.click()
    assert not side.entries()[0].fault


def test_the_examples_are_added_once(side: Side) -> None:
    for _ in range(2):
        side.deeds.add_examples()
        side.settle()
    assert len(side.shown()) == 5


def test_the_menu_of_a_view_offers_what_its_keys_do(side: Side) -> None:
    side.sidebar.view_menu_wanted.emit(side.entries()[0], side.sidebar.pos())
    menu = side.sidebar.findChild(QMenu)
    assert isinstance(menu, QMenu)
    told = [action.text().partition("  ")[0] for action in menu.actions() if action.text()]
    assert told == ["Edit…", "Move up", "Move down", "Drop this view"]
    menu.close()


def test_the_digest_lists_its_views_and_takes_one_there(side: Side) -> None:
    digest = Digest(side.sidebar, side.deeds.views, side.deeds.numbers)
    assert [button.accessibleName() for button in digest.buttons] == ["Floods, 1 tip"]
    with side.qtbot.waitSignal(digest.chosen) as chosen:
        digest.buttons[0].click()
    assert chosen.args == ["tag:flood"]


def test_a_reminder_says_that_there_is_something_and_never_what(side: Side) -> None:
    reminds = ViewEdit.model_construct(reminds=True)
    save_view(side.desk, "Source Petrov", "tag:flood", reminds)
    due_reminders(side.desk)
    reminding = Reminding(side.bridge, side.sidebar.window(), side.toast)
    reminding.start()
    side.settle()
    assert side.toast.isHidden()
    make_tip(side.desk, tags=("flood",))
    reminding.look()
    side.settle()
    assert side.toast.text.text() == "A view has something new"
    with side.qtbot.waitSignal(reminding.wanted) as wanted:
        side.toast.button.click()
    assert wanted.args == ["tag:flood"]
    reminding.end()


def test_what_lies_in_a_view_when_it_is_saved_is_nothing_new(side: Side) -> None:
    reminding = Reminding(side.bridge, side.sidebar.window(), side.toast)
    reminding.know(side.deeds.views)
    side.deeds.known.connect(reminding.know)
    reminds = ViewEdit.model_construct(reminds=True)
    side.bridge.do(lambda store: save_view(store, "Water", "tag:flood", reminds))
    side.settle()
    reminding.look()
    side.settle()
    assert side.toast.isHidden()
    make_tip(side.desk, tags=("flood",))
    reminding.look()
    side.settle()
    assert side.toast.text.text() == "A view has something new"


def _some_change(desk: Store) -> Change:
    return retag(desk, [TipId(2)], add=["other"])
