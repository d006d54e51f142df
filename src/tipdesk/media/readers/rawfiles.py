"""Takes the preview that a camera put into its raw file; raw pixels are not developed here."""

from io import BytesIO
from typing import IO, BinaryIO, cast

import rawpy
from PIL import Image
from PIL.ExifTags import Base

RAW = frozenset(
    f"image/x-{name}"
    for name in (
        "adobe-dng",
        "canon-cr2",
        "canon-cr3",
        "canon-crw",
        "epson-erf",
        "fuji-raf",
        "hasselblad-3fr",
        "kodak-dcr",
        "nikon-nef",
        "olympus-orf",
        "panasonic-rw2",
        "pentax-pef",
        "samsung-srw",
        "sony-arw",
    )
)


# How LibRaw says that a picture lies on its side or head, and how EXIF says it.
_TURNS = {0: 1, 3: 3, 5: 8, 6: 6}


def preview_in(stream: IO[bytes]) -> Image.Image:
    """Open the largest preview in a raw file; its EXIF has the orientation.

    Raises anything at all where there is none that can be read.
    """
    # Not rawpy.imread(): it imports at its first call, and behind the wall nothing can be imported.
    with rawpy.RawPy() as raw:
        raw.open_buffer(cast("BinaryIO", stream))
        preview, turn = raw.extract_thumb(), raw.sizes.flip
    if isinstance(preview.data, bytes):
        image: Image.Image = Image.open(BytesIO(preview.data), formats=["JPEG"])
    else:
        image = Image.fromarray(preview.data)
    exif = image.getexif()
    if Base.Orientation not in exif:
        exif[Base.Orientation] = _TURNS.get(turn, 1)
    return image
