import pytest

from tipdesk.gui.messages.tab import MessagesTab


@pytest.fixture
def tab(opened, qtbot):
    made = MessagesTab(opened.bridge)
    qtbot.addWidget(made)
    made.resize(1_000, 800)
    made.show()
    return made


@pytest.fixture
def show(tab, opened, qtbot):
    """Show a tip in the tab, and wait until all that it asked has come."""

    def show_it(tip, *, reveal=False):
        tab.show_tip(opened.tip(tip, reveal=reveal), reveal=reveal)
        qtbot.waitUntil(lambda: not opened.bridge.is_busy)

    return show_it
