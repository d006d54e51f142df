"""The quiet line in the open tip: what it looks like, what it went into, what went into it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from tipdesk.desk.verifying.likewise import Likewise
from tipdesk.gui import theme, words
from tipdesk.gui.tip.flow import flowing
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
        self.looks_like = Named(self.tr("Looks like"))
        self.went_into = Named(self.tr("Went into"))
        self.took_in = Named(self.tr("Holds"))
        self.compare = Link("")
        self.compare.say(self.tr("Compare…"), role="accent")
        self.split = Link("")
        self.split.say(self.tr("Part again"), role="accent")
        self.split.setToolTip(self.tr("Takes back what made one of them"))
        self.compare.clicked.connect(lambda _: self.compare_asked.emit())
        self.split.clicked.connect(lambda _: self.split_asked.emit())
        self._lay_out()
        self.clear()

    def _lay_out(self) -> None:
        said, flow = flowing(2, 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 5, 20, 5)
        row.addWidget(said)
        flow.addWidget(Glyph("merge", 14, role="muted"))
        for named, deed in (
            (self.looks_like, self.compare),
            (self.went_into, self.split),
            (self.took_in, None),
        ):
            named.tip_asked.connect(self.tip_asked.emit)
            flow.addWidget(named)
            if deed is not None:
                flow.addWidget(deed)

    def clear(self) -> None:
        """Say nothing."""
        for said in (self.looks_like, self.compare, self.went_into, self.split, self.took_in):
            said.hide()
        self.hide()

    def say_alike(self, found: Sequence[Likewise]) -> None:
        """Say which tip looks like this one, and how many more."""
        alike = self.tr("· {0} % alike").format(words.number(found[0].alike))
        self.looks_like.name([one.tip.id for one in found], alike)
        self.compare.setAccessibleName(
            self.tr("Compare with {0}").format(tip_number(found[0].tip.id))
        )
        self._show(self.looks_like, self.compare)

    def say_went_into(self, other: TipId) -> None:
        """Say that this tip went into another."""
        self.went_into.name([other])
        self._show(self.went_into, self.split)

    def say_took_in(self, others: Sequence[TipId]) -> None:
        """Say which tips went into this one."""
        self.took_in.name(others)
        self._show(self.took_in)

    def _show(self, *said: QWidget) -> None:
        for each in (*said, self):
            each.show()


class Named(QWidget):
    """Names a tip, as a link to it, and says how many more there are."""

    tip_asked = Signal(object)  # TipId

    def __init__(self, words_before: str) -> None:
        super().__init__()
        self._tip = TipId(0)
        self.link = Link(words_before)
        self.link.clicked.connect(lambda: self.tip_asked.emit(self._tip))
        self.said = QLabel()
        self.said.setFont(theme.font(theme.Face.META))
        self.said.setProperty("said", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(PAD, 0, PAD, 0)
        row.setSpacing(1)
        row.addWidget(self.link)
        row.addWidget(self.said)

    def name(self, tips: Sequence[TipId], about: str = "") -> None:
        """Name the first of these tips."""
        self._tip = tips[0]
        self.link.say(tip_number(self._tip), role="accent")
        left = len(tips) - 1
        more = self.tr("and {0} more").format(words.number(left)) if left else ""
        self.said.setText(" ".join(filter(None, (about, more))))
