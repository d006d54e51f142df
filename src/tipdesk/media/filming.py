"""Films and records for the sample desk: a slow look around a scene, and a tone."""

import array
import io
import math
import wave
from datetime import UTC, datetime
from fractions import Fraction

import av
from av.video.frame import VideoFrame
from PIL import Image

from tipdesk.media.drawing import draw

_SIZE = (854, 480)
_RATE = 12  # frames a second
_ROOM = 1.15  # how much more of the scene there is than one frame shows
_SAMPLES = 22_050  # of sound, a second


def film(
    scene: str,
    seconds: float,
    *,
    gps: tuple[float, float] | None = None,
    taken_at: datetime | None = None,
    pair: str = "",
) -> bytes:
    """Return an MP4 in which the camera moves slowly over the scene.

    With what ties it to a picture, `pair`, it is the MOV of a Live Photo.
    """
    written = io.BytesIO()
    form, options = ("mov", {"movflags": "use_metadata_tags"}) if pair else ("mp4", {})
    with av.open(written, "w", format=form, options=options) as container:
        if pair:
            container.metadata["com.apple.quicktime.content.identifier"] = pair
        if taken_at:
            container.metadata["creation_time"] = taken_at.astimezone(UTC).isoformat()
        if gps:
            container.metadata["location"] = f"{gps[0]:+08.4f}{gps[1]:+09.4f}/"
        video = container.add_stream("libx264", rate=_RATE)
        video.width, video.height = _SIZE
        video.pix_fmt = "yuv420p"
        video.options = {"preset": "veryfast", "crf": "27", "threads": "1"}
        for frame in _frames(scene, round(seconds * _RATE)):
            container.mux(video.encode(frame))
        container.mux(video.encode())
    return written.getvalue()


def tone(seconds: float) -> bytes:
    """Return a WAV with a soft chord that swells and fades, like wind in wires."""
    count = round(seconds * _SAMPLES)
    samples = array.array("h", bytes(2 * count))
    for number in range(count):
        at = number / _SAMPLES
        swell = math.sin(math.pi * number / count)
        chord = math.sin(math.tau * 220 * at) + 0.6 * math.sin(math.tau * 277.2 * at)
        samples[number] = round(9000 * swell * chord)
    written = io.BytesIO()
    with wave.open(written, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(samples.itemsize)
        sound.setframerate(_SAMPLES)
        sound.writeframes(samples.tobytes())
    return written.getvalue()


def _frames(scene: str, count: int) -> list[VideoFrame]:
    width, height = _SIZE
    whole = draw(scene, (round(width * _ROOM), round(height * _ROOM))).convert("RGBA")
    frames = []
    for number in range(count):
        swing = (1 - math.cos(math.pi * number / max(1, count - 1))) / 2
        left, top = (whole.width - width) * swing, (whole.height - height) * (1 - swing) / 2
        seen = whole.transform(
            _SIZE, Image.Transform.AFFINE, (1, 0, left, 0, 1, top), Image.Resampling.BILINEAR
        )
        frame = VideoFrame.from_bytes(seen.tobytes(), width, height, "rgba")
        frame.pts, frame.time_base = number, Fraction(1, _RATE)
        frames.append(frame)
    return frames
