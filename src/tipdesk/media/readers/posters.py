"""Decodes single frames of a film: one to show, and a few, spread over it, to compare."""

import math
from collections.abc import Iterator
from itertools import islice

import av
from av.container import InputContainer
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL import Image

from tipdesk.media.answers import FRAME_SIDE
from tipdesk.media.reading import Frame, Pixels

_MOST_PACKETS = 600  # looked through for a frame
_HALF_TURN = 180
_POSTER_AT = 1.0  # seconds: the very first frame is often black
_USUAL_RATE = 30
_WITHOUT_INDEX = {"mpegts", "mpeg"}  # they land behind the moment that was asked for
_EARLY = 2.0  # seconds
# How many pixels may be decoded to reach the moments of the frames, not just key frames near them:
# about a second of work at most. A count and not a clock: the same film gives the same frames.
_MOST_WORK = 250_000_000
_TURNS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


def poster_of(
    container: InputContainer, video: VideoStream, duration: float | None
) -> VideoFrame | None:
    """Decode the key frame to show; where none can be decoded there, the first of all."""
    video.codec_context.thread_count = 1
    film = _Film(container, video)
    if duration and duration > _POSTER_AT:
        film.go_to(_POSTER_AT)
        frame = film.next_frame()
        if frame is not None:
            return frame
        film.go_to(0.0)
    return film.next_frame()


def frames_of(
    container: InputContainer, video: VideoStream, duration: float | None, count: int
) -> tuple[Frame, ...]:
    """Decode up to `count` frames, spread evenly over the film, small and upright."""
    if not count:
        return ()
    video.codec_context.skip_frame = "NONREF"
    film = _Film(container, video)
    patience = _MOST_WORK // count // max(1, video.width * video.height)
    found: dict[float, Frame] = {}
    for at in ((number + 0.5) * (duration or 0.0) / count for number in range(count)):
        frame = film.frame_at(at, patience)
        if frame is not None and film.here not in found:
            found[film.here] = Frame(film.here, pixels_of(frame, video, FRAME_SIDE))
    return tuple(found[time] for time in sorted(found))


class _Film:
    """One moving picture and where in it we are, in seconds from its beginning."""

    def __init__(self, container: InputContainer, video: VideoStream) -> None:
        self._container, self._video = container, video
        self._begins = (container.start_time or 0) / av.time_base
        self._rate = float(video.average_rate or _USUAL_RATE)
        self._frames = self._decoded()
        self.here = -math.inf

    def go_to(self, at: float) -> None:
        """Go to the key frame before this moment, or earlier."""
        early = _EARLY if self._container.format.name in _WITHOUT_INDEX else 0.0
        goal = at - early + self._begins if at > early else 0.0
        try:
            self._container.seek(int(goal * av.time_base))
        except (av.FFmpegError, OverflowError):
            self._container.seek(0)
        self._frames = self._decoded()

    def next_frame(self) -> VideoFrame | None:
        """Decode the next frame, None where there is none near."""
        frame = next(self._frames, None)
        if frame is not None:
            self.here = max(0.0, round((frame.time or 0.0) - self._begins, 3))
        return frame

    def frame_at(self, at: float, patience: int) -> VideoFrame | None:
        """Decode the frame of this moment; where it is too many frames away, the key frame."""
        if self._away(at) > patience:
            self.go_to(at)
        frame = self.next_frame()
        if self._away(at) > patience:
            return frame
        latest = frame
        while frame is not None and self.here < at:
            latest, frame = frame, self.next_frame()
        return frame or latest

    def _away(self, at: float) -> float:
        return (at - self.here) * self._rate

    def _decoded(self) -> Iterator[VideoFrame]:
        packets: Iterator[Packet[VideoStream]] = self._container.demux(self._video)
        for packet in islice(packets, _MOST_PACKETS):
            try:
                frames = packet.decode()
            except av.FFmpegError:
                continue  # the next key frame may be whole
            yield from (frame for frame in frames if isinstance(frame, VideoFrame))


def rotation_of(frame: VideoFrame) -> int:
    """Return by how many degrees clockwise the picture must be turned to be upright."""
    counterclockwise = frame.rotation  # a broken matrix gives a number that is no angle
    return -counterclockwise % 360 if abs(counterclockwise) <= _HALF_TURN else 0


def pixels_of(frame: VideoFrame, video: VideoStream, size: int) -> Pixels:
    """Make a frame upright and at most `size` a side, its pixels square."""
    wide = frame.width * float(video.sample_aspect_ratio or 1)
    scale = min(1.0, size / max(wide, frame.height))
    width, height = max(1, round(wide * scale)), max(1, round(frame.height * scale))
    small = frame.reformat(width=min(width, size), height=height, format="rgb24", threads=1)
    plane = small.planes[0]
    image = Image.frombuffer(
        "RGB", (small.width, small.height), bytes(plane), "raw", "RGB", plane.line_size, 1
    )
    rotation = rotation_of(frame)
    if rotation in _TURNS:
        image = image.transpose(_TURNS[rotation])
    return Pixels(image.width, image.height, image.tobytes())
