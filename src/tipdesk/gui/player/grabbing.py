"""Grabs a still: the worker decodes the frame whole, the desk keeps it beside the film."""

from tipdesk.gui.bridge import Bridge
from tipdesk.gui.player.playable import Playable
from tipdesk.intake.stills import grab
from tipdesk.media.encoding import png
from tipdesk.media.playing import still


def grab_still(bridge: Bridge, media: Playable, at: float) -> None:
    """Keep the frame of this moment; whatever happens is told where changes are told."""
    lanes = bridge.lanes
    readers = lanes.readers
    if readers is None:
        return
    path = lanes.store.files.path(media.digest)

    def fetch() -> tuple[bytes, float]:
        pixels, moment = still(readers, path, at)
        return png(pixels), moment

    def keep(found: tuple[bytes, float]) -> None:
        data, moment = found
        bridge.do(lambda store: grab(store, media.id, moment, data))

    bridge.aside(fetch, keep)
