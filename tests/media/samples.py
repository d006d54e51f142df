"""Films and sounds of every kind, made on the spot."""

import io
from fractions import Fraction

import av
import numpy as np
from av.video.frame import VideoFrame

FILMS = {  # name: container, encoder, MIME type, codec as it is read back
    "mp4": ("mp4", "libx264", "video/mp4", "h264"),
    "mov": ("mov", "libx264", "video/quicktime", "h264"),
    "3gp": ("3gp", "h263", "video/3gpp", "h263"),
    "webm": ("webm", "libvpx", "video/webm", "vp8"),
    "webm-av1": ("webm", "libsvtav1", "video/webm", "av1"),
    "mkv": ("matroska", "libx265", "video/x-matroska", "hevc"),
    "avi": ("avi", "mpeg4", "video/x-msvideo", "mpeg4"),
    "ogv": ("ogg", "libvpx", "video/ogg", "vp8"),
    "ts": ("mpegts", "mpeg2video", "video/mp2t", "mpeg2video"),
}
SOUNDS = {
    "m4a": ("ipod", "aac", "audio/mp4", "aac"),
    "mp3": ("mp3", "libmp3lame", "audio/mpeg", "mp3"),
    "ogg": ("ogg", "libopus", "audio/ogg", "opus"),
    "flac": ("flac", "flac", "audio/flac", "flac"),
    "wav": ("wav", "pcm_s16le", "audio/wav", "pcm_s16le"),
}
SIZE = (176, 144)
RATE = 12


def a_film(container: str, encoder: str, *, seconds: float = 2.0, turned: int = 0) -> bytes:
    """Return a film whose left half is red and right half blue; `turned` counterclockwise."""
    written = io.BytesIO()
    with av.open(written, "w", format=container) as out:
        stream = out.add_stream(encoder, rate=RATE)
        stream.width, stream.height = SIZE
        stream.pix_fmt = "yuv420p"
        if encoder == "libx265":
            stream.options = {"x265-params": "log-level=none"}
        if turned:
            stream.set_display_rotation(turned)
        picture = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
        picture[:, : SIZE[0] // 2, 0] = 230
        picture[:, SIZE[0] // 2 :, 2] = 230
        for number in range(round(seconds * RATE)):
            frame = VideoFrame.from_ndarray(picture, "rgb24")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    return written.getvalue()


def a_sound(container: str, encoder: str, *, seconds: float = 1.0) -> bytes:
    """Return a second of a low tone."""
    written = io.BytesIO()
    with av.open(written, "w", format=container) as out:
        stream = out.add_stream(encoder, rate=48_000, layout="mono")
        at = np.arange(round(48_000 * seconds), dtype=np.float32) / 48_000
        tone = (0.2 * np.sin(440 * np.pi * at) * 32767).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(tone[None, :], "s16", "mono")
        frame.sample_rate = 48_000
        resampler = av.AudioResampler(
            stream.codec_context.format, "mono", 48_000, stream.codec_context.frame_size or None
        )
        for part in (*resampler.resample(frame), *resampler.resample(None)):
            out.mux(stream.encode(part))
        out.mux(stream.encode())
    return written.getvalue()
