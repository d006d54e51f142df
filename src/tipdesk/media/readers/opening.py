"""Opens a still picture of any format with the one decoder that is meant for it."""

from typing import IO

import pi_heif
from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    IcoImagePlugin,
    Image,
    ImageCms,
    ImageColor,
    ImageFile,
    ImageOps,
    ImagePalette,
    Jpeg2KImagePlugin,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    PpmImagePlugin,
    PsdImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from tipdesk.media.readers.rawfiles import RAW, preview_in

# Named so that they are loaded before the wall stands: behind it nothing can be imported.
LOADED = (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    IcoImagePlugin,
    Jpeg2KImagePlugin,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    PpmImagePlugin,
    PsdImagePlugin,
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
    "image/jp2": "JPEG2000",
    "image/x-icon": "ICO",
    "image/vnd.adobe.photoshop": "PSD",
    "image/x-portable-anymap": "PPM",
}
MOST_PIXELS = 200_000_000

pi_heif.register_heif_opener(decode_threads=1, thumbnails=False, depth_images=False)
AvifImagePlugin.DEFAULT_MAX_THREADS = 1
Image.preinit()
Image.MAX_IMAGE_PIXELS = None  # the header is read whatever it claims; MOST_PIXELS guards decoding


def can_open(mime: str) -> bool:
    """Tell whether there is a decoder for this kind of picture."""
    return mime in FORMATS or mime in RAW


def opened(stream: IO[bytes], mime: str) -> Image.Image:
    """Open a picture, its pixels not decoded yet; of a camera's raw file the embedded preview.

    Raises anything at all on a damaged file. Nothing is left over from the file before.
    """
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    if mime in RAW:
        return preview_in(stream)
    return Image.open(stream, formats=[FORMATS[mime]])


def load(image: Image.Image) -> bool:
    """Decode the pixels, those of a file that was cut short as far as they go; tell if all came."""
    try:
        image.load()
    except OSError:
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        try:
            image.load()
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = False
        return False
    return True
