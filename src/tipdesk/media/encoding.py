"""Encodes pixels on our side: what we keep, show or send is never a stranger's encoding."""

import io

from PIL import Image

from tipdesk.media.reading import Pixels


def jpeg(pixels: Pixels, quality: int = 82) -> bytes:
    """Return the pixels as a JPEG without any metadata."""
    return _saved(pixels, "JPEG", quality=quality)


def png(pixels: Pixels) -> bytes:
    """Return the pixels as a PNG without any metadata."""
    return _saved(pixels, "PNG")


def _saved(pixels: Pixels, form: str, **options: int) -> bytes:
    image = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)
    written = io.BytesIO()
    image.save(written, form, **options)
    return written.getvalue()
