"""What the window begins with where no saved view of the desk is chosen for it."""

from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication


class Begin(StrEnum):
    """What is listed first at the next start."""

    LAST = "last"
    NEW = "new"
    MINE = "mine"
    ALL = "all"


_QUERIES: dict[str, str] = {Begin.NEW: "workflow:new", Begin.MINE: "is:mine", Begin.ALL: ""}
_SAID: dict[Begin, object] = {
    Begin.LAST: QT_TRANSLATE_NOOP("Begin", "What was listed last"),
    Begin.NEW: QT_TRANSLATE_NOOP("Begin", "New tips"),
    Begin.MINE: QT_TRANSLATE_NOOP("Begin", "My tips"),
    Begin.ALL: QT_TRANSLATE_NOOP("Begin", "All tips"),
}


def query_of(begin: str) -> str | None:
    """Give the search to begin with; None is what was listed last."""
    return _QUERIES.get(begin)


def said(begin: Begin) -> str:
    """Say it in the editor's language."""
    return QCoreApplication.translate("Begin", str(_SAID[begin]))
