"""Makes a small opaque RGB picture of a decoded one in any colour mode."""

from PIL import Image

from tipdesk.media.readers.colours import in_screen_colours

_GREY_16 = frozenset({"I;16", "I;16B", "I;16L", "I"})


def fitted(sides: tuple[int, int], size: float) -> tuple[int, int]:
    """Return the sides scaled so that the longer one is `size`."""
    scale = size / max(sides)
    return max(1, round(sides[0] * scale)), max(1, round(sides[1] * scale))


def flattened(image: Image.Image, size: int) -> Image.Image:
    """Return it in RGB, no side longer than `size`, what shines through laid on white."""
    if image.mode in _GREY_16:
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode == "F":
        image = _spread(image)
    if image.mode in {"P", "PA"}:
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    if max(image.size) > size:
        sides = fitted(image.size, size)
        image = image.resize(sides, Image.Resampling.HAMMING, reducing_gap=2.0)
    if image.mode in {"CMYK", "LAB"}:  # without their profile they look quite wrong
        image = in_screen_colours(image, image.info.get("icc_profile"))
    return _opaque(image)


def _spread(image: Image.Image) -> Image.Image:
    """Bring light of any unit into what can be shown, from the darkest to the brightest."""
    low, high = image.getextrema()
    if (
        not isinstance(low, float)
        or not isinstance(high, float)
        or not 0 < high - low < float("inf")
    ):
        return image.convert("L")
    scale = 255 / (high - low)
    return image.point(lambda value: value * scale - low * scale).convert("L")


def _opaque(image: Image.Image) -> Image.Image:
    if image.mode in {"RGBA", "LA", "RGBa", "La"}:
        seen = image.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(paper, seen).convert("RGB")
    return image.convert("RGB")
