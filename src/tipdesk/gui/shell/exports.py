"""Opens the export of what is chosen or listed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from tipdesk.desk.searching.listing import tip_ids
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.shell.window import Window
from tipdesk.newsroom.errors import NotFound
from tipdesk.newsroom.ids import TipId

_STORY = "story:"


class Exports(QObject):
    """Asks which tips are meant, then shows the dialog for them."""

    def __init__(
        self,
        bridge: Bridge,
        window: Window,
        chosen: Callable[[], Sequence[TipId]],
        query: Callable[[], str],
    ) -> None:
        super().__init__(bridge)
        self._bridge, self._window = bridge, window
        self._chosen, self._query = chosen, query

    def chosen(self) -> None:
        """Export the chosen tips; untitled, a single one becomes a tip sheet."""
        self._open(tuple(self._chosen()), "", "")

    def listed(self) -> None:
        """Export all that is listed now."""
        query = self._query()
        slug = query.removeprefix(_STORY) if query.startswith(_STORY) else ""
        story = "" if " " in slug else slug
        title = story or self._window.windowTitle()
        self._bridge.ask(
            lambda store: tuple(TipId(tip) for tip in tip_ids(store, query)),
            lambda tips: self._open(tips, title, story),
            view="export",
        )

    def _open(self, tips: Sequence[TipId], title: str, story: str) -> None:
        if not tips:
            self._bridge.failed.emit(NotFound(self.tr("There is no tip to export here.")))
            return
        # Imported here: the forms of summaries are slow to load.
        from tipdesk.gui.exporting.dialog import ExportDialog  # noqa: PLC0415

        dialog = ExportDialog(self._bridge, tips, title, story=story, parent=self._window)
        dialog.open()
