"""Offers who may be the same person: those who look like it first, others as they are typed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QWidget

from tipdesk.desk.contributors.reading import people
from tipdesk.desk.contributors.twins import twins
from tipdesk.gui import words
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.people import wording
from tipdesk.gui.pickers.choices import Choice
from tipdesk.gui.pickers.fuzzy import fold
from tipdesk.gui.pickers.picker import LISTED, Picker
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.persons import PersonLine, Twin
from tipdesk.store.database import Store

PAUSE_MS = 60
WIDE = 420


class SamePicker(Picker):
    """Lists people by name or contact; protected sources are not among them."""

    def __init__(self, bridge: Bridge, person: PersonLine, parent: QWidget) -> None:
        super().__init__(parent, parent.tr("The same person as…"))
        self._bridge, self._person = bridge, person
        self._alike: list[Twin] = []
        self.lines: dict[str, PersonLine] = {}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.filter.textChanged.connect(self._note_typing)
        bridge.ask(lambda store: _beginning(store, person), self._begin, view="same")

    def sizeHint(self) -> QSize:
        """Ask for the room that it needs."""
        return QSize(WIDE, super().sizeHint().height())

    def _begin(self, found: tuple[list[Twin], list[PersonLine]]) -> None:
        self._alike, others = found
        self._offer(others)

    def _note_typing(self) -> None:
        self._is_known = False  # Enter waits for what is found
        self._pause.start()

    def _search(self) -> None:
        typed = " ".join(self.filter.text().split())
        ask = partial(people, words=typed, limit=LISTED, named=True)
        self._bridge.ask(ask, self._offer, view="same")

    def _offer(self, others: Sequence[PersonLine]) -> None:
        likely = {twin.line.id: wording.alike(twin.why) for twin in self._alike}
        every = {line.id: line for line in (*(twin.line for twin in self._alike), *others)}
        every.pop(self._person.id, None)
        self.lines = {str(number): line for number, line in every.items()}
        self.offer([self._choice(line, likely.get(line.id, "")) for line in every.values()])

    def _choice(self, line: PersonLine, why: str) -> Choice:
        detail = " · ".join(filter(None, (why, words.tips(line.tips))))
        role = "accent" if why else "muted"
        return Choice(str(line.id), self._label(line), detail, glyph="person", role=role)

    def _label(self, line: PersonLine) -> str:
        """Name a person, with the contact that was typed or the first."""
        typed = fold(self.filter.text()).split()
        values = [one.value for one in line.reached if one.value != line.called]
        fitting = [one for one in values if any(word in fold(one) for word in typed)]
        contact = next(iter((*fitting, *values)), "")
        return "  ".join(filter(None, (wording.name(line), shown(contact))))


def _beginning(store: Store, person: PersonLine) -> tuple[list[Twin], list[PersonLine]]:
    return twins(store, person.id), people(store, limit=LISTED, named=True)
