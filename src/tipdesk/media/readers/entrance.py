"""The entrances of the wall, and the reader for each kind of file behind the first."""

import os

from tipdesk.media.answers import Trouble
from tipdesk.media.kinds import AUDIO, HEAD, PICTURE, VIDEO, kind_of
from tipdesk.media.line import Entrance
from tipdesk.media.readers import credentials
from tipdesk.media.readers.films import read_film
from tipdesk.media.readers.looking import look
from tipdesk.media.readers.papers import read_paper
from tipdesk.media.readers.pictures import read_picture
from tipdesk.media.readers.playing import play
from tipdesk.media.readers.sitting import sitting
from tipdesk.media.reading import Reading, Wanted


def read(file: int, wanted: Wanted) -> Reading:
    """Read the open file; where that fails the reason in the reading is a Trouble."""
    reading = _decoded(file, wanted)
    try:
        return credentials.with_credentials(reading, file)
    except Exception:  # noqa: BLE001 - broken credentials must not cost the picture
        return reading


def _decoded(file: int, wanted: Wanted) -> Reading:
    kind, mime = kind_of(os.pread(file, HEAD, 0))
    try:
        with os.fdopen(file, "rb", closefd=False) as stream:
            if kind in {VIDEO, AUDIO}:
                return read_film(stream, mime, wanted)
            if kind == PICTURE:
                return read_picture(stream, mime, wanted.size, hasty=wanted.hasty)
            return read_paper(stream, mime, wanted.size)
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
