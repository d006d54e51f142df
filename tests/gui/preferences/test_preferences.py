"""The preferences: what is chosen counts at once, is kept at once, and comes back."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlmodel import select

from tests.nouns import make_desk, make_media, make_tip
from tipdesk import app, settings
from tipdesk.desk.views import save_view
from tipdesk.gui import theme
from tipdesk.gui.preferences.beginning import Beginning
from tipdesk.gui.preferences.dialog import PreferencesDialog
from tipdesk.gui.shell import layout
from tipdesk.gui.shell.layout import Layout
from tipdesk.gui.shell.overview import Overview
from tipdesk.media.drawing import picture
from tipdesk.newsroom.record import LedgerEntry
from tipdesk.newsroom.view import ViewEdit

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def program(qtbot: QtBot) -> Iterator[app.Program]:
    app.prepare()
    made = app.Program()
    made.window.choose_scheme(theme.Scheme.LIGHT)
    made.window.show()
    qtbot.waitActive(made.window)
    yield made
    made.end()
    made.window.close()
    made.window.deleteLater()


@pytest.fixture
def opened(program: app.Program, tmp_path: Path, qtbot: QtBot) -> app.Program:
    """The program with a desk of two tips, one of which nobody has opened."""
    desk = make_desk(tmp_path)
    for seed, headline in enumerate(("Fire", "Flood")):
        data = picture("flood", size=(64, 48), seed=seed)
        make_media(desk, make_tip(desk, headline=headline), data)
    save_view(desk, "Fires", "fire", ViewEdit(shared=True))
    desk.close()
    with qtbot.waitSignal(program.entered, timeout=20_000):
        program.begin(tmp_path / "desk")
    qtbot.waitUntil(lambda: not program.page.bridge.is_busy and program.overview.views.views != ())
    return program


def shown(program: app.Program, qtbot: QtBot) -> PreferencesDialog:
    program.window.setFocus()
    qtbot.keyClick(program.window, Qt.Key.Key_Comma, CTRL)
    found = program.window.findChildren(PreferencesDialog)
    return next(one for one in found if one.isVisible())


def kept() -> dict[str, object]:
    return json.loads(layout.place().read_text("utf-8")) if layout.place().exists() else {}


def test_a_choice_is_on_the_disk_before_the_window_is_closed(program, qtbot):
    dialog = shown(program, qtbot)
    qtbot.mouseClick(dialog.scheme.button("dark"), Qt.MouseButton.LeftButton)
    assert theme.colours() is theme.DARK
    qtbot.waitUntil(lambda: kept().get("scheme") == "dark")


def test_without_a_desk_there_is_no_list_to_begin_with(program, qtbot):
    assert program.window.findChild(Overview) is None
    shown(program, qtbot).close()


def test_the_open_desk_follows_at_once(opened, qtbot):
    dialog = shown(opened, qtbot)
    page = opened.page
    for row, value in ((dialog.density, "compact"), (dialog.each, True), (dialog.advance, "never")):
        qtbot.mouseClick(row.button(value), Qt.MouseButton.LeftButton)
    assert page.tips.density == "compact"
    assert page.arrivals.each is True
    assert page.selecting.advancing.when == "never"
    dialog.news.click()
    assert not opened.window.kept.news
    qtbot.waitUntil(lambda: kept().get("density") == "compact" and kept().get("news") is False)


def test_what_was_chosen_elsewhere_is_shown_as_it_stands(opened, qtbot):
    opened.window.acts["view.compact"].trigger()
    opened.page.remember_answer(False)
    dialog = shown(opened, qtbot)
    assert dialog.density.button("compact").isChecked()
    assert dialog.each.button(False).isChecked()


def test_changes_carry_another_name_as_soon_as_it_is_typed(opened, qtbot):
    dialog = shown(opened, qtbot)
    dialog.name.setText("  Ada \t Okafor ")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: settings.load().editor == "Ada Okafor")
    with qtbot.waitSignal(opened.page.bridge.done):
        opened.window.acts["tip.new"].trigger()
    with opened.lanes.store.reading() as session:
        editors = session.exec(select(LedgerEntry.editor).order_by(LedgerEntry.id)).all()
    assert editors[-1] == "Ada Okafor"


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u0007"])
def test_a_name_that_is_none_is_refused_in_a_sentence(program, qtbot, typed):
    before = program._editor
    dialog = shown(program, qtbot)
    dialog.name.setText(typed)
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.problem.text() == "Changes must carry a name; it stays as it was."
    dialog.close()
    assert program._editor == before


def test_the_window_begins_with_the_list_that_was_chosen(opened, qtbot):
    dialog = shown(opened, qtbot)
    beginning = dialog.findChild(Beginning)
    assert [beginning.itemText(at) for at in range(beginning.count())] == [
        *("What was listed last", "New tips", "My tips", "All tips", "", "Fires"),
    ]
    beginning.setCurrentIndex(3)
    beginning.activated.emit(3)
    opened.page.tips.show_view("workflow:spiked")
    opened._rooms.closed(opened.leave())
    assert opened.window.kept.query == ""


def test_a_saved_view_to_begin_with_is_marked_on_the_desk(opened, qtbot):
    dialog = shown(opened, qtbot)
    beginning = dialog.findChild(Beginning)
    with qtbot.waitSignal(opened.page.bridge.done):
        beginning.activated.emit(5)
    qtbot.waitUntil(lambda: opened.overview.views.start_query() == "fire")
    with qtbot.waitSignal(opened.page.bridge.done):
        beginning.activated.emit(1)
    qtbot.waitUntil(lambda: opened.overview.views.start_query() is None)
    assert opened.window.kept.begin == "new"
    dialog.close()


def test_pictures_of_a_tip_that_nobody_opened_are_blurred_until_they_are_clicked(opened, qtbot):
    dialog = shown(opened, qtbot)
    dialog.blur.click()
    covers = opened.overview.following._covers
    assert covers.hides(1, graphic=False, unread=True)
    assert covers.hides(1, graphic=False, unread=False)  # opened meanwhile, not clicked
    assert not covers.hides(2, graphic=False, unread=False)
    covers.uncover(1)
    assert not covers.hides(1, graphic=False, unread=True)
    dialog.blur.click()
    assert not covers.hides(3, graphic=False, unread=True)


def test_the_open_tip_is_blurred_until_it_is_clicked(opened, qtbot):
    shown(opened, qtbot).blur.click()
    media = opened.page.tip.media
    with qtbot.waitSignal(opened.page.tip.shown):
        opened.page.tips.choose(1)
    qtbot.waitUntil(lambda: media.strip.selected() != [])
    assert "Blurred" in media.preview.accessibleDescription()
    media.preview.uncovered.emit()
    assert "Blurred" not in media.preview.accessibleDescription()


def test_the_light_table_knows_what_nobody_opened(opened, qtbot):
    shown(opened, qtbot).blur.click()
    opened.window.acts["view.as_pictures"].trigger()
    lot = opened.page.lighting.table.lot
    qtbot.waitUntil(lambda: lot.rowCount() == 2 and lot.line(1) is not None)
    assert lot.line(0).unread
    covers = opened.overview.following._covers
    qtbot.waitUntil(lambda: covers.hides(lot.line(0).tip, graphic=False))  # when it was painted


def test_damaged_choices_are_said_kept_aside_and_as_at_first():
    place = layout.place()
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text('{"scheme": "dark"')
    read = layout.load(place)
    assert read == Layout()
    assert read.warning.endswith("The old file was kept as window.damaged.json.")
    assert place.with_name("window.damaged.json").read_text() == '{"scheme": "dark"'
    assert layout.load(place).warning == ""


@pytest.mark.parametrize("name", ["scheme", "density", "advance"])
@pytest.mark.parametrize("said", ["purple", "", 7, None, ["dark"]])
def test_what_cannot_be_chosen_is_as_at_first(name, said):
    assert layout.from_json(json.dumps({name: said})) == Layout()


def test_a_warning_is_never_read_from_the_file():
    assert layout.from_json(json.dumps({"warning": "Call this number"})).warning == ""


def test_a_disk_that_keeps_nothing_is_said_and_the_choice_counts_all_the_same(program, qtbot):
    layout.place().parent.mkdir(parents=True, exist_ok=True)
    layout.place().with_suffix(".new").mkdir()
    shown(program, qtbot).scheme.button("dark").click()
    qtbot.waitUntil(lambda: "could not be kept" in program.window.toast.text.text())
    assert theme.colours() is theme.DARK
    layout.place().with_suffix(".new").rmdir()


def test_a_disk_that_keeps_nothing_at_the_end_is_no_crash(program):
    layout.place().parent.mkdir(parents=True, exist_ok=True)
    layout.place().with_suffix(".new").mkdir()
    program.window.kept.tile = 7
    program._keeping.end(program.window.remember())
    assert kept().get("tile") != 7
    layout.place().with_suffix(".new").rmdir()


def test_a_warning_is_said_once_and_not_again_in_the_next_window(qtbot, tmp_path):
    layout.place().parent.mkdir(parents=True, exist_ok=True)
    layout.place().write_text("{")
    app.prepare()
    made = app.Program()
    assert "could not be read" in made.window.toast.text.text()
    again = made._make_window(made.window.remember())
    qtbot.addWidget(again)
    assert again.toast.text.text() == ""
    made.end()
    made.window.deleteLater()


def test_keys_are_changed_from_here_and_counted(program, qtbot):
    dialog = shown(program, qtbot)
    assert dialog.keys_said.text() == "All actions have their usual keys."
    full = next(act for act in program.window.acts.acts if act.id == "view.fullscreen")
    program.window.acts.change_keys(full, ("F4",))
    program.window._keep_keys("view.fullscreen", ("F4",))
    assert dialog.keys_said.text() == "Actions with other keys than usual: 1"
    qtbot.waitUntil(lambda: kept().get("keys") == {"view.fullscreen": ["F4"]})
