"""Draws the files of the sample desk; nothing of it is a real picture."""

from collections.abc import Callable
from datetime import datetime, timedelta

from tipdesk.demo.papers import paper
from tipdesk.demo.pieces import SampleFile
from tipdesk.media.drawing import PictureFacts, picture
from tipdesk.media.filming import film, tone
from tipdesk.media.labelling import Labels
from tipdesk.settings import resources

_SIZE = (1600, 1200)
_FILM_SECONDS = 4.0
_BY_MACHINE = "trainedAlgorithmicMedia"


def content(file: SampleFile, at: datetime, seed: int) -> bytes:
    """Make the bytes of a sample file, taken at this moment or some days before it."""
    taken = at - timedelta(days=file.older)
    makes = _MAKES.get(file.form)
    if makes is not None:
        return makes(file, taken)
    return picture(file.scene, size=_SIZE, seed=seed, exif=_facts(file, taken), form=file.form)


def _film(file: SampleFile, taken: datetime) -> bytes:
    return film(file.scene, _FILM_SECONDS, gps=file.gps, taken_at=taken, pair=file.pair)


def _signed(file: SampleFile, taken: datetime) -> bytes:
    """Give the picture that scripts/make_sample_picture.py drew and signed."""
    del file, taken
    return (resources() / "demo" / "signed.jpg").read_bytes()


_MAKES: dict[str, Callable[[SampleFile, datetime], bytes]] = {
    "text": lambda file, _: file.scene.encode(),
    "paper": lambda file, _: paper(file.scene),
    "tone": lambda *_: tone(3.0),
    "film": _film,
    "signed": _signed,
    "signed, changed": lambda *of: _signed(*of).replace(b"Example Cam 3", b"Example Cam 9"),
}


def _facts(file: SampleFile, taken: datetime) -> PictureFacts | None:
    if file.bare:
        return None
    if file.generated:
        return PictureFacts(
            make="", model="", labels=Labels(source_type=_BY_MACHINE, system=file.generated)
        )
    labels = Labels(creator=file.by, terms=file.terms)
    return PictureFacts(taken_at=taken, gps=file.gps, pair=file.pair, labels=labels)
