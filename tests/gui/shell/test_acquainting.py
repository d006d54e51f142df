"""The panel about the sender is opened from the head of the open tip, or by a key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.bench.opened_window import opened
from tests.nouns import make_tip
from tipdesk import app
from tipdesk.desk.correspondence.messages import messages_of
from tipdesk.desk.opening import open_tip
from tipdesk.gui.people.panel import PersonPanel
from tipdesk.gui.tip.links import Link
from tipdesk.intake.arrival import Arrival, Told
from tipdesk.intake.register import register
from tipdesk.newsroom.tip import NewTip


@pytest.fixture
def window(desk, qtbot):
    app.prepare()
    make_tip(desk, headline="Flood", sender="Lee Farrow <l.farrow@example.org>")
    make_tip(desk, headline="Pumps", sender="l.farrow@example.org")
    make_tip(desk, headline="Nobody's")
    make_tip(desk, headline="Hidden", sender="Nan Hale", protected=True)
    with opened(desk, qtbot) as window:
        window.settle()
        yield window


def show(window, tip):
    window.tips.choose(tip)
    window.qtbot.waitUntil(lambda: window.page.tip.tip == tip)
    window.settle()


def panels():
    every = QApplication.topLevelWidgets()
    return [one for one in every if isinstance(one, PersonPanel) and one.isVisible()]


def test_the_number_of_tips_beside_the_name_opens_it_and_its_link_lists_them(window, desk, qtbot):
    show(window, 1)
    qtbot.mouseClick(window.page.tip.header.known, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(panels()))
    panels()[0].tips.click()
    window.settle()
    assert window.tips.wish.view == "from:l.farrow@example.org"
    assert open_tip(desk, 1).contributor.tips == 2
    assert not panels()


def test_a_name_beside_a_message_opens_it_for_who_wrote_that(window, desk, qtbot):
    told = [Told(name, sender=name, text="Water!") for name in ("Lee Farrow", "Jo Grey")]
    chat = NewTip(headline="A chat", channel="chat", sender="Lee Farrow")
    tip = register(desk, Arrival(chat, messages=tuple(told))).tip
    window.page.tip.tip_asked.emit(tip)
    window.settle()
    window.page.tip.show_tab("messages")
    window.settle()
    names = [one for one in window.page.tip.messages.findChildren(Link) if one.text() == "Jo Grey"]
    qtbot.mouseClick(names[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(panels()))
    assert panels()[0].name.text() == "Jo Grey"
    panels()[0].close()


def test_the_name_beside_a_message_of_a_protected_tip_leads_nowhere(window, desk, qtbot):
    told = (Told("1", sender="Nan Hale", text="Water!"),)
    hidden = NewTip(headline="A mail", sender="Nan Hale", protected=True)
    tip = register(desk, Arrival(hidden, messages=told)).tip
    window.page.tip.tip_asked.emit(tip)
    window.settle()
    window.page.tip.show_tab("messages")
    window.settle()
    links = window.page.tip.messages.findChildren(Link)
    assert not [one for one in links if "Hale" in one.text() + one.accessibleName()]
    assert all(line.person is None for line in messages_of(desk, tip))


def test_a_key_opens_it_and_says_where_there_is_nobody(window, qtbot):
    acts = window.program.window.acts
    show(window, 3)
    acts["go.sender"].trigger()
    window.settle()
    assert not panels()
    show(window, 4)
    acts["go.sender"].trigger()
    qtbot.waitUntil(lambda: bool(panels()))
    assert panels()[0].name.text() == "Protected source"
    panels()[0].close()
