"""The quiet line in the open tip: it looks like another one, or it went into another one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from tipdesk.desk.verifying.likewise import Likewise
from tipdesk.gui import theme, words
from tipdesk.gui.tip.glyph import Glyph
from tipdesk.gui.tip.links import PAD, Link
from tipdesk.newsroom.ids import TipId, tip_number


class AlikeLine(QWidget):
    """Takes no room while there is nothing to say; tells numbers only, nothing of what is said."""

    tip_asked = Signal(object)  # TipId
    compare_asked = Signal()
    split_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._other = TipId(0)
        self.looks_like = Link(self.tr("Looks like"))
        self.went_into = Link(self.tr("Went into"))
        self.said = QLabel()
        self.said.setFont(theme.font(theme.Face.META))
        self.said.setProperty("said", "muted")
        self.compare = _accent(self.tr("Compare…"))
        self.split = _accent(self.tr("Part again"))
        self.split.setToolTip(self.tr("Takes back what made one of them"))
        for other in (self.looks_like, self.went_into):
            other.clicked.connect(lambda: self.tip_asked.emit(self._other))
        self.compare.clicked.connect(lambda _: self.compare_asked.emit())
        self.split.clicked.connect(lambda _: self.split_asked.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(20 - PAD, 5, 20, 5)
        row.setSpacing(2)
        row.addSpacing(PAD)
        row.addWidget(Glyph("merge", 14, role="muted"))
        for widget in (self.looks_like, self.went_into, self.said, self.compare, self.split):
            row.addWidget(widget)
        row.addStretch()
        self.hide()

    def say_alike(self, found: Sequence[Likewise]) -> None:
        """Say which tip looks like this one, and how many more; with none, say nothing."""
        if found:
            alike = self.tr("· {0} % alike").format(words.number(found[0].alike))
            more = self.tr("and {0} more").format(words.number(len(found) - 1))
            self.said.setText(f"{alike} {more}" if len(found) > 1 else alike)
            self._show(found[0].tip.id, is_part=False)
        else:
            self.hide()

    def say_went_into(self, other: TipId) -> None:
        """Say that this tip went into another."""
        self.said.clear()
        self._show(other, is_part=True)

    def _show(self, other: TipId, *, is_part: bool) -> None:
        self._other = other
        for link in (self.looks_like, self.went_into):
            link.say(tip_number(other), role="accent")
        for widget in (self.looks_like, self.said, self.compare):
            widget.setVisible(not is_part)
        for widget in (self.went_into, self.split):
            widget.setVisible(is_part)
        self.show()


def _accent(word: str) -> Link:
    link = Link("")
    link.say(word, role="accent")
    return link
