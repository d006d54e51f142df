"""Encodes pixels on our side: what we keep, show or send is never a stranger's encoding."""

import io

from PIL import Image

from tipdesk.media.reading import Pixels


def png(pixels: Pixels) -> bytes:
    """Return the pixels as a PNG, without loss and without any metadata."""
    image = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)
    written = io.BytesIO()
    image.save(written, "PNG", compress_level=3)
    return written.getvalue()


def jpeg(pixels: Pixels, quality: int = 82) -> bytes:
    """Return the pixels as a JPEG without any metadata."""
    image = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)
    written = io.BytesIO()
    image.save(written, "JPEG", quality=quality)
    return written.getvalue()
