from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.player.conftest import SECONDS, put
from tests.media.marked import marked_film
from tipdesk.desk.changes.history import history
from tipdesk.desk.changes.undoing import undo
from tipdesk.gui.actions import Actions
from tipdesk.gui.player.grabbing import grab_still
from tipdesk.gui.player.playable import plays
from tipdesk.gui.playeracts import PLAYER_ACTS
from tipdesk.newsroom.states import FileKind, Label, ReadState

FRAME = 1 / 25


@pytest.fixture
def press(player, qtbot):
    def key(*pressed):
        player.stage.setFocus()
        for one in pressed:
            qtbot.keyClick(player.stage, *(one if isinstance(one, tuple) else (one,)))

    return key


@pytest.fixture
def running(player, film, qtbot):
    """A film that has been started."""
    player.show_media(film, "1 of 1 · clip.mp4")
    player.toggle()
    qtbot.waitUntil(lambda: player.stage.canvas.frame is not None)
    return player


def stands(player, qtbot):
    qtbot.waitUntil(lambda: not player.session.transport.waits)
    return player.session.transport.position


def test_before_the_first_touch_nothing_is_decoded(player, film):
    player.show_media(film, "clip.mp4")
    assert player.session is None
    assert player.stage.timeline.maximum() == SECONDS * 1000
    assert player.stage.controls.time.text() == "0:00.00 / 0:02.00"


def test_a_click_plays_and_another_stands_still(player, film, qtbot):
    player.show_media(film, "clip.mp4")
    centre = QPoint(player.stage.canvas.width() // 2, player.stage.canvas.height() // 2)
    qtbot.mouseClick(player.stage.canvas, Qt.MouseButton.LeftButton, pos=centre)
    qtbot.waitUntil(lambda: player.session.transport.position > 0.1)
    assert player.stage.controls.play.accessibleName() == "Pause"
    qtbot.mouseClick(player.stage.canvas, Qt.MouseButton.LeftButton, pos=centre)
    at = player.session.transport.position
    assert not player.session.transport.is_playing
    assert player.stage.controls.play.accessibleName() == "Play"
    assert player.session.transport.position == at


def test_the_film_plays_to_its_end_and_from_the_beginning_again(running, qtbot):
    player = running
    qtbot.waitUntil(lambda: not player.session.transport.is_playing, timeout=8000)
    assert player.session.transport.position == pytest.approx(SECONDS, abs=0.1)
    player.toggle()
    assert player.session.transport.position == 0.0
    assert player.session.transport.is_playing


def test_frames_are_painted_as_they_are(running, qtbot):
    player = running
    player.pause()
    player.stage.timeline.setValue(1020)
    stands(player, qtbot)
    grabbed = player.stage.canvas.grab().toImage()
    middle, across = grabbed.height() // 2, grabbed.width()
    bars = [grabbed.pixelColor(int((bit + 0.5) * across / 8), middle).value() for bit in range(8)]
    assert sum(1 << bit for bit, value in enumerate(bars) if value > 127) == 25


def test_comma_and_full_stop_go_frame_by_frame(running, press, qtbot):
    player = running
    player.pause()
    player.stage.timeline.setValue(1000)
    stands(player, qtbot)
    press(".", ".")
    qtbot.waitUntil(lambda: player.session.transport.position == pytest.approx(1.08))
    press(",")
    qtbot.waitUntil(lambda: player.session.transport.position == pytest.approx(1.04))


def test_j_k_and_l_are_slower_stop_and_faster(running, press):
    player = running
    transport = player.session.transport
    press("l")
    assert transport.speed == 1.5
    press("l")
    assert (transport.speed, player.stage.controls.speed.text()) == (2.0, "2×")
    press("j")
    assert transport.speed == 1.5
    press("k")
    assert not transport.is_playing


def test_marks_are_kept_in_the_view_and_looped(running, press, qtbot):
    player = running
    player.pause()
    player.stage.timeline.setValue(500)
    stands(player, qtbot)
    press("i")
    player.stage.timeline.setValue(800)
    stands(player, qtbot)
    press("o", "r")
    begin, end = player.session.transport.repeats
    assert (begin, end) == pytest.approx((0.5, 0.8), abs=0.001)
    press((Qt.Key.Key_I, Qt.KeyboardModifier.ShiftModifier))
    assert player.session.transport.repeats == (0.0, None)
    press("r")
    assert player.session.transport.repeats is None


def test_the_players_keys_do_not_reach_the_window(running, press, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    done = []
    actions = Actions(window)
    running.setParent(window)
    window.show()
    for act in actions.acts:
        actions.on(act.id, lambda act=act: done.append(act.id))
    qtbot.waitActive(window)
    press("j", "k", "l", "i", "o", ",", ".", (Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier))
    assert done == []
    running.setParent(None)


def test_every_act_of_the_player_does_something(player, film, qtbot):
    player.show_media(film, "clip.mp4")
    assert {act.id for act in PLAYER_ACTS} == set(player._does)
    for act in PLAYER_ACTS:
        player.do(act.id)
    player.do("player.full")


def test_where_nobody_looks_it_stands_still(running):
    running.hide()
    assert not running.session.transport.is_playing


def test_another_file_ends_the_child(running, sound, qtbot):
    before = running.session._playback
    running.show_media(sound, "call.wav")
    before.wait_closed()
    assert not before._thread.is_alive()
    assert running.session is None


def test_the_same_file_shown_again_goes_on(running, film):
    session = running.session
    running.show_media(film, "1 of 1 · clip.mp4")
    assert running.session is session


def test_a_sound_shows_its_wave_and_a_click_goes_there(player, sound, qtbot):
    player.show_media(sound, "call.wav")
    qtbot.waitUntil(lambda: player.stage.canvas.has_wave)
    assert player.stage.controls.still.isHidden()
    canvas = player.stage.canvas
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(canvas.width() * 3 // 4, 40))
    assert player.session.transport.position == pytest.approx(0.78, abs=0.03)


def test_a_file_that_cannot_be_played_says_so(player, opened, qtbot):
    media = put(opened, b"\x00\x00\x00\x18ftypmp42" + bytes(99), FileKind.VIDEO, "broken.mp4")
    player.show_media(media, "broken.mp4")
    player.toggle()
    qtbot.waitUntil(lambda: bool(player.stage.accessibleDescription()))
    assert player.stage.accessibleDescription().endswith("the original is kept.")
    assert player.session is None
    assert player.stage.controls.play.accessibleName() == "Play"


def test_after_a_crash_it_can_be_tried_again(running, qtbot):
    player = running
    player.session.failed.emit("The reader of this file crashed; the original is kept.")
    assert player.session is None
    player.toggle()
    qtbot.waitUntil(lambda: player.session.transport.position > 0.1)


def test_without_an_audio_output_it_plays_in_silence_and_says_so(player, film, qtbot, monkeypatch):
    monkeypatch.setattr("tipdesk.gui.player.speaker.find_speaker", lambda _: None)
    player.show_media(film, "clip.mp4")
    player.toggle()
    qtbot.waitUntil(lambda: player.session.transport.position > 0.2)
    assert "no audio output" in player.stage.controls.mute.toolTip()
    assert not player.stage.controls.volume.isVisible()


def test_it_goes_to_the_full_screen_and_comes_back(running, press):
    press("f")
    assert running.stage.window().isFullScreen()
    assert running.session.transport.is_playing
    press(Qt.Key.Key_Escape)
    assert running.stage.window() is running.window()
    assert running.stage.isVisible()
    QApplication.processEvents()


def test_letters_of_a_film_that_is_higher_than_wide_stand_upright(player, opened, qtbot):
    data = marked_film(seconds=0.4, turned=-90, sound="")
    media = put(opened, data, FileKind.VIDEO, "tall.mp4", duration=0.4)
    player.show_media(media, "tall.mp4")
    player.toggle()
    qtbot.waitUntil(lambda: player.stage.canvas.frame is not None)
    frame = player.stage.canvas.frame
    assert frame.height() > frame.width()


def test_a_still_is_kept_beside_the_film_and_can_be_undone(running, opened, film, press, qtbot):
    player = running
    player.grabbed.connect(lambda media, at: grab_still(opened.bridge, media, at))
    player.pause()
    player.stage.timeline.setValue(480)
    stands(player, qtbot)
    with qtbot.waitSignal(opened.bridge.done) as done:
        press((Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier))
    (tip,) = done.args[0].tips
    still = opened.tip(tip).media[1]
    assert still.name == "clip at 0-00.480.png"
    assert still.provenance == "Still from clip.mp4 at 0:00.48"
    assert (still.made_from, still.made_at) == (film.id, pytest.approx(0.48))
    assert (still.credit, still.label) == ("A. Okafor", Label.SCREENGRAB)
    assert history(opened.store, tip)[0].verb == "grab"
    undo(opened.store)
    assert [one.name for one in opened.tip(tip).media] == ["clip.mp4"]


@pytest.mark.parametrize("wide", [160, 200, 260, 300, 340, 400, 480])
def test_the_buttons_that_have_room_are_all_seen_whole(player, film, wide):
    player.show_media(film, "clip.mp4")
    player.resize(wide, 400)
    QApplication.processEvents()
    assert player.minimumSizeHint().width() <= 160
    shown = [one for one in player.stage.controls.children() if isinstance(one, QWidget)]
    places = sorted((one.geometry() for one in shown if one.isVisible()), key=lambda one: one.x())
    assert len(places) >= 2
    assert all(before.right() < after.left() for before, after in pairwise(places))
    assert places[-1].right() < player.stage.controls.width()


def test_only_films_and_sounds_that_were_read_are_for_the_player(opened):
    clip = put(opened, b"x", FileKind.VIDEO, "clip.mp4")
    unread = put(opened, b"y", FileKind.VIDEO, "unread.mp4", state=ReadState.UNREADABLE)
    picture = put(opened, b"z", FileKind.PICTURE, "picture.jpg")
    assert [plays(one) for one in (clip, unread, picture)] == [True, False, False]


def test_the_time_line_says_and_goes_to_the_moment_under_the_mouse(player, film, qtbot):
    player.show_media(film, "clip.mp4")
    line = player.stage.timeline
    line.show_marks(0.5, 1.5)
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(line.width() // 2, 10))
    assert player.session.transport.position == pytest.approx(1.0, abs=0.02)
    painted = line.grab().toImage()
    assert painted.pixelColor(line.width() // 4, 12) != QColor(painted.pixelColor(2, 2))
