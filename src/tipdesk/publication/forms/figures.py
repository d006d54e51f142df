"""The statistics as a table for a spreadsheet: CSV (RFC 4180, UTF-8 with a byte order mark)."""

import csv
import io

from tipdesk.desk.counts.statistics import Statistics, as_csv
from tipdesk.publication.forms.table import defused


def to_csv(told: Statistics) -> bytes:
    """Write what was counted, one row a number; no cell is taken for a formula."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    for row in csv.reader(io.StringIO(as_csv(told), newline="")):
        writer.writerow(map(defused, row))
    return written.getvalue().encode("utf-8-sig", "replace")
