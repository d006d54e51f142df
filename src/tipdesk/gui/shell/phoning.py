"""Puts the phone note into the window: a key begins it, and it stands where the tip stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from tipdesk.desk.correspondence.promises import keep_promise, read_back
from tipdesk.gui.light.keys import Keys
from tipdesk.gui.phoneacts import PHONE_ACTS
from tipdesk.gui.shell.desk_page import DeskPage
from tipdesk.newsroom.ids import TipId

if TYPE_CHECKING:
    # Loaded when somebody calls.
    from tipdesk.gui.phone.called import Called
    from tipdesk.gui.phone.due import Due
    from tipdesk.gui.phone.noting import Noting
    from tipdesk.newsroom.calls import PhoneNote
    from tipdesk.newsroom.ids import MessageId
    from tipdesk.newsroom.lines import OpenTip


class Phoning(QObject):
    """Hears the keys of the phone note, and gives it the place of the open tip."""

    def __init__(self, page: DeskPage) -> None:
        super().__init__(page)
        self._page = page
        self.noting: Noting | None = None
        self.called: Called | None = None
        self.due: Due | None = None
        page.tip.shown.connect(self._show_calls)
        acts = page.shell.acts
        acts.on("tip.phone", self.begin)
        for act in PHONE_ACTS:
            acts.on(act.id, self._deed(act.id))

    def start(self) -> None:
        """Look for notes that were left, once the tips are there."""
        once = Qt.ConnectionType.SingleShotConnection
        self._page.tips.looked.connect(self._look, once)

    def end(self) -> None:
        """Save what was typed last."""
        if self.noting is not None:
            self.noting.end()
        if self.due is not None:
            self.due.end()

    def begin(self) -> None:
        """Begin a note, the clock with it, or go back to the one that goes on."""
        store = self._page.bridge.lanes.store
        if store.read_only:
            self._page.shell.toast.explain(store.why_read_only)
            return
        self._page.show_list()
        self._page.tip.show()
        self._made().begin()

    def _look(self) -> None:
        from tipdesk.gui.phone.due import Due  # noqa: PLC0415  not before the tips are there
        from tipdesk.intake.calls import pick_up  # noqa: PLC0415  as above

        bridge, window = self._page.bridge, self._page.shell
        self.due = Due(bridge, window, window.toast)
        self.due.wanted.connect(self._page.tip.tip_asked)
        bridge.follow(bridge.lanes.do(pick_up), self._know, bridge.failed.emit)

    def _know(self, left: Sequence[tuple[int, PhoneNote]]) -> None:
        if left:
            self._made().know(left)

    def _made(self) -> Noting:
        if self.noting is None:
            from tipdesk.gui.phone.noting import Noting  # noqa: PLC0415  see above

            self.noting = made = Noting(self._page.bridge, self)
            self._page.tip.put_on_top(made.bar, made.page)
            made.shown.connect(self._give_way)
            made.kept.connect(self._open)
            made.thrown.connect(self._offer_back)
            self._page.tips.selected.connect(self._step_aside)
            self._page.tips.opened.connect(lambda _: self._step_aside(()))
            acts, names = self._page.shell.acts, [act.id for act in PHONE_ACTS]
            Keys(acts, names, self).watch(made.page, *made.page.parts())
            made.page.tell_keys({act.id: acts.keys_in_words(act) for act in PHONE_ACTS})
        return self.noting

    def _show_calls(self, tip: OpenTip) -> None:
        if self.called is None and tip.calls:
            from tipdesk.gui.phone.called import Called  # noqa: PLC0415  see above

            self.called = made = Called()
            made.promise_kept.connect(self._keep_promise)
            made.read_back.connect(self._note_read_back)
            self._page.tip.put_above_tabs(made)
        if self.called is not None:
            self.called.show_tip(tip)

    def _keep_promise(self, call: MessageId) -> None:
        self._page.bridge.do(partial(keep_promise, call=call))

    def _note_read_back(self, call: MessageId) -> None:
        self._page.bridge.do(partial(read_back, call=call, on=True))

    def _give_way(self, on: bool) -> None:  # noqa: FBT001  a signal's slot
        over = self.noting.page.text if on and self.noting is not None else None
        self._page.tip.cover(over)
        if not on and not self._page.tips.isAncestorOf(QApplication.focusWidget() or self._page):
            self._page.tips.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step_aside(self, _tips: Sequence[TipId]) -> None:
        """Show the tip that the editor chose; what is chosen by itself doesn't part them."""
        noting, focus = self.noting, QApplication.focusWidget()
        if noting is None or noting.page.isHidden():
            return
        if focus is not None and self._page.tips.isAncestorOf(focus):
            noting.put_aside()

    def _open(self, tip: TipId, opens: bool) -> None:  # noqa: FBT001  a signal's slot
        if opens:
            self._page.arrivals.logged.emit([tip])
            self._page.arrivals.begun.emit(tip)

    def _offer_back(self, note: PhoneNote) -> None:
        said = self.tr("The phone note was thrown away.")
        noting = self._made()
        self._page.shell.toast.tell(said, lambda: noting.bring_back(note))

    def _deed(self, name: str) -> Callable[[], object]:
        def do() -> None:
            noting = self.noting
            if noting is None or not noting.is_open:
                said = self.tr("There is no phone note; {0} begins one.")
                keys = self._page.shell.acts["tip.phone"].shortcut().toString()
                self._page.shell.toast.explain(said.format(keys))
                return
            noting.do(name)

        return do
