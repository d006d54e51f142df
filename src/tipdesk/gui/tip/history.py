"""The tip's history: who did what, when and why, and where it was used."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tipdesk.desk.changes.history import history
from tipdesk.gui import theme, times
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.tip.rows import Column, said, section
from tipdesk.gui.tip.whenseen import WhenSeen
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.lines import HistoryLine, OpenTip, UseLine

AT_FIRST = 200


class HistoryTab(Column):
    """Every change, the newest first; asked for when somebody looks."""

    told = Signal(int)  # how many changes there were

    def __init__(self, bridge: Bridge, name: str) -> None:
        super().__init__(name)
        self._bridge = bridge
        self._tip: TipId | None = None
        self._asking = WhenSeen(self)
        self._lines: Sequence[HistoryLine] = ()

    def show_tip(self, tip: OpenTip) -> None:
        """Show what was done to this tip, as soon as somebody looks."""
        if tip.line.id != self._tip:
            self._tip, self._lines = tip.line.id, ()
            self.show_when_seen(list)
        self._asking.do(self._ask)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what is to be seen now."""
        super().showEvent(event)
        self._asking.look()

    def _ask(self) -> None:
        tip = self._tip
        if tip is not None:
            show = partial(self._show, tip)
            self._bridge.ask(lambda store: history(store, tip), show, view="history")

    def _show(self, tip: TipId, lines: Sequence[HistoryLine]) -> None:
        """Show these changes; of a very long history the newest, and the rest when asked."""
        if tip == self._tip and list(lines) != list(self._lines):
            self._lines = lines
            self.show_when_seen(self._newest)
            self.told.emit(len(lines))

    def _newest(self) -> list[QWidget]:
        rows = [_change(line) for line in self._lines[:AT_FIRST]]
        if len(self._lines) > AT_FIRST:
            more = QPushButton(self.tr("Show all {0}").format(len(self._lines)))
            more.setProperty("link", True)
            more.clicked.connect(lambda: self.show_when_seen(self._all))
            rows.append(more)
        return rows

    def _all(self) -> list[QWidget]:
        return [_change(line) for line in self._lines]


class UsesTab(Column):
    """Where the tip was used, and with what credit."""

    def show_uses(self, uses: Sequence[UseLine]) -> None:
        """Show these uses, the newest first."""
        self.show_when_seen(lambda: [self._use(use) for use in reversed(uses)])

    def _use(self, use: UseLine) -> QWidget:
        row = QWidget()
        lines = QVBoxLayout(row)
        lines.setContentsMargins(20, 8, 20, 8)
        lines.setSpacing(2)
        lines.addWidget(said(use.title or use.url, face=theme.Face.STRONG))
        address = QHBoxLayout()
        address.addWidget(said(use.url, muted=True), 1)
        copy = QPushButton(self.tr("Copy"))
        copy.setProperty("link", True)
        copy.setAccessibleName(self.tr("Copy the address"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(use.url))
        address.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(address)
        credit = self.tr("credit {0}").format(use.credit) if use.credit else ""
        parts = (times.when(use.published_at), use.outlet, use.story, credit)
        lines.addWidget(said(" · ".join(filter(None, parts))))
        if use.withdrawn_at is not None:
            withdrawn = said(self.tr("Withdrawn {0}").format(times.when(use.withdrawn_at)))
            withdrawn.setProperty("said", "stop")
            lines.addWidget(withdrawn)
        return row


def _change(line: HistoryLine) -> QWidget:
    row = QWidget()
    lines = QVBoxLayout(row)
    lines.setContentsMargins(20, 8, 20, 8)
    lines.setSpacing(2)
    head = section(f"{line.editor} · {times.when(line.at)}")
    head.setToolTip(times.exact(line.at))
    lines.addWidget(head)
    lines.addWidget(said("\n".join(line.what) or line.verb, face=theme.Face.BODY))
    if line.reason:
        lines.addWidget(said(f"“{line.reason}”", muted=True))
    return row
