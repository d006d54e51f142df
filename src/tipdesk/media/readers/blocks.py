"""Finds the blocks of EXIF and IPTC in a file of any picture format, each on its own terms."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from pyexiv2.lib import exiv2api  # type: ignore[import-untyped]

from tipdesk.media.readers.charsets import clean, text_of

_T = TypeVar("_T")
_Row = Mapping[str, Any]
_MUTE = 4

_EXIF_NAMES = {tag.value: tag.name.replace("SubsecTime", "SubSecTime") for tag in Base}
_GPS_NAMES = {tag.value: tag.name for tag in GPS}

# Spoken to below its Python layer: that one decodes all texts at once, and one odd byte in one tag
# would cost every other.
exiv2api.set_log_level(_MUTE)


@dataclass(frozen=True, slots=True, repr=False)
class Blocks:
    """What stands in a file, by the names of exiv2; texts of IPTC as bytes, in their order."""

    exif: Mapping[str, str]
    iptc: tuple[tuple[str, bytes], ...] = ()
    comment: str = ""
    thumbnail: bytes = b""
    width: int = 0
    height: int = 0


NOTHING = Blocks({})


def blocks_of(data: bytes) -> Blocks:
    """Return the blocks of a whole file; none where exiv2 doesn't know the format."""
    try:
        buffer = exiv2api.Buffer(data, len(data))
        image = exiv2api.Image(buffer)
    except Exception:  # noqa: BLE001 - it raises anything on odd files; Pillow reads them then
        return NOTHING
    try:
        return _blocks(image)
    finally:
        buffer.destroy()


def _blocks(image: exiv2api.Image) -> Blocks:
    exif: list[_Row] = _tried(image.read_exif, [])
    iptc: list[_Row] = _tried(image.read_iptc, [])
    return Blocks(
        exif={_name(row): text_of(_value(row)) for row in exif},
        iptc=tuple((_name(row), row["value"]) for row in iptc),
        comment=text_of(_tried(image.read_comment, b"")),
        thumbnail=_tried(image.read_thumbnail, b""),
        width=_tried(image.get_pixel_width, 0),
        height=_tried(image.get_pixel_height, 0),
    )


def _name(row: _Row) -> str:
    tag: bytes = row["tag"]
    return tag.decode("latin-1")


def _value(row: _Row) -> bytes:
    """Return the value; texts of EXIF 3, whose type exiv2 doesn't know yet, as what they are."""
    value: bytes = row["value"]
    numbers = value.split()
    if row["typeName"] != "unknown" or not all(map(_is_a_byte, numbers)):
        return value
    return bytes(map(int, numbers))


def _is_a_byte(number: bytes) -> bool:
    return number.isdigit() and len(number) <= 3 and int(number) <= 255  # noqa: PLR2004


def _tried(ask: Callable[[], _T], otherwise: _T) -> _T:
    try:
        return ask()
    except Exception:  # noqa: BLE001 - one block that can't be read must not cost the others
        return otherwise


def completed(blocks: Blocks, image: Image.Image) -> Blocks:
    """Fill in the EXIF that exiv2 did not find with what Pillow finds in the opened picture."""
    return blocks if blocks.exif else replace(blocks, exif=dict(_pillows_tags(image)))


def _pillows_tags(image: Image.Image) -> Iterator[tuple[str, str]]:
    exif = _tried(image.getexif, None)
    if not exif:
        return
    for group, ask, names in (
        ("Image", lambda: dict(exif), _EXIF_NAMES),
        ("Photo", lambda: exif.get_ifd(IFD.Exif), _EXIF_NAMES),
        ("GPSInfo", lambda: exif.get_ifd(IFD.GPSInfo), _GPS_NAMES),
    ):
        tags: dict[int, Any] = _tried(ask, {})
        for tag, value in tags.items():
            if tag in names:
                yield f"Exif.{group}.{names[tag]}", _written(value)


def _written(value: object) -> str:
    """Write a value of Pillow's the way exiv2 does."""
    if isinstance(value, bytes):
        return text_of(value)
    if isinstance(value, tuple):
        return " ".join(_written(part) for part in value)
    above, below = getattr(value, "numerator", None), getattr(value, "denominator", None)
    if above is not None and not isinstance(value, int):
        return f"{above}/{below}"
    return clean(str(value))
