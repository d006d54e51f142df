"""Days as an editor says them on the command line, in the words that searches know."""

from datetime import date, datetime

from tipdesk.desk.asking import dates
from tipdesk.newsroom.errors import NotValid


def day_said(said: str) -> date | None:
    """Understand a day to begin with: 2026-11-01, last week, 30d; none where nothing is said."""
    if not said.strip():
        return None
    here = datetime.now().astimezone().replace(tzinfo=None)
    start = dates.span(dates.read(said), here).start
    if start is None:
        raise NotValid(f"“{said}” says no day from which on; write it like 2026-11-01.")
    return start.date()
