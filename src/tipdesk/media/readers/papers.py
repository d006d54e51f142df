"""Shows the first page of a PDF; a document stays a document."""

from typing import IO

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from tipdesk.media.readers.charsets import clean
from tipdesk.media.readers.moments import iso_of
from tipdesk.media.reading import Pixels, Reading
from tipdesk.newsroom.facts import Fact, Said, Source

_MOST_BYTES = 256 << 20
_FACTS = {
    "Title": Fact.TITLE,
    "Author": Fact.CREATOR,
    "Subject": Fact.CAPTION,
    "Keywords": Fact.KEYWORDS,
    "Creator": Fact.SOFTWARE,
}
_TIMES = {"CreationDate": Fact.DIGITIZED_AT, "ModDate": Fact.MODIFIED_AT}


def read_paper(stream: IO[bytes], mime: str, size: int) -> Reading:
    """Read a PDF's own words about itself and draw its first page, no side longer than `size`."""
    data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        return Reading("document", mime)
    try:
        paper = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:  # locked with a password, or no PDF at all
        return Reading("document", mime)
    try:
        return Reading("document", mime, said=_said(paper), preview=_first_page(paper, size))
    finally:
        paper.close()


def _said(paper: pypdfium2.PdfDocument) -> tuple[Said, ...]:
    told = {name: clean(str(value)) for name, value in paper.get_metadata_dict().items()}
    said = [(fact, told.get(name, "")) for name, fact in _FACTS.items()]
    said += [(fact, _moment(told.get(name, ""))) for name, fact in _TIMES.items()]
    said.append((Fact.FRAMES, str(len(paper))))
    return tuple(Said(fact, Source.CONTAINER, value) for fact, value in said if value)


def _moment(written: str) -> str:
    """Read "D:20261122100500+01'00'"."""
    digits = written.removeprefix("D:")
    local, zone = digits[:14], digits[14:].replace("'", "")
    return iso_of(f"{local[:8]} {local[8:]}", None, zone) or iso_of(local[:8]) or ""


def _first_page(paper: pypdfium2.PdfDocument, size: int) -> Pixels | None:
    try:
        page = paper[0]
    except (pypdfium2.PdfiumError, IndexError):
        return None
    width, height = page.get_size()
    if not (width > 0 and height > 0):
        return None
    # A page of absurd size is drawn no larger than any other: its shorter side may vanish.
    scale = size / max(width, height)
    image: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    image.thumbnail((size, size))
    return Pixels(image.width, image.height, image.tobytes())
