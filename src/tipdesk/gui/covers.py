"""What is graphic stays blurred until the editor asks to see it; if wanted, what is new, too."""

from PySide6.QtCore import QObject, Signal

from tipdesk.gui.bridge import Bridge
from tipdesk.newsroom.ids import TipId


class Covers(QObject):
    """Knows of which tips the editor has asked to see the pictures, until Tipdesk ends."""

    changed = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._uncovered: set[TipId] = set()
        self._unopened: set[TipId] = set()
        self._blurs_unopened = False

    def blur_unopened(self, *, on: bool) -> None:
        """Blur the pictures of tips that nobody has opened, or blur what is graphic only."""
        if on != self._blurs_unopened:
            self._blurs_unopened = on
            self._unopened.clear()
            self.changed.emit()

    def hides(self, tip: TipId, *, graphic: bool, unread: bool = False) -> bool:
        """Tell whether the pictures of a tip are to be blurred.

        What was met unopened stays blurred when the tip is opened: only a click shows it.
        """
        if unread and self._blurs_unopened:
            self._unopened.add(tip)
        return (graphic or tip in self._unopened) and tip not in self._uncovered

    def uncover(self, tip: TipId) -> None:
        """Show the pictures of this tip from now on."""
        if tip not in self._uncovered:
            self._uncovered.add(tip)
            self.changed.emit()


def covers_of(bridge: Bridge) -> Covers:
    """Give the covers of an open desk: the same for every view of it."""
    return bridge.findChild(Covers) or Covers(bridge)
