"""What a search found a tip by is lit: where it stands in a text, and on what ground."""

from collections.abc import Callable

from PySide6.QtGui import QColor

from tipdesk.gui import theme

Marks = Callable[[str], list[tuple[int, int]]]  # begin and end of each place in a text

_SHARE = 64  # of 255: the letters on it stay easy to read


def ground() -> QColor:
    """Give the colour behind what was found."""
    colour = QColor(theme.colours().attention)
    colour.setAlpha(_SHARE)
    return colour
