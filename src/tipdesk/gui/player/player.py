"""The player: a film or a sound of the open tip, in its place or on the full screen."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tipdesk.gui.actions import Actions
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.player import speaker
from tipdesk.gui.player.fullscreen import FullScreen
from tipdesk.gui.player.playable import Playable
from tipdesk.gui.player.session import Session
from tipdesk.gui.player.stage import Stage
from tipdesk.gui.player.wave import PEAKS, Wave
from tipdesk.media.frames import LONGEST
from tipdesk.media.playing import peaks
from tipdesk.newsroom.errors import TipdeskError
from tipdesk.newsroom.states import FileKind

JUMP = 5.0
FASTER = (1.0, 1.5, 2.0, 4.0)
NO_READER = "Films and sounds can't be played here: there is no media worker on this computer."


class Player(QWidget):
    """Shows a poster or a wave; a child decodes the film from the first touch on."""

    grabbed = Signal(object, float)  # Playable and the moment of a still
    stepped = Signal(int)  # to a neighbour in the strip

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._media: Playable | None = None
        self._session: Session | None = None
        self._speaker: speaker.QtSpeaker | None = None
        self._has_looked_for_speaker = False
        self._marks: tuple[float | None, float | None] = (None, None)
        self._loops = self._is_muted = self._is_edged = False
        self._volume = 1.0
        self.stage = Stage()
        self._screen: FullScreen | None = None
        self._home = QVBoxLayout(self)
        self._home.setContentsMargins(0, 0, 0, 0)
        self._home.addWidget(self.stage)
        self.setFocusProxy(self.stage)
        self._does = self._deeds()
        self._connect()

    def _deeds(self) -> dict[str, Callable[[], object]]:
        return {
            "player.play": self.toggle,
            "player.slower": self._slower,
            "player.faster": self._faster,
            "player.next_frame": partial(self._step, 1),
            "player.previous_frame": partial(self._step, -1),
            "player.on": partial(self._jump, JUMP),
            "player.back": partial(self._jump, -JUMP),
            "player.in": partial(self._mark, 0),
            "player.out": partial(self._mark, 1),
            "player.unmark": self._unmark,
            "player.loop": self._turn_loop,
            "player.mute": self._turn_mute,
            "player.grab": self._grab,
            "player.full": self._turn_full,
        }

    def _connect(self) -> None:
        stage = self.stage
        stage.asked.connect(self.do)
        stage.timeline.sought.connect(self._seek)
        stage.canvas.sought.connect(lambda share: self._seek(share * self.duration))
        stage.canvas.doubled.connect(self._turn_full)
        stage.canvas.resized.connect(self._fit)
        stage.controls.speed_asked.connect(self._set_speed)
        stage.controls.volume_changed.connect(self._set_volume)

    @property
    def media(self) -> Playable | None:
        """Give the file that is shown."""
        return self._media

    @property
    def session(self) -> Session | None:
        """Give the film that is open, None before the first touch."""
        return self._session

    @property
    def duration(self) -> float:
        """Tell how long the film is, as far as it is known."""
        film = self._session.film if self._session is not None else None
        known = film.duration if film is not None else 0.0
        return known or ((self._media.duration or 0.0) if self._media is not None else 0.0)

    def reach_edges(self) -> None:
        """Take the whole room, as a place does that says the name of the file itself."""
        self._is_edged = True
        self.stage.reach_edges(on=True)

    def show_media(self, media: Playable, label: str) -> None:
        """Show this file; one that is shown already goes on as it is."""
        if self._media is not None and self._media.digest == media.digest:
            self._media = media
            return
        self.close_film()
        self._media = media
        self._marks, self._loops = (None, None), False
        is_film = media.kind is FileKind.VIDEO
        self.stage.setAccessibleName(label)
        self.stage.canvas.clear("" if self._is_edged else label)
        self.stage.timeline.show_length(media.duration or 0.0)
        self.stage.timeline.show_marks(*self._marks)
        self.stage.controls.loop.setChecked(False)
        self.stage.controls.show_kind(has_picture=is_film)
        self._show_state()
        self._bridge.aside(speaker.load, lambda _: None)
        if not is_film:
            self._ask_for_wave(media)

    def show_poster(self, poster: QPixmap | None) -> None:
        """Show this until the first frame comes."""
        self.stage.canvas.show_poster(poster)

    def close_film(self) -> None:
        """End the child and forget the file."""
        self._leave_full()
        if self._session is not None:
            self._session.close()
            self._session.deleteLater()
        self._session, self._media = None, None

    def pause(self) -> None:
        """Stand still."""
        if self._session is not None:
            self._session.transport.pause()
            self._session.look()

    def offer(self, acts: Actions) -> None:
        """Give the window's actions their meaning here, and take the keys that the editor chose."""
        self.stage.keys = acts.keys
        for name in self._does:
            acts.on(name, partial(self._do_if_seen, name))

    def _do_if_seen(self, act: str) -> None:
        if self.stage.isVisible():
            self.do(act)

    def do(self, act: str) -> None:
        """Do what one of the player's acts says; nothing while there is no file."""
        if self._media is not None:
            self._does[act]()

    def toggle(self) -> None:
        """Play, or pause."""
        session = self._opened()
        if session is None:
            return
        if session.transport.is_playing:
            session.transport.pause()
        else:
            session.transport.play()
        session.look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to a neighbour in the strip; all other keys are heard by the place around it."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and not event.modifiers():
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            event.ignore()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stand still where nobody looks."""
        super().hideEvent(event)
        if self._screen is None:
            self.pause()

    # What is asked

    def _opened(self) -> Session | None:
        """Give the film's session; the first time a child is started for it."""
        if self._session is not None or self._media is None:
            return self._session
        lanes = self._bridge.lanes
        if lanes.readers is None:
            self._fail(NO_READER)
            return None
        self.stage.canvas.say("")
        path = lanes.store.files.path(self._media.digest)
        session = Session(lanes.readers, path, self._find_speaker(), self._bridge)
        session.setParent(self)
        session.shown.connect(self._show_frame)
        session.moved.connect(self._show_state)
        session.failed.connect(self._fail)
        session.fit(self.stage.canvas.pixels())
        self._session = session
        return session

    def _find_speaker(self) -> speaker.QtSpeaker | None:
        if not self._has_looked_for_speaker:
            self._has_looked_for_speaker = True
            self._speaker = speaker.find_speaker(self)
            self._set_volume(self._volume)
        return self._speaker

    def _seek(self, seconds: float) -> None:
        session = self._opened()
        if session is not None:
            session.transport.seek(min(seconds, max(0.0, (self.duration or LONGEST) - 0.001)))
            session.look()

    def _jump(self, by: float) -> None:
        session = self._opened()
        if session is not None:
            self._seek(max(0.0, session.transport.position + by))

    def _step(self, by: int) -> None:
        session = self._opened()
        if session is not None:
            session.transport.step(by)
            session.look()

    def _slower(self) -> None:
        session = self._opened()
        if session is None:
            return
        slower = [speed for speed in FASTER if speed < session.transport.speed]
        if slower and session.transport.is_playing:
            self._set_speed(slower[-1])
        else:
            self._jump(-JUMP)

    def _faster(self) -> None:
        session = self._opened()
        if session is None:
            return
        if session.transport.is_playing:
            faster = [speed for speed in FASTER if speed > session.transport.speed]
            self._set_speed(faster[0] if faster else FASTER[-1])
        else:
            self.toggle()

    def _set_speed(self, speed: float) -> None:
        session = self._opened()
        if session is not None:
            session.transport.set_speed(speed)
            self.stage.controls.show_speed(session.transport.speed)
            session.look()

    def _set_volume(self, volume: float) -> None:
        self._volume = volume
        if self._speaker is not None:
            self._speaker.set_volume(0.0 if self._is_muted else volume)

    def _turn_mute(self) -> None:
        self._is_muted = not self._is_muted
        self._set_volume(self._volume)
        self._show_state()

    def _mark(self, which: int) -> None:
        at = self._session.transport.position if self._session is not None else 0.0
        begin, end = self._marks
        if which == 0:
            begin, end = at, end if end is not None and end > at else None
        else:
            begin, end = begin if begin is not None and begin < at else None, at
        self._marks = (begin, end)
        self._take_marks()

    def _unmark(self) -> None:
        self._marks = (None, None)
        self._take_marks()

    def _turn_loop(self) -> None:
        self._loops = not self._loops
        self.stage.controls.loop.setChecked(self._loops)
        self._take_marks()

    def _take_marks(self) -> None:
        begin, end = self._marks
        self.stage.timeline.show_marks(begin, end)
        session = self._opened()
        if session is not None:
            session.transport.repeats = (begin or 0.0, end) if self._loops else None

    def _grab(self) -> None:
        if self._media is None or self._media.kind is not FileKind.VIDEO:
            return
        session = self._session
        if session is not None and session.transport.is_playing:
            self.pause()
        at = session.transport.position if session is not None else 0.0
        self.grabbed.emit(self._media, at)

    def _turn_full(self) -> None:
        if self._screen is not None:
            self._leave_full()
            return
        self._screen = FullScreen(self.stage, self._leave_full)
        self.stage.setFocus()

    def _leave_full(self) -> None:
        screen, self._screen = self._screen, None
        if screen is not None:
            self._home.addWidget(self.stage)
            self.stage.reach_edges(on=self._is_edged)
            self.stage.show()
            screen.deleteLater()
            self.stage.setFocus()

    # What is shown

    def _fit(self) -> None:
        if self._session is None:
            return
        self._session.fit(self.stage.canvas.pixels())
        transport = self._session.transport
        if not transport.is_playing and not transport.waits:
            transport.seek(transport.position)
            self._session.look()

    def _show_frame(self, frame: QImage) -> None:
        self.stage.canvas.show_frame(frame)

    def _show_state(self) -> None:
        session, stage = self._session, self.stage
        position = session.transport.position if session is not None else 0.0
        is_playing = session is not None and session.transport.is_playing
        film = session.film if session is not None else None
        if film is not None and film.duration:
            stage.timeline.show_length(film.duration)
        stage.timeline.show_position(position)
        stage.controls.show_time(position, self.duration)
        stage.controls.show_playing(on=is_playing)
        stage.controls.show_speed(session.transport.speed if session is not None else 1.0)
        stage.controls.show_sound(
            has=film is None or film.has_sound,
            heard=self._speaker is not None or not self._has_looked_for_speaker,
            muted=self._is_muted,
        )
        touched = stage.canvas.frame is not None or (stage.canvas.has_wave and position > 0)
        stage.canvas.show_running(running=is_playing, touched=touched)
        stage.canvas.show_share(position / self.duration if self.duration else 0.0)

    def _fail(self, sentence: str) -> None:
        """Say why it can't be played; to play again is to try again with a new child."""
        if self._session is not None:
            self._session.close()
            self._session.deleteLater()
            self._session = None
        self.stage.canvas.say(sentence)
        self.stage.setAccessibleDescription(sentence)
        self._show_state()

    def _ask_for_wave(self, media: Playable) -> None:
        lanes = self._bridge.lanes
        if lanes.readers is None:
            return
        path = lanes.store.files.path(media.digest)
        measured = partial(peaks, lanes.readers, path, PEAKS)
        self._bridge.aside(
            measured, partial(self._take_wave, media.digest), partial(self._miss_wave, media.digest)
        )

    def _take_wave(self, digest: str, heights: bytes) -> None:
        if self._media is not None and self._media.digest == digest:
            self.stage.canvas.show_wave(Wave(heights))

    def _miss_wave(self, digest: str, error: TipdeskError) -> None:
        if self._media is not None and self._media.digest == digest:
            self._fail(str(error))
