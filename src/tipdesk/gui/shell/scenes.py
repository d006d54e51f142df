"""What pictures show of the window: each scene is brought about as an editor would do it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from tipdesk.gui.program import Program
    from tipdesk.gui.shell.desk_page import DeskPage
    from tipdesk.gui.shell.overview import Overview

Step = Callable[["Program"], None]
_FEW = 6  # tips that are chosen together


def _search(made: "Program") -> None:
    page, overview = _open(made)
    overview.around.show_facets(on=True)
    overview.around.show_timeline(on=True)
    page.search.set_words("has:picture -workflow:spiked flood OR tram")


def _end_search(made: "Program") -> None:
    page, overview = _open(made)
    overview.around.show_facets(on=False)
    overview.around.show_timeline(on=False)
    page.search.clear()


def _choose_some(made: "Program") -> None:
    page, _ = _open(made)
    page.tips.choose(*page.tips.model.ids[:_FEW])


def _act(name: str) -> Step:
    """Do what a menu entry does."""
    return lambda made: made.window.acts[name].trigger()


def _nothing(made: "Program") -> None:
    """Leave it as it is."""


@dataclass(frozen=True, slots=True)
class Scene:
    """How a scene is brought about, and what ends it; what stands before the window is closed."""

    begin: Step
    end: Step = _nothing


SCENES: dict[str, Scene] = {
    "search": Scene(_search, _end_search),
    "several": Scene(_choose_some),
    "tags": Scene(_act("change.tags")),
    "palette": Scene(_act("go.palette")),
    "statistics": Scene(_act("view.statistics")),
    "board": Scene(_act("view.as_board"), _act("view.as_list")),
    "pictures": Scene(_act("view.as_pictures"), _act("view.as_list")),
}


def picture(window: QWidget) -> QPixmap:
    """Picture a window, and over it what stands before it: a picker, a sheet."""
    shown = window.grab()
    painter = QPainter(shown)
    for over in before(window):
        painter.drawPixmap(over.pos() - window.pos(), over.grab())
    painter.end()
    return shown


def before(window: QWidget) -> list[QWidget]:
    """Find the windows that stand before another."""
    return [one for one in window.findChildren(QWidget) if one.isWindow() and one.isVisible()]


def _open(made: "Program") -> tuple["DeskPage", "Overview"]:
    assert made.page is not None
    assert made.overview is not None
    return made.page, made.overview
