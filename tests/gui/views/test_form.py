import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tipdesk.gui.views.examples import examples
from tipdesk.gui.views.form import ViewForm, fault_of
from tipdesk.gui.views.icons import ICONS, called, icon_of
from tipdesk.newsroom.view import ViewEdit


@pytest.fixture
def window(light: None, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def form(window: QWidget) -> ViewForm:
    before = ViewEdit(name="Late", query="is:late", icon="clock", reminds=True)
    made = ViewForm(window, "Edit this view", "Save", before)
    made.open_at(window)
    return made


def test_it_gives_back_what_was_there(form: ViewForm, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.given) as given:
        form.deed.click()
    assert given.args == [ViewEdit(name="Late", query="is:late", icon="clock", reminds=True)]


def test_name_search_and_ticks_can_be_changed(form: ViewForm, qtbot: QtBot) -> None:
    form.name.setText("  Mine  ")
    form.query.setText("is:mine")
    form.ticks["shared"].click()
    form.ticks["reminds"].click()
    with qtbot.waitSignal(form.given) as given:
        qtbot.keyClick(form.name, Qt.Key.Key_Return)
    assert given.args == [ViewEdit(name="Mine", query="is:mine", icon="clock", shared=True)]


def test_what_has_no_name_or_no_sense_is_not_saved(form: ViewForm) -> None:
    form.name.setText(" ")
    assert not form.deed.isEnabled()
    form.name.setText("Late")
    form.query.setText("workflow:lost")
    assert not form.deed.isEnabled()
    assert "workflow:lost" in form.fault.text()
    form.query.setText("")
    assert form.deed.isEnabled()
    assert form.fault.isHidden()


def test_a_view_that_can_not_be_read_can_be_mended(window: QWidget, qtbot: QtBot) -> None:
    broken = ViewEdit.model_construct(name="Old", query="state:fresh-ish:", icon="gone")
    form = ViewForm(window, "Edit this view", "Save", broken)
    form.query.setText("workflow:new")
    with qtbot.waitSignal(form.given) as given:
        form.deed.click()
    assert given.args[0].query == "workflow:new"


def test_every_icon_has_a_name_and_an_unknown_one_is_a_loupe() -> None:
    assert len({called(name) for name in ICONS}) == len(ICONS)
    assert icon_of("../../etc/passwd") == "search"


def test_the_examples_can_be_read() -> None:
    assert [fault_of(each.query) for each in examples()] == ["", "", ""]
