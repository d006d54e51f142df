import time

from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tipdesk.gui.tip.editing import Written
from tipdesk.gui.wrapping import wrapping

ENDLESS = "x" * 200_000
ANYWHERE = QTextOption.WrapMode.WrapAnywhere


def test_only_words_that_never_end_are_broken_anywhere() -> None:
    assert wrapping(ENDLESS) is wrapping(f"before {ENDLESS}\nafter") is ANYWHERE
    assert wrapping("word " * 100_000) is wrapping("x" * 2_000) is not ANYWHERE


def test_a_text_without_a_blank_is_shown_as_fast_as_any_other_and_the_next_one_nicely(
    qtbot: QtBot,
) -> None:
    written = Written("What was said")
    qtbot.addWidget(written)
    written.fill_the_room()
    written.resize(700, 500)
    written.show()
    began = time.thread_time()
    for text in (ENDLESS, "word " * 1_000, ENDLESS):
        written.replace(text)
        QApplication.processEvents()
        assert written.toPlainText() == text
    assert time.thread_time() - began < 0.5
    written.replace("One word after the other.")
    assert written.wordWrapMode() is not ANYWHERE
    assert not written.is_being_written
