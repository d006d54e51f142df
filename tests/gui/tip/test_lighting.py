from functools import partial

from PySide6.QtWidgets import QPlainTextEdit

from tipdesk.gui.tip.lighting import Lighting
from tipdesk.store.fulltext import Term
from tipdesk.store.marking import marks


def lit(text):
    return [selection.cursor.selectedText() for selection in text.extraSelections()]


def test_what_was_found_is_lit_in_the_text_and_follows_it(qtbot):
    text = QPlainTextEdit("🌊 Flood at Mill Road, floods")
    qtbot.addWidget(text)
    lighting = Lighting(text)
    lighting.look_for(partial(marks, terms=[Term("flood"), Term("mill road")]))
    assert lit(text) == ["Flood", "Mill Road"]
    text.setPlainText("Another flood")
    assert lit(text) == ["flood"]
    lighting.look_for(None)
    assert lit(text) == []
