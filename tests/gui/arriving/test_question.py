from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tipdesk.gui.arriving.question import Question


def test_the_question_is_a_line_and_leaves_the_room_to_the_list(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    question, rest = Question(), QWidget()
    column = QVBoxLayout(window)
    column.addWidget(question)
    column.addWidget(rest)
    window.resize(1280, 800)
    question.ask(10_000, lambda *_: None)
    window.show()
    qtbot.waitExposed(window)
    assert question.height() == question.sizeHint().height() < 60
    assert rest.height() > 600
