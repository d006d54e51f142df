"""A fork server whose players lie or die, as the file that they are given says; never shipped."""

import ctypes
import json
import os

from tipdesk.media.forkserver import main
from tipdesk.media.line import Line

FILM = {"duration": 4.0, "rate": 25.0, "width": 4, "height": 4, "sound": True}
HONEST = {
    "film": FILM,
    "picture": {
        "slot": 0,
        "at": 0.0,
        "turn": 1,
        "width": 4,
        "height": 4,
        "stride": 16,
        "rotation": 0,
        "settled": True,
    },
    "sound": {"slot": 0, "at": 0.0, "turn": 1, "samples": 10},
    "end": {"of": "sound", "turn": 1},
}


def play(file: int, line: Line) -> None:
    """Do what the file says."""
    deed = os.pread(file, 4096, 0).decode()
    if deed == "silence":
        line.receive()
        line.receive()
    line.receive()
    line.send({"what": "film", **FILM})
    if deed == "crash":
        ctypes.string_at(0)
    elif deed == "twice the same place":
        # The first is shown and its place given back; the second waits for its time.
        for slot in (0, 1, 1):
            line.send({"what": "picture", **HONEST["picture"], "slot": slot, "at": float(slot)})
    else:
        lie = json.loads(deed)
        line.send({**HONEST.get(lie["what"], {}), **lie})
    while True:
        line.receive()


if __name__ == "__main__":
    main({"play": play})
