"""Films under the loupe of the light table."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tipdesk.desk.pictures import picture_lines
from tipdesk.gui.actions import Actions
from tipdesk.gui.light.films import FilmStage


@pytest.fixture
def stage(bridge, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    made = FilmStage(Actions(window), bridge)
    qtbot.addWidget(made)
    made.resize(480, 400)
    made.show()
    yield made
    made.leave()


@pytest.fixture
def line(opened, film):
    return picture_lines(opened.store, [film.id])[0]


def test_a_film_plays_under_the_loupe_and_ends_when_it_is_left(stage, line, qtbot):
    stage.show_file(line, covered=False)
    assert stage.focusProxy() is stage.player
    stage.player.toggle()
    qtbot.waitUntil(lambda: stage.player.stage.canvas.frame is not None)
    playback = stage.player.session._playback
    stage.leave()
    playback.wait_closed()
    assert not playback._thread.is_alive()
    assert stage.player.media is None


def test_a_covered_film_is_neither_played_nor_shown(stage, line, qtbot):
    stage.show_file(replace(line, graphic=True), covered=True)
    assert stage.player.media is None
    assert not stage.player.isVisible()
    with qtbot.waitSignal(stage.uncovered):
        qtbot.mouseClick(stage.focusProxy().focusProxy(), Qt.MouseButton.LeftButton)


def test_keys_that_are_not_the_players_go_on_to_the_loupe(stage, line, qtbot):
    heard = []

    class Loupe(QWidget):
        def keyPressEvent(self, event):
            heard.append(event.text() or event.key())

    loupe = Loupe()
    qtbot.addWidget(loupe)
    stage.setParent(loupe)
    loupe.show()
    stage.show_file(line, covered=False)
    stepped = []
    stage.player.stepped.connect(stepped.append)
    for key in ("p", "k", "3", Qt.Key.Key_Right):
        qtbot.keyClick(stage.player.stage, key)
    assert (heard, stepped) == (["p", "3"], [1])
    stage.setParent(None)
