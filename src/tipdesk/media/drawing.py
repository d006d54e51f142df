"""Draws the pictures of the sample desk, with what a camera would have written into them."""

import io
import random
import struct
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from PIL.TiffImagePlugin import IFDRational

from tipdesk.media.canvas import Canvas
from tipdesk.media.labelling import Labels, packet
from tipdesk.media.scenes import SCENES

_QUALITY = 88
_AS_HELD = {  # how pixels lie in the file for an orientation: the turn that it will undo
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What the invented camera writes into a picture; `gps` is latitude and longitude."""

    taken_at: datetime | None = None
    gps: tuple[float, float] | None = None
    make: str = "Sample Phone"
    model: str = "Example Cam 3"
    orientation: int = 1
    # What ties the picture of a Live Photo to its film.
    pair: str = field(default="", repr=False)
    labels: Labels | None = field(default=None, repr=False)


def picture(
    scene: str,
    *,
    size: tuple[int, int] = (1600, 1200),
    seed: int = 0,
    exif: PictureFacts | None = None,
    form: str = "jpeg",
) -> bytes:
    """Draw a scene and return it as a file of the form: jpeg, png, webp or another Pillow writes.

    The same arguments give the same bytes.
    """
    image = draw(scene, size, seed)
    options: dict[str, bytes | int] = {"quality": _QUALITY}
    if exif:
        options["exif"] = _exif(exif)
        if exif.labels:
            options["xmp"] = packet(exif.labels)
        if exif.orientation in _AS_HELD:
            image = image.transpose(_AS_HELD[exif.orientation])
    written = io.BytesIO()
    image.save(written, form.upper(), **options)
    return written.getvalue()


def draw(scene: str, size: tuple[int, int], seed: int = 0) -> Image.Image:
    """Draw a scene; the seed chooses the standpoint and the small things in it."""
    chance = random.Random(f"{scene} {seed}")  # noqa: S311 - art, not secrets
    canvas = Canvas(size, chance)
    SCENES[scene](canvas, chance)
    return canvas.finished()


def _exif(facts: PictureFacts) -> bytes:
    exif = Image.Exif()
    exif[Base.Make] = facts.make
    exif[Base.Model] = facts.model
    exif[Base.Orientation] = facts.orientation
    taken = exif.get_ifd(IFD.Exif)
    if facts.pair:
        taken[Base.MakerNote] = _note(facts.pair)
    if facts.taken_at:
        taken[Base.DateTimeOriginal] = f"{facts.taken_at:%Y:%m:%d %H:%M:%S}"
        offset = facts.taken_at.utcoffset()
        if offset is not None:
            taken[Base.OffsetTimeOriginal] = _clock(offset)
    if facts.gps:
        place = exif.get_ifd(IFD.GPSInfo)
        latitude, longitude = facts.gps
        place[GPS.GPSLatitudeRef] = "N" if latitude >= 0 else "S"
        place[GPS.GPSLatitude] = _sexagesimal(latitude)
        place[GPS.GPSLongitudeRef] = "E" if longitude >= 0 else "W"
        place[GPS.GPSLongitude] = _sexagesimal(longitude)
    return exif.tobytes()


def _note(pair: str) -> bytes:
    """Write the identifier of a Live Photo as a telephone does, in a note of one entry."""
    written = pair.encode() + b"\0"
    entry = struct.pack(">HHHII", 1, 0x11, 2, len(written), 32)
    return b"Apple iOS\0\0\1MM" + entry + bytes(4) + written


def _clock(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _sexagesimal(degrees: float) -> tuple[IFDRational, IFDRational, IFDRational]:
    hundredths = round(abs(degrees) * 360_000)
    whole, rest = divmod(hundredths, 360_000)
    minutes, rest = divmod(rest, 6000)
    return IFDRational(whole, 1), IFDRational(minutes, 1), IFDRational(rest, 100)
