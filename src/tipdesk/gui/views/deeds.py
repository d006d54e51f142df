"""What an editor does with saved views: save, edit, order, drop, mend; each can be undone."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from tipdesk.desk.views import (
    ViewLine,
    drop_view,
    edit_view,
    order_views,
    save_view,
    view_count,
    views,
)
from tipdesk.gui.actions import Actions
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.notices.toasts import Toast
from tipdesk.gui.sidebar.entries import Entry
from tipdesk.gui.sidebar.view import Sidebar
from tipdesk.gui.views.examples import examples
from tipdesk.gui.views.form import ViewForm
from tipdesk.gui.views.saved import edit_of, entries_of
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import TipdeskError
from tipdesk.newsroom.view import ViewEdit
from tipdesk.store.database import Store

SOON_MS, NOW_AND_THEN_MS = 1_500, 60_000
_OURS = "savedview"


class ViewDeeds(QObject):
    """Keeps the sidebar's views as they are on the desk, and does what is asked of them.

    Numbers are counted aside, a while after a change and once a minute: time changes them, too.
    """

    known = Signal(list)  # ViewLine

    def __init__(
        self, bridge: Bridge, sidebar: Sidebar, toast: Toast, query: Callable[[], str]
    ) -> None:
        super().__init__(sidebar)
        self._bridge, self._sidebar = bridge, sidebar
        self._toast, self._query = toast, query
        self.views: tuple[ViewLine, ...] = ()
        self.numbers: dict[int, int] = {}
        self._is_counting = False
        self._place = QWidget(sidebar.viewport())
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._count)
        self._now_and_then = QTimer(self, interval=NOW_AND_THEN_MS)
        self._now_and_then.timeout.connect(self._count)
        bridge.changed.connect(self._follow)
        sidebar.view_chosen.connect(self._offer_mending)
        sidebar.view_edited.connect(self.edit)
        sidebar.view_dropped.connect(self.drop)
        sidebar.view_moved.connect(self.move)
        sidebar.view_menu_wanted.connect(self._show_menu)

    def start(self) -> None:
        """Ask for the views of this desk."""
        self._bridge.ask(views, self._show, view="views")
        self._now_and_then.start()

    def end(self) -> None:
        """Count no more."""
        self._soon.stop()
        self._now_and_then.stop()

    def offer(self, acts: Actions) -> None:
        """Put saving behind the window's actions."""
        acts.on("view.save", self.save)
        acts.on("view.examples", self.add_examples)

    # What is done

    def save(self) -> ViewForm:
        """Ask for a name for what is listed now."""
        before = ViewEdit.model_construct(query=self._query())
        form = ViewForm(self._sidebar, self.tr("Save this view"), self.tr("Save"), before)
        form.given.connect(self._save)
        form.open_at(self._anchor(None))
        return form

    def edit(self, entry: Entry) -> ViewForm | None:
        """Ask what is to be different about a view."""
        view = self._view(entry)
        if view is None:
            return None
        form = ViewForm(self._sidebar, self.tr("Edit this view"), self.tr("Save"), edit_of(view))
        form.given.connect(
            lambda edit: self._bridge.do(lambda store: edit_view(store, view.id, edit))
        )
        form.open_at(self._anchor(entry))
        return form

    def drop(self, entry: Entry) -> None:
        """Drop a view; its tips stay where they are."""
        view = self._view(entry)
        if view is not None:
            self._bridge.do(lambda store: drop_view(store, view.id))

    def move(self, entry: Entry, place: int) -> None:
        """Put a view at another place among the views."""
        view = self._view(entry)
        if view is not None and 0 <= place < len(self.views):
            order = [each.id for each in self.views if each.id != view.id]
            order.insert(place, view.id)
            self._bridge.do(lambda store: order_views(store, order))

    def add_examples(self) -> None:
        """Save the examples that aren't there yet."""
        known = {view.query for view in self.views}
        for each in examples():
            if each.query not in known:
                self._save(each)

    def _save(self, edit: ViewEdit) -> None:
        self._bridge.do(lambda store: save_view(store, edit.name, edit.query, edit))

    def start_query(self) -> str | None:
        """Give the search of the view that the window begins with."""
        return next((view.query for view in self.views if view.is_start), None)

    def begin_with(self, view: int | None) -> None:
        """Have the window begin with this view, or with none."""
        marked = next((each.id for each in self.views if each.is_start), None)
        if view != marked:
            edit = ViewEdit(is_start=view is not None)
            chosen = view if view is not None else marked
            self._bridge.do(lambda store: edit_view(store, chosen or 0, edit))

    @property
    def read_only(self) -> bool:
        """Tell whether views can't be changed."""
        return self._bridge.lanes.store.read_only

    # What is shown

    def _follow(self, change: Change) -> None:
        if _OURS in change.nouns:
            self._bridge.ask(views, self._show, view="views")
        elif self.views:
            self._soon.start()

    def _show(self, known: Sequence[ViewLine]) -> None:
        self.views = tuple(known)
        self._list()
        self._count()
        self.known.emit(list(known))

    def _count(self) -> None:
        shown = self.views
        if shown and not self._is_counting:
            self._is_counting = True
            store = self._bridge.lanes.store
            self._bridge.aside(lambda: _numbers(store, shown), self._show_numbers, self._give_up)
        elif shown:
            self._soon.start()

    def _give_up(self, error: TipdeskError) -> None:
        """Leave the numbers as they are; in a minute they are counted again."""
        self._is_counting = False

    def _show_numbers(self, numbers: dict[int, int]) -> None:
        self._is_counting = False
        if numbers != self.numbers:
            self.numbers = numbers
            self._list()

    def _list(self) -> None:
        self._sidebar.show_saved(entries_of(self.views, self.numbers))

    def _view(self, entry: Entry) -> ViewLine | None:
        return next((view for view in self.views if str(view.id) == entry.name), None)

    def _offer_mending(self, entry: Entry) -> None:
        sentence = self.tr("This view can't be read any more. {0}").format(entry.fault)
        self._toast.offer(sentence, self.tr("Mend…"), lambda: self.edit(entry))

    def _show_menu(self, entry: Entry | None, at: QPoint) -> None:
        menu = QMenu(self._sidebar)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if entry is None:
            menu.addAction(self.tr("Save what is listed as a view…"), self.save)
            menu.addAction(self.tr("Add the example views"), self.add_examples)
        else:
            place = self._sidebar.entries.place_of_view(entry)
            menu.addAction(self.tr("Edit…  F2"), lambda: self.edit(entry))
            menu.addAction(self.tr("Move up  Alt+Up"), lambda: self.move(entry, place - 1))
            menu.addAction(self.tr("Move down  Alt+Down"), lambda: self.move(entry, place + 1))
            menu.addSeparator()
            menu.addAction(self.tr("Drop this view  Del"), lambda: self.drop(entry))
        menu.popup(at)

    def _anchor(self, entry: Entry | None) -> QWidget:
        """Give a widget where the entry is, for a form to open beside it."""
        index = self._sidebar.entries.find(entry.key) if entry else self._sidebar.currentIndex()
        self._place.setGeometry(self._sidebar.visualRect(index).adjusted(24, 0, 0, 0))
        return self._place if index.isValid() else self._sidebar


def _numbers(store: Store, shown: Sequence[ViewLine]) -> dict[int, int]:
    return {view.id: view_count(store, view) for view in shown if not view.fault}
