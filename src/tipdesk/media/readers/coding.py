"""Makes statements of how a picture is coded: colours, depth, frames, and what lies beside it."""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageCms, MpoImagePlugin, PngImagePlugin, TiffImagePlugin
from PIL.TiffImagePlugin import BITSPERSAMPLE

from tipdesk.media.readers import heifboxes, pngchunks
from tipdesk.media.readers.charsets import clean
from tipdesk.newsroom.facts import Fact, Said, Source

_DEPTHS = {"1": 1, "I;16": 16, "I;16B": 16, "I;16L": 16, "I": 32, "F": 32}
_PRIMARIES = {1: "sRGB", 9: "BT.2020", 11: "DCI-P3", 12: "Display P3"}
_HEAD = 16 << 10
# Those of others are layers, or pictures beside each other.
_WITH_FRAMES = frozenset({"GIF", "PNG", "WEBP", "AVIF", "TIFF", "HEIF"})
_MOST_COUNTED = 32 << 20  # bytes of a GIF: it is gone through frame by frame
_MOST_PAGES = 10_000
_BYTE = 8
_MP_ENTRIES = 0xB002
_GAIN_MAPS = (b"urn:com:apple:photo:2020:aux:hdrgainmap", b"urn:iso:std:iso:ts:21496:-1")
# Phones of Samsung hang what they have to say behind the picture, and this at the very end.
_SAMSUNG, _SAMSUNG_FILM = b"SEFT", b"MotionPhoto_Data"
_BESIDE = {
    "hdrgainmap": "gain_map",
    "21496": "gain_map",
    "auxid:2": "depth_map",
    "matte": "depth_map",
    "Disparity": "other_views",
    "Multi-Angle": "other_views",
    "Panorama": "other_views",
    "film": "motion_photo",
}


def statements(image: Image.Image, data: bytes) -> Iterator[Said]:
    """Give what the format itself says about the picture, in the form that Said uses."""
    for fact, value in (
        (Fact.COLOUR_SPACE, _colour_space(image)),
        (Fact.BIT_DEPTH, _depth(image, data)),
        (Fact.FRAMES, _frames(image, data)),
        (Fact.MODIFIED_AT, pngchunks.changed_at(data)),
        (Fact.ALSO_HOLDS, _beside(image, data)),
    ):
        if value:
            yield Said(fact, Source.CONTAINER, value)


def _colour_space(image: Image.Image) -> str:
    profile = image.info.get("icc_profile")
    if profile:
        try:
            opened = ImageCms.getOpenProfile(BytesIO(profile))
            return clean(ImageCms.getProfileDescription(opened))
        except Exception:  # noqa: BLE001 - a profile that can't be read names nothing
            return ""
    coded = image.info.get("nclx_profile")
    if isinstance(coded, dict):
        return _PRIMARIES.get(coded.get("color_primaries", 0), "")
    return "sRGB" if "srgb" in image.info else ""


def _depth(image: Image.Image, data: bytes) -> str:
    if isinstance(image, PngImagePlugin.PngImageFile):
        return str(pngchunks.depth(data) or "")
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        return str(max(image.tag_v2.get(BITSPERSAMPLE, (1,))))
    if "bit_depth" in image.info:  # of HEIF
        return str(image.info["bit_depth"])
    at = data.find(b"pixi", 0, _HEAD)  # of AVIF: flags, how many channels, the depth of each
    if image.format == "AVIF" and 0 <= at < len(data) - 10:
        return str(data[at + 9])
    return str(_DEPTHS.get(image.mode, _BYTE))


def _frames(image: Image.Image, data: bytes) -> str:
    if image.format not in _WITH_FRAMES or (image.format == "GIF" and len(data) > _MOST_COUNTED):
        return ""
    try:
        is_tiff = isinstance(image, TiffImagePlugin.TiffImageFile)
        count = _pages(image) if is_tiff else int(getattr(image, "n_frames", 1))
    except Exception:  # noqa: BLE001 - a break behind the first frame costs only the count
        return ""
    return str(count) if count > 1 else ""


def _pages(image: Image.Image) -> int:
    """Count the pages of a TIFF, but not for ever: it tells them only to who goes through them."""
    count = 1
    try:
        while count < _MOST_PAGES:
            image.seek(count)
            count += 1
    except EOFError:
        pass
    return count


def _beside(image: Image.Image, data: bytes) -> str:
    """Name what lies beside the picture that is shown."""
    held = [str(name) for name in image.info.get("aux") or ()]  # of HEIF
    if isinstance(image, MpoImagePlugin.MpoImageFile):
        held += [name.decode() for name in _GAIN_MAPS if name in data]
        entries = (image.mpinfo or {}).get(_MP_ENTRIES, ())
        held += [entry["Attribute"]["MPType"] for entry in entries]
    if heifboxes.holds_film(data) or (data.endswith(_SAMSUNG) and _SAMSUNG_FILM in data):
        held.append("film")
    told = (word for mark, word in _BESIDE.items() if any(mark in name for name in held))
    return "\n".join(dict.fromkeys(told))
