"""Reads videos and sound: facts from the container, a poster frame from the first key frame."""

import re
from collections.abc import Iterable
from itertools import islice
from typing import IO, Any

import av
import av.subtitles.codeccontext
import av.subtitles.stream
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL import Image

from tipdesk.media.answers import Trouble
from tipdesk.media.readers.moments import moment_of
from tipdesk.media.reading import Pixels, Reading

# Only these readers of ffmpeg are ever asked; none of them follows names to other files.
FORMATS = {
    "video/mp4": "mov",
    "video/quicktime": "mov",
    "video/3gpp": "mov",
    "audio/mp4": "mov",
    "video/x-matroska": "matroska",
    "video/webm": "matroska",
    "video/x-msvideo": "avi",
    "video/mp2t": "mpegts",
    "audio/mpeg": "mp3",
    "audio/wav": "wav",
    "audio/ogg": "ogg",
    "audio/flac": "flac",
    "audio/aac": "aac",
    "audio/amr": "amr",
}
MOST_PIXELS = 64_000_000
MOST_PACKETS = 600  # looked through for a first frame
HALF_TURN = 180
POSTER_AT = 1.0  # seconds: the very first frame is often black

_TIMES = ("com.apple.quicktime.creationdate", "creation_time")
_PLACES = ("com.apple.quicktime.location.ISO6709", "location", "location-eng")
_MAKES = ("com.apple.quicktime.make", "make", "com.android.manufacturer")
_MODELS = ("com.apple.quicktime.model", "model", "com.android.model")
_PLACE = re.compile(r"([+-]\d{1,2}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)(?![\d.])", re.ASCII)
_TURNS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


def read_film(stream: IO[bytes], mime: str, size: int) -> Reading:
    """Read a video or a sound; a video's preview has sides of at most `size`."""
    if mime not in FORMATS:
        return Reading("unreadable", mime, Trouble.NO_READER)
    opened = av.open(stream, "r", format=FORMATS[mime], metadata_errors="replace")
    with opened as container:
        facts = _facts(container)
        video = _video_of(container)
        if video is None:
            return _sound(container, mime, facts)
        facts |= {"width": video.width, "height": video.height, "codec": _codec(video)}
        return _with_poster(container, video, (_as_video(mime), size), facts)


def _facts(container: InputContainer) -> dict[str, Any]:
    said = container.metadata
    taken_at, offset = moment_of(_first(said, _TIMES))
    place = _PLACE.match(_first(said, _PLACES) or "")
    latitude, longitude = map(float, place.groups()) if place else (None, None)
    duration = container.duration
    return {
        "duration": max(0.0, duration / av.time_base) if duration is not None else None,
        "make": _first(said, _MAKES),
        "model": _first(said, _MODELS),
        "taken_at": taken_at,
        "taken_offset": offset,
        "latitude": latitude,
        "longitude": longitude,
    }


def _first(said: dict[str, str], names: Iterable[str]) -> str | None:
    return next((said[name] for name in names if said.get(name)), None)


def _video_of(container: InputContainer) -> VideoStream | None:
    moving = (s for s in container.streams.video if not s.disposition & s.disposition.attached_pic)
    return next(moving, None)


def _as_video(mime: str) -> str:
    return "video/mp4" if mime == "audio/mp4" else mime


def _sound(container: InputContainer, mime: str, facts: dict[str, Any]) -> Reading:
    if not container.streams.audio:
        return Reading("unreadable", mime, Trouble.EMPTY, **facts)
    facts["codec"] = _codec(container.streams.audio[0])
    as_sound = mime.replace("video/", "audio/").replace("quicktime", "mp4")
    return Reading("audio", as_sound, **facts)


def _codec(stream: Any) -> str | None:
    context = stream.codec_context
    return context.codec.canonical_name if context else None


def _with_poster(
    container: InputContainer, video: VideoStream, terms: tuple[str, int], facts: dict[str, Any]
) -> Reading:
    mime, size = terms
    if video.width * video.height > MOST_PIXELS:
        return Reading("unreadable", mime, Trouble.TOO_LARGE, **facts)
    frame = _poster(container, video, facts["duration"])
    if frame is None:
        return Reading("unreadable", mime, Trouble.NO_FRAME, **facts)
    rotation = _rotation(frame)
    preview = _pixels(frame, video, rotation, size)
    return Reading("video", mime, rotation=rotation, preview=preview, **facts)


def _poster(
    container: InputContainer, video: VideoStream, duration: float | None
) -> VideoFrame | None:
    video.codec_context.thread_count = 1
    if duration and duration > POSTER_AT:
        try:
            container.seek(int(POSTER_AT * av.time_base))
        except av.FFmpegError:
            container.seek(0)
    for packet in islice(container.demux(video), MOST_PACKETS):
        try:
            frames = packet.decode()
        except av.FFmpegError:
            continue  # the next key frame may be whole
        if frames:
            return frames[0]
    return None


def _rotation(frame: VideoFrame) -> int:
    """Return by how many degrees clockwise the picture must be turned to be upright."""
    counterclockwise = frame.rotation  # a broken matrix gives a number that is no angle
    return -counterclockwise % 360 if abs(counterclockwise) <= HALF_TURN else 0


def _pixels(frame: VideoFrame, video: VideoStream, rotation: int, size: int) -> Pixels:
    wide = frame.width * float(video.sample_aspect_ratio or 1)
    scale = min(1.0, size / max(wide, frame.height))
    width, height = max(1, round(wide * scale)), max(1, round(frame.height * scale))
    small = frame.reformat(width=min(width, size), height=height, format="rgb24", threads=1)
    plane = small.planes[0]
    image = Image.frombuffer(
        "RGB", (small.width, small.height), bytes(plane), "raw", "RGB", plane.line_size, 1
    )
    if rotation in _TURNS:
        image = image.transpose(_TURNS[rotation])
    return Pixels(image.width, image.height, image.tobytes())
