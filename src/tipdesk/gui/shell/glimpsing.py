"""The newest tips on the screen while the rest of the program is still being loaded."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tipdesk.gui.bridge import Nowhere
from tipdesk.gui.shell.layout import Layout
from tipdesk.gui.shell.panels import Panels
from tipdesk.gui.tips.row.plan import Density
from tipdesk.gui.tips.view import TipsView
from tipdesk.newsroom.lines import TipLine

MOST = 64  # as many rows as the highest screen shows


def search_of(kept: Layout) -> str | None:
    """Give the search of the list that the window begins with; None where something else is."""
    first = kept.tips and kept.newest_first and not kept.words
    return kept.query if first and not (kept.board or kept.facets or kept.timeline) else None


class Glimpse(QWidget):
    """Looks as the desk will look in a moment; there is nothing to be done with it yet."""

    def __init__(self, lines: Sequence[TipLine], kept: Layout) -> None:
        super().__init__()
        self.tips = TipsView(Nowhere(self))
        self.tips.set_density(Density(kept.density))
        self.tips.show_lines(lines)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        sidebar = QWidget()
        sidebar.setProperty("ground", "side")
        sidebar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        panels = Panels(sidebar, self.tips, QWidget())
        panels.restore(kept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panels)
        for widget in self.findChildren(QWidget):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
