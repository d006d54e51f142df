from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from tests.lines import picture_line
from tipdesk.gui.light.captionline import Said


def test_a_long_credit_leaves_room_for_the_permission_and_the_zoom(qtbot: QtBot) -> None:
    said = Said()
    qtbot.addWidget(said)
    said.say(picture_line(credit="Picture: " + "somebody " * 60), "2 of 340")
    said.say_zoom("100 %")
    meter = QFontMetrics(said.font())
    wide = [text for text, _ in said.fitted(meter, 900)]
    assert wide[0] == "2 of 340"
    assert wide[-2:] == ["Permission: not asked", "100 %"]
    assert "…" in wide[-3]
    assert said.fitted(meter, 900)[:2] == said.fitted(meter, 5_000)[:2]


def test_what_has_no_room_is_left_out_whole(qtbot: QtBot) -> None:
    said = Said()
    qtbot.addWidget(said)
    said.say(picture_line(credit="Picture: " + "somebody " * 60), "2 of 340")
    assert [text for text, _ in said.fitted(QFontMetrics(said.font()), 90)] == ["2 of 340"]
