import pytest
from PySide6.QtCore import QMimeData, Qt

from tests.nouns import make_media
from tipdesk.desk.annotating.editing import edit_media
from tipdesk.desk.changes.undoing import undo
from tipdesk.gui.facts.panel import Facts
from tipdesk.gui.messages.tab import MessagesTab
from tipdesk.gui.pickers.picker import Picker
from tipdesk.gui.tip import quotes
from tipdesk.gui.tip.pane import TipPane
from tipdesk.newsroom.media import MediaEdit
from tipdesk.newsroom.states import Label

AI = [["digital_source_type", "xmp", "trainedAlgorithmicMedia"]]


@pytest.fixture
def pane(opened, qtbot):
    made = TipPane(opened.bridge, Facts(opened.bridge), MessagesTab(opened.bridge))
    qtbot.addWidget(made)
    made.resize(648, 730)
    made.show()
    made.activateWindow()
    yield made
    made.end()


@pytest.fixture
def look(pane, opened, qtbot):
    """Open a tip with files; each is given its own fields."""

    def show(*files):
        tip = opened.log()
        for n, fields in enumerate(files):
            make_media(opened.store, tip, bytes([n]), name=f"{n}.jpg", **fields)
        pane.show_tip(tip)
        qtbot.waitUntil(lambda: len(pane.media.film.media) == len(files))
        return tip

    return show


@pytest.fixture
def saving(opened, qtbot):
    return lambda: qtbot.waitSignal(opened.bridge.changed, timeout=5_000)


def write(qtbot, field, words):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, words)


def test_rights_of_all_files_are_written_in_one_change_and_the_rest_is_left(
    pane, look, opened, qtbot, saving
):
    tip = look({"caption": "one", "creator": "A"}, {"caption": "two"}, {"caption": "three"})
    qtbot.keyClick(pane.media.strip, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    captions = pane.media.captions
    assert "3 files" in captions.head.text()
    captions.rights.click()
    creator = captions.fields["creator"]
    assert creator.placeholderText() == "(several values)"
    write(qtbot, creator, "B. Ito")
    with saving():
        captions.commit()
    stored = opened.tip(tip).media
    assert [one.creator for one in stored] == ["B. Ito"] * 3
    assert [one.caption for one in stored] == ["one", "two", "three"]
    undo(opened.store)
    assert [one.creator for one in opened.tip(tip).media] == ["A", "", ""]


def test_words_of_a_colleague_are_kept_until_the_editor_decides(pane, look, opened, qtbot, saving):
    tip = look({})
    (media,) = opened.tip(tip).media
    credit = pane.media.captions.fields["credit"]
    write(qtbot, credit, "mine")
    opened.abroad(lambda store: edit_media(store, [media.id], MediaEdit(credit="theirs")))
    credit.commit()
    qtbot.waitUntil(lambda: not pane.conflicts.isHidden())
    assert opened.tip(tip).media[0].credit == "theirs"
    assert credit.toPlainText() == "mine"
    with saving():
        pane.conflicts.mine.click()
    assert opened.tip(tip).media[0].credit == "mine"


def test_theirs_is_shown_when_the_editor_takes_it(pane, look, opened, qtbot):
    tip = look({})
    (media,) = opened.tip(tip).media
    credit = pane.media.captions.fields["credit"]
    write(qtbot, credit, "mine")
    opened.abroad(lambda store: edit_media(store, [media.id], MediaEdit(credit="theirs")))
    credit.commit()
    qtbot.waitUntil(lambda: pane.media.captions.media[0].credit == "theirs")
    qtbot.waitUntil(lambda: not pane.conflicts.isHidden())
    pane.conflicts.theirs.click()
    assert credit.toPlainText() == "theirs"


def test_what_is_too_long_to_paste_is_cut_with_a_sentence(pane, look, opened, qtbot):
    look({})
    pasted = QMimeData()
    pasted.setText("x" * 1_000_000)
    credit = pane.media.captions.fields["credit"]
    credit.insertFromMimeData(pasted)
    assert len(credit.toPlainText()) == 500
    assert opened.failures == [
        "Credit has at most 500 letters; the rest of what you pasted was left out."
    ]


@pytest.mark.parametrize("nasty", ["a\0b", "\u202etxt.exe\u2069", "\ufffd\ud7ff", "<b>bold</b>"])
def test_control_marks_and_markup_are_only_text(pane, look, opened, saving, nasty):
    tip = look({})
    caption = pane.media.captions.fields["caption"]
    pasted = QMimeData()
    pasted.setText(nasty)
    caption.insertFromMimeData(pasted)
    with saving():
        caption.commit()
    assert opened.tip(tip).media[0].caption == nasty.replace("\0", "")
    assert opened.failures == []


def test_a_file_that_says_ai_made_it_is_labelled_by_one_click_and_only_it(
    pane, look, opened, qtbot, saving
):
    tip = look({"said": AI}, {}, {"said": AI, "label": Label.ILLUSTRATION})
    hint = pane.media.captions.hint
    assert hint.said.text() == "The file says it was made by AI."
    pane.media.strip.selectAll()
    assert hint.said.text() == "1 of 3 files say they were made by AI."
    with saving():
        hint.offer.click()
    labels = [one.label for one in opened.tip(tip).media]
    assert labels == [Label.AI_GENERATED, Label.NONE, Label.ILLUSTRATION]
    qtbot.waitUntil(hint.isHidden)


def test_what_the_file_says_is_offered_and_taken_only_when_chosen(
    pane, look, opened, qtbot, saving
):
    said = [["caption", "iptc", "Its own\nwords"], ["creator", "exif", "A. Okafor"]]
    tip = look({"said": said, "caption": "ours"}, {"said": AI})
    captions = pane.media.captions
    rows = quotes.choices(captions.media)
    assert [(row.label, row.detail) for row in rows] == [
        ("All of this", ""),
        ("Caption, instead of yours", "Its own words"),
        ("Creator", "A. Okafor"),
    ]
    assert opened.tip(tip).media[0].creator == ""
    captions.quote.click()
    picker = pane.window().findChild(Picker)
    with saving():
        picker.chosen.emit(rows[2])
    (first, _) = opened.tip(tip).media
    assert (first.caption, first.creator) == ("ours", "A. Okafor")
    picker.close()
    pane.media.strip.go_to(1)
    assert captions.quote.isHidden()


def test_the_rights_stand_beside_the_rest_where_there_is_room_and_never_widen_the_pane(
    pane, look, qtbot
):
    look({"copyright_notice": "©" * 500, "label": Label.COMPOSITE, "label_note": "x" * 500})
    captions = pane.media.captions
    assert captions.fields["creator"].isHidden()
    assert pane.width() == 648
    pane.resize(1288, 1010)
    qtbot.waitUntil(lambda: not captions.fields["creator"].isHidden())
    assert captions.rights.isHidden()
    assert pane.width() == 1288
