"""Everything that a file says, grouped by where it stands; folded until asked for."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tipdesk.gui import words
from tipdesk.gui.facts import wording
from tipdesk.gui.facts.pieces import Block, brief
from tipdesk.gui.tip.flow import flowing
from tipdesk.gui.tip.links import Link
from tipdesk.newsroom.facts import Said, Source

_MOST = 200  # rows; a file with more is a trick, and all of it can be copied


class Statements(QWidget):
    """A link that unfolds the whole list; another that copies it as text."""

    def __init__(self) -> None:
        super().__init__()
        self._said: tuple[Said, ...] = ()
        self._is_open = False
        self.fold = Link("", "", role="accent")
        self.fold.clicked.connect(self._turn)
        self.copy = Link("", self.tr("Copy as text"), role="accent")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.as_text()))
        links, row = flowing(8, 2)
        row.addWidget(self.fold)
        row.addWidget(self.copy)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 10)
        self._rows.setSpacing(6)
        self._rows.addWidget(links)
        self._blocks: list[Block] = []

    def show_said(self, said: Sequence[Said]) -> None:
        """Show these statements."""
        self._said = tuple(said)
        self.setVisible(bool(said))
        self._fill()

    def as_text(self) -> str:
        """Write all statements, one a line, under the names of their sources."""
        told = []
        for source, own in self._by_source():
            told.append(wording.source(source))
            told += [f"  {wording.name(one.fact)}: {wording.value(one)}" for one in own]
        return "\n".join(told)

    def _turn(self) -> None:
        self._is_open = not self._is_open
        self._fill()

    def _by_source(self) -> list[tuple[Source, list[Said]]]:
        grouped = [(each, [one for one in self._said if one.source is each]) for each in Source]
        return [(source, own) for source, own in grouped if own]

    def _fill(self) -> None:
        for block in self._blocks:
            block.hide()
            self._rows.removeWidget(block)
            block.deleteLater()
        self._blocks = []
        count = words.number(len(self._said))
        glyph = "more" if self._is_open else "more-right"
        self.fold.say(self.tr("All it says ({0})").format(count), role="accent", glyph=glyph)
        self.fold.setAccessibleDescription(self.tr("unfolded") if self._is_open else "")
        if self._is_open:
            self._unfold()

    def _unfold(self) -> None:
        left = _MOST
        for source, own in self._by_source():
            block = Block(wording.source(source))
            self._rows.addWidget(block)
            some = own[: max(left, 0)]
            block.add_pairs([(wording.name(one.fact), brief(wording.value(one))) for one in some])
            left -= len(some)
            self._blocks.append(block)
