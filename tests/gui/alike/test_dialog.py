"""Two tips stand side by side, with the words lit that only one of them says."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.gui.opened_desk import Desk, opened
from tests.nouns import make_media, make_tip
from tipdesk.desk.annotating.editing import edit_tip
from tipdesk.desk.annotating.notes import write_note
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.triaging.triage import trash
from tipdesk.desk.verifying.likewise import says_the_same
from tipdesk.gui.alike.dialog import AlikeDialog
from tipdesk.gui.alike.pair import SHOWN, in_units, read_pair
from tipdesk.newsroom.tip import TipEdit

__all__ = ["Desk", "opened"]

TOLD = (
    "The weir at Mill Road gave way at noon and the water stands knee-high in Orchard Lane. "
    "A neighbour of eighty-one was carried out of her kitchen by lads from the cricket club."
)
EARLY, LATE = datetime(2026, 11, 26, 9, tzinfo=UTC), datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
def twins(desk):
    """Two tips that tell the same; the one that was logged first came in later."""
    ours = make_tip(desk, headline="Weir", text=TOLD, received_at=LATE, sender="L. Farrow")
    theirs = make_tip(
        desk,
        headline="<b>Weir</b>",
        text=TOLD.replace("noon", "midday") + "\r\nSent from my phone 🌊",
        received_at=EARLY,
        sender="N. Hale <n@example.org>",
        protected=True,
    )
    make_media(desk, theirs)
    write_note(desk, theirs, "Called back.")
    return ours, theirs


@pytest.fixture
def look(opened, qtbot):
    window = QWidget()
    qtbot.addWidget(window)

    def show(tip):
        dialog = AlikeDialog(opened.bridge, tip, says_the_same(opened.store, tip), window)
        dialog.show()
        qtbot.waitUntil(lambda: dialog.pair is not None)
        return dialog

    return show


def test_what_only_one_of_them_says_is_lit_and_nothing_is_taken_for_markup(twins, look):
    dialog = look(twins[0])
    assert dialog.ours.text.marked == ["noon"]
    assert dialog.theirs.text.marked == ["midday", "Sent from my phone 🌊"]
    assert dialog.theirs.head.text() == f"T-{twins[1]}  <b>Weir</b>"
    assert dialog.theirs.head.textFormat() is Qt.TextFormat.PlainText
    assert dialog.theirs.held.text() == "1 picture, 1 note"
    assert not dialog.which.isVisible()


def test_a_protected_source_is_not_named_beside_another_tip(twins, look):
    dialog = look(twins[0])
    assert "L. Farrow" in dialog.ours.about.text()
    assert "protected source" in dialog.theirs.about.text()
    assert "Hale" not in dialog.theirs.about.text()
    assert "protected" in dialog.hint.text()


def test_the_older_stays_unless_the_other_is_chosen(twins, look, opened, qtbot):
    ours, theirs = twins
    dialog = look(ours)
    assert dialog.theirs.stays.isChecked()
    with qtbot.waitSignal(opened.bridge.done) as told, qtbot.waitSignal(dialog.finished):
        dialog.make.click()
    assert told.args[0].tips == set(twins)
    assert opened.tip(ours).merged_into == theirs
    undo(opened.store)
    dialog = look(ours)
    dialog.ours.stays.click()
    with qtbot.waitSignal(dialog.finished):
        dialog.make.click()
    assert opened.tip(theirs).merged_into == ours


def test_the_two_are_linked_and_unlinked(twins, look, opened, qtbot):
    dialog = look(twins[0])
    dialog.tie.click()
    qtbot.waitUntil(lambda: dialog.tie.text() == "Unlink the two")
    (link,) = opened.tip(twins[1]).links
    assert link.other.id == twins[0]
    dialog.tie.click()
    qtbot.waitUntil(lambda: dialog.tie.text() == "Link the two")


def test_what_changes_meanwhile_is_shown_and_what_is_gone_is_not_merged(twins, look, opened, qtbot):
    dialog = look(twins[0])
    opened.bridge.do(lambda store: edit_tip(store, twins[0], TipEdit(text=TOLD + " Yes.")))
    qtbot.waitUntil(lambda: dialog.ours.text.marked == ["noon", "Yes."])
    opened.bridge.do(lambda store: trash(store, [twins[1]]))
    qtbot.waitUntil(lambda: not dialog.make.isEnabled())
    assert "in the trash" in dialog.hint.text()
    assert dialog.show_tip.isEnabled()


def test_each_of_several_can_be_compared(twins, look, desk, qtbot):
    third = make_tip(desk, headline="Weir", text=TOLD, received_at=EARLY)
    dialog = look(twins[0])
    assert dialog.which.isVisible()
    assert dialog.other == third
    assert dialog.told.text() == "Both texts say the same, word for word."
    dialog.which.setCurrentIndex(1)
    qtbot.waitUntil(lambda: dialog.theirs.text.marked != [])
    with qtbot.waitSignal(dialog.tip_asked) as told:
        dialog.show_tip.click()
    assert told.args == [twins[1]]


def test_it_is_closed_by_escape_and_enter_does_nothing(twins, look, qtbot):
    dialog = look(twins[0])
    qtbot.keyClick(dialog.ours.text, Qt.Key.Key_Return)
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog.ours.text, Qt.Key.Key_Escape)


def test_the_tab_key_goes_from_text_to_text_and_then_to_what_can_be_done(twins, look, qtbot):
    dialog = look(twins[0])
    dialog.ours.text.setFocus()
    deeds = [dialog.show_tip, dialog.tie, dialog.make, dialog.leave]
    order = [dialog.theirs.text, dialog.ours.stays, *deeds]  # the arrows choose who stays
    for expected in order:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        assert dialog.focusWidget() is expected


def test_both_texts_are_scrolled_together(desk, look, qtbot):
    long = "\n".join(f"{TOLD} {number}" for number in range(200))
    ours = make_tip(desk, headline="Weir", text=long)
    make_tip(desk, headline="Weir", text=f"{long}\nEnd")
    dialog = look(ours)
    first, second = (side.text.verticalScrollBar() for side in (dialog.ours, dialog.theirs))
    qtbot.waitUntil(lambda: second.maximum() > 0)
    first.setValue(first.maximum())
    qtbot.waitUntil(lambda: second.value() == second.maximum())
    second.setValue(0)
    assert first.value() == 0


def test_of_a_huge_text_the_beginning_is_shown(desk):
    ours = make_tip(desk, text="word " * 150_000)
    pair = read_pair(desk, ours, make_tip(desk, text="word"))
    assert (len(pair.ours.text), pair.ours.is_whole) == (SHOWN, False)
    assert pair.theirs.is_whole


def test_places_are_counted_as_qt_counts():
    assert list(in_units("🌊 a 🌊 b", [(2, 3), (6, 7)])) == [(3, 4), (8, 9)]
