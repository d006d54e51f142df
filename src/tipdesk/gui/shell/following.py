"""Lets the open desk follow what is chosen in the preferences."""

from PySide6.QtCore import QObject

from tipdesk.gui.covers import covers_of
from tipdesk.gui.shell.advancing import Advance
from tipdesk.gui.shell.desk_page import DeskPage
from tipdesk.gui.tips.row.plan import Density


class Following(QObject):
    """Hears of each choice; what no view knows is left as it was."""

    def __init__(self, page: DeskPage) -> None:
        super().__init__(page)
        self._page, self._kept = page, page.shell.kept
        self._covers = covers_of(page.bridge)
        self._blur()
        page.shell.preferred.connect(self._follow)

    def _follow(self, name: str) -> None:
        follow = {
            "density": self._space,
            "each": self._answer,
            "advance": self._advance,
            "blur_unopened": self._blur,
        }.get(name)
        if follow is not None:
            follow()

    def _space(self) -> None:
        self._page.tips.set_density(Density(self._kept.density))

    def _answer(self) -> None:
        self._page.remember_answer(self._kept.each)

    def _advance(self) -> None:
        self._page.selecting.advancing.when = Advance(self._kept.advance)

    def _blur(self) -> None:
        self._covers.blur_unopened(on=self._kept.blur_unopened)
