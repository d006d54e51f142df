import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tipdesk.gui.tip import editing
from tipdesk.gui.tip.editing import Value, Written


@pytest.fixture
def page(qtbot):
    widget = QWidget()
    QVBoxLayout(widget)
    widget.resize(300, 400)
    qtbot.addWidget(widget)
    return widget


def shown(page, field):
    page.layout().addWidget(field)
    page.other = QLineEdit()
    page.layout().addWidget(page.other)
    page.show()
    page.activateWindow()
    field.setFocus()
    return field


def test_leaving_the_field_hands_over_what_was_typed(page, qtbot):
    field = shown(page, Written("Text"))
    field.show_text("before")
    qtbot.keyClicks(field, "more ")
    with qtbot.waitSignal(field.committed) as told:
        page.other.setFocus()
    assert told.args == ["more before"]


def test_leaving_without_typing_hands_over_nothing(page, qtbot):
    field = shown(page, Written("Text"))
    field.show_text("before")
    with qtbot.assertNotEmitted(field.committed):
        page.other.setFocus()


def test_a_pause_hands_over_what_was_typed(page, qtbot, monkeypatch):
    monkeypatch.setattr(editing, "PAUSE_MS", 20)
    field = shown(page, Written("Text"))
    with qtbot.waitSignal(field.committed, timeout=2_000):
        qtbot.keyClicks(field, "abc")


def test_what_is_being_typed_is_not_replaced_by_a_newer_stored_text(page, qtbot):
    field = shown(page, Written("Text"))
    field.show_text("stored")
    qtbot.keyClicks(field, "typed ")
    field.show_text("changed abroad")
    assert field.toPlainText() == "typed stored"


def test_a_newer_stored_text_is_shown_where_nothing_is_typed(page):
    field = shown(page, Written("Text"))
    field.show_text("stored")
    field.show_text("changed abroad")
    assert field.toPlainText() == "changed abroad"
    assert not field.is_being_written


def test_typing_on_after_a_save_is_still_being_written(page, qtbot):
    field = shown(page, Written("Text"))
    qtbot.keyClicks(field, "one")
    field.settle("one")
    assert not field.is_being_written
    qtbot.keyClicks(field, " two")
    assert field.is_being_written


def test_escape_goes_back_to_the_stored_text(page, qtbot):
    field = shown(page, Written("Text"))
    field.show_text("stored")
    qtbot.keyClicks(field, "oops")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.toPlainText() == "stored"


def test_enter_in_a_headline_saves_it_and_adds_no_line(page, qtbot):
    field = shown(page, Written("Headline", one_line=True))
    qtbot.keyClicks(field, "Flood")
    with qtbot.waitSignal(field.committed) as told:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told.args == ["Flood"]


def test_pasted_lines_become_one_line_in_a_headline(page):
    field = shown(page, Written("Headline", one_line=True))
    mime = QMimeData()
    mime.setText("Flood\n at the\tbridge")
    field.insertFromMimeData(mime)
    assert field.toPlainText() == "Flood at the bridge"


def test_pasted_markup_stays_text(page):
    field = shown(page, Written("Text"))
    mime = QMimeData()
    mime.setHtml("<b>bold</b><img src='file:///nowhere.png'>")
    mime.setText("<b>bold</b>")
    field.insertFromMimeData(mime)
    assert field.toPlainText() == "<b>bold</b>"


def test_files_are_not_taken_as_text(page):
    field = shown(page, Written("Text"))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/tmp/picture.jpg")])
    assert not field.canInsertFromMimeData(mime)


def test_no_more_than_the_limit_is_taken(page, qtbot):
    field = shown(page, Written("Headline", one_line=True, limit=5))
    mime = QMimeData()
    mime.setText("12345678")
    field.insertFromMimeData(mime)
    qtbot.keyClicks(field, "9")
    assert field.toPlainText() == "12345"


def test_a_field_grows_with_its_text(page, qtbot):
    field = shown(page, Written("Text"))
    field.show_text("one line")
    low = field.height()
    field.replace("a longer text " * 20)
    qtbot.waitUntil(lambda: field.height() > 3 * low)


def test_a_short_value_is_handed_over_on_enter(page, qtbot):
    field = shown(page, Value("Place", "—"))
    field.show_text("Mill Road")
    field.selectAll()
    qtbot.keyClicks(field, "Weir")
    with qtbot.waitSignal(field.committed) as told:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told.args == ["Weir"]


def test_a_short_value_that_is_being_typed_is_not_replaced(page, qtbot):
    field = shown(page, Value("Place", "—"))
    field.show_text("Mill Road")
    qtbot.keyClicks(field, "!")
    field.show_text("changed abroad")
    assert field.text() != "changed abroad"
