"""The hint that a file says AI made it while no label says so: one click labels it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from tipdesk.gui import theme, words
from tipdesk.gui.tip.glyph import Glyph
from tipdesk.gui.tip.links import Link
from tipdesk.newsroom.ids import MediaId
from tipdesk.newsroom.lines import MediaLine
from tipdesk.newsroom.origins import label_for_ai
from tipdesk.newsroom.states import Label


class AiHint(QWidget):
    """Says what the files claim of their making, and offers the label."""

    labelled = Signal(list, object)  # list[MediaId], Label

    def __init__(self) -> None:
        super().__init__()
        self._media: list[MediaId] = []
        self._label = Label.AI_GENERATED
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setFont(theme.font(theme.Face.META))
        self.said.setProperty("said", "attention")
        self.said.setMinimumWidth(40)
        self.offer = Link("", role="accent")
        self.offer.clicked.connect(lambda: self.labelled.emit(self._media, self._label))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(6)
        row.addWidget(Glyph("warning", 14, role="attention"))
        row.addWidget(self.said)
        row.addWidget(self.offer)
        row.addStretch()
        self.hide()

    def show_media(self, media: Sequence[MediaLine]) -> None:
        """Show the hint where one of these files asks for a label that it doesn't have."""
        asking = {
            one.id: label
            for one in media
            if one.label is Label.NONE and (label := label_for_ai(one.said, one.credentials))
        }
        self.setVisible(bool(asking))
        if not asking:
            return
        whole = Label.AI_GENERATED in asking.values()
        self._label = Label.AI_GENERATED if whole else Label.COMPOSITE
        self._media = [one for one, label in asking.items() if label is self._label]
        self.said.setText(self._claim(len(self._media), len(media), whole=whole))
        self.offer.say(self.tr("Label: {0}").format(words.say(self._label)), role="accent")

    def _claim(self, count: int, of: int, *, whole: bool) -> str:
        if of == 1:
            one = self.tr("The file says it was made by AI.")
            return one if whole else self.tr("The file says it was partly made by AI.")
        some = self.tr("{0} of {1} files say they were made by AI.")
        partly = self.tr("{0} of {1} files say they were partly made by AI.")
        return (some if whole else partly).format(words.number(count), words.number(of))
