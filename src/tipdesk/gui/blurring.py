"""Blurs pictures that are hard to look at, on our side and from our own copies."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

BLUR_TO = 14


def blurred(image: QImage) -> QImage:
    """Make a picture in which nothing but its colours can be seen."""
    smooth = Qt.TransformationMode.SmoothTransformation
    keep = Qt.AspectRatioMode.KeepAspectRatio
    tiny = image.scaled(BLUR_TO, BLUR_TO, keep, smooth)
    return tiny.scaled(tiny.width() * 8, tiny.height() * 8, keep, smooth).scaled(
        image.width(), image.height(), Qt.AspectRatioMode.IgnoreAspectRatio, smooth
    )
