"""The child's side of a sitting: file after file, each read by one job."""

import os
from collections.abc import Callable

from tipdesk.media.answers import pack
from tipdesk.media.line import Entrance, Line
from tipdesk.media.reading import Reading

# What is read: the open file, the longest side of the preview, how many key frames of a video.
Job = Callable[[int, int, int], Reading]


def sitting(job: Job) -> Entrance:
    """Make the entrance that does this job for every file handed in."""

    def sit(file: int, line: Line) -> None:
        while True:
            wish = line.receive() or {}
            line.send(*pack(job(file, wish["size"], wish["frames"])))
            os.close(file)
            file = line.take()

    return sit
