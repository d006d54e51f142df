"""Our side of a walled player: talks with the child on a thread of its own, believes nothing."""

import os
import select
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from tipdesk.media.conversation import Conversation, ReaderEnded
from tipdesk.media.frames import (
    Film,
    ImpossibleAnswer,
    Picture,
    Said,
    Sound,
    end_in,
    film_in,
    picture_in,
    sound_in,
    still_in,
    trouble_in,
)
from tipdesk.media.reading import Pixels
from tipdesk.media.slots import (
    PICTURE_BYTES,
    PICTURES,
    SOUND_BYTES,
    SOUNDS,
    STILL_BYTES,
    Memory,
)
from tipdesk.media.wall.confine import Limits
from tipdesk.media.worker import Readers
from tipdesk.newsroom.errors import TipdeskError

STUCK = "The player's reader came to a standstill on this file; the original is kept."
NO_ROOM = "The player found no room in memory for this file; close something and try again."
LIED = "The player's reader gave an impossible answer for this file; the original is kept."
PATIENCE = 15.0  # seconds without a sign from a child that has work to do
WATCHING = Limits(cpu=60, wall=120)  # each message gives the child its time anew
LEAST_SIDE = 16


class NotShown(TipdeskError):
    """A frame or a wave of this file can't be had; says why in one sentence."""


class Playback:
    """One file being played in a walled child of its own; any thread may use it.

    `tell` is called, from the playback's thread, whenever something has come.
    """

    def __init__(self, readers: Readers, path: Path, tell: Callable[[], object]) -> None:
        self._tell = tell
        self._lock = threading.RLock()
        self._ear, self._bell = os.pipe()
        os.set_blocking(self._bell, False)
        self._outbox: deque[Said] = deque()
        self._pictures: deque[Picture] = deque()
        self._sounds: deque[Sound] = deque()
        self._lent: dict[str, set[int]] = {"shown": set(), "heard": set()}
        self._over = {"picture": True, "sound": True}
        self._turn = 0
        self._is_closed = False
        self.film: Film | None = None
        self.failure = ""
        self._thread = threading.Thread(
            target=self._live, args=(readers, path), name="tipdesk-playback", daemon=True
        )
        self._thread.start()

    def seek(self, at: float, *, sound: bool) -> None:
        """Begin anew from this moment; what was decoded before it is forgotten."""
        with self._lock:
            self._turn += 1
            for picture in self._pictures:
                self._return("shown", picture.slot)
            for piece in self._sounds:
                self._return("heard", piece.slot)
            self._pictures.clear()
            self._sounds.clear()
            self._over = {"picture": False, "sound": not sound}
            self._send({"do": "seek", "at": at, "turn": self._turn, "sound": sound})

    def fit(self, width: int, height: int) -> None:
        """Have frames made no larger than this from now on, in pixels of the screen."""
        self._send(
            {"do": "size", "width": max(LEAST_SIDE, width), "height": max(LEAST_SIDE, height)}
        )

    def pictures(self) -> list[Picture]:
        """List the frames that wait, in their order."""
        with self._lock:
            return list(self._pictures)

    def take(self, picture: Picture, look: Callable[[Picture], None]) -> None:
        """Let `look` copy a frame that waits, and forget it and all before it."""
        with self._lock:
            while self._pictures and picture in self._pictures:
                first = self._pictures.popleft()
                if first is picture:
                    look(picture)
                self._return("shown", first.slot)

    def next_sound(self) -> Sound | None:
        """Take the samples that come next."""
        with self._lock:
            if not self._sounds:
                return None
            piece = self._sounds.popleft()
            self._return("heard", piece.slot)
            return piece

    def is_over(self, stream: str) -> bool:
        """Tell whether nothing more comes of "picture" or "sound"."""
        with self._lock:
            return self._over[stream] and not (
                self._pictures if stream == "picture" else self._sounds
            )

    def is_ready(self) -> bool:
        """Tell whether the frame and the samples that were asked for are here."""
        with self._lock:
            seen = self._over["picture"] or any(one.settled for one in self._pictures)
            return seen and (self._over["sound"] or bool(self._sounds))

    def close(self) -> None:
        """End the child; nothing is told any more."""
        with self._lock:
            self._is_closed = True
            self._ring()

    def wait_closed(self, timeout: float = 10.0) -> None:
        """Wait until the child and the thread are gone."""
        self._thread.join(timeout)

    def _return(self, how: str, slot: int) -> None:
        self._lent[how].discard(slot)
        self._send({"do": how, "slot": slot})

    def _send(self, message: Said) -> None:
        with self._lock:
            self._outbox.append(message)
            self._ring()

    def _ring(self) -> None:
        if self._bell >= 0:
            with suppress(BlockingIOError):  # it rings already, thousandfold
                os.write(self._bell, b".")

    # On the playback's own thread

    def _live(self, readers: Readers, path: Path) -> None:
        try:
            self._watch(readers, path)
        except ReaderEnded as error:
            self._fail(str(error))
        except ImpossibleAnswer:
            self._fail(LIED)
        except OSError:
            self._fail(NO_ROOM)
        finally:
            self._end()

    def _watch(self, readers: Readers, path: Path) -> None:
        with Memory(PICTURES * PICTURE_BYTES) as pictures, Memory(SOUNDS * SOUND_BYTES) as sounds:
            shared = [pictures.file, sounds.file]
            with readers.converse("play", path, limits=WATCHING, shared=shared) as line:
                self._talk(line, pictures.bytes, sounds.bytes)

    def _talk(self, line: Conversation, pictures: memoryview, sounds: memoryview) -> None:
        watch = select.poll()
        watch.register(line.fileno(), select.POLLIN)
        watch.register(self._ear, select.POLLIN)
        while not self._is_closed:
            ready = {handle for handle, _ in watch.poll(PATIENCE * 1000)}
            if self._ear in ready:
                os.read(self._ear, 4096)
                self._post(line)
            if line.fileno() in ready:
                said, _ = line.receive(PATIENCE)
                if not self._hear(said, pictures, sounds):
                    return
                self._say()
            elif not ready and self._is_owed():
                self._fail(STUCK)
                return

    def _post(self, line: Conversation) -> None:
        while True:
            with self._lock:
                if not self._outbox:
                    return
                message = self._outbox.popleft()
            line.send(message)

    def _is_owed(self) -> bool:
        """Tell whether the child has work to do and room to do it."""
        with self._lock:
            picture = not self._over["picture"] and len(self._lent["shown"]) < PICTURES
            sound = not self._over["sound"] and len(self._lent["heard"]) < SOUNDS
            return self.film is None or picture or sound

    def _hear(self, said: Said, pictures: memoryview, sounds: memoryview) -> bool:
        """Take in what the child says; false where it can't go on."""
        match said.get("what"):
            case "film":
                self.film = film_in(said)
            case "picture":
                self._queue(picture_in(said, pictures), "shown", self._pictures)
            case "sound":
                self._queue(sound_in(said, sounds), "heard", self._sounds)
            case "end":
                self._note_end(*end_in(said))
            case "trouble":
                self._fail(trouble_in(said))
                return False
            case _:
                raise ImpossibleAnswer("what")
        return True

    def _queue(self, piece: Any, how: str, waiting: deque[Any]) -> None:
        with self._lock:
            if piece.turn > self._turn or piece.slot in self._lent[how]:
                raise ImpossibleAnswer("slot")
            self._lent[how].add(piece.slot)
            if piece.turn < self._turn:
                self._return(how, piece.slot)
            else:
                waiting.append(piece)

    def _note_end(self, stream: str, turn: int) -> None:
        with self._lock:
            if turn == self._turn:
                self._over[stream] = True

    def _fail(self, sentence: str) -> None:
        with self._lock:
            self._forget()  # at once: nobody may see both the failure and what a liar showed
            self.failure = sentence

    def _forget(self) -> None:
        self._pictures.clear()
        self._sounds.clear()
        self._over = {"picture": True, "sound": True}

    def _end(self) -> None:
        with self._lock:
            self._forget()
            os.close(self._ear)
            os.close(self._bell)
            self._bell = -1
        self._say()

    def _say(self) -> None:
        if not self._is_closed:
            self._tell()


def still(readers: Readers, path: Path, at: float) -> tuple[Pixels, float]:
    """Have the frame of a moment decoded whole; return it with the moment that it is shown at."""
    with Memory(STILL_BYTES) as memory:
        said, _ = _answer(readers, path, {"do": "still", "at": at}, [memory.file])
        try:
            width, height, moment, rgb = still_in(said, memory.bytes)
        except ImpossibleAnswer:
            raise NotShown(LIED) from None
    return Pixels(width, height, rgb), moment


def peaks(readers: Readers, path: Path, count: int) -> bytes:
    """Have a sound's wave measured: `count` heights from silent (0) to full (255)."""
    _, heights = _answer(readers, path, {"do": "peaks", "count": count}, [])
    if len(heights) != count:
        raise NotShown(LIED)
    return heights


def _answer(readers: Readers, path: Path, asked: Said, shared: list[int]) -> tuple[Said, bytes]:
    """Ask one thing of a child of its own."""
    try:
        with readers.converse("play", path, shared=shared) as line:
            line.send(asked)
            for _introduction_and_answer in range(2):
                said, blob = line.receive(PATIENCE * 4)
                if said.get("what") == "trouble":
                    raise NotShown(trouble_in(said))
                if said.get("what") == asked["do"]:
                    return said, blob
    except ReaderEnded as error:
        raise NotShown(str(error)) from None
    except ImpossibleAnswer:
        pass
    raise NotShown(LIED)
