"""Draws pictures with words in them."""

import io

from PIL import Image, ImageDraw, ImageFont


def a_sign(*lines: str, turned: bool = False) -> bytes:
    """Draw a notice in black on white; turned, only its EXIF says how it is read."""
    image = Image.new("RGB", (1000, 600), "white")
    ImageDraw.Draw(image).text((60, 60), "\n".join(lines), "black", ImageFont.load_default(32))
    exif, file = Image.Exif(), io.BytesIO()
    if turned:
        image = image.rotate(90, expand=True)
        exif[0x0112] = 6
    image.save(file, "JPEG", quality=90, exif=exif)
    return file.getvalue()
