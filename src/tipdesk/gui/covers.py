"""What is graphic stays blurred until the editor asks to see it; remembered until Tipdesk ends."""

from PySide6.QtCore import QObject, Signal

from tipdesk.gui.bridge import Bridge
from tipdesk.newsroom.ids import TipId


class Covers(QObject):
    """Knows of which graphic tips the editor has asked to see the pictures."""

    changed = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._uncovered: set[TipId] = set()

    def hides(self, tip: TipId, *, graphic: bool) -> bool:
        """Tell whether the pictures of a tip are to be blurred."""
        return graphic and tip not in self._uncovered

    def uncover(self, tip: TipId) -> None:
        """Show the pictures of this tip from now on."""
        if tip not in self._uncovered:
            self._uncovered.add(tip)
            self.changed.emit()


def covers_of(bridge: Bridge) -> Covers:
    """Give the covers of an open desk: the same for every view of it."""
    return bridge.findChild(Covers) or Covers(bridge)
