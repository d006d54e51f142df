"""Makes the sheets of tips and hands them to the printer, one page after the other."""

from collections.abc import Sequence

from PySide6.QtPrintSupport import QPrinter

from tipdesk.gui.printing.paper import put_on_paper, sharpness
from tipdesk.jobs import Job, Lanes
from tipdesk.newsroom.ids import TipId
from tipdesk.publication.forms.pdf import to_pages
from tipdesk.publication.pictures import make_missing
from tipdesk.publication.profile import Profile
from tipdesk.publication.summary import gather

_WHAT = Profile()  # as an export has it where nothing else is ticked


def print_tips(lanes: Lanes, tips: Sequence[TipId], printer: QPrinter, job: Job) -> int:
    """Print tips; tell the number of pages. Everything is made in memory, and no file."""
    if lanes.readers is not None:
        make_missing(lanes.store, lanes.readers, tips, job.progress)
    summary = gather(lanes.store, tips, title="", story="", profile=_WHAT)
    job.progress(0, 0)
    return put_on_paper(printer, to_pages(summary, sharpness(printer)), job.progress)
