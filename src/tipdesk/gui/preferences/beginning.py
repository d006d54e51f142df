"""Asks what the window begins with: what was listed last, a plain list, or a saved view."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from tipdesk.desk.views import ViewLine
from tipdesk.gui.views.begin import Begin, said
from tipdesk.newsroom.names import shown

_NAME_LONGEST = 60


class Beginning(QComboBox):
    """Offers plain lists first, then the views of the desk that is open."""

    begin_chosen = Signal(str)
    view_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for begin in Begin:
            self.addItem(said(begin), begin.value)
        self.activated.connect(self._tell)

    def show_views(self, views: Sequence[ViewLine]) -> None:
        """Offer the views of the desk as well."""
        if views:
            self.insertSeparator(self.count())
        for view in views:
            self.addItem(shown(view.name)[:_NAME_LONGEST], view.id)

    def show_choice(self, begin: str, views: Sequence[ViewLine]) -> None:
        """Say what it is now: the view that was marked for it, else a plain list."""
        marked = next((view.id for view in views if view.is_start), None)
        at = self.findData(marked if marked is not None else begin)
        self.setCurrentIndex(max(at, 0))

    def _tell(self, at: int) -> None:
        chosen = self.itemData(at)
        if isinstance(chosen, int):
            self.view_chosen.emit(chosen)
        else:
            self.begin_chosen.emit(chosen)
