import io

import pytest

from tests.media.conftest import Read
from tests.media.test_pictures import as_image
from tipdesk.media.readers.papers import read_paper
from tipdesk.newsroom.facts import Fact

PDF = "application/pdf"


def a_pdf(box: str = "0 0 200 100", pages: int = 1) -> bytes:
    """Return a paper whose left half is red."""
    drawing = b"1 0 0 rg 0 0 100 100 re f"
    kids = " ".join(["3 0 R"] * pages)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Title (Water levels) /CreationDate (D:20261122100500+01'00') >>",
    ]
    written = b"%PDF-1.4\n"
    for number, part in enumerate(parts, 1):
        written += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    return written + b"trailer << /Root 1 0 R /Info 5 0 R /Size 6 >>\n%%EOF"


def test_the_first_page_is_shown_and_the_paper_stays_a_document(read: Read):
    reading = read(a_pdf(pages=2), 128)
    assert (reading.kind, reading.mime, reading.reason) == ("document", PDF, None)
    page = as_image(reading.preview)
    assert page.size == (128, 64)
    assert page.getpixel((10, 30)) == (255, 0, 0)
    assert page.getpixel((120, 30)) == (255, 255, 255)
    said = {one.fact: one.value for one in reading.said}
    assert said == {
        Fact.TITLE: "Water levels",
        Fact.DIGITIZED_AT: "2026-11-22T10:05:00+01:00",
        Fact.FRAMES: "2",
    }


@pytest.mark.parametrize("box", ["0 0 1000000 1", "0 0 1 1000000", "0 0 1e9 1e9"])
def test_a_page_of_absurd_size_is_drawn_no_larger_than_any_other(box: str):
    preview = read_paper(io.BytesIO(a_pdf(box)), PDF, 64).preview
    assert preview is None or max(preview.width, preview.height) <= 64


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4\n", a_pdf()[:-200], a_pdf().replace(b"3 0 R", b"9 0 R")]
)
def test_a_damaged_paper_is_a_document_all_the_same(content: bytes):
    assert read_paper(io.BytesIO(content), PDF, 64).kind == "document"
