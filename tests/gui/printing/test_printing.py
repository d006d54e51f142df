"""Tips on paper. There is no printer here: what is printed goes into a PDF, by the same way."""

import tempfile
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from tipdesk.gui.notices.toasts import Toast
from tipdesk.gui.printing import paper, sheets
from tipdesk.gui.printing.printing import MOST, Printing
from tipdesk.jobs import Job, JobState
from tipdesk.newsroom.errors import Cancelled, NotWritten
from tipdesk.publication.forms.pdf import to_pages
from tipdesk.publication.profile import Profile
from tipdesk.publication.summary import gather

INK = 100  # a page on which something is printed is darker than this somewhere


class NoPrinters:
    """A computer without a printer."""

    @staticmethod
    def availablePrinterNames() -> list[str]:
        return []


@pytest.fixture
def printing(opened, qtbot) -> Printing:
    window = QWidget()
    window.resize(800, 600)
    qtbot.addWidget(window)
    window.show()
    return Printing(opened.bridge, window, Toast(window))


def printer_to(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    paper.prepare(printer)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def pages_of(path: Path):
    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        return [page.render(scale=1).to_pil().convert("L") for page in document]
    finally:
        document.close()


def printed(qtbot, printing: Printing, tips, path: Path) -> Job:
    job = printing.begin(tips, printer_to(path))
    qtbot.waitUntil(lambda: job.state in (JobState.DONE, JobState.FAILED), timeout=20_000)
    return job


def test_the_chosen_tips_come_out_as_they_are_exported(opened, printing, qtbot, tmp_path):
    tips = [opened.log("Flood at the bridge", pictures=1), opened.log("Fire on Mill Road")]
    job = printed(qtbot, printing, tips, tmp_path / "out.pdf")
    assert job.state is JobState.DONE
    sheet = to_pages(gather(opened.store, tips, title="", story="", profile=Profile()), 72)
    pages = pages_of(tmp_path / "out.pdf")
    assert len(pages) == len(sheet) == job.result
    assert all(page.getextrema()[0] < INK for page in pages)
    qtbot.waitUntil(
        lambda: printing._toast.text.text() == f"Pages handed to the printer: {job.result}"
    )


def test_letters_are_sharp(opened, printing, qtbot, tmp_path):
    printed(qtbot, printing, [opened.log()], tmp_path / "out.pdf")
    document = pypdfium2.PdfDocument((tmp_path / "out.pdf").read_bytes())
    (image,) = document[0].get_objects()
    assert image.get_px_size()[0] >= 8 * paper.SHARP  # A4 is 8.27 inches wide
    document.close()


def test_a_protected_source_is_on_no_sheet(opened, printing, qtbot, tmp_path, monkeypatch):
    gathered = []
    monkeypatch.setattr(
        sheets, "gather", lambda *a, **k: gathered.append(gather(*a, **k)) or gathered[0]
    )
    tip = opened.log("Jo Grey saw it", sender="Jo Grey <jo@example.org>", protected=True)
    printed(qtbot, printing, [tip], tmp_path / "out.pdf")
    (summary,) = gathered
    assert "Grey" not in str(
        [(one.headline, one.text, one.sender, one.history) for one in summary.tips]
    )
    assert b"Grey" not in (tmp_path / "out.pdf").read_bytes()


def test_names_of_senders_stay_at_the_desk(opened, printing, qtbot, tmp_path, monkeypatch):
    gathered = []
    monkeypatch.setattr(
        sheets, "gather", lambda *a, **k: gathered.append(gather(*a, **k)) or gathered[0]
    )
    printed(qtbot, printing, [opened.log(sender="Jo Grey")], tmp_path / "out.pdf")
    assert gathered[0].tips[0].sender == ()


def test_nothing_is_left_beside_the_paper(opened, printing, qtbot, tmp_path, monkeypatch):
    spool = tmp_path / "spool"
    spool.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(spool))
    monkeypatch.setattr(tempfile, "tempdir", None)
    printed(qtbot, printing, [opened.log(pictures=1)], tmp_path / "out.pdf")
    assert not list(spool.iterdir())


def test_the_queue_of_the_printer_shows_no_headline(tmp_path):
    assert printer_to(tmp_path / "x.pdf").docName() == "Tipdesk"


@pytest.mark.parametrize("size", [QPageSize.PageSizeId.A5, QPageSize.PageSizeId.Letter])
def test_on_other_paper_the_whole_sheet_is_there(opened, qtbot, tmp_path, size):
    page = to_pages(gather(opened.store, [opened.log()], title="", story="", profile=Profile()), 72)
    printer = printer_to(tmp_path / "out.pdf")
    printer.setPageSize(QPageSize(size))
    paper.put_on_paper(printer, page[:1], lambda *_: None)
    (shown,) = pages_of(tmp_path / "out.pdf")
    left, top, right, bottom = shown.point(lambda dot: 255 if dot < 128 else 0).getbbox()
    assert left > 4
    assert top > 4
    assert right < shown.width - 4
    assert bottom < shown.height - 4


def test_only_the_wanted_pages_are_printed(tmp_path):
    printer = printer_to(tmp_path / "out.pdf")
    assert paper.wanted(printer, 5) == [0, 1, 2, 3, 4]
    printer.setFromTo(2, 9)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert paper.wanted(printer, 4) == [3, 2, 1]


def test_pages_that_there_are_not_are_said(tmp_path):
    printer = printer_to(tmp_path / "out.pdf")
    printer.setFromTo(7, 9)
    with pytest.raises(NotWritten, match="no such page"):
        paper.put_on_paper(printer, [b""], lambda *_: None)


@pytest.mark.qt_log_ignore("QPdf", "QPainter", extend=True)
def test_a_printer_that_refuses_is_said_and_nothing_else_happens(opened, printing, qtbot, tmp_path):
    job = printed(qtbot, printing, [opened.log()], tmp_path / "no such folder" / "out.pdf")
    assert job.state is JobState.FAILED
    qtbot.waitUntil(lambda: "could not be started" in printing._toast.text.text())


def test_printing_can_be_stopped_and_no_half_file_is_left(opened, tmp_path):
    pages = to_pages(
        gather(opened.store, [opened.log()], title="", story="", profile=Profile()), 72
    )

    def told(done: int, _: int) -> None:
        if done == 1:
            raise Cancelled("You stopped it.")

    (tmp_path / "out.pdf").write_text("mine")
    printer = printer_to(tmp_path / "out.pdf")
    with pytest.raises(Cancelled):
        paper.put_on_paper(printer, pages * 3, told)
    assert (tmp_path / "out.pdf").read_text() == "mine"
    assert [one.name for one in tmp_path.glob("*.pdf")] == ["out.pdf"]
    assert [one.name for one in tmp_path.glob(".*")] == []


def test_the_systems_dialog_is_asked_before_anything_is_made(opened, printing, qtbot, monkeypatch):
    monkeypatch.setattr(paper, "QPrinterInfo", NoPrinters)
    printing.ask([opened.log()])
    dialog = printing._window.findChild(QPrintDialog)
    assert dialog.isVisible()
    assert dialog.windowTitle() == "Print 1 tip"
    assert dialog.printer().outputFileName().endswith("Tipdesk.pdf")
    dialog.reject()
    assert opened.bridge.lanes.jobs == []


@pytest.mark.parametrize(
    ("tips", "said"), [((), "no tip to print"), (tuple(range(1, MOST + 2)), "At most 500 tips")]
)
def test_nothing_and_too_much_is_said(opened, printing, tips, said):
    printing.ask(tips)
    assert said in opened.failures[0]


def test_tips_that_are_gone_are_said(printing, qtbot, tmp_path):
    assert printed(qtbot, printing, [99], tmp_path / "out.pdf").state is JobState.FAILED
    qtbot.waitUntil(lambda: "None of these tips" in printing._toast.text.text())
    assert not (tmp_path / "out.pdf").exists()
