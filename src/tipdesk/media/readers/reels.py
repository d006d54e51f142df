"""An opened video or sound that gives its frames and samples in order, from any moment on."""

import os
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import IO, Any

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from tipdesk.media.answers import Trouble
from tipdesk.media.readers.films import FORMATS, MOST_PIXELS
from tipdesk.media.slots import RATE, SOUND_SAMPLES

HALF_TURN = 180
QUARTER = 90
THREADS = 2
FAR = 0.25  # seconds before a goal from which frames that no other needs are not decoded
BACK = 3.0  # seconds: some containers land behind the moment that was asked for
_MOST_COUNTED = 100_000  # packets: half an hour, read in half a second
_MOST_DAMAGE = 500  # pieces in a row that can't be decoded


class NotPlayable(Exception):
    """The file can't be played; carries the Trouble that says why."""

    def __init__(self, why: Trouble) -> None:
        super().__init__(why)
        self.why = why


class Reel:
    """Frames and samples of one file; all times are seconds from its beginning.

    `duration` is None where neither the container nor its packets tell it.
    """

    def __init__(self, stream: IO[bytes], mime: str) -> None:
        if mime not in FORMATS:
            raise NotPlayable(Trouble.NO_READER)
        self._container = av.open(stream, "r", format=FORMATS[mime], metadata_errors="replace")
        streams = self._container.streams
        moving = (s for s in streams.video if not s.disposition & s.disposition.attached_pic)
        self.video: VideoStream | None = next((s for s in moving if _decodes(s)), None)
        self.audio: AudioStream | None = next((s for s in streams.audio if _decodes(s)), None)
        if self.video is None and self.audio is None:
            raise NotPlayable(Trouble.EMPTY)
        if self.video is not None:
            if self.video.width * self.video.height > MOST_PIXELS:
                raise NotPlayable(Trouble.TOO_LARGE)
            self.video.codec_context.thread_count = THREADS
            self.video.codec_context.thread_type = "AUTO"
        self._begins = (self._container.start_time or 0) / av.time_base
        self._rewind((self.video, self.audio))
        known = self._container.duration
        self.duration = known / av.time_base if known and known > 0 else self._measured()

    @property
    def rate(self) -> float:
        """Say how many frames a second there are on average, 0 where that isn't known."""
        return float(self.video.average_rate or 0) if self.video is not None else 0.0

    def _rewind(self, streams: tuple[VideoStream | None, AudioStream | None]) -> None:
        """Begin reading where the container stands now."""
        wanted = [stream for stream in streams if stream is not None]
        self._packets: Iterator[Packet[Any]] = iter(self._container.demux(*wanted))
        self._waiting: dict[int, deque[Packet[Any]]] = {stream.index: deque() for stream in wanted}
        self._frames: deque[VideoFrame] = deque()
        self._sounds: deque[AudioFrame] = deque()
        self._last = -1 / (self.rate or 25)
        self._is_video_over, self._is_audio_over = (stream is None for stream in streams)
        self._resampler = _resampler()

    def go_to(self, at: float, *, picture: bool = True, sound: bool = True) -> None:
        """Go to the last key frame that is not after this moment, for what is wanted of it."""
        video, audio = self.video if picture else None, self.audio if sound else None
        stream = video if video is not None else audio
        place = int((at + self._begins) / stream.time_base) if stream and stream.time_base else 0
        try:
            self._container.seek(place, stream=stream)
        except (av.FFmpegError, OverflowError):
            self._container.seek(0)
        self._rewind((video, audio))
        self.hurry(on=False)

    def hurry(self, *, on: bool) -> None:
        """Leave out frames that no other frame needs, while the goal is far."""
        if self.video is not None:
            self.video.codec_context.skip_frame = "NONREF" if on else "DEFAULT"

    def next_picture(self) -> VideoFrame | None:
        """Decode the next frame, None at the end."""
        damage = 0
        while self.video is not None and not self._frames and not self._is_video_over:
            packet = self._next_packet(self.video.index)
            try:
                frames = self.video.codec_context.decode(packet)
            except av.FFmpegError:
                frames, damage = [], damage + 1
            self._frames.extend(frames)
            self._is_video_over = packet is None or damage > _MOST_DAMAGE
        return self._frames.popleft() if self._frames else None

    def next_sound(self) -> AudioFrame | None:
        """Decode the next samples as the player wants them, None at the end."""
        damage = 0
        while self.audio is not None and not self._sounds and not self._is_audio_over:
            packet = self._next_packet(self.audio.index)
            try:
                for frame in self.audio.codec_context.decode(packet):
                    self._sounds.extend(self._resampled(frame))
                if packet is None:
                    self._sounds.extend(self._resampler.resample(None))
            except av.FFmpegError:
                damage += 1
            self._is_audio_over = packet is None or damage > _MOST_DAMAGE
        return self._sounds.popleft() if self._sounds else None

    def time_of(self, frame: VideoFrame) -> float:
        """Say when a frame is shown; where the file doesn't, after the one before it."""
        ticks = frame.pts if frame.pts is not None else frame.dts
        base = self.video.time_base if self.video is not None else None
        if ticks is None or base is None:
            self._last += 1 / (self.rate or 25)
        else:
            self._last = float(ticks * base) - self._begins
        return self._last

    def time_of_sound(self, frame: AudioFrame) -> float:
        """Say when samples are heard."""
        return (frame.time or self._begins) - self._begins

    def _measured(self) -> float | None:
        """Say how long a film lasts that doesn't know it, as browsers record them."""
        end = 0.0
        with suppress(av.FFmpegError):  # as far as it goes
            for packet in islice(self._packets, _MOST_COUNTED):
                if packet.pts is not None and packet.time_base:
                    end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
        is_whole = next(self._packets, None) is None
        self.go_to(0.0)
        return end - self._begins if is_whole and end > self._begins else None

    def _next_packet(self, index: int) -> "Packet[Any] | None":
        queue = self._waiting[index]
        while not queue:
            try:
                packet = next(self._packets)
            except (StopIteration, av.FFmpegError):
                return None
            if packet.size:
                self._waiting[packet.stream.index].append(packet)
        return queue.popleft()

    def _resampled(self, frame: AudioFrame) -> list[AudioFrame]:
        try:
            return self._resampler.resample(frame)
        except ValueError:  # the sound has changed its form on the way
            rest = self._resampler.resample(None)
            self._resampler = _resampler()
            return [*rest, *self._resampler.resample(frame)]


def _decodes(stream: VideoStream | AudioStream) -> bool:
    return stream.codec_context is not None


def _resampler() -> av.AudioResampler:
    return av.AudioResampler("s16", "stereo", RATE, SOUND_SAMPLES)


def opened(file: int) -> IO[bytes]:
    """Wrap the descriptor of the one file that a reader is given."""
    return os.fdopen(file, "rb", closefd=False)


def rotation_of(frame: VideoFrame) -> int:
    """Say by how many degrees clockwise a frame must be turned to be upright."""
    counterclockwise = frame.rotation  # a broken matrix gives a number that is no angle
    turned = -counterclockwise % 360 if abs(counterclockwise) <= HALF_TURN else 0
    return turned if turned % QUARTER == 0 else 0
