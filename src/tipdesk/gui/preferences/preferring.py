"""Puts the preferences behind the window's action, with what the open desk adds to them."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tipdesk.gui.shell.window import Window

if TYPE_CHECKING:
    # Loaded when it is opened: hardly ever, and the window is to be up at once.
    from tipdesk.gui.preferences.beginning import Beginning
    from tipdesk.gui.preferences.dialog import PreferencesDialog
    from tipdesk.gui.shell.overview import Overview


class Preferring(QObject):
    """Shows them as they stand now, whether a desk is open or not."""

    named = Signal(str)

    def __init__(
        self, window: Window, name: Callable[[], str], overview: "Callable[[], Overview | None]"
    ) -> None:
        """`name` tells what changes carry now; `overview` gives that of the open desk, if any."""
        super().__init__(window)
        self._window, self._name, self._overview = window, name, overview
        window.acts.on("desk.preferences", self.show)

    def show(self) -> "PreferencesDialog":
        """Open the page of preferences."""
        from tipdesk.gui.preferences.dialog import PreferencesDialog  # noqa: PLC0415  rarely needed

        overview = self._overview()
        if overview is not None:
            overview.note_choices()
        beginning = self._beginning(overview) if overview is not None else None
        dialog = PreferencesDialog(self._window, self._name(), beginning)
        dialog.named.connect(self.named)
        dialog.open()
        return dialog

    def _beginning(self, overview: "Overview") -> "Beginning":
        from tipdesk.gui.preferences.beginning import Beginning  # noqa: PLC0415  rarely needed

        views, beginning = overview.views, Beginning()
        beginning.show_views(() if views.read_only else views.views)
        beginning.show_choice(self._window.kept.begin, views.views)
        beginning.view_chosen.connect(views.begin_with)
        beginning.begin_chosen.connect(partial(self._begin_plainly, overview))
        return beginning

    def _begin_plainly(self, overview: "Overview", begin: str) -> None:
        overview.views.begin_with(None)
        self._window.prefer("begin", begin)
