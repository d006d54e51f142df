"""Types a letter as a PDF of one page."""

_LEFT, _TOP, _LINE = 72, 740, 20
_MARKS = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})


def paper(text: str) -> bytes:
    """Return a page with these lines, in the typewriter's letters that every reader has."""
    lines = " ".join(f"({line.translate(_MARKS)}) ' " for line in text.splitlines())
    page = f"BT /F1 13 Tf {_LINE} TL {_LEFT} {_TOP} Td {lines}ET".encode("latin-1")
    letters = b"/Resources << /Font << /F1 5 0 R >> >>"
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R " + letters + b" >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    )
    written, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    end = b"trailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n"
    return written + head + table + end % (len(parts) + 1, len(written))
