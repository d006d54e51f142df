"""The filter of the grid: by picks and rejects, and by stars; what it does is said in words."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from tipdesk.desk.annotating.choosing import MOST_STARS
from tipdesk.newsroom.lots import Sieve
from tipdesk.newsroom.states import Choice


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sifting", text)


class Sifting(QToolButton):
    """A button that says which files are shown; its menu changes that."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sieve = Sieve()
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setAutoRaise(True)
        self.setToolTip(self.tr("Show only some of them, by flags and stars"))
        self._menu = QMenu(self)
        self._flags = {choice: self._menu.addAction(name) for choice, name in _flags().items()}
        self._menu.addSeparator()
        group = QActionGroup(self)
        self._stars = [self._menu.addAction(_at_least(stars)) for stars in range(MOST_STARS + 1)]
        for action in self._flags.values():
            action.setCheckable(True)
        for action in self._stars:
            action.setCheckable(True)
            group.addAction(action)
        self._menu.addSeparator()
        self.whole: QAction = self._menu.addAction(self.tr("Show all"))
        self.whole.triggered.connect(lambda: self.sift(Sieve()))
        for action in (*self._flags.values(), *self._stars):
            action.triggered.connect(self._read)
        self.setMenu(self._menu)
        self._say()

    def sift(self, sieve: Sieve) -> None:
        """Let only these through from now on."""
        if sieve != self.sieve:
            self.sieve = sieve
            self._say()
            self.changed.emit()

    def _read(self) -> None:
        chosen = frozenset(choice for choice, act in self._flags.items() if act.isChecked())
        stars = next((n for n, act in enumerate(self._stars) if act.isChecked()), 0)
        self.sift(Sieve(chosen, stars))

    def _say(self) -> None:
        for choice, action in self._flags.items():
            action.setChecked(choice in self.sieve.choices)
        self._stars[self.sieve.stars].setChecked(True)
        self.whole.setEnabled(bool(self.sieve))
        said = in_words(self.sieve)
        self.setText(said + " ▾")
        self.setAccessibleName(self.tr("Shown: {0}").format(said))


def in_words(sieve: Sieve) -> str:
    """Say what is let through: "Picked · 3 stars or more"."""
    if not sieve:
        return _tr("All files")
    flags = [name for choice, name in _flags().items() if choice in sieve.choices]
    told = [_tr(" or ").join(flags), _at_least(sieve.stars) if sieve.stars else ""]
    return " · ".join(filter(None, told))


def _flags() -> dict[Choice, str]:
    return {
        Choice.PICK: _tr("Picked"),
        Choice.REJECT: _tr("Rejected"),
        Choice.NONE: _tr("Neither picked nor rejected"),
    }


def _at_least(stars: int) -> str:
    if not stars:
        return _tr("With or without stars")
    if stars == MOST_STARS:
        return _tr("{0} stars").format(stars)
    return _tr("1 star or more") if stars == 1 else _tr("{0} stars or more").format(stars)
