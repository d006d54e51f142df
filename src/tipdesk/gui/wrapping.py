"""Chooses where a text is broken: Qt takes minutes to break a megabyte without a blank nicely."""

from PySide6.QtGui import QTextOption

_ENDLESS = 2_000  # letters of one word


def wrapping(text: str) -> QTextOption.WrapMode:
    """Tell how to break a text: at words, or anywhere where a word never ends."""
    if len(text) > _ENDLESS and max(map(len, text.split()), default=0) > _ENDLESS:
        return QTextOption.WrapMode.WrapAnywhere
    return QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
