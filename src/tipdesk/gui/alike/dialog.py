"""Two tips that look like each other, side by side; one click makes one of both, or links them."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tipdesk.desk.annotating.linking import link, unlink
from tipdesk.desk.triaging.merging import merge_tips
from tipdesk.desk.verifying.likewise import Likewise
from tipdesk.gui import theme, words
from tipdesk.gui.alike.pair import Pair, read_pair
from tipdesk.gui.alike.scrolling import Abreast
from tipdesk.gui.alike.side import Side
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.tip.rows import said
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import TipdeskError
from tipdesk.newsroom.ids import TipId, tip_number

SIZE = (1_000, 620)


class AlikeDialog(QDialog):
    """Stands beside the window, so that the tip can be worked on meanwhile."""

    tip_asked = Signal(object)  # TipId: it is to be opened

    def __init__(
        self, bridge: Bridge, tip: TipId, found: Sequence[Likewise], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._bridge, self._tip, self._found = bridge, tip, tuple(found)
        self._turn = 0
        self.pair: Pair | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Tips that look alike"))
        self.resize(*SIZE)
        self._make()
        self._lay_out()
        self._connect()
        self._ask()

    def _make(self) -> None:
        self.which = QComboBox()
        # Its name is what is chosen in it: the words beside it say more than a label would.
        self.which.setAccessibleDescription(self.tr("Which tip is compared"))
        for one in self._found:
            alike = self.tr("{0} · {1} % alike")
            number = tip_number(one.tip.id)
            self.which.addItem(alike.format(number, words.number(one.alike)), one.tip.id)
        self.which.setVisible(len(self._found) > 1)
        self.told = said(self.tr("Comparing…"), face=theme.Face.BODY)
        self.ours, self.theirs = Side(self), Side(self)
        self.stay = QButtonGroup(self)
        self.hint = said("", muted=True)
        self.show_tip = QPushButton("")
        self.tie = QPushButton(self.tr("Link the two"))
        self.make = QPushButton(self.tr("Make one of both"))
        self.make.setProperty("primary", True)
        self.leave = QPushButton(self.tr("Close"))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        self.ours.stand_in(grid, 0)
        self.theirs.stand_in(grid, 1)
        grid.setRowStretch(2, 1)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.which)
        top.addWidget(self.told, 1)
        end = QHBoxLayout()
        end.setSpacing(8)
        end.addWidget(self.show_tip)
        end.addStretch()
        for button in (self.tie, self.make, self.leave):
            end.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(12)
        rows.addLayout(top)
        rows.addLayout(grid, 1)
        rows.addWidget(self.hint)
        rows.addLayout(end)
        texts, stays = (self.ours.text, self.theirs.text), (self.ours.stays, self.theirs.stays)
        for one, following in pairwise((self.which, *texts, *stays, self.show_tip)):
            QWidget.setTabOrder(one, following)

    def _connect(self) -> None:
        self.which.currentIndexChanged.connect(lambda _: self._ask())
        Abreast(self.ours.text, self.theirs.text)
        for side in (self.ours, self.theirs):
            self.stay.addButton(side.stays)
        for button in (self.show_tip, self.tie, self.make, self.leave):
            button.setAutoDefault(False)  # Enter alone makes nothing of anything
            button.setEnabled(button is self.leave)
        self.show_tip.clicked.connect(lambda: self.tip_asked.emit(self.other))
        self.tie.clicked.connect(self._tie)
        self.make.clicked.connect(self._merge)
        self.leave.clicked.connect(self.close)
        self._bridge.changed.connect(self._follow)

    @property
    def other(self) -> TipId:
        """Tell which tip the open one is compared with."""
        return TipId(self.which.currentData())

    def done(self, result: int) -> None:
        """Let what is still compared be dropped."""
        self._turn += 1
        super().done(result)

    def _ask(self) -> None:
        self._turn += 1
        question = partial(read_pair, self._bridge.lanes.store, self._tip, self.other)
        self._bridge.aside(question, partial(self._show, self._turn), self._say)

    def _show(self, turn: int, pair: Pair) -> None:
        if turn != self._turn:
            return
        another = self.pair is None or self.pair.theirs.tip.line.id != self.other
        self.pair = pair
        for side, half in zip((self.ours, self.theirs), pair.halves, strict=True):
            side.show_half(half)
            if another:
                side.stays.setChecked(half.tip.line.id == pair.older)
        self.told.setText(self._in_brief(pair))
        self.hint.setText(self._what_becomes(pair))
        self.show_tip.setText(self.tr("Open {0}").format(tip_number(self.other)))
        self.tie.setText(self.tr("Unlink the two") if pair.is_linked else self.tr("Link the two"))
        for button in (self.show_tip, self.tie, self.make):
            button.setEnabled(button is self.show_tip or not pair.is_past)

    def _say(self, error: TipdeskError) -> None:
        self.told.setText(str(error))
        for button in (self.show_tip, self.tie, self.make):
            button.setEnabled(False)

    def _in_brief(self, pair: Pair) -> str:
        if not any(half.places for half in pair.halves):
            return self.tr("Both texts say the same, word for word.")
        told = self.tr("What only one of them says is underlined.")
        if len(self._found) > 1:
            return told
        alike = self.tr("{0} % alike.").format(words.number(self._found[0].alike))
        return f"{alike} {told}"

    def _what_becomes(self, pair: Pair) -> str:
        for half in pair.halves:
            if half.tip.line.trashed:
                gone = self.tr("{0} is in the trash by now: nothing is to be done here.")
                return gone.format(tip_number(half.tip.line.id))
        told = self.tr(
            "Made one, the tip that stays gets the files, messages, notes, tags and stories of the "
            "other, which goes to the trash and leads here. It can be undone, and parted again."
        )
        if len({half.tip.line.protected for half in pair.halves}) > 1:
            protected = self.tr("One source is protected, and so will be what becomes of both.")
            return f"{told} {protected}"
        return told

    def _tie(self) -> None:
        if self.pair is not None:
            verb = unlink if self.pair.is_linked else link
            tip, other = self._tip, self.other
            self._bridge.do(lambda store: verb(store, tip, other))

    def _merge(self) -> None:
        tips = (self._tip, self.other)
        into = self._tip if self.ours.stays.isChecked() else self.other
        self.make.setEnabled(False)
        self._bridge.do(lambda store: merge_tips(store, into, tips), self._leave, self._say)

    def _leave(self, _: Change) -> None:
        self.close()

    def _follow(self, change: Change) -> None:
        if {self._tip, self.other} & change.tips:
            self._ask()
