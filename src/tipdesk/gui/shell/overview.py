"""Puts what shows the desk as a whole into the window: views, facets, timeline, statistics."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tipdesk.gui.facets.around import Around
from tipdesk.gui.printing.printing import Printing
from tipdesk.gui.shell.acquainting import Acquainting
from tipdesk.gui.shell.desk_page import DeskPage
from tipdesk.gui.shell.following import Following
from tipdesk.gui.shell.likening import Likening
from tipdesk.gui.shell.phoning import Phoning
from tipdesk.gui.views.begin import query_of
from tipdesk.gui.views.deeds import ViewDeeds
from tipdesk.gui.views.digest import Digest
from tipdesk.gui.views.reminding import Reminding

if TYPE_CHECKING:
    from tipdesk.gui.figures.dialog import FiguresDialog


class Overview(QObject):
    """Begins when the desk opens, and leaves with it what has to come back."""

    _ended = Signal()

    def __init__(self, page: DeskPage) -> None:
        super().__init__(page)
        self._page, self._window = page, page.shell
        bridge, window = page.bridge, page.shell
        self.following = Following(page)
        self.likening = Likening(page)
        self.acquainting = Acquainting(page, self.list_query)
        self.phoning = Phoning(page)
        self.around = Around(bridge, page.tips, page.search)
        self.printing = Printing(bridge, window, window.toast)
        self.views = ViewDeeds(bridge, page.sidebar, window.toast, lambda: page.tips.wish.query)
        self.reminding = Reminding(bridge, window, window.toast)
        self.reminding.wanted.connect(self.list_query)
        self.views.known.connect(self.reminding.know)
        self.around.offer(window.acts)
        self.around.widened.connect(self._widen)
        self.views.offer(window.acts)
        window.acts.on("view.statistics", self.show_figures)
        window.acts.on("view.digest", self.show_digest)
        window.acts.on("tip.print", lambda: page.deeds.with_tips(self.printing.ask))
        self.around.show_facets(on=window.kept.facets)
        self.around.show_timeline(on=window.kept.timeline)

    def start(self) -> None:
        """Ask for the views, and look whether one has something new."""
        self.views.start()
        self.phoning.start()
        self.reminding.start()

    def end(self) -> None:
        """Note down what has to come back; the view to begin with takes the place of the last."""
        kept = self._window.kept
        kept.facets = not self.around.beside.isHidden()
        kept.timeline = not self.around.above.isHidden()
        begins = self.views.start_query()
        if begins is None:
            begins = query_of(kept.begin)
        if begins is not None:
            kept.query, kept.words = begins, ""
        self.around.end()
        self.likening.end()
        self.phoning.end()
        self.reminding.end()
        self.views.end()
        self._ended.emit()

    def note_choices(self) -> None:
        """Note down what was chosen elsewhere than in the preferences, before they are shown."""
        self._page.remember()

    def look_again(self) -> None:
        """Ask anew for what depends on who works here."""
        self.views.start()
        self._page.sidebar.refresh()
        self._page.tips.finder.look(self._page.tips.wish)

    def list_query(self, query: str) -> None:
        """List what a view finds, and nothing less."""
        self._page.search.clear()
        self._page.sidebar.mark(query)
        self._page.tips.show_view(query)

    def _widen(self, by: int) -> None:
        """Give the tips room for the facets, or take it back: from the open tip, if it is there."""
        panels, tips, tip = self._page.panels, self._page.tips, self._page.tip
        if tips.isVisible() and tip.isVisible():
            sizes = panels.sizes()
            sizes[panels.indexOf(tips)] += by
            sizes[panels.indexOf(tip)] -= by
            panels.setSizes(sizes)

    def show_figures(self) -> "FiguresDialog":
        """Show the statistics beside the window."""
        # Imported here: what writes tables and pictures is slow to load.
        from tipdesk.gui.figures.dialog import FiguresDialog  # noqa: PLC0415

        desk = self._window.windowTitle()
        dialog = FiguresDialog(self._page.bridge, desk, self._window)
        self._ended.connect(dialog.close)
        dialog.show()
        return dialog

    def show_digest(self) -> Digest:
        """Show what must not be forgotten."""
        digest = Digest(self._window, self.views.views, self.views.numbers)
        digest.chosen.connect(self.list_query)
        digest.open_at(self._page.sidebar)
        return digest
