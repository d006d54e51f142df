"""Draws the files of the sample desk; nothing of it is a real picture."""

from datetime import datetime

from tipdesk.demo.pieces import SampleFile
from tipdesk.media.drawing import PictureFacts, picture
from tipdesk.media.filming import film, tone

_SIZE = (1600, 1200)
_FILM_SECONDS = 4.0


def content(file: SampleFile, at: datetime, seed: int) -> bytes:
    """Make the bytes of a sample file, taken at this moment."""
    if file.form == "text":
        return file.scene.encode()
    if file.form == "tone":
        return tone(3.0)
    if file.form == "film":
        return film(file.scene, _FILM_SECONDS, gps=file.gps, taken_at=at)
    facts = None if file.bare else PictureFacts(taken_at=at, gps=file.gps)
    return picture(file.scene, size=_SIZE, seed=seed, exif=facts, form=file.form)
