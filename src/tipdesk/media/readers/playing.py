"""Plays inside the wall: puts frames and samples into shared memory as our side makes room."""

import os
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

import av
from av.video.frame import VideoFrame

from tipdesk.media.answers import Trouble
from tipdesk.media.kinds import HEAD, kind_of
from tipdesk.media.readers.reels import FAR, NotPlayable, Reel, opened
from tipdesk.media.readers.scaling import Scaling, upright_rgb
from tipdesk.media.readers.waves import peaks_of
from tipdesk.media.slots import (
    LONG_SIDE,
    PICTURE_BYTES,
    RATE,
    SAMPLE_BYTES,
    SHORT_SIDE,
    SOUND_BYTES,
)

EPSILON = 0.0005  # seconds by which times may be rounded
IMPATIENCE = 0.08  # seconds after which a frame on the way to the goal is shown meanwhile

Message = dict[str, Any]


class Line(Protocol):
    """What the player needs of the line to our side."""

    shared: tuple[Any, ...]

    def receive(self, *, wait: bool = True) -> Message | None:
        """Take the next message."""

    def send(self, header: Message, blob: bytes | memoryview = b"") -> None:
        """Send a message."""


def play(file: int, line: Line) -> None:
    """Open the file, say what it is, then do what is asked until our side hangs up."""
    _, mime = kind_of(os.pread(file, HEAD, 0))
    with suppress(EOFError):
        try:
            Player(Reel(opened(file), mime), line).run()
        except NotPlayable as error:
            line.send({"what": "trouble", "code": error.why})
        except MemoryError:
            line.send({"what": "trouble", "code": Trouble.NO_MEMORY})
        except av.FFmpegError:
            line.send({"what": "trouble", "code": Trouble.DAMAGED})


class Player:
    """Decodes ahead as far as there is room; a newer `turn` makes everything older void."""

    def __init__(self, reel: Reel, line: Line) -> None:
        self._reel, self._line = reel, line
        self._turn = 0
        self._box = (LONG_SIDE, SHORT_SIDE)
        self._scaling = Scaling()
        self._ready: deque[VideoFrame] = deque()
        self._held: VideoFrame | None = None
        self._goal = self._sound_goal = self._since = self._held_at = 0.0
        self._may_hurry, self._has_hurried = True, False
        self._picture_over = self._sound_over = self._is_empty = True
        pictures, sounds = ([*line.shared, b"", b""])[:2]
        self._pictures = set(range(len(pictures) // PICTURE_BYTES))
        self._sounds = set(range(len(sounds) // SOUND_BYTES))
        self._does: dict[str, Callable[[Message], None]] = {
            "seek": self._seek,
            "size": self._resize,
            "shown": lambda said: self._pictures.add(said["slot"]),
            "heard": lambda said: self._sounds.add(said["slot"]),
            "still": self._still,
            "peaks": self._peaks,
        }

    def run(self) -> None:
        """Introduce the film, then work until the line ends."""
        reel = self._reel
        width, height = self._scaling.upright_size(reel)
        self._line.send(
            {
                "what": "film",
                "duration": reel.duration or 0.0,
                "rate": reel.rate,
                "width": width,
                "height": height,
                "sound": reel.audio is not None,
            }
        )
        while True:
            said = self._line.receive(wait=not self._has_work)
            while said is not None:
                self._does[said["do"]](said)
                said = self._line.receive(wait=False)
            self._work()

    @property
    def _has_work(self) -> bool:
        wants_picture = not self._picture_over and bool(self._pictures)
        return wants_picture or (not self._sound_over and bool(self._sounds))

    def _work(self) -> None:
        sees, hears = not self._picture_over and self._pictures, not self._sound_over
        if sees and (self._goal >= 0 or not (hears and self._sounds)):
            self._picture()
        elif hears and self._sounds:
            self._sound()

    def _seek(self, said: Message) -> None:
        self._turn = said["turn"]
        self._goal = self._sound_goal = said["at"]
        self._since, self._may_hurry = time.monotonic(), True
        self._set_out(sound=said["sound"])
        self._picture_over, self._sound_over = False, not said["sound"]

    def _set_out(self, *, sound: bool) -> None:
        """Go to the key frame before the goal."""
        self._reel.go_to(self._goal, sound=sound)
        self._ready.clear()
        self._held, self._has_hurried = None, False

    def _resize(self, said: Message) -> None:
        self._box = (said["width"], said["height"])

    def _picture(self) -> None:
        if self._ready:
            self._show(self._ready.popleft())
            return
        frame = self._reel.next_picture()
        if frame is None:
            self._end_of_pictures()
            return
        at = self._reel.time_of(frame)
        frame.opaque = at
        if self._is_before_goal(at):
            hurry = self._may_hurry and at < self._goal - FAR
            self._reel.hurry(on=hurry)
            self._has_hurried |= hurry
            self._hold(frame, at)
            return
        if self._held is not None:
            if self._has_hurried and at - self._held_at > FAR:
                self._go_again()
                return
            self._ready.append(self._held)
            self._held = None
        self._goal = -1.0
        self._ready.append(frame)

    def _is_before_goal(self, at: float) -> bool:
        return self._goal >= 0 and at <= self._goal + EPSILON

    def _hold(self, frame: VideoFrame, at: float) -> None:
        """Keep the newest frame that is not after the goal; show it if the way is long."""
        self._held, self._held_at = frame, at
        if time.monotonic() - self._since > IMPATIENCE:
            self._since = time.monotonic() + 3600
            self._show(frame, settled=False)

    def _go_again(self) -> None:
        """Take the way once more and leave nothing out: the frame of the goal may be missing."""
        self._may_hurry = False
        self._set_out(sound=not self._sound_over)

    def _end_of_pictures(self) -> None:
        if self._held is not None:
            if self._has_hurried:
                self._go_again()
                return
            self._ready.append(self._held)
            self._held = None
            return
        if self._is_empty and self._reel.video is not None and self._reel.next_sound() is None:
            raise NotPlayable(Trouble.NO_FRAME)
        self._picture_over = True
        self._line.send({"what": "end", "of": "picture", "turn": self._turn})

    def _show(self, frame: VideoFrame, *, settled: bool = True) -> None:
        self._is_empty = False
        slot = self._pictures.pop()
        place = memoryview(self._line.shared[0])[slot * PICTURE_BYTES : (slot + 1) * PICTURE_BYTES]
        said = self._scaling.scale(frame, self._reel, self._box, place)
        told = {"what": "picture", "slot": slot, "at": frame.opaque, "turn": self._turn}
        self._line.send(told | said | {"settled": settled})

    def _sound(self) -> None:
        frame = self._reel.next_sound()
        if frame is None:
            self._sound_over = True
            self._line.send({"what": "end", "of": "sound", "turn": self._turn})
            return
        at = self._reel.time_of_sound(frame)
        skipped = max(0, round((self._sound_goal - at) * RATE))
        if skipped >= frame.samples:
            return
        self._is_empty = False
        slot = self._sounds.pop()
        samples = memoryview(frame.planes[0])[skipped * SAMPLE_BYTES : frame.samples * SAMPLE_BYTES]
        memory = memoryview(self._line.shared[1])
        memory[slot * SOUND_BYTES : slot * SOUND_BYTES + len(samples)] = samples
        self._line.send(
            {
                "what": "sound",
                "slot": slot,
                "at": at + skipped / RATE,
                "samples": frame.samples - skipped,
                "turn": self._turn,
            }
        )

    def _still(self, said: Message) -> None:
        """Put the frame of a moment, whole and upright, into the shared memory as RGB."""
        self._reel.go_to(said["at"], sound=False)
        found: VideoFrame | None = None
        at = 0.0
        while (frame := self._reel.next_picture()) is not None:
            moment = self._reel.time_of(frame)
            if found is not None and moment > said["at"] + EPSILON:
                break
            found, at = frame, moment
        if found is None:
            raise NotPlayable(Trouble.NO_FRAME)
        width, height, rgb = upright_rgb(found, self._reel)
        memory = memoryview(self._line.shared[0])
        if len(rgb) > len(memory):
            raise NotPlayable(Trouble.TOO_LARGE)
        memory[: len(rgb)] = rgb
        self._line.send({"what": "still", "at": at, "width": width, "height": height})

    def _peaks(self, said: Message) -> None:
        self._reel.go_to(0.0, picture=False)
        self._line.send({"what": "peaks"}, peaks_of(self._reel, said["count"]))
