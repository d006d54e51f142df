"""A fork server whose child looks at pictures and lies: behind the same wall, never shipped.

The file says after its first line which lie it is about.
"""

import os
import time

from tipdesk.media.forkserver import main
from tipdesk.media.line import Line

LIES = {
    "huge sides": ({"width": 1 << 40, "height": 3}, b""),
    "no sides": ({"width": True, "height": None}, b""),
    "nothing": ({}, b""),
    "unknown trouble": ({"trouble": "<b>click here</b>"}, b""),
}
PIECES = {
    "too much": ({"sharp": True}, b"x" * 4_000),
    "too little": ({"sharp": True}, b"x" * 10),
    "no truth": ({"sharp": "yes"}, b"x" * 300),
}


def look(file: int, line: Line) -> None:
    """Lie as the file says."""
    lie = os.pread(file, 100, 0).decode()
    line.receive()
    if lie in LIES:
        line.send(*LIES[lie])
        return
    line.send({"width": 100, "height": 100})
    line.receive()
    if lie == "crash":
        os.abort()
    if lie == "hang":
        time.sleep(60)
    line.send(*PIECES[lie])


if __name__ == "__main__":
    main({"look": look})
