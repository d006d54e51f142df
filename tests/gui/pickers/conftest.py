from pathlib import Path

import pytest

from tests.gui.opened_desk import Desk, opened

__all__ = ["Desk", "opened"]

# What the offscreen screen says of windows that it can only pretend to show; it means nothing.
OFFSCREEN = "This plugin does not support"


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN, extend=True))
