"""Words in pictures, where Tesseract and its language data are on this machine: an extra."""

import os
from importlib.util import find_spec
from pathlib import Path

from tipdesk.media.kinds import PICTURE
from tipdesk.media.wall.confine import CAN_CONFINE, Limits
from tipdesk.media.worker import Readers

# Raised when words are found better than before: older pictures are looked through again.
VERSION = 1
SIDE = 2_000  # pixels: small print on a photographed page can still be read
LIMITS = {PICTURE: Limits(cpu=20, wall=40)}
_FOLDERS = (
    *("/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata"),
    *("/usr/share/tessdata", "/usr/share/tesseract/tessdata"),
    *("/opt/homebrew/share/tessdata", "/usr/local/share/tessdata"),
)
_NO_LANGUAGES = frozenset({"osd", "equ"})
_MOST_LANGUAGES = 4  # each one makes every picture slower


def can_read_words() -> bool:
    """Tell whether words in pictures can be read on this machine."""
    return CAN_CONFINE and find_spec("tesserocr") is not None and language_data() is not None


def language_data() -> tuple[Path, str] | None:
    """Find the folder of Tesseract's data, and the languages in it as Tesseract wants them."""
    named = os.environ.get("TESSDATA_PREFIX")
    for folder in map(Path, [named] if named else _FOLDERS):
        found = sorted(file.stem for file in folder.glob("*.traineddata"))
        languages = [one for one in found if one not in _NO_LANGUAGES]
        if languages:
            return folder, "+".join(languages[:_MOST_LANGUAGES])
    return None


def word_readers() -> Readers:
    """Start readers whose readings hold nothing but the words; read with `size=SIDE`.

    They are a pool of their own: Tesseract is slow to load, and nobody is to wait for it.
    """
    folder, languages = language_data() or ("", "")
    start = f"{folder}\n{languages}".encode()
    return Readers(1, limits=LIMITS, anchors=start, module="tipdesk.media.readers.words")
