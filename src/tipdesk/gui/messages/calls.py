"""A phone call among the messages of a tip: when it was, and what was promised in it."""

from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tipdesk.gui import theme
from tipdesk.gui.facts.pieces import marked
from tipdesk.gui.phone import wording
from tipdesk.gui.tip.rows import said
from tipdesk.newsroom.lines import CallLine


def call_card(call: CallLine, due: datetime | None, now: datetime) -> QWidget:
    """Tell of a call; what was said in it is the tip's own text."""
    card = QWidget()
    rows = QVBoxLayout(card)
    rows.setContentsMargins(20, 12, 20, 14)
    rows.setSpacing(6)
    told = wording.call(call)
    card.setAccessibleName(told)
    rows.addWidget(said(told, face=theme.Face.STRONG))
    if call.promised:
        sentence, role = wording.promise(call, due, now)
        glyph = "tick" if call.kept else "clock"
        rows.addWidget(marked(glyph, role, sentence))
    rows.addWidget(said(wording.where_its_words_are(), muted=True))
    return card
