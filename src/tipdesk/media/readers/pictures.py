"""Reads still pictures: facts from the header first, then a small upright preview."""

from collections.abc import Callable
from typing import IO

import pi_heif
from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageCms,
    ImageColor,
    ImageFile,
    ImageOps,
    ImagePalette,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)
from PIL.TiffImagePlugin import IMAGELENGTH, IMAGEWIDTH

from tipdesk.media.answers import LONGEST_SIDE, Trouble
from tipdesk.media.readers.exif import Facts, facts_of, turn_of
from tipdesk.media.reading import Pixels, Reading

# Named so that they are loaded before the wall stands: behind it nothing can be imported.
LOADED = (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
    ImageCms,
    ImageColor,
    ImageOps,
    ImagePalette,
)
FORMATS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/gif": "GIF",
    "image/webp": "WEBP",
    "image/tiff": "TIFF",
    "image/bmp": "BMP",
    "image/avif": "AVIF",
    "image/heic": "HEIF",
    "image/heif": "HEIF",
}
MOST_PIXELS = 200_000_000
# A JPEG can be decoded at 1/2, 1/4 or 1/8 for a fraction of the work; a preview this much smaller
# than asked for is worth it.
NEAR_ENOUGH = 0.9

pi_heif.register_heif_opener(decode_threads=1, thumbnails=False, depth_images=False)
AvifImagePlugin.DEFAULT_MAX_THREADS = 1
Image.preinit()
Image.MAX_IMAGE_PIXELS = None  # the header is read whatever it claims; MOST_PIXELS guards decoding

_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def read_picture(stream: IO[bytes], mime: str, size: int) -> Reading:
    """Read header, facts and a preview whose sides are at most `size`."""
    if mime not in FORMATS:
        return Reading("unreadable", mime, Trouble.NO_READER)
    image = Image.open(stream, formats=[FORMATS[mime]])
    width, height = _as_stored(image)
    if not (0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE):
        return Reading("unreadable", mime, Trouble.DAMAGED)
    facts: Facts = {"width": width, "height": height} | _exif_facts(image)
    if image.width * image.height > MOST_PIXELS:
        return Reading("unreadable", mime, Trouble.TOO_LARGE, **facts)
    return _with_preview(image, mime, size, facts)


def _as_stored(image: Image.Image) -> tuple[int, int]:
    if isinstance(image, TiffImagePlugin.TiffImageFile):  # Pillow turns these on loading
        return int(image.tag_v2[IMAGEWIDTH]), int(image.tag_v2[IMAGELENGTH])
    return image.size


def _exif_facts(image: Image.Image, look: Callable[[Image.Exif], Facts] = facts_of) -> Facts:
    try:
        return look(image.getexif())
    except Exception:  # noqa: BLE001 - a broken EXIF block must not cost the picture
        return {}


def _with_preview(image: Image.Image, mime: str, size: int, facts: Facts) -> Reading:
    trouble: Trouble | None = None
    try:
        image.draft("RGB", _fitted(image.size, size * NEAR_ENOUGH))
        try:
            image.load()
        except OSError:
            ImageFile.LOAD_TRUNCATED_IMAGES = True
            image.load()
            trouble = Trouble.CUT_SHORT
        preview = _upright(_small(image, size), _left_to_turn(image))
    except MemoryError:
        return Reading("unreadable", mime, Trouble.NO_MEMORY, **facts)
    except Exception:  # noqa: BLE001 - decoders raise anything; the facts of the header stay
        return Reading("unreadable", mime, Trouble.DAMAGED, **facts)
    return Reading("picture", mime, trouble, preview=preview, **facts)


def _small(image: Image.Image, size: int) -> Image.Image:
    if image.mode in {"I;16", "I;16B", "I;16L", "I"}:
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in {"P", "PA"}:
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    if max(image.size) > size:
        fitted = _fitted(image.size, size)
        image = image.resize(fitted, Image.Resampling.HAMMING, reducing_gap=2.0)
    return _opaque(image)


def _fitted(sides: tuple[int, int], size: float) -> tuple[int, int]:
    scale = size / max(sides)
    return max(1, round(sides[0] * scale)), max(1, round(sides[1] * scale))


def _opaque(image: Image.Image) -> Image.Image:
    if image.mode in {"RGBA", "LA", "RGBa", "La"}:
        seen = image.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(paper, seen).convert("RGB")
    return image.convert("RGB")


def _left_to_turn(image: Image.Image) -> int | None:
    """Return the orientation that still has to be applied: some readers have done it by now."""
    return _exif_facts(image, turn_of).get("orientation")


def _upright(image: Image.Image, orientation: int | None) -> Pixels:
    if orientation in _UPRIGHT:
        image = image.transpose(_UPRIGHT[orientation])
    return Pixels(image.width, image.height, image.tobytes())
