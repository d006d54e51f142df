"""The entrances of the wall, and the reader for each kind of file behind the first."""

import os

from tipdesk.media.answers import Trouble
from tipdesk.media.kinds import AUDIO, DOCUMENT, HEAD, PICTURE, VIDEO, kind_of
from tipdesk.media.line import Entrance
from tipdesk.media.readers import credentials
from tipdesk.media.readers.films import read_film
from tipdesk.media.readers.looking import look
from tipdesk.media.readers.papers import read_paper
from tipdesk.media.readers.pictures import read_picture
from tipdesk.media.readers.playing import play
from tipdesk.media.readers.sitting import sitting
from tipdesk.media.reading import Reading

STILLS = {PICTURE: read_picture, DOCUMENT: read_paper}
FILMS = {VIDEO: read_film, AUDIO: read_film}


def read(file: int, size: int, frames: int = 0) -> Reading:
    """Read the open file; where that fails the reason in the reading is a Trouble."""
    reading = _decoded(file, size, frames)
    try:
        return credentials.with_credentials(reading, file)
    except Exception:  # noqa: BLE001 - broken credentials must not cost the picture
        return reading


def _decoded(file: int, size: int, frames: int) -> Reading:
    kind, mime = kind_of(os.pread(file, HEAD, 0))
    try:
        with os.fdopen(file, "rb", closefd=False) as stream:
            if kind in FILMS:
                return FILMS[kind](stream, mime, size, frames)
            return STILLS[kind](stream, mime, size)
    except MemoryError:
        return Reading("unreadable", mime, Trouble.NO_MEMORY)
    except Exception:  # noqa: BLE001 - on hostile files decoders raise anything at all
        return Reading("unreadable", mime, Trouble.DAMAGED)


def load(anchors: bytes) -> None:
    """Load in the fork server what the readers need later: behind the wall no file can be opened.

    `anchors` are the trust lists of Content Credentials, packed.
    """
    credentials.load(anchors)


ENTRANCES: dict[str, Entrance] = {"read": sitting(read), "look": look, "play": play}
