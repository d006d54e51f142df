"""What pictures show of the window: each scene is brought about as an editor would do it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from tipdesk.gui.shell.desk_page import DeskPage
from tipdesk.gui.shell.overview import Overview


@dataclass(frozen=True, slots=True)
class Stage:
    """An open desk in its window."""

    page: DeskPage
    overview: Overview


Step = Callable[[Stage], None]
_FEW = 6  # tips that are chosen together


def _search(stage: Stage) -> None:
    stage.overview.around.show_facets(on=True)
    stage.overview.around.show_timeline(on=True)
    stage.page.search.set_words("has:picture -workflow:spiked flood OR tram")


def _end_search(stage: Stage) -> None:
    stage.overview.around.show_facets(on=False)
    stage.overview.around.show_timeline(on=False)
    stage.page.search.clear()


def _choose_some(stage: Stage) -> None:
    tips = stage.page.tips
    tips.choose(*tips.model.ids[:_FEW])


def _end_choice(stage: Stage) -> None:
    _act("view.as_list")(stage)
    stage.page.tips.choose(*stage.page.tips.model.ids[:1])


def _act(name: str) -> Step:
    """Do what a menu entry does."""
    return lambda stage: stage.page.shell.acts[name].trigger()


def _nothing(stage: Stage) -> None:
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
    "pictures": Scene(_act("view.as_pictures"), _end_choice),
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
