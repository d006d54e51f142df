import pytest

from tests.letters import a_mail, receive
from tests.nouns import make_tip
from tipdesk.desk.triaging.triage import protect
from tipdesk.gui.facts.panel import Facts
from tipdesk.gui.messages.tab import MessagesTab
from tipdesk.gui.tip.pane import MEDIA, MESSAGES, TipPane
from tipdesk.media.drawing import picture


@pytest.fixture
def pane(opened, qtbot):
    made = TipPane(opened.bridge, Facts(opened.bridge), MessagesTab(opened.bridge))
    qtbot.addWidget(made)
    made.resize(1_000, 830)
    made.show()
    yield made
    made.end()


@pytest.fixture
def show(pane, opened, qtbot):
    def open_it(tip):
        pane.show_tip(tip)
        qtbot.waitUntil(lambda: not opened.bridge.is_busy)
        pane.show_tab("messages")
        qtbot.waitUntil(lambda: not opened.bridge.is_busy)

    return open_it


def test_the_tab_counts_the_messages(pane, show, opened):
    show(receive(opened.store, a_mail()))
    assert pane.tabs.tabText(MESSAGES) == "Messages 1"

    show(make_tip(opened.store))
    assert pane.tabs.tabText(MESSAGES) == "Messages"


def test_a_file_of_a_message_is_looked_at_among_the_media(pane, show, opened):
    mail = a_mail()
    for n in range(3):
        mail.add_attachment(
            picture("flood", seed=n), maintype="image", subtype="jpeg", filename=f"{n}.jpg"
        )
    show(receive(opened.store, mail))
    third = pane.messages.cards[0].line.files[2]

    pane.messages.media_asked.emit(third.id)

    assert pane.tabs.currentIndex() == MEDIA
    assert pane.media.strip.currentIndex().row() == 2


def test_showing_a_protected_source_names_it_in_the_messages_too(pane, show, opened, qtbot):
    tip = receive(opened.store, a_mail())
    protect(opened.store, [tip], True)
    show(tip)
    assert pane.messages.cards[0].line.veiled

    pane.header.reveal.click()

    qtbot.waitUntil(lambda: not pane.messages.cards[0].line.veiled)
