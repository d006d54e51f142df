"""What watching a film costs behind the wall, beside plain PyAV on the same film."""

import io
import random
import sys
import threading
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.frame import VideoFrame

from tests.bench.turns import nth
from tipdesk.media.frames import Picture
from tipdesk.media.playing import Playback
from tipdesk.media.transport import Transport
from tipdesk.media.worker import Readers

pytestmark = pytest.mark.bench

SIZE, RATE, SECONDS, GROUP = (1920, 1080), 25, 8, 50
SEEKS, SEEK_MS, SYNC_MS = 40, 150, 40
ONE_CORE = 1.0
ENCODERS = {
    "H.264": ("libx264", {"preset": "veryfast", "g": str(GROUP)}),
    "AV1": ("libsvtav1", {"preset": "9", "svtav1-params": f"keyint={GROUP}"}),
}


@pytest.fixture
def report(capsys) -> Iterator[list[str]]:
    lines: list[str] = []
    yield lines
    with capsys.disabled():
        sys.stdout.write("".join(f"\n  {line}" for line in lines))


def full_hd(encoder: str, options: dict[str, str]) -> bytes:
    """Return a film in which a coarse pattern moves, about as hard to decode as a street."""
    chance = np.random.default_rng(7)
    width, height = SIZE
    wide = width + SECONDS * RATE * 4
    coarse = chance.integers(0, 255, (height // 8, wide // 8, 3), dtype=np.uint8)
    whole = coarse.repeat(8, 0).repeat(8, 1)
    written = io.BytesIO()
    with av.open(written, "w", format="mp4") as out:
        video = out.add_stream(encoder, rate=RATE)
        video.width, video.height, video.pix_fmt, video.options = width, height, "yuv420p", options
        for number in range(SECONDS * RATE):
            seen = np.ascontiguousarray(whole[:, number * 4 : number * 4 + width])
            frame = VideoFrame.from_ndarray(seen, "rgb24")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            out.mux(video.encode(frame))
        out.mux(video.encode())
    return written.getvalue()


class Watching:
    """One film watched in real time; knows what its child and this process spent on it."""

    def __init__(self, readers: Readers, path: Path) -> None:
        self._came = threading.Event()
        self._server = readers._server._process.pid
        self.playback = Playback(readers, path, self._came.set)
        self.film = Transport(self.playback)
        self.late: list[float] = []
        self.first: float | None = None
        self.until_ready()

    def until_ready(self) -> None:
        while self.film.waits:
            assert not self.playback.failure
            self._came.clear()
            if self.film.tick(self._see) is None and self.film.waits:
                self._came.wait(5)

    def play(self) -> float:
        """Play to the end; return the seconds that it took."""
        self.late.clear()
        began = time.perf_counter()
        self.film.play()
        while self.film.is_playing:
            self._came.clear()
            self._came.wait(self.film.tick(self._see) or 0.02)
        return time.perf_counter() - began

    def jump(self, at: float) -> tuple[float, float]:
        """Go to a moment; return the ms until anything is shown, and until the right frame is."""
        began, self.first = time.perf_counter(), None
        self.film.seek(at)
        self.until_ready()
        ready = time.perf_counter()
        return ((self.first or ready) - began) * 1000, (ready - began) * 1000

    def spent(self) -> float:
        """Tell the seconds of processor time that the child has used."""
        children = Path(f"/proc/{self._server}/task/{self._server}/children").read_text().split()
        ticks = 0
        for child in children:
            fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / 100

    def _see(self, picture: Picture) -> None:
        self.first = self.first or time.perf_counter()
        bytes(picture.bgra)  # as the window copies it
        self.late.append((self.film.position - picture.at) * 1000)


def plain(path: Path) -> float:
    """Decode the film with PyAV alone into pixels to paint; return processor seconds."""
    began = time.process_time()
    with av.open(str(path)) as container:
        container.streams.video[0].codec_context.thread_count = 1
        for frame in container.decode(video=0):
            frame.reformat(format="bgra", threads=1)
    return time.process_time() - began


@pytest.mark.parametrize("codec", ENCODERS)
def test_full_hd_runs_on_one_core_and_jumps_at_once(codec: str, tmp_path: Path, report: list[str]):
    path = tmp_path / "film"
    path.write_bytes(full_hd(*ENCODERS[codec]))
    chance = random.Random(3)  # noqa: S311  a draw that repeats
    with Readers() as readers:
        watching = Watching(readers, path)
        child, ours = watching.spent(), time.process_time()
        took = watching.play()
        child, ours = watching.spent() - child, time.process_time() - ours
        missed, late = watching.film.missed, max(watching.late)
        jumps = [watching.jump(chance.uniform(0, SECONDS - 0.1)) for _ in range(SEEKS)]
        watching.playback.close()
        watching.playback.wait_closed()
    peer = plain(path)
    shown, right = (nth([jump[which] for jump in jumps], 0.95) for which in (0, 1))
    share = (child + ours) / took
    report.append(
        f"{codec} 1080p25: {share:.0%} of one core (child {child / took:.0%}, window's side"
        f" {ours / took:.0%}), {(child + ours) / peer:.2f} x plain PyAV; missed {missed} frames,"
        f" latest {late:.0f} ms; a jump shows something after {shown:.0f} ms, the right frame"
        f" after {right:.0f} ms (p95 of {SEEKS}, key frames {GROUP / RATE:.0f} s apart)"
    )
    assert share < ONE_CORE
    assert (missed, late < SYNC_MS) == (0, True)
    assert shown < SEEK_MS
