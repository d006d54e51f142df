from tests.gui.opened_desk import Desk, opened

__all__ = ["Desk", "opened"]
