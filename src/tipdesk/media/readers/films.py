"""Reads videos and sound: facts from the container, a poster and key frames from the film."""

import os
import re
from dataclasses import dataclass, field
from typing import IO, Any

import av
import av.subtitles.codeccontext
import av.subtitles.stream
from av.container import InputContainer
from av.video.stream import VideoStream

from tipdesk.media.answers import Trouble
from tipdesk.media.readers import tags, xmp
from tipdesk.media.readers.choosing import chosen
from tipdesk.media.readers.endings import length_of
from tipdesk.media.readers.figures import decimal
from tipdesk.media.readers.movies import LONGEST, Movie, movie_of, words_of, xmp_of
from tipdesk.media.readers.posters import frames_of, pixels_of, poster_of, rotation_of
from tipdesk.media.reading import Reading, Wanted
from tipdesk.newsroom.facts import Fact, Said, Source

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
    "video/mpeg": "mpeg",
    "video/x-flv": "flv",
    "video/x-ms-asf": "asf",
    "audio/mpeg": "mp3",
    "audio/wav": "wav",
    "audio/ogg": "ogg",
    "audio/flac": "flac",
    "audio/aac": "aac",
    "audio/amr": "amr",
    "audio/aiff": "aiff",
    "audio/x-caf": "caf",
}
MOST_PIXELS = 64_000_000
_BOXED = "mov"
# Their headers tell all that is asked, so that nothing is decoded just to find it out.
_TOLD_BY_HEADER = {"mov": {"probesize": "32"}, "matroska": {"probesize": "32"}}
_SOUNDS = {
    "video/quicktime": "audio/mp4",
    "video/x-ms-asf": "audio/x-ms-wma",
    "video/x-flv": "audio/x-flv",
}
_FILMS = {"audio/mp4": "video/mp4", "audio/ogg": "video/ogg"}
# What tracks say of themselves and not of the whole.
_OF_TRACKS = (
    *("encoder", "handler_name", "language", "vendor_id"),
    *("creation_time", "title", "duration"),
)
_ID3, _ID3_HEAD = b"ID3", 10


@dataclass(slots=True)
class _Film:
    """What is known of one file so far: its MIME type, its header, the fields of its Reading."""

    mime: str
    movie: Movie = field(default_factory=Movie)
    facts: dict[str, Any] = field(default_factory=dict, repr=False)

    def unreadable(self, why: Trouble) -> Reading:
        """Say why, and give the facts all the same."""
        return Reading("unreadable", self.mime, why, **self._header_facts() | self.facts)

    def _header_facts(self) -> dict[str, Any]:
        shown = self.movie.picture
        sides = (
            {"width": shown.width, "height": shown.height, "rotation": shown.rotation}
            if shown
            else {}
        )
        return sides | {"duration": self.movie.duration}


def read_film(stream: IO[bytes], mime: str, wanted: Wanted) -> Reading:
    """Read a video or a sound; in haste, a video's frames are left for another time."""
    if mime not in FORMATS:
        return Reading("unreadable", mime, Trouble.NO_READER)
    file, reader = stream.fileno(), FORMATS[mime]
    film = _Film(mime, movie_of(file) if reader == _BOXED else Movie())
    try:
        with _opened(stream, reader) as container:
            film.facts = _facts(container, film, file)
            video = video_of(container)
            if video is None:
                return _sound(container, film)
            return _moving(container, video, film, wanted)
    except av.FFmpegError:
        return film.unreadable(Trouble.DAMAGED)


def video_of(container: InputContainer) -> VideoStream | None:
    """Return the film in a container; a cover of a record is none."""
    moving = (s for s in container.streams.video if not s.disposition & s.disposition.attached_pic)
    return next(moving, None)


def _opened(stream: IO[bytes], reader: str) -> InputContainer:
    name = _behind_id3(stream) if reader == "mp3" else reader
    options = _TOLD_BY_HEADER.get(name, {})
    container = av.open(stream, "r", format=name, metadata_errors="replace", options=options)
    video = video_of(container)
    if options and video is not None and not (video.width and video.height):
        container.close()
        stream.seek(0)
        container = av.open(stream, "r", format=name, metadata_errors="replace")
    return container


def _behind_id3(stream: IO[bytes]) -> str:
    """Tell which kind of sound stands behind the tag that MP3, AAC and FLAC may begin with."""
    head = os.pread(stream.fileno(), _ID3_HEAD, 0)
    if head[:3] != _ID3:
        return "mp3"
    length = sum((byte & 0x7F) << 7 * place for place, byte in enumerate(reversed(head[6:10])))
    sound = os.pread(stream.fileno(), 4, _ID3_HEAD + length)
    if sound == b"fLaC":
        return "flac"
    return "aac" if re.match(rb"\xff[\xf0\xf1\xf8\xf9]", sound) else "mp3"


def _facts(container: InputContainer, film: _Film, file: int) -> dict[str, Any]:
    video = video_of(container)
    named = _tags(container)
    packets: tuple[bytes, ...] = ()
    if FORMATS[film.mime] == _BOXED:
        named = words_of(file) | {name: value for name, value in named.items() if value}
        packets = tuple(xmp_of(file))
    said = tags.statements(named, moving=video is not None)
    said += (*_content(container, video), *xmp.statements(packets))
    few = {name: value for name, value in chosen(said).items() if name != "orientation"}
    return few | {
        "duration": _duration(container, film, file),
        "said": said,
        "pair": tags.pair_of(container.metadata),
    }


def _tags(container: InputContainer) -> dict[str, str]:
    """Return the tags of the whole; Ogg writes them to its track, and some phones theirs."""
    found = dict(container.metadata)
    known = () if container.format.name == "ogg" else _OF_TRACKS
    for stream in container.streams:
        own = {name: value for name, value in stream.metadata.items() if name not in known}
        found = own | found
    return found


def _duration(container: InputContainer, film: _Film, file: int) -> float | None:
    """Return what the film's header says; else what its samples or its end tell."""
    if film.movie.duration is not None:
        return film.movie.duration
    seconds = length_of(container, file, film.mime)
    if seconds is None and container.duration is not None:
        seconds = max(0.0, container.duration / av.time_base)
    return seconds if seconds is not None and seconds <= LONGEST else None


def _content(container: InputContainer, video: VideoStream | None) -> tuple[Said, ...]:
    """Return what the coded film and its sound are made of."""
    told: dict[Fact, str | float | None] = {Fact.BIT_RATE: container.bit_rate}
    if video is not None:
        rate = video.average_rate
        told |= {
            Fact.FRAME_RATE: round(float(rate), 3) if rate else None,
            Fact.FRAMES: video.frames,
        }
    sound = next(iter(container.streams.audio), None)
    if sound is not None:
        told |= {
            Fact.AUDIO_CODEC: codec_of(sound) if video is not None else None,
            Fact.SAMPLE_RATE: sound.rate,
            Fact.CHANNELS: sound.channels,
        }
    return tuple(
        Said(fact, Source.CONTENT, value if isinstance(value, str) else decimal(value))
        for fact, value in told.items()
        if value
    )


def codec_of(stream: Any) -> str | None:
    """Name how a track is coded, None where that is unknown."""
    context = stream.codec_context
    return context.codec.canonical_name if context else None


def _sound(container: InputContainer, film: _Film) -> Reading:
    if not container.streams.audio:
        return film.unreadable(Trouble.EMPTY)
    film.facts["codec"] = codec_of(container.streams.audio[0])
    as_sound = _SOUNDS.get(film.mime, film.mime.replace("video/", "audio/"))
    return Reading("audio", as_sound, **film.facts)


def _moving(container: InputContainer, video: VideoStream, film: _Film, wanted: Wanted) -> Reading:
    film.mime = _FILMS.get(film.mime, film.mime)
    film.facts |= {"width": video.width, "height": video.height, "codec": codec_of(video)}
    if film.movie.picture:
        film.facts["rotation"] = film.movie.picture.rotation
    if video.width * video.height > MOST_PIXELS:
        return film.unreadable(Trouble.TOO_LARGE)
    frame = poster_of(container, video, film.facts["duration"])
    if frame is None:
        return film.unreadable(Trouble.NO_FRAME)
    depth = max((part.bits for part in frame.format.components), default=0)
    film.facts["rotation"] = rotation_of(frame)
    film.facts["said"] += (Said(Fact.BIT_DEPTH, Source.CONTENT, str(depth)),) if depth else ()
    count = 0 if wanted.hasty else wanted.frames
    return Reading(
        "video",
        film.mime,
        preview=pixels_of(frame, video, wanted.size),
        frames=frames_of(container, video, film.facts["duration"], count),
        unfinished=count < wanted.frames,
        **film.facts,
    )
