"""Saved views as entries of the sidebar: name, number, and what is wrong where it can't be read."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tipdesk.desk.views import ViewLine
from tipdesk.gui.sidebar.entries import Entry, Sort
from tipdesk.gui.views.icons import icon_of
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.view import ViewEdit


def entries_of(views: Sequence[ViewLine], numbers: Mapping[int, int]) -> list[Entry]:
    """List the views under their heading; their numbers come when they are counted."""
    if not views:
        return []
    heading = QT_TRANSLATE_NOOP("Sidebar", "Saved views")
    told = QCoreApplication.translate("Sidebar", str(heading))
    return [
        Entry(Sort.HEADING, told, name="saved"),
        *(_entry(view, numbers.get(view.id)) for view in views),
    ]


def _entry(view: ViewLine, number: int | None) -> Entry:
    return Entry(
        sort=Sort.VIEW,
        text=shown(view.name),
        query=view.query,
        count=None if view.fault else number,
        glyph="warning" if view.fault else icon_of(view.icon),
        role="attention" if view.fault else "muted",
        name=str(view.id),
        detail=view.query,
        fault=view.fault,
    )


def edit_of(view: ViewLine) -> ViewEdit:
    """Give all that can be edited of a view, without a check: it may be what has to be mended."""
    return ViewEdit.model_construct(
        name=view.name,
        query=view.query,
        icon=view.icon,
        shared=view.shared,
        is_start=view.is_start,
        in_digest=view.in_digest,
        reminds=view.reminds,
    )
