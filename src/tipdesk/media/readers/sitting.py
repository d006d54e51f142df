"""The child's side of a sitting: file after file, each read by one job."""

import os
from collections.abc import Callable

from tipdesk.media.answers import pack
from tipdesk.media.line import Entrance, Line
from tipdesk.media.reading import Reading, Wanted

Job = Callable[[int, Wanted], Reading]  # of an open file


def sitting(job: Job) -> Entrance:
    """Make the entrance that does this job for every file handed in."""

    def sit(file: int, line: Line) -> None:
        while True:
            line.send(*pack(job(file, Wanted(**(line.receive() or {})))))
            os.close(file)
            file = line.take()

    return sit
