"""The real Messages tab, without a screen, in which somebody looks at every mail; run under strace.

Given the desk and, to show that the trace would notice, `cheat`.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from tipdesk.desk.searching.listing import tip_ids
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.facts.panel import Facts
from tipdesk.gui.messages.card import View
from tipdesk.gui.messages.tab import MessagesTab
from tipdesk.gui.program import prepare
from tipdesk.gui.tip.pane import TipPane
from tipdesk.jobs import Lanes
from tipdesk.media.worker import Readers
from tipdesk.newsroom.ids import TipId
from tipdesk.store.opening import open_desk


def settle(bridge: Bridge) -> None:
    """Wait until all that was asked has come and is painted."""
    loop = QEventLoop()
    looks = QTimer(interval=30)
    looks.timeout.connect(lambda: loop.quit() if not bridge.is_busy else None)
    looks.start()
    loop.exec()


def look(desk: Path, *, cheat: bool) -> int:
    """Look at every message of the desk in every way; tell how many tips were seen."""
    prepare()
    store = open_desk(desk, editor="Mara Keller")
    tips = tip_ids(store, "")
    with Readers() as readers, Lanes(store, readers) as lanes:
        bridge = Bridge(lanes)
        pane = TipPane(bridge, Facts(bridge), MessagesTab(bridge))
        pane.resize(1_000, 800)
        pane.show()
        for tip in tips:
            pane.show_tip(TipId(tip))
            settle(bridge)
            pane.show_tab("messages")
            settle(bridge)
            _look_in_every_way(pane, bridge)
        if cheat:
            _cheat(pane)
        pane.end()
        bridge.end()
    store.close()
    return len(tips)


def _look_in_every_way(pane: TipPane, bridge: Bridge) -> None:
    for view in (View.HTML, View.HEADERS, View.RAW, View.TEXT):
        for card in pane.messages.cards:
            if card.ways[view].isEnabled():
                card.look(view)
        settle(bridge)
        pane.grab()


def _cheat(pane: QWidget) -> None:
    label = QLabel(f"<img src='file://{Path(sys.argv[1]).parent / 'canary.png'}'>", pane)
    label.show()
    pane.grab()


if __name__ == "__main__":
    seen = look(Path(sys.argv[1]), cheat="cheat" in sys.argv)
    sys.stdout.write(f"{seen}\n")
