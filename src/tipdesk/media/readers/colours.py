"""Brings colours of any profile into those that screens expect."""

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageCms

_SCREEN = ImageCms.createProfile("sRGB")
_LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
_SPACES = {"RGB": "RGB", "CMYK": "CMYK", "L": "GRAY"}
# Working out a table first costs more than a small picture is worth.
_DIRECTLY = ImageCms.Flags.NOOPTIMIZE | ImageCms.Flags.BLACKPOINTCOMPENSATION


def in_screen_colours(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in sRGB; as it is where its profile can't be read or doesn't fit."""
    if image.mode != "LAB" and (not profile or image.mode not in _SPACES):
        return image
    try:
        transform = _transform(profile or b"", image.mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return image if transform is None else ImageCms.applyTransform(image, transform) or image


@lru_cache(maxsize=4)
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """Build the way to the screen, None where the picture is meant for it already."""
    source = _LAB
    if mode != "LAB":
        opened = ImageCms.getOpenProfile(BytesIO(profile))
        if opened.profile.xcolor_space.strip() != _SPACES[mode]:
            return None
        if ImageCms.getProfileDescription(opened).startswith("sRGB"):
            return None
        source = opened
    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    return ImageCms.buildTransform(source, _SCREEN, mode, "RGB", intent, _DIRECTLY)
