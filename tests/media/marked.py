"""Films whose every frame carries its number, and whose sound beeps where a frame says so."""

import io
from collections.abc import Sequence
from fractions import Fraction

import av
import numpy as np
from av.video.frame import VideoFrame

from tipdesk.media.slots import RATE

BITS = 8
SIZE = (256, 144)
FRAMES_A_SECOND = 25
BEEP_EVERY = 1.0  # seconds, from half a second on
BEEP_FROM, BEEP_LASTS = 0.5, 0.08


def marked_film(  # noqa: PLR0913  each of them alone
    container: str = "mp4",
    encoder: str = "libx264",
    *,
    times: Sequence[float] | None = None,
    seconds: float = 4.0,
    sound: str = "aac",
    turned: int = 0,
    size: tuple[int, int] = SIZE,
) -> bytes:
    """Return a film; frame n shows n as eight bars, white for 1, and is due at times[n]."""
    due = [n / FRAMES_A_SECOND for n in range(round(seconds * FRAMES_A_SECOND))]
    due = list(times) if times is not None else due
    written = io.BytesIO()
    with av.open(written, "w", format=container) as out:
        video = out.add_stream(encoder, rate=FRAMES_A_SECOND)
        video.width, video.height = size
        video.pix_fmt = "yuv420p"
        video.options = {"preset": "veryfast", "g": "50"} if encoder == "libx264" else {"g": "50"}
        if encoder == "libsvtav1":
            video.options = {"preset": "8", "crf": "10", "svtav1-params": "keyint=50"}
        video.codec_context.time_base = Fraction(1, 1000)
        if turned:
            video.set_display_rotation(turned)
        audio = out.add_stream(sound, rate=RATE, layout="stereo") if sound else None
        for number, at in enumerate(due):
            frame = VideoFrame.from_ndarray(_bars(number, size), "rgb24")
            frame.pts, frame.time_base = round(at * 1000), Fraction(1, 1000)
            out.mux(video.encode(frame))
        out.mux(video.encode())
        if audio is not None:
            _beep(out, audio, due[-1] + 1 / FRAMES_A_SECOND)
    return written.getvalue()


class Pipe(io.RawIOBase):
    """What a browser records into: nobody goes back to write how long it was."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:
        self.written += data
        return len(data)


def recorded_film(seconds: float) -> bytes:
    """Return a film that doesn't say how long it is."""
    pipe = Pipe()
    with av.open(pipe, "w", format="webm") as out:
        video = out.add_stream("libvpx", rate=FRAMES_A_SECOND)
        video.width, video.height, video.pix_fmt = *SIZE, "yuv420p"
        for number in range(round(seconds * FRAMES_A_SECOND)):
            frame = VideoFrame.from_ndarray(_bars(number, SIZE), "rgb24")
            frame.pts, frame.time_base = number, Fraction(1, FRAMES_A_SECOND)
            out.mux(video.encode(frame))
        out.mux(video.encode())
    return bytes(pipe.written)


def beeps(seconds: float) -> list[float]:
    """List when the beeps of a film begin."""
    count = int((seconds - BEEP_FROM) / BEEP_EVERY) + 1
    return [BEEP_FROM + n * BEEP_EVERY for n in range(count)]


def number_in(bgra: bytes | memoryview, width: int, height: int, stride: int) -> int:
    """Read the number that a frame shows."""
    rows = np.frombuffer(bgra, np.uint8)[: stride * height].reshape(height, stride)
    middle = rows[height // 2, : width * 4].reshape(width, 4)[:, 1]
    lit = [middle[int((bit + 0.5) * width / BITS)] > 127 for bit in range(BITS)]
    return sum(1 << bit for bit, on in enumerate(lit) if on)


def beginnings(samples: bytes) -> list[float]:
    """List when sound begins after silence, in seconds from the first sample."""
    loud = np.abs(np.frombuffer(samples, np.int16)[::2].astype(int)) > 3_000
    found = np.flatnonzero(loud)
    after_silence = np.diff(found, prepend=-RATE) > RATE // 5
    return [float(at) / RATE for at in found[after_silence]]


def _bars(number: int, size: tuple[int, int]) -> np.ndarray:
    width, height = size
    picture = np.zeros((height, width, 3), np.uint8)
    for bit in range(BITS):
        if number >> bit & 1:
            picture[:, bit * width // BITS : (bit + 1) * width // BITS] = 255
    return picture


def _beep(out: av.container.OutputContainer, audio: av.AudioStream, seconds: float) -> None:
    at = np.arange(round(seconds * RATE)) / RATE
    on = (at >= BEEP_FROM) & ((at - BEEP_FROM) % BEEP_EVERY < BEEP_LASTS)
    wave = (np.sin(2 * np.pi * 1000 * at) * 16_000 * on).astype(np.int16)
    frame = av.AudioFrame.from_ndarray(np.repeat(wave, 2)[None, :], "s16", "stereo")
    frame.sample_rate, frame.pts, frame.time_base = RATE, 0, Fraction(1, RATE)
    context = audio.codec_context
    resampler = av.AudioResampler(context.format, "stereo", RATE, context.frame_size or None)
    for part in (*resampler.resample(frame), *resampler.resample(None)):
        out.mux(audio.encode(part))
    out.mux(audio.encode())
