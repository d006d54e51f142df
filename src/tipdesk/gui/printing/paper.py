"""Puts the pages of a summary onto a printer's paper; slow, so it is done aside."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from tipdesk.newsroom.errors import NotWritten

SHARP, ENOUGH = 300, 150  # dots an inch: more is wasted on letters, less is seen
_REFUSED = "The printer could not be started and nothing was printed; check it and print again."
_KEEP = Qt.AspectRatioMode.KeepAspectRatio


def sharpness(printer: QPrinter) -> int:
    """Tell how many dots an inch the pages are drawn for this printer."""
    return max(ENOUGH, min(SHARP, printer.resolution()))


def wanted(printer: QPrinter, pages: int) -> list[int]:
    """Number the pages that are to be printed, in the order of the paper."""
    first, last = printer.fromPage() or 1, printer.toPage() or pages
    numbers = list(range(max(first, 1) - 1, min(last, pages)))
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        numbers.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    return numbers * copies


def prepare(printer: QPrinter) -> None:
    """Have sheets fill the paper, which brings their own margins; the queue shows no headline."""
    printer.setDocName("Tipdesk")
    printer.setCreator("Tipdesk")
    printer.setFullPage(True)
    if not QPrinterInfo.availablePrinterNames():  # then only a file can be printed into
        printer.setOutputFileName(str(Path.home() / "Tipdesk.pdf"))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)


def put_on_paper(
    printer: QPrinter, pages: Sequence[bytes], told: Callable[[int, int], object]
) -> int:
    """Print pages that are PNGs of ours; tell how many. `told` may raise to stop it.

    Raises NotWritten where the printer doesn't take them.
    """
    numbers = wanted(printer, len(pages))
    if not numbers:
        raise NotWritten("There is no such page in what is to be printed; nothing was printed.")
    with _whole_or_nothing(printer):
        _print(printer, [pages[number] for number in numbers], told)
    return len(numbers)


@contextmanager
def _whole_or_nothing(printer: QPrinter) -> Iterator[None]:
    """Where it goes into a file, have that file whole, or what was there before."""
    if not printer.outputFileName():
        yield
        return
    file = Path(printer.outputFileName())
    part = file.with_name(f".{uuid.uuid4().hex}.part.pdf")
    printer.setOutputFileName(str(part))
    try:
        yield
        part.replace(file)
    except OSError:
        raise NotWritten(_REFUSED) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _print(printer: QPrinter, pages: Sequence[bytes], told: Callable[[int, int], object]) -> None:
    painter = QPainter()
    if not painter.begin(printer):
        raise NotWritten(_REFUSED)
    try:
        for done, page in enumerate(pages):
            told(done, len(pages))
            _turn_page(printer, done, len(pages))
            _paint(painter, printer, page)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    if printer.printerState() is QPrinter.PrinterState.Error:
        raise NotWritten(_broken(0, len(pages)))
    told(len(pages), len(pages))


def _turn_page(printer: QPrinter, done: int, of: int) -> None:
    if done and not printer.newPage():
        raise NotWritten(_broken(done, of))


def _broken(done: int, of: int) -> str:
    return (
        f"The printer stopped after {done} of {of} pages; your tips are as they were. "
        "Check the printer and print again."
    )


def _paint(painter: QPainter, printer: QPrinter, page: bytes) -> None:
    """Paint a page as large as the paper allows, in its middle."""
    image = QImage.fromData(page, "PNG")  # type: ignore[arg-type]  # the stub says bytes
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    size = image.size().scaled(paper.size(), _KEEP)
    place = QRect(paper.topLeft(), size)
    place.moveCenter(paper.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(place, image)
