import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tipdesk.gui.figures import sheet
from tipdesk.gui.figures.sheet import Line, Sheet, Table
from tipdesk.gui.figures.sheetview import SheetView, in_words

STATES = Table("Tips by state", (Line("New", "1,200", 1.0, "state-new"), Line("Ready", "0", 0.0)))
TIMES = Table("How long it took", (Line("To the first touch", "2 h 14 min"),))
EMPTY = Table("What was used", (), "Nothing was published.")
SHEET = Sheet("Eastwick Courier", "1,200 tips", (STATES, TIMES, EMPTY))


def test_tables_stand_beside_each_other_where_there_is_room() -> None:
    assert sheet.height(SHEET, 1_200) < sheet.height(SHEET, 700) < sheet.height(SHEET, 340)


def test_the_picture_is_a_whole_one(light: None) -> None:
    made = QImage.fromData(sheet.png(sheet.picture(SHEET, 700)))
    assert (made.width(), made.height()) == (1_400, 2 * sheet.height(SHEET, 700))


def test_what_is_drawn_can_be_read_aloud(light: None, qtbot: QtBot) -> None:
    view = SheetView()
    qtbot.addWidget(view)
    view.show_sheet(SHEET)
    told = view.accessibleDescription()
    assert told == in_words(SHEET)
    for said in ("Tips by state", "New: 1,200", "To the first touch: 2 h 14 min", EMPTY.note):
        assert said in told.splitlines()


@pytest.mark.parametrize("width", [40, 340, 3_000])
def test_ugly_words_and_widths_are_drawn_all_the_same(light: None, width: int) -> None:
    ugly = "\u202e<b>x</b>\n" * 400
    ugly_sheet = Sheet(ugly, ugly, (Table(ugly, (Line(ugly, ugly, 7.0),), ugly),))
    assert not sheet.picture(ugly_sheet, width, 1.0).isNull()
