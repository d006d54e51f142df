from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from tipdesk.desk.annotating.editing import edit_media, edit_tip, set_sender
from tipdesk.desk.annotating.notes import write_note
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.contributors.merging import merge_people
from tipdesk.desk.triaging.checking import set_verdict
from tipdesk.desk.triaging.tagging import retag
from tipdesk.desk.triaging.triage import move, trash
from tipdesk.gui.facts.panel import Facts
from tipdesk.gui.messages.tab import MessagesTab
from tipdesk.gui.tip.chips import Chip
from tipdesk.gui.tip.pane import HISTORY, MEDIA, NOTES, TEXT, USED, TipPane
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.media import MediaEdit
from tipdesk.newsroom.states import Verdict, Workflow
from tipdesk.newsroom.story import NewUse
from tipdesk.newsroom.tip import TipEdit
from tipdesk.stories.publishing import publish
from tipdesk.stories.putting import put


@pytest.fixture
def pane(opened, qtbot):
    made = TipPane(opened.bridge, Facts(opened.bridge), MessagesTab(opened.bridge))
    qtbot.addWidget(made)
    made.resize(808, 830)
    made.show()
    made.activateWindow()
    yield made
    made.end()


@pytest.fixture
def show(pane, qtbot):
    def open_it(tip):
        pane.show_tip(tip)
        qtbot.waitUntil(lambda: pane._deeds.tip is not None and pane._deeds.id == tip)

    return open_it


@pytest.fixture
def saving(opened, qtbot):
    return lambda: qtbot.waitSignal(opened.bridge.changed, timeout=5_000)


def type_into(qtbot, field, words):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, words)


def test_without_a_tip_the_pane_says_how_to_open_one(pane):
    assert pane._stack.currentIndex() == 0
    assert pane.tip is None


def test_a_tip_is_shown_with_its_number_headline_place_and_words(pane, show, opened):
    tip = opened.log("Flood at the bridge", text="Water on the road", place="Mill Road")
    show(tip)
    assert pane.header.number.text().startswith(f"T-{tip} ")
    assert pane.header.headline.toPlainText() == "Flood at the bridge"
    assert pane.header.place.text() == "Mill Road"
    assert pane.text.text.toPlainText() == "Water on the road"


def test_embargo_language_and_time_stand_in_the_head_only_where_they_are_said(pane, show, opened):
    header = pane.header
    rare = (header.embargo, header.language, header.happened)
    show(opened.log("Tip"))
    assert not any(link.isVisible() for link in rare)
    assert header.more.isVisible()
    until = datetime(2031, 5, 4, 18, 30, tzinfo=UTC)
    said = TipEdit(embargo_until=until, happened_at=until, language="pt-BR")
    tip = opened.log("Another")
    edit_tip(opened.store, tip, said)
    show(tip)
    assert all(link.isVisible() for link in rare)
    assert header.language.text() == "Portuguese (BR)"
    assert "2031" in header.embargo.toolTip()
    assert not header.more.isVisible()


def test_a_headline_is_saved_when_the_field_is_left(pane, show, opened, qtbot, saving):
    tip = opened.log()
    show(tip)
    type_into(qtbot, pane.header.headline, "Water over Mill Road")
    with saving():
        pane.tabs.setFocus()
    assert opened.tip(tip).line.headline == "Water over Mill Road"


def test_an_emptied_headline_is_not_saved_and_the_old_one_stays(pane, show, opened, qtbot):
    tip = opened.log("Flood")
    show(tip)
    type_into(qtbot, pane.header.headline, " ")
    with qtbot.waitSignal(opened.bridge.failed):
        pane.header.headline.commit()
    assert pane.header.headline.toPlainText() == "Flood"
    assert opened.tip(tip).line.headline == "Flood"


def test_the_text_is_saved_when_another_tip_is_opened(pane, show, opened, qtbot, saving):
    first, second = opened.log("First", text="a"), opened.log("Second", text="b")
    show(first)
    pane.show_tab("text")
    type_into(qtbot, pane.text.text, "typed in a hurry")
    with saving():
        show(second)
    assert opened.tip(first).text == "typed in a hurry"
    assert opened.tip(second).text == "b"
    assert pane.text.text.toPlainText() == "b"


def test_saving_twice_in_a_row_is_no_conflict_with_oneself(pane, show, opened, qtbot):
    tip = opened.log()
    show(tip)
    pane.show_tab("text")
    text = pane.text.text
    for words in ("one", "one two", "one two three"):
        type_into(qtbot, text, words)
        text.commit()
    qtbot.waitUntil(lambda: opened.tip(tip).text == "one two three")
    assert pane.conflicts.isHidden()
    assert not opened.failures


def test_own_changes_elsewhere_do_not_disturb_what_is_typed(pane, show, opened, qtbot, saving):
    tip = opened.log(text="before")
    show(tip)
    pane.show_tab("text")
    type_into(qtbot, pane.text.text, "still typing")
    with saving():
        opened.bridge.do(lambda store: move(store, [tip], Workflow.TRIAGE))
    qtbot.waitUntil(lambda: pane.header.stepper.steps[Workflow.TRIAGE].is_now)
    assert pane.text.text.toPlainText() == "still typing"
    with saving():
        pane.text.text.commit()
    assert opened.tip(tip).text == "still typing"


def conflicted(pane, opened, qtbot, tip):
    pane.show_tab("text")
    type_into(qtbot, pane.text.text, "mine")
    opened.abroad(lambda store: edit_tip(store, tip, TipEdit(text="theirs")))
    pane.text.text.commit()
    qtbot.waitUntil(lambda: not pane.conflicts.isHidden())


def test_a_conflict_says_who_changed_it_and_keeps_what_was_typed(pane, show, opened, qtbot):
    tip = opened.log(text="before")
    show(tip)
    conflicted(pane, opened, qtbot, tip)
    assert "Tomas Brandt" in pane.conflicts.said.text()
    assert pane.text.text.toPlainText() == "mine"
    assert opened.tip(tip).text == "theirs"


def test_keep_mine_writes_over_theirs(pane, show, opened, qtbot, saving):
    tip = opened.log(text="before")
    show(tip)
    conflicted(pane, opened, qtbot, tip)
    with saving():
        pane.conflicts.mine.click()
    assert opened.tip(tip).text == "mine"


def test_take_theirs_shows_the_stored_text(pane, show, opened, qtbot):
    tip = opened.log(text="before")
    show(tip)
    conflicted(pane, opened, qtbot, tip)
    pane._seen.stop()  # it would make the pane look again by itself
    pane.conflicts.theirs.click()
    qtbot.waitUntil(lambda: pane.text.text.toPlainText() == "theirs")
    assert opened.tip(tip).text == "theirs"


def test_a_protected_source_is_named_only_on_demand(pane, show, opened, qtbot):
    tip = opened.log(sender="Jo Grey <jo@example.org>", protected=True)
    show(tip)
    assert pane.header.source.text() == "protected source"
    assert pane.header.source.isReadOnly()
    pane.header.reveal.click()
    qtbot.waitUntil(lambda: pane.header.source.text() == "Jo Grey")
    pane.header.reveal.click()
    qtbot.waitUntil(lambda: pane.header.source.text() == "protected source")


def test_a_revealed_source_is_hidden_again_with_the_next_tip(pane, show, opened, qtbot):
    tip = opened.log(sender="Jo Grey <jo@example.org>", protected=True)
    other = opened.log("Other")
    show(tip)
    pane.header.reveal.click()
    qtbot.waitUntil(lambda: pane.header.source.text() == "Jo Grey")
    show(other)
    show(tip)
    assert pane.header.source.text() == "protected source"


def test_who_sent_it_is_edited_with_the_address(pane, show, opened, qtbot, saving):
    tip = opened.log(sender="Jo Grey <jo@example.org>")
    show(tip)
    assert pane.header.source.text() == "Jo Grey"
    pane.header.source.setFocus()
    assert pane.header.source.text() == "Jo Grey <jo@example.org>"
    type_into(qtbot, pane.header.source, "Al Brown <al@example.org>")
    with saving():
        pane.tabs.setFocus()
    person = opened.tip(tip).contributor
    assert (person.name, person.contacts) == ("Al Brown", ("al@example.org",))
    qtbot.waitUntil(lambda: pane.header.source.text() == "Al Brown")


def test_only_the_allowed_steps_can_be_clicked(pane, show, opened):
    show(opened.log())
    steps = pane.header.stepper.steps
    assert steps[Workflow.READY].isEnabled()
    assert not steps[Workflow.PUBLISHED].isEnabled()


def test_a_step_is_taken_by_a_click(pane, show, opened, qtbot, saving):
    tip = opened.log()
    show(tip)
    with saving():
        pane.header.stepper.steps[Workflow.TRIAGE].click()
    assert opened.tip(tip).line.workflow is Workflow.TRIAGE
    qtbot.waitUntil(lambda: pane.header.stepper.steps[Workflow.TRIAGE].is_now)


def test_spiking_asks_why_and_keeps_the_reason(pane, show, opened, qtbot, saving):
    tip = opened.log()
    show(tip)
    pane.header.stepper.ways[Workflow.SPIKED].click()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    form = QApplication.activePopupWidget()
    assert not form.deed.isEnabled()
    qtbot.keyClicks(form.reason, "seen before")
    with saving():
        qtbot.keyClick(form.reason, Qt.Key.Key_Return)
    assert opened.tip(tip).line.workflow is Workflow.SPIKED
    pane.show_tab("history")
    qtbot.waitUntil(lambda: "seen before" in texts(pane.history))


def texts(widget):
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_a_chip_is_taken_off_with_delete(pane, show, opened, qtbot, saving):
    tip = opened.log(tags=("flood", "road"))
    show(tip)
    chip = next(chip for chip in pane.findChildren(Chip) if "flood" in chip.text())
    with saving():
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert opened.tip(tip).line.tags == ("road",)


def chips(pane):
    return [chip.accessibleName() for chip in pane.findChildren(Chip) if chip.isVisible()]


def test_whoever_adds_a_tag_stays_where_tags_are_added(pane, show, opened, qtbot):
    tip = opened.log(tags=("road",))
    show(tip)
    pane.header.add_tag.setFocus()
    qtbot.waitUntil(pane.header.add_tag.hasFocus)
    opened.bridge.do(lambda store: retag(store, [tip], add=["flood"]))
    qtbot.waitUntil(lambda: chips(pane) == ["Tag flood", "Tag road"])
    assert pane.header.add_tag.hasFocus()
    assert pane.header.add_tag.accessibleName() == "Add a tag"


def test_after_the_last_chip_was_taken_off_the_focus_is_where_one_is_added(
    pane, show, opened, qtbot
):
    tip = opened.log(tags=("flood",))
    show(tip)
    (chip,) = pane.findChildren(Chip)
    chip.setFocus()
    qtbot.waitUntil(chip.hasFocus)
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: chips(pane) == [])
    assert pane.header.add_story.hasFocus()


def test_two_hundred_tags_leave_room_for_what_was_said(pane, show, opened):
    show(opened.log(tags=tuple(f"tag {number:03}" for number in range(200))))
    assert len(chips(pane)) == 12
    assert pane.header.add_tag.text() == "188 more tags"
    assert pane.header.add_tag.accessibleName() == "Add a tag"
    assert pane.header.height() < pane.height() / 2
    show(opened.log(tags=("flood",)))
    assert (chips(pane), pane.header.add_tag.text()) == (["Tag flood"], "tag")


def test_the_tab_key_goes_over_the_chips_in_the_order_in_which_they_stand(pane, show, opened):
    show(opened.log(stories=("MILLFLOOD",), tags=("flood", "road")))
    widget, names = pane.header.more, []
    while widget is not pane.header.add_tag:
        widget = widget.nextInFocusChain()
        names.append(widget.accessibleName())
    chips = ["Story MILLFLOOD", "Tag flood", "Tag road"]
    assert names == [*chips, "Add to a story", "Add a tag"]


def test_a_change_from_elsewhere_is_shown(pane, show, opened, qtbot):
    tip = opened.log()
    show(tip)
    opened.bridge.do(lambda store: retag(store, [tip], add=["flood"]))
    opened.bridge.do(lambda store: put(store, [tip], "MILLFLOOD"))
    opened.bridge.do(lambda store: set_verdict(store, [tip], Verdict.VERIFIED))
    opened.bridge.do(lambda store: set_sender(store, tip, "Jo Grey"))
    qtbot.waitUntil(lambda: pane.header.source.text() == "Jo Grey")
    assert pane.header.stepper.verdict.text() == "verified"


def test_a_change_to_another_tip_is_not_asked_about(pane, show, opened, qtbot, monkeypatch):
    show(opened.log())
    asked = []
    monkeypatch.setattr(pane, "_ask", lambda: asked.append(1))
    pane._follow(Change(id="x", verb="edit", tips=frozenset({opened.log("Other")})))
    assert not asked


def test_the_tabs_count_what_is_behind_them(pane, show, opened, qtbot):
    tip = opened.log(pictures=2)
    write_note(opened.store, tip, "called back")
    show(tip)
    assert pane.tabs.tabText(TEXT) == "Text"
    assert pane.tabs.tabText(MEDIA) == "Media 2"
    assert pane.tabs.tabText(NOTES) == "Notes 1"
    assert pane.tabs.tabText(HISTORY) == "History 2"
    assert pane.tabs.tabText(USED) == "Used"


def test_a_tip_with_media_opens_on_them_and_one_without_on_its_words(pane, show, opened):
    show(opened.log(pictures=1))
    assert pane.tabs.currentIndex() == MEDIA
    show(opened.log("Words only"))
    assert pane.tabs.currentIndex() == TEXT


def like(opened, number):
    """Log tips that need the same of the window, and differ in every word."""
    return opened.log(
        f"Headline {number}",
        pictures=2,
        text=f"Words {number}",
        place=f"Road {number}",
        stories=(f"STORY{number}",),
        tags=(f"tag{number}", f"other{number}"),
    )


def test_the_next_tip_is_shown_by_the_widgets_that_showed_the_one_before(pane, show, opened):
    tips = [like(opened, number) for number in range(3)]
    for tip in tips[:2]:
        show(tip)
    before = {*pane.findChildren(QWidget)}
    show(tips[2])
    assert {*pane.findChildren(QWidget)} == before
    assert chips(pane) == ["Story STORY2", "Tag other2", "Tag tag2"]
    show(opened.log(tags=("alone",)))
    assert chips(pane) == ["Tag alone"]


def test_a_tip_is_opened_by_one_question_and_its_history_is_read_when_looked_at(
    pane, show, opened, monkeypatch, qtbot
):
    tips = [like(opened, number) for number in range(2)]
    show(tips[0])
    lanes, asked = opened.bridge.lanes, []
    ask = lanes.ask
    monkeypatch.setattr(
        lanes, "ask", lambda *a, view="": (asked.append(view), ask(*a, view=view))[1]
    )
    show(tips[1])
    QApplication.processEvents()
    assert asked == ["tip"]
    pane.show_tab("history")
    qtbot.waitUntil(lambda: "logged" in texts(pane.history))
    assert asked == ["tip", "history"]


def test_a_history_that_is_looked_at_follows_from_tip_to_tip(pane, show, opened, qtbot):
    first, second = opened.log("First"), opened.log("Second")
    move(opened.store, [second], Workflow.TRIAGE)
    show(first)
    pane.show_tab("history")
    qtbot.waitUntil(lambda: "logged" in texts(pane.history))
    assert "triage" not in texts(pane.history)
    show(second)
    pane.show_tab("history")
    qtbot.waitUntil(lambda: "triage" in texts(pane.history))


def test_a_note_is_kept_with_ctrl_enter_and_a_draft_stays_with_its_tip(
    pane, show, opened, qtbot, saving
):
    tip, other = opened.log(), opened.log("Other")
    show(tip)
    pane.show_tab("notes")
    qtbot.keyClicks(pane.notes.draft, "call again at six")
    show(other)
    assert pane.notes.draft.toPlainText() == ""
    show(tip)
    assert pane.notes.draft.toPlainText() == "call again at six"
    with saving():
        qtbot.keyClick(pane.notes.draft, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [note.text for note in opened.tip(tip).notes] == ["call again at six"]
    qtbot.waitUntil(lambda: pane.notes.draft.toPlainText() == "")


def test_where_a_tip_was_used_is_shown(pane, show, opened):
    tip = opened.log()
    move(opened.store, [tip], Workflow.READY)
    publish(opened.store, [tip], NewUse(url="https://courier.example/a", title="The flood"))
    show(tip)
    pane.show_tab("used")
    assert "The flood" in texts(pane.uses)
    assert "https://courier.example/a" in texts(pane.uses)


def test_strangers_words_are_never_markup(pane, show, opened):
    nasty = '<img src="file:///canary.png"><b>bold</b>'
    tip = opened.log(nasty, text=nasty, place=nasty, sender=nasty, pictures=1)
    edit_media(opened.store, [opened.tip(tip).media[0].id], MediaEdit(caption=nasty))
    write_note(opened.store, tip, nasty)
    show(tip)
    assert pane.header.headline.toPlainText() == nasty
    for tab in ("text", "media", "notes", "history", "used"):
        pane.show_tab(tab)
    labels = pane.findChildren(QLabel)
    assert any(nasty in label.text() for label in labels)
    assert [one.text() for one in labels if one.textFormat() is not Qt.TextFormat.PlainText] == []


def test_files_dropped_on_the_pane_are_for_this_tip(pane, show, opened, qtbot, tmp_path):
    tip = opened.log()
    show(tip)
    path = tmp_path / "new.jpg"
    path.write_bytes(b"x")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    held = (mime, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(pane, QDragEnterEvent(QPoint(10, 10), copy, *held))
    assert pane.drop_hint.isVisible()
    assert f"T-{tip}" in pane.drop_hint.accessibleName()
    event = QDropEvent(QPointF(10, 10), copy, *held)
    with qtbot.waitSignal(pane.files_dropped) as told:
        QApplication.sendEvent(pane, event)
    assert told.args[0] == tip
    assert told.args[1].paths == (path,)
    assert not pane.drop_hint.isVisible()


def test_delete_in_the_strip_takes_the_chosen_file_off_and_undo_brings_it_back(
    pane, show, opened, qtbot, saving
):
    tip = opened.log(pictures=2)
    show(tip)
    first, second = opened.tip(tip).media
    with saving():
        qtbot.keyClick(pane.media.strip, Qt.Key.Key_Delete)
    assert [media.id for media in opened.tip(tip).media] == [second.id]
    with saving():
        opened.bridge.do(undo)
    assert [media.id for media in opened.tip(tip).media] == [first.id, second.id]


def test_files_that_were_chosen_are_for_the_tip_that_was_open_then(pane, show, opened, qtbot):
    tip = opened.log(pictures=1)
    show(tip)
    pane.media.add.click()
    dialog = pane.findChild(QFileDialog)
    show(opened.log("Another"))
    with qtbot.waitSignal(pane.files_dropped) as told:
        dialog.filesSelected.emit(["/somewhere/a.jpg"])
    assert told.args[0] == tip
    dialog.close()


def test_a_new_tip_begins_in_its_headline(pane, opened, qtbot):
    tip = opened.log("New tip")
    pane.show_tip(tip)
    pane.write_headline()
    qtbot.waitUntil(pane.header.headline.hasFocus)
    assert pane.header.headline.textCursor().selectedText() == "New tip"


def test_a_tip_that_is_gone_leaves_the_pane_empty(pane, opened, qtbot):
    with qtbot.waitSignal(opened.bridge.failed):
        pane.show_tip(999)
    assert pane.tip is None


def test_a_tip_that_was_looked_at_is_read(pane, show, opened, qtbot):
    tip = opened.log()
    show(tip)
    qtbot.waitUntil(lambda: not opened.tip(tip).line.unread, timeout=5_000)


def test_a_trashed_tip_can_be_looked_at(pane, show, opened):
    tip = opened.log("Spam")
    trash(opened.store, [tip])
    show(tip)
    assert pane.header.headline.toPlainText() == "Spam"


def test_a_source_who_is_protected_elsewhere_is_not_named_any_more(pane, show, opened, qtbot):
    tip = opened.log("Flood", sender="Lee Farrow <l.farrow@example.org>")
    opened.log("Weir", sender="n.hale@example.org", protected=True)
    show(tip)
    assert pane.header.source.text() == "Lee Farrow"
    pane._seen.stop()  # that it was seen has it read again, too
    opened.store.news()
    opened.abroad(lambda theirs: merge_people(theirs, 1, [2]))
    for change in opened.store.news():
        opened.bridge.changed.emit(change)
    qtbot.waitUntil(lambda: pane.header.source.text() == "protected source")
