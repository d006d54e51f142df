"""Puts the rooms together and starts the program; the one file that knows them all."""

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tipdesk import settings
from tipdesk.gui import program
from tipdesk.gui.desks.founding import NewDesk
from tipdesk.gui.desks.ringing import ring
from tipdesk.gui.program import prepare
from tipdesk.gui.shell.glimpsing import MOST
from tipdesk.gui.shell.layout import Layout
from tipdesk.jobs import Lanes
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.lines import TipLine

if TYPE_CHECKING:
    from tipdesk.store.database import Store
    from tipdesk.store.unlocking import Unlocked


def run(desk: Path | None = None, *, editor: str = "", passphrase: str | None = None) -> int:
    """Open the window, on this desk or on the one used last, and stay until it is closed.

    Where a window has that desk open already, that one comes forward instead; an editor who is
    named gets a window of her own.
    """
    if not editor and ring(desk or settings.load().desk):
        return 0
    prepare()
    made = Program(editor=editor)
    return program.stay(made, partial(made.begin, desk, passphrase))


def run_on(store: "Store") -> int:
    """Open the window on a desk that is open already; it is closed with the window."""
    prepare()
    made = Program(editor=store.editor)
    return program.stay(made, lambda: made.enter(_lanes(store)))


def portraits(
    store: "Store", into: Path, *, tip: TipId | None = None, scenes: bool = False
) -> list[Path]:
    """Picture the window on an open desk, without a screen; the desk stays open."""
    from tipdesk.gui.shell.portraits import take  # noqa: PLC0415  rarely needed
    from tipdesk.gui.shell.scenes import Stage  # noqa: PLC0415  rarely needed

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    prepare()
    made = Program(editor=store.editor, kept=Layout(query="", opened=tip or 0))
    made.window.show()
    lanes = _lanes(store)
    page = made.enter(lanes)
    assert made.overview is not None
    taken = take(Stage(page, made.overview), into, scenes=scenes)
    made.leave()
    _let_go(lanes)
    made.end()
    made.window.close()
    return taken


class Program(program.Program):
    """The program with the rest of the house behind it."""

    def __init__(self, *, editor: str = "", kept: Layout | None = None) -> None:
        super().__init__(House(), editor=editor, kept=kept)


class House:
    """The slow rooms, loaded on the threads that need them: the window is up before them."""

    def unlocked(
        self, desk: Path, passphrase: str | None, search: str | None
    ) -> tuple["Unlocked", list[TipLine]]:
        """Find the key of a desk, and the first tips that the search lists, if that is quick."""
        from tipdesk.desk.glimpse import glimpse  # noqa: PLC0415
        from tipdesk.store.unlocking import unlock  # noqa: PLC0415

        unlocked = unlock(desk, passphrase)
        return unlocked, [] if search is None else glimpse(unlocked, search, MOST)

    def opened(self, desk: "Unlocked", editor: str) -> Lanes:
        """Open a desk and start its lanes, and load the views for the window."""
        from tipdesk.gui.mailboxes import postdesk as _post  # noqa: F401, PLC0415
        from tipdesk.gui.shell import overview as _views  # noqa: F401, PLC0415
        from tipdesk.store.opening import open_unlocked  # noqa: PLC0415

        return _lanes(open_unlocked(desk, editor=editor))

    def founded(self, new: NewDesk, editor: str) -> Lanes:
        """Make a desk, open it and start its lanes."""
        from tipdesk.store.folder import Protection  # noqa: PLC0415
        from tipdesk.store.opening import create_desk  # noqa: PLC0415
        from tipdesk.store.unlocking import unlock  # noqa: PLC0415

        create_desk(
            new.folder,
            name=new.name,
            editor=editor,
            protection=Protection(new.lock.value),
            passphrase=new.passphrase or None,
        ).close()
        return self.opened(unlock(new.folder, new.passphrase or None), editor)

    def closed(self, lanes: Lanes) -> None:
        """Stop the lanes and close the desk."""
        _let_go(lanes)
        lanes.store.close()

    def described(self, desk: Path) -> tuple[str, bool]:
        """Tell the name of a desk, and whether a passphrase opens it."""
        from tipdesk.store.folder import Protection, describe_desk  # noqa: PLC0415

        card = describe_desk(desk)
        return (card.name, card.protection is Protection.PASSPHRASE) if card else ("", False)

    def keeps_secrets(self) -> bool:
        """Tell whether this computer has a keyring to keep a desk's key."""
        from tipdesk.store.keys import keyring_is_real  # noqa: PLC0415

        return keyring_is_real()


def _lanes(store: "Store") -> Lanes:
    """Start the lanes of an open desk, with readers for strangers' files."""
    from tipdesk.intake.signers import known_to  # noqa: PLC0415
    from tipdesk.media.worker import Readers  # noqa: PLC0415

    return Lanes(store, Readers(anchors=known_to(store.folder.path)))


def _let_go(lanes: Lanes) -> None:
    lanes.close()
    if lanes.readers is not None:
        lanes.readers.close()
