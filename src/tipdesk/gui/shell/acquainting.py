"""Opens the panel about who sent the open tip, and lists what that person sent."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tipdesk.desk.asking.nodes import Filter, Query
from tipdesk.desk.asking.query import written
from tipdesk.desk.contributors.reading import others_in_tip, sender_of_tip, writer_in_tip
from tipdesk.gui.people.panel import PersonPanel
from tipdesk.gui.shell.desk_page import DeskPage
from tipdesk.newsroom.ids import ContributorId, TipId
from tipdesk.newsroom.persons import Person, PersonLine
from tipdesk.store.database import Store


class Acquainting(QObject):
    """Listens to the head of the open tip."""

    def __init__(self, page: DeskPage, list_query: Callable[[str], object]) -> None:
        super().__init__(page)
        self._page, self._list_query = page, list_query
        page.tip.header.person_asked.connect(self.show)
        page.tip.messages.person_asked.connect(self.show_writer)
        page.shell.acts.on("go.sender", self.show)

    def show(self) -> None:
        """Ask who sent the open tip."""
        tip, reveal = self._page.tip.tip, self._page.tip.is_revealed
        if tip is None:
            self._page.shell.toast.explain(self.tr("Choose a tip in the list first."))
            return
        self._page.bridge.ask(
            partial(_somebody, tip=tip, reveal=reveal),
            partial(self._open, tip, reveal),
            view="person",
        )

    def show_writer(self, number: ContributorId) -> None:
        """Ask for somebody who wrote in the open tip."""
        tip, reveal = self._page.tip.tip, self._page.tip.is_revealed
        if tip is not None:
            self._page.bridge.ask(
                partial(writer_in_tip, tip=tip, number=number, reveal=reveal),
                partial(self._open, tip, reveal),
                view="person",
            )

    def _open(self, tip: TipId, reveal: bool, person: Person | None) -> None:  # noqa: FBT001  partial
        page = self._page
        if tip != page.tip.tip:
            return
        if person is None:
            page.shell.toast.explain(self.tr("Nobody is known to have sent this tip."))
            return
        panel = PersonPanel(page.bridge, tip, person, page.shell, reveal=reveal)
        panel.listed.connect(lambda line: self._list_query(tips_of(line)))
        panel.open_at(self._anchor())

    def _anchor(self) -> QWidget:
        header = self._page.tip.header
        return header.known if header.known.isVisible() else header.source


def _somebody(store: Store, tip: TipId, *, reveal: bool) -> Person | None:
    """Read who sent a tip, or else who was the first to write in it."""
    sender = sender_of_tip(store, tip, reveal=reveal)
    if sender is not None:
        return sender
    others = others_in_tip(store, tip, None, reveal=reveal)
    return writer_in_tip(store, tip, others[0].id, reveal=reveal) if others else None


def tips_of(line: PersonLine) -> str:
    """Write the search that finds what a person sent: by a contact, which nobody shares."""
    values = (one.value for one in line.reached)
    wanted = next((one for one in values if '"' not in one), line.name.replace('"', " "))
    return written(Query(Filter("from", (wanted,))))
