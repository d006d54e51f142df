"""Whatever the Tab key reaches tells a screen reader what it is."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from tests.bench.opened_window import Opened, opened
from tests.nouns import make_tip
from tipdesk import app
from tipdesk.desk.opening import open_tip
from tipdesk.desk.searching.listing import tip_lines
from tipdesk.desk.verifying.likewise import Likewise
from tipdesk.gui.alike.dialog import AlikeDialog
from tipdesk.gui.seen.dialog import SeenDialog
from tipdesk.intake.arrival import Arrival, ArrivedFile
from tipdesk.intake.register import register
from tipdesk.media.drawing import picture
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.states import Workflow
from tipdesk.newsroom.tip import NewTip
from tipdesk.store.database import Store

OVER_THE_WINDOW = (
    "tip.mailboxes",
    "tip.connect",
    "tip.export",
    "go.palette",
    "go.sender",
    "change.state",
    "change.tags",
    "change.assign",
    "change.story",
    "change.priority",
    "change.snooze",
    "change.spike",
    "change.publish",
    "view.save",
    "view.digest",
    "view.statistics",
    "desk.keys",
)
IN_THE_WINDOW = (
    "view.jobs",
    "view.facets",
    "view.timeline",
    "view.as_board",
    "view.as_pictures",
    "light.loupe",
    "light.compare",
    "view.as_list",
    "desk.new",
)


def told(widget: QWidget) -> str:
    """Tell how a screen reader calls a widget, or explains it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    if not isinstance(widget, QComboBox):
        return interface.text(QAccessible.Text.Name)
    # What Linux calls the name of a box is what is chosen in it; a label beside it names it.
    labels = interface.relations(QAccessible.RelationFlag.Label)
    named = [label.text(QAccessible.Text.Name) for label, _ in labels]
    return " ".join((*named, interface.text(QAccessible.Text.Description)))


def unnamed(host: QWidget) -> list[str]:
    """Name the kinds of what the Tab key reaches in here and nobody has named."""
    reached = [
        widget
        for widget in (host, *host.findChildren(QWidget))
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if widget.focusProxy() is None
    ]
    return [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in reached
        if not told(widget).strip()
    ]


@pytest.fixture
def window(desk: Store, qtbot) -> Iterator[Opened]:
    """A window before a tip with a picture and all that belongs to it, which is ready."""
    app.prepare()
    file = ArrivedFile("road.jpg", picture("flood", size=(64, 48)))
    register(
        desk,
        Arrival(
            NewTip(headline="Flood", tags=("flood",), stories=("MILLFLOOD",), sender="Jo Grey"),
            (file,),
        ),
    )
    make_tip(desk, workflow=Workflow.READY, stories=("BRIDGE",), sender="Jo Grey <+44 1632 960001>")
    with opened(desk, qtbot) as window:
        window.settle()
        show(window, 1)
        yield window


def show(window: Opened, tip: int) -> None:
    window.tips.choose(tip)
    window.qtbot.waitUntil(lambda: window.page.tip.tip == tip)
    window.settle()


def over(window: Opened) -> list[QWidget]:
    main = window.program.window
    return [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not main]


def unnamed_over(window: Opened, open_it: Callable[[], object]) -> list[str]:
    """Open something over the window, look through it, and close it."""
    open_it()
    window.qtbot.waitUntil(lambda: bool(over(window)))
    window.settle()
    found = [each for one in over(window) for each in unnamed(one)]
    for one in over(window):
        one.close()
    window.qtbot.waitUntil(lambda: not over(window))
    return found


def unnamed_in(window: Opened, turn: Callable[[], object]) -> list[str]:
    turn()
    window.settle()
    return unnamed(window.program.window)


def test_all_that_opens_over_the_window_is_named(window, desk):
    acts = window.program.window.acts
    tip = open_tip(desk, TipId(1), reveal=False)
    twin = SeenDialog(window.page.bridge, tip.line, tip.media[0], window.program.window)
    found = {"seen": unnamed_over(window, twin.show)}
    show(window, 2)
    found |= {name: unnamed_over(window, acts[name].trigger) for name in OVER_THE_WINDOW}
    window.tips.choose(1, 2)
    window.settle()
    found["change.merge"] = unnamed_over(window, acts["change.merge"].trigger)
    assert not {name: each for name, each in found.items() if each}


def test_tips_beside_each_other_are_named(window, desk):
    lines = tip_lines(desk, [TipId(2), make_tip(desk)])
    alike = [Likewise(line, 90) for line in lines]
    beside = AlikeDialog(window.page.bridge, TipId(1), alike, window.program.window)
    assert not unnamed_over(window, beside.show)


def test_all_that_the_window_shows_is_named(window):
    acts, tabs = window.program.window.acts, window.page.tip.tabs
    found = {
        tabs.tabText(place): unnamed_in(window, lambda place=place: tabs.setCurrentIndex(place))
        for place in range(tabs.count())
    }
    found["several"] = unnamed_in(window, lambda: window.tips.choose(1, 2))
    show(window, 1)
    found |= {name: unnamed_in(window, acts[name].trigger) for name in IN_THE_WINDOW}
    assert not {name: each for name, each in found.items() if each}


def test_what_nobody_has_named_is_found(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    box = QComboBox(host)
    box.addItem("Something")
    host.show()
    assert unnamed(host) == ["QComboBox in QWidget"]
    box.setAccessibleDescription("Which one")
    assert not unnamed(host)
