"""What every part of the light table is made with: the desk, its pictures, keys and covers."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from tipdesk.gui.actions import Actions
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.covers import Covers, covers_of
from tipdesk.gui.light.keys import Keys
from tipdesk.gui.lightacts import LIGHT_ACTS
from tipdesk.gui.tip.pictures import Pictures
from tipdesk.gui.tips.row.thumbnails import Thumbnails


@dataclass(frozen=True, slots=True)
class Kit:
    """Handed to every part of one light table."""

    bridge: Bridge
    actions: Actions
    keys: Keys
    covers: Covers
    pictures: Pictures
    thumbnails: Thumbnails


def kit(bridge: Bridge, actions: Actions, owner: QWidget) -> Kit:
    """Put a kit together; what is in it lives as long as its owner."""
    names = [act.id for act in LIGHT_ACTS]
    return Kit(
        bridge,
        actions,
        Keys(actions, names, owner),
        covers_of(bridge),
        Pictures(bridge, owner),
        Thumbnails(bridge, owner),
    )
