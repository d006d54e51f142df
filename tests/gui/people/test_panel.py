from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tests.gui.opened_desk import opened as opened
from tests.nouns import COLLEAGUE, same_desk
from tipdesk.desk.annotating.editing import set_sender
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.contributors.merging import merge_people
from tipdesk.desk.contributors.noting import note_person
from tipdesk.desk.contributors.reading import person, sender_of_tip
from tipdesk.desk.contributors.renaming import rename_person
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.gui.people.panel import PersonPanel
from tipdesk.gui.people.picking import SamePicker
from tipdesk.gui.shell.acquainting import tips_of
from tipdesk.gui.tip.links import Link
from tipdesk.intake.arrival import Arrival, Told
from tipdesk.intake.register import register
from tipdesk.newsroom.tip import NewTip, Tip


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


@pytest.fixture
def panel_of(opened, window):
    made = []

    def open_it(tip, *, reveal=False):
        known = sender_of_tip(opened.store, tip, reveal=reveal)
        made.append(PersonPanel(opened.bridge, tip, known, window, reveal=reveal))
        made[-1].open_at(window)
        return made[-1]

    return open_it


@pytest.fixture
def two(opened):
    return (
        opened.log("Flood", sender="Lee Farrow <l.farrow@example.org>"),
        opened.log("Weir", sender="Elizabeth Farrow <lfarrow@example.org>"),
    )


@pytest.fixture
def settled(opened, qtbot):
    def wait():
        qtbot.waitUntil(lambda: not opened.bridge.is_busy)

    return wait


def pick(qtbot, panel, settled, typed=""):
    panel.same.click()
    picker = panel.findChild(SamePicker)
    settled()
    qtbot.keyClicks(picker.filter, typed)
    qtbot.keyClick(picker.filter, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not panel.question.isHidden())


def part_link(panel):
    return next(one for one in panel.merged.findChildren(Link) if one.text() == "Part again")


def test_who_sent_a_tip_is_shown_with_addresses_tips_and_note(panel_of, opened, two):
    note_person(opened.store, 1, "Works at the weir.")
    panel = panel_of(two[0])
    assert panel.name.text() == "Lee Farrow"
    assert panel.tips.text() == "1 tip"
    assert "Mail l.farrow@example.org" in panel.contacts.accessibleDescription()
    assert panel.note.toPlainText() == "Works at the weir."


def test_a_protected_source_is_shown_only_where_it_was_asked_for(panel_of, opened):
    tip = opened.log("Flood", sender="Nan Hale <n.hale@example.org>", protected=True)
    veiled = panel_of(tip)
    assert "Hale" not in veiled.name.text()
    assert not any(part.isVisible() for part in (veiled.tips, veiled.note, veiled.same))
    named = panel_of(tip, reveal=True)
    assert named.name.text() == "Nan Hale"
    assert not named.tips.isEnabled()


def test_likely_ones_come_first_and_become_one_after_a_sentence(
    panel_of, opened, two, qtbot, settled
):
    panel = panel_of(two[0])
    pick(qtbot, panel, settled)
    sentence = panel.question.sentence.text()
    assert sentence == (
        "Elizabeth Farrow and Lee Farrow become one person. Elizabeth Farrow brings 1 tip along. "
        "The name stays Lee Farrow; searches for Elizabeth Farrow find the same."
    )
    assert len(list(tip_ids(opened.store, "Elizabeth"))) == 1
    panel.question.yes.click()
    settled()
    assert panel.tips.text() == "2 tips"
    assert set(tip_ids(opened.store, tips_of(person(opened.store, 1).line))) == set(two)
    undo(opened.store)
    assert person(opened.store, 2).line.tips == 1


def test_protected_ones_are_not_offered(panel_of, opened, two, qtbot, settled):
    opened.log("Pumps", sender="Nan Hale <n.hale@example.org>", protected=True)
    opened.log("Pumps", sender="Jo Grey <j.grey@example.org>")
    panel = panel_of(two[0])
    panel.same.click()
    picker = panel.findChild(SamePicker)
    settled()
    labels = [picker.model.at(row).label for row in range(picker.model.rowCount())]
    assert labels == ["Elizabeth Farrow  lfarrow@example.org", "Jo Grey  j.grey@example.org"]
    qtbot.keyClicks(picker.filter, "hale")
    qtbot.waitUntil(lambda: picker._is_known and not opened.bridge.is_busy)
    assert not any("Hale" in picker.model.at(row).label for row in range(picker.model.rowCount()))


def test_anybody_else_is_found_by_typing(panel_of, opened, two, qtbot, settled):
    opened.log("Pumps", sender="Jo Grey <j.grey@example.org>")
    panel = panel_of(two[0])
    pick(qtbot, panel, settled, "j.grey")
    assert panel.question.sentence.text().startswith("Jo Grey and Lee Farrow become one")


def test_who_were_made_one_are_parted_again(panel_of, opened, two, settled):
    merge_people(opened.store, 1, [2])
    panel = panel_of(two[0])
    part_link(panel).click()
    settled()
    assert panel.tips.text() == "1 tip"
    assert panel.merged.isHidden()


def test_where_somebody_went_on_it_is_said_who(panel_of, opened, two, settled):
    merge_people(opened.store, 1, [2])
    opened.abroad(lambda theirs: set_sender(theirs, two[1], "Jo Grey"))
    panel = panel_of(two[0])
    part_link(panel).click()
    settled()
    assert COLLEAGUE in opened.failures[0]
    assert not panel.merged.isHidden()


def test_a_note_is_saved_by_itself(panel_of, opened, two, qtbot, settled):
    panel = panel_of(two[0])
    qtbot.keyClicks(panel.note, "Call after six.")
    panel.close()
    settled()
    assert person(opened.store, 1).note == "Call after six."


def test_what_is_typed_while_a_note_is_being_saved_is_saved_as_well(
    panel_of, opened, two, qtbot, settled
):
    panel = panel_of(two[0])
    for words in ("Call ", "after ", "six."):
        qtbot.keyClicks(panel.note, words)
        panel.note.commit()
    settled()
    assert person(opened.store, 1).note == panel.note.toPlainText() == "Call after six."
    assert not opened.failures


def test_a_note_is_not_written_over_what_a_colleague_wrote(panel_of, opened, two, qtbot, settled):
    panel = panel_of(two[0])
    qtbot.keyClicks(panel.note, "Mine.")
    opened.abroad(lambda theirs: note_person(theirs, 1, "Theirs."))
    panel.note.commit()
    settled()
    assert person(opened.store, 1).note == "Theirs."
    assert panel.note.toPlainText() == "Mine."
    assert "was not written over" in opened.failures[0]


def test_it_is_as_high_as_what_it_shows(panel_of, opened, two, settled):
    panel = panel_of(two[0])
    settled()
    for part in (panel.name, panel.tips, panel.contacts, panel.note, panel.same):
        assert panel.rect().contains(part.geometry())
    assert panel.height() < 260


def test_a_name_is_given_anew_where_it_stands(panel_of, opened, two, qtbot, settled):
    panel = panel_of(two[0])
    panel.name.setFocus()
    panel.name.selectAll()
    qtbot.keyClicks(panel.name, "Leigh Farrow")
    qtbot.keyClick(panel.name, Qt.Key.Key_Return)
    settled()
    assert person(opened.store, 1).line.name == "Leigh Farrow"
    assert list(tip_ids(opened.store, "Leigh")) == [two[0]]
    undo(opened.store)
    panel._ask()
    settled()
    assert panel.name.text() == "Lee Farrow"


def test_who_has_no_name_is_called_by_a_contact_until_one_is_typed(
    panel_of, opened, qtbot, settled
):
    panel = panel_of(opened.log("Pumps", sender="jo@example.org"))
    assert (panel.name.text(), panel.name.placeholderText()) == ("", "jo@example.org")
    qtbot.keyClicks(panel.name, "Jo Grey")
    panel.close()
    settled()
    assert person(opened.store, 1).line.name == "Jo Grey"


def test_a_name_is_not_written_over_what_a_colleague_wrote(panel_of, opened, two, qtbot, settled):
    panel = panel_of(two[0])
    qtbot.keyClicks(panel.name, "!")
    opened.abroad(lambda theirs: rename_person(theirs, 1, "Leigh"))
    panel.name.commit()
    settled()
    assert person(opened.store, 1).line.name == "Leigh"
    assert "was not written over" in opened.failures[0]


def a_chat(opened, *names, **said):
    told = [Told(name, sender=name, text="Water!") for name in names]
    tip = NewTip(headline="A chat", channel="chat", sender="Lee Farrow", **said)
    return register(opened.store, Arrival(tip, messages=tuple(told))).tip


def others(panel):
    return [one for one in panel.others.findChildren(Link) if one.isVisible()]


def test_everybody_who_wrote_in_a_tip_has_the_panel(panel_of, opened, settled):
    tip = a_chat(opened, "Lee Farrow", "Jo Grey", "Kit")
    panel = panel_of(tip)
    settled()
    jo, kit = others(panel)
    assert (jo.text(), kit.text()) == ("Jo Grey", "Kit")
    jo.click()
    settled()
    assert panel.name.text() == "Jo Grey"
    lee, kit = others(panel)
    assert (lee.text(), kit.text()) == ("Lee Farrow", "Kit")


def test_of_others_in_a_protected_tip_nobody_is_named(panel_of, opened, settled):
    tip = a_chat(opened, "Lee Farrow", "Nan Hale", protected=True)
    panel = panel_of(tip)
    settled()
    assert not others(panel)
    panel.close()
    named = panel_of(tip, reveal=True)
    settled()
    assert others(named)[0].text() == "Nan Hale"


def test_who_is_protected_elsewhere_is_not_named_among_others(panel_of, opened, settled):
    tip = a_chat(opened, "Lee Farrow", "Nan Hale <n.hale@example.org>")
    opened.log("Pumps", sender="n.hale@example.org", protected=True)
    panel = panel_of(tip)
    settled()
    assert not others(panel)


def test_what_another_process_merged_meanwhile_is_shown_and_its_question_goes(
    panel_of, opened, two, qtbot, settled
):
    panel = panel_of(two[0])
    pick(qtbot, panel, settled)
    with closing(same_desk(opened.store)) as theirs:
        change = merge_people(theirs, 2, [1])
    opened.bridge.changed.emit(change)
    settled()
    assert panel.name.text() == "Elizabeth Farrow"
    assert panel.question.isHidden()
    assert panel.tips.text() == "2 tips"


def test_a_merge_with_somebody_who_is_gone_is_refused_in_a_sentence(
    panel_of, opened, two, qtbot, settled
):
    panel = panel_of(two[0])
    pick(qtbot, panel, settled)
    opened.abroad(lambda theirs: merge_people(theirs, 1, [2]))
    panel.question.yes.click()
    settled()
    assert "not on this desk any more" in opened.failures[0]


def test_the_keys_go_through_all_of_it_in_the_order_in_which_it_stands(
    panel_of, opened, two, qtbot
):
    merge_people(opened.store, 1, [2])
    panel = panel_of(two[0])
    order = []
    for _ in range(5):
        order.append(panel.focusWidget())
        panel.focusNextChild()
    assert order == [panel.tips, panel.note, part_link(panel), panel.same, panel.name]


def test_escape_leaves_the_question_and_then_the_panel(panel_of, two, qtbot, settled):
    panel = panel_of(two[0])
    pick(qtbot, panel, settled)
    qtbot.keyClick(panel.question.yes, Qt.Key.Key_Escape)
    assert panel.question.isHidden()
    assert panel.isVisible()
    qtbot.keyClick(panel.same, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(panel) or not panel.isVisible())


def test_a_screen_reader_is_told_all_of_it(panel_of, opened):
    tip = opened.log("Flood", sender="Nan Hale <n.hale@example.org>", protected=True)
    assert panel_of(tip).accessibleDescription() == "Protected source"
    assert panel_of(tip, reveal=True).accessibleDescription() == (
        "Nan Hale, 1 tip, Mail n.hale@example.org, "
        "Protected: not named in lists, searches and summaries."
    )


def test_a_long_merge_is_shown_as_work(panel_of, opened, two, qtbot, settled):
    with opened.store.begin("log") as work:
        said = {"headline": "Water", "contributor_id": 2}
        work.add_rows(Tip, [{"id": 100 + n, **said} for n in range(600)])
    panel = panel_of(two[0])
    pick(qtbot, panel, settled)
    begun = []
    opened.bridge.started.connect(lambda job, _: begun.append(job.title))
    panel.question.yes.click()
    settled()
    assert begun == ["Merging people"]
    assert panel.tips.text() == "602 tips"
