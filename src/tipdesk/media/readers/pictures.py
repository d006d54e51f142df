"""Reads still pictures: what they say about themselves first, then a small upright preview."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from io import BytesIO
from typing import IO, Any

from PIL import Image, TiffImagePlugin
from PIL.ExifTags import Base
from PIL.TiffImagePlugin import IMAGELENGTH, IMAGEWIDTH

from tipdesk.media.answers import LONGEST_SIDE, VALUE_LIMIT, Trouble
from tipdesk.media.readers import (
    ciff,
    coding,
    exif,
    heifboxes,
    iptc,
    oldnotes,
    pngchunks,
    textchunks,
    thumbnails,
    xmp,
)
from tipdesk.media.readers.applenotes import content_identifier
from tipdesk.media.readers.blocks import NOTHING, Blocks, blocks_of, completed
from tipdesk.media.readers.charsets import text_of
from tipdesk.media.readers.choosing import chosen
from tipdesk.media.readers.colours import in_screen_colours
from tipdesk.media.readers.flattening import fitted, flattened
from tipdesk.media.readers.opening import FORMATS as FORMATS
from tipdesk.media.readers.opening import MOST_PIXELS as MOST_PIXELS
from tipdesk.media.readers.opening import can_open, load, opened
from tipdesk.media.readers.packets import packets_of
from tipdesk.media.readers.rawfiles import RAW
from tipdesk.media.readers.scans import before_the_scans, coarse_scans
from tipdesk.media.readers.turning import turned_upright
from tipdesk.media.reading import Pixels, Reading, Wanted
from tipdesk.newsroom.facts import Fact, Said

# A JPEG can be decoded at 1/2, 1/4 or 1/8 for a fraction of the work; a preview this much smaller
# than asked for is worth it.
NEAR_ENOUGH = 0.9
_LARGE_ENOUGH_FOR_NOW = 160  # pixels of the longer side; phones put 320 into a HEIC
_SMALLEST_DRAFT = 8
MOST_BYTES = 200 << 20  # a larger file is left to its decoder, which needs not all of it in memory
_COMMENTED = frozenset({"image/jpeg", "image/gif"})
_COLOURED = frozenset({"RGB", "RGBA", "RGBa", "P"})  # others lose their profile on the way
_HEIF = frozenset({"image/heic", "image/heif"})

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True, repr=False)
class _File:
    mime: str
    data: bytes  # empty where it is too much
    blocks: Blocks
    sides: tuple[int, int]
    image: Image.Image | None = None
    # Of the opened picture, taken before it is decoded: Pillow turns TIFFs then, and forgets it.
    packets: tuple[bytes, ...] | None = None


@dataclass(frozen=True, slots=True)
class _Shown:
    upright: Image.Image
    is_whole: bool
    thumbnail_differs: bool | None
    unfinished: bool = False


def read_picture(stream: IO[bytes], mime: str, size: int, *, hasty: bool = False) -> Reading:
    """Read statements, what counts of them, and a preview whose sides are at most `size`.

    In haste, the small picture inside a HEIF will do.
    """
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        data = b""
    stream.seek(0)
    blocks = blocks_of(before_the_scans(data)) if data else NOTHING
    sides = heifboxes.size_and_turn(data)[0] if mime in _HEIF else None
    file = _File(mime, data, blocks, sides or (blocks.width, blocks.height))
    if not can_open(mime):
        return _unseen(file, Trouble.NO_READER)
    try:
        image = opened(BytesIO(data) if data else stream, mime)
    except MemoryError:
        return _unseen(file, Trouble.NO_MEMORY)
    except Exception:  # noqa: BLE001 - decoders raise anything; what the blocks say stays
        return _unseen(file, Trouble.DAMAGED)
    known = replace(
        file,
        blocks=completed(blocks, image),
        sides=_as_stored(image, file),
        image=image,
        packets=packets_of(data, image),
    )
    return _seen(known, image, Wanted(size, hasty=hasty))


def _unseen(file: _File, trouble: Trouble) -> Reading:
    return Reading("unreadable", file.mime, trouble, **_fields(file))


def _seen(file: _File, image: Image.Image, wanted: Wanted) -> Reading:
    if not all(map(_believed, file.sides)):
        return _unseen(file, Trouble.DAMAGED)
    if image.width * image.height > MOST_PIXELS:
        return _unseen(file, Trouble.TOO_LARGE)
    try:
        shown = _quick(file, wanted) or _shown(file, image, wanted.size)
    except MemoryError:
        return _unseen(file, Trouble.NO_MEMORY)
    except Exception:  # noqa: BLE001 - decoders raise anything; what the header says stays
        return _unseen(file, Trouble.DAMAGED)
    return Reading(
        "picture",
        file.mime,
        None if shown.is_whole else Trouble.CUT_SHORT,
        preview=_pixels(shown.upright),
        thumbnail_differs=shown.thumbnail_differs,
        unfinished=shown.unfinished,
        **_fields(file),
    )


def _fields(file: _File) -> Fields:
    said = tuple(_said(file))
    width, height = map(_believed, file.sides)
    fields = chosen(said)
    fields["orientation"] = fields["orientation"] or _coded_turn(file)
    return fields | {
        "said": said,
        "pair": content_identifier(file.blocks.exif.get("Exif.Photo.MakerNote", "")),
        "width": width,
        "height": height,
    }


def _said(file: _File) -> Iterable[Said]:
    blocks = file.blocks
    said = [
        *exif.statements(blocks.exif),
        *xmp.statements(packets_of(file.data, None) if file.packets is None else file.packets),
        *iptc.statements(iptc.with_zones_as_written(blocks.iptc, file.data)),
        *ciff.statements(file.data),
        *textchunks.statements(pngchunks.texts(file.data), _comments(file)),
    ]
    if file.image is not None and file.mime not in RAW:  # of those it is only the preview
        said += coding.statements(file.image, file.data)
    if not any(one.fact is Fact.TAKEN_AT for one in said):
        said += oldnotes.statements(file.data, blocks.exif.get("Exif.Photo.MakerNote", ""))
    # A longer value would be left out on the way; its beginning tells more than nothing.
    return (replace(one, value=one.value[:VALUE_LIMIT]) for one in said)


def _comments(file: _File) -> list[str]:
    if file.mime == "image/jpeg" and file.blocks.comment:
        return [file.blocks.comment]
    found = file.image.info.get("comment") if file.image and file.mime in _COMMENTED else None
    return [text_of(found)] if isinstance(found, bytes) else []


def _as_stored(image: Image.Image, file: _File) -> tuple[int, int]:
    """Return width and height before any turn; must be asked before a draft makes them less."""
    if isinstance(image, TiffImagePlugin.TiffImageFile):  # Pillow turns these on loading
        return int(image.tag_v2[IMAGEWIDTH]), int(image.tag_v2[IMAGELENGTH])
    # A HEIF's own turn is in Pillow's size, and a raw file's preview is not its size.
    told = file.mime in _HEIF | RAW and all(file.sides)
    return file.sides if told else image.size


def _believed(side: int) -> int | None:
    return side if 0 < side <= LONGEST_SIDE else None


def _coded_turn(file: _File) -> int | None:
    """Return the turn that the format itself asks for, where EXIF and XMP are silent."""
    if file.mime in _HEIF:
        return heifboxes.size_and_turn(file.data)[1]
    if file.image is None or file.mime != "image/avif":
        return None
    return _turn_of(file.image)


def _turn_of(image: Image.Image) -> int | None:
    """Return the turn that Pillow leaves to be done: some of its readers have done it by now."""
    try:
        value = image.getexif().get(Base.Orientation)
    except Exception:  # noqa: BLE001 - a broken EXIF block must not cost the picture
        return None
    return value if isinstance(value, int) and value in range(1, 9) else None


def _quick(file: _File, wanted: Wanted) -> _Shown | None:
    """Show the thumbnail inside a HEIF where it is large enough: a tenth of the work."""
    image = _heif_thumbnail(file)
    if image is None:
        return None
    is_small = max(image.size) < wanted.size * NEAR_ENOUGH
    if is_small and not (wanted.hasty and max(image.size) >= _LARGE_ENOUGH_FOR_NOW):
        return None
    load(image)
    upright = _upright(image, wanted.size)
    return _Shown(upright, is_whole=True, thumbnail_differs=None, unfinished=is_small)


def _heif_thumbnail(file: _File) -> Image.Image | None:
    patched = heifboxes.thumbnail_as_primary(file.data) if file.mime in _HEIF else None
    if patched is None:
        return None
    try:
        return opened(BytesIO(patched), file.mime)
    except Exception:  # noqa: BLE001 - a thumbnail that can't be read is none
        return None


def _shown(file: _File, image: Image.Image, size: int) -> _Shown:
    image = _drafted(file, image, size)
    is_whole = load(image)
    upright = _upright(image, size)
    return _Shown(upright, is_whole, _differs(file, upright))


def _drafted(file: _File, image: Image.Image, size: int) -> Image.Image:
    """Have a JPEG decoded no larger than needed; of a progressive one only what that takes."""
    sides, wanted = image.size, fitted(image.size, size * NEAR_ENOUGH)
    image.draft("RGB", wanted)
    if (
        "progressive" not in image.info
        or image.width * _SMALLEST_DRAFT > sides[0] + _SMALLEST_DRAFT
    ):
        return image
    coarse = coarse_scans(file.data)
    if coarse is None:
        return image
    image = opened(BytesIO(coarse), file.mime)
    image.draft("RGB", wanted)
    return image


def _differs(file: _File, upright: Image.Image) -> bool | None:
    small = _heif_thumbnail(file)
    if small is not None:
        load(small)
        return thumbnails.shows_another(_upright(small, max(small.size)), upright)
    if not file.blocks.thumbnail or file.mime == "image/tiff":  # whose second picture is a page
        return None
    turn = file.blocks.exif.get("Exif.Image.Orientation", "1")
    return thumbnails.differs(file.blocks.thumbnail, upright, int(turn) if turn.isdigit() else 1)


def _upright(image: Image.Image, size: int) -> Image.Image:
    profile = image.info.get("icc_profile") if image.mode in _COLOURED else None
    small = in_screen_colours(flattened(image, size), profile)
    return turned_upright(small, _turn_of(image) or 1)


def _pixels(image: Image.Image) -> Pixels:
    return Pixels(image.width, image.height, image.tobytes())
