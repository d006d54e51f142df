"""The command palette: any action, tip, story, tag, person or saved view by a few letters."""

from collections.abc import Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from tipdesk.desk.asking.nodes import Filter, Query
from tipdesk.desk.asking.query import written
from tipdesk.desk.counts.counting import counts
from tipdesk.desk.people import senders
from tipdesk.desk.searching.listing import tip_ids, tip_lines
from tipdesk.desk.views import ViewLine, views
from tipdesk.gui import words
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.pickers.choices import ROW, Choice, ChoiceList, Choices
from tipdesk.gui.pickers.choosing import colleagues
from tipdesk.gui.pickers.fuzzy import best
from tipdesk.gui.pickers.popover import Popover
from tipdesk.gui.tips.row.saying import plain
from tipdesk.newsroom.errors import NotValid, TipdeskError
from tipdesk.newsroom.ids import TipId, read_tip_number, tip_number
from tipdesk.newsroom.lines import Counts, TipLine
from tipdesk.store.database import Store

WIDTH, ROWS_SHOWN = 560, 12
PAUSE_MS = 60
ACTIONS_FIRST, TIPS_AT_MOST, EACH_AT_MOST = 8, 8, 5


class Found(NamedTuple):
    """The tips and the senders that fit what was typed."""

    typed: str
    lines: Sequence[TipLine]
    senders: Sequence[str] = ()


class Known(NamedTuple):
    """What stands on the desk by name."""

    shelves: Counts
    editors: Sequence[str]
    views: Sequence[ViewLine]


class Palette(Popover):
    """One line to type in; what it finds stands below, the best first."""

    tip_chosen = Signal(object)  # TipId
    story_chosen = Signal(str)
    tag_chosen = Signal(str)
    query_chosen = Signal(str)  # a saved view's, or what lists the tips of a person

    def __init__(self, bridge: Bridge, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent, parent.tr("Command palette"))
        self._bridge = bridge
        self._deeds = {f"act:{action.objectName()}": action for action in actions if _works(action)}
        self._known: Known | None = None
        self._found = Found("", ())
        self.line = QLineEdit(
            placeholderText=self.tr("Do something, or find a tip, story, tag, person or view")
        )
        self.line.setAccessibleName(self.tr("Command palette"))
        self.line.setMaxLength(200)
        self.model = Choices(self)
        self.list = ChoiceList(self.model, self.tr("What was found"))
        self.rows.addWidget(self.line)
        self.rows.addWidget(self.list)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.line.textChanged.connect(self._note_typing)
        self.line.installEventFilter(self)
        self.list.clicked.connect(lambda index: self._take(index.row()))
        bridge.ask(_known, self._know)
        self._refresh()

    def open_over(self, window: QWidget) -> None:
        """Open in the upper middle of the window."""
        size = self.sizeHint()
        place = QRect(QPoint((window.width() - size.width()) // 2, 72), size)
        place.moveTopLeft(window.mapToGlobal(place.topLeft()))
        self.setGeometry(place)
        self.show()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def sizeHint(self) -> QSize:
        """Ask for the room that it needs."""
        rows = min(max(self.model.rowCount(), 1), ROWS_SHOWN)
        return QSize(WIDTH, 66 + rows * ROW)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Act on the keys typed into the filter line."""
        if watched is self.line and event.type() is QEvent.Type.KeyPress:
            return isinstance(event, QKeyEvent) and self._key(event.key())
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8}
        if key in steps:
            self.list.step(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentIndex().row())
        else:
            return False
        return True

    def _note_typing(self) -> None:
        self._refresh()
        self._pause.start()

    def _search(self) -> None:
        """Ask for tips by number or words; the newest question wins."""
        typed = self._typed()
        if typed:
            self._bridge.ask(
                partial(find, typed=typed), self._show_found, view="palette", otherwise=self._ignore
            )

    def _ignore(self, _error: TipdeskError) -> None:
        """A half-typed query is not understood yet; the next letter may mend it."""

    def _show_found(self, found: Found) -> None:
        if found.typed == self._typed():
            self._found = found
            self._refresh()

    def _know(self, known: Known) -> None:
        self._known = known
        self._refresh()

    def _refresh(self) -> None:
        typed = self._typed()
        offered = chain(
            self._tips(typed),
            self._actions(typed),
            self._views(typed),
            self._stories_and_tags(typed),
            self._people(typed),
        )
        self.model.show(list(offered))
        self.list.setCurrentIndex(self.model.index(0))
        rows = min(max(self.model.rowCount(), 1), ROWS_SHOWN)
        self.list.setMinimumHeight(rows * ROW + 2)
        if self.isVisible():
            self.rows.activate()
            self.resize(self.sizeHint())

    def _typed(self) -> str:
        return " ".join(self.line.text().split())

    def _tips(self, typed: str) -> list[Choice]:
        if not typed or self._found.typed not in typed:
            return []
        return [
            Choice(
                f"tip:{line.id}",
                f"{tip_number(line.id)}  {line.headline}",
                words.source(line.contributor, protected=line.protected),
                words.glyph(line.workflow),
                words.role(line.workflow),
            )
            for line in self._found.lines
        ]

    def _actions(self, typed: str) -> list[Choice]:
        choices = [
            Choice(
                key,
                action.text(),
                action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
                str(action.property("glyph") or ""),
                "muted",
            )
            for key, action in self._deeds.items()
        ]
        limit = ACTIONS_FIRST if typed else None
        return best(typed, choices, lambda choice: choice.label, limit=limit)

    def _views(self, typed: str) -> list[Choice]:
        """Name the saved views that can be read; the sidebar mends the others."""
        if self._known is None or not typed:
            return []
        views = [
            Choice(f"view:{view.query}", plain(view.name), plain(view.query), "star", "accent")
            for view in self._known.views
            if not view.fault
        ]
        return best(typed, views, lambda choice: choice.label, limit=EACH_AT_MOST)

    def _stories_and_tags(self, typed: str) -> list[Choice]:
        if self._known is None or not typed:
            return []
        stories = [
            Choice(f"story:{line.slug}", line.slug, line.headline, "story", "accent")
            for line in self._known.shelves.stories
        ]
        tags = [
            Choice(f"tag:{name}", f"# {name}", words.tips(count), "tag", "muted")
            for name, count in self._known.shelves.tags
        ]
        return [
            *best(typed, stories, _label_and_detail, limit=EACH_AT_MOST),
            *best(typed, tags, lambda choice: choice.label, limit=EACH_AT_MOST),
        ]

    def _people(self, typed: str) -> list[Choice]:
        """Name editors, and those who sent tips; a protected source is never among them."""
        if self._known is None or not typed:
            return []
        works, sent = self.tr("works on tips"), self.tr("sent tips")
        editors = [
            Choice(f"assignee:{name}", name, works, "person", "accent")
            for name in self._known.editors
        ]
        senders = self._found.senders if self._found.typed in typed else ()
        others = [Choice(f"from:{name}", plain(name), sent, "person", "muted") for name in senders]
        return best(typed, [*editors, *others], lambda choice: choice.label, limit=EACH_AT_MOST)

    def _take(self, row: int) -> None:
        choice = self.model.at(row)
        if choice is None:
            return
        self.close()
        kind, _, name = choice.key.partition(":")
        if kind == "act":
            self._deeds[choice.key].trigger()
        elif kind == "tip":
            self.tip_chosen.emit(TipId(int(name)))
        elif kind == "story":
            self.story_chosen.emit(name)
        elif kind == "view":
            self.query_chosen.emit(name)
        elif kind in {"assignee", "from"}:
            self.query_chosen.emit(written(Query(Filter(kind, (name.replace('"', " "),)))))
        else:
            self.tag_chosen.emit(name)


def find(store: Store, typed: str) -> Found:
    """Find tips by number, else by the window's own query language, the newest first."""
    try:
        by_number = tip_lines(store, [read_tip_number(typed)])
    except NotValid:
        by_number = []
    rest = [TipId(tip) for tip in tip_ids(store, typed, limit=TIPS_AT_MOST)]
    known = {line.id for line in by_number}
    others = [line for line in tip_lines(store, rest) if line.id not in known]
    return Found(typed, [*by_number, *others], senders(store, typed, EACH_AT_MOST))


def _known(store: Store) -> Known:
    return Known(counts(store), colleagues(store), views(store))


def _label_and_detail(choice: Choice) -> str:
    return f"{choice.label} {choice.detail}"


def _works(action: QAction) -> bool:
    return action.isVisible() and action.isEnabled()
