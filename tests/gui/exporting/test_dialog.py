import json

import pytest

from tipdesk.desk.annotating.notes import write_note
from tipdesk.gui.exporting.dialog import ExportDialog
from tipdesk.gui.exporting.preview import PAGES, TEXT
from tipdesk.gui.exporting.wish import SHOWN_TIPS, Wish
from tipdesk.newsroom.ids import TipId
from tipdesk.publication.export import Form
from tipdesk.publication.profile import Profile

SECRET = "Jo Grey"


@pytest.fixture
def dialog_for(opened, qtbot):
    def make(*tips, title="Flood", story=""):
        made = ExportDialog(opened.bridge, tips, title, story=story)
        qtbot.addWidget(made)
        made.show()
        return made

    return make


def shown(qtbot, dialog, words):
    qtbot.waitUntil(lambda: words in dialog.preview.text.toPlainText(), timeout=10_000)


def written(qtbot, dialog, path):
    with qtbot.waitSignal(dialog.saved, timeout=20_000):
        dialog.write(path)
    return path.read_text("utf-8-sig")


def test_the_pages_are_seen_before_they_are_saved(dialog_for, opened, qtbot):
    dialog = dialog_for(opened.log("Flood at the bridge"))
    qtbot.waitUntil(lambda: dialog.preview.currentIndex() == PAGES, timeout=20_000)


def test_other_forms_are_seen_as_plain_text(dialog_for, opened, qtbot):
    dialog = dialog_for(opened.log("Flood <b>at</b> the bridge"))
    dialog.choices.choose(Form.MD)
    shown(qtbot, dialog, "Flood")
    assert dialog.preview.currentIndex() == TEXT
    assert dialog.preview.text.isReadOnly()


def test_the_preview_of_html_has_its_words_and_not_its_pictures(dialog_for, opened, qtbot):
    dialog = dialog_for(opened.log("Flood at the bridge", pictures=1))
    dialog.choices.choose(Form.HTML)
    shown(qtbot, dialog, "Flood at the bridge")
    assert dialog.preview.text.toPlainText().startswith("<body")
    assert len(max(dialog.preview.text.toPlainText().split("\n"), key=len)) < 5_000


def test_the_form_that_was_chosen_is_saved(dialog_for, opened, qtbot, tmp_path):
    tip = opened.log("Flood at the bridge")
    dialog = dialog_for(tip)
    dialog.choices.choose(Form.JSON)
    told = json.loads(written(qtbot, dialog, tmp_path / "flood.json"))
    assert "Flood at the bridge" in json.dumps(told)
    assert not dialog.show_folder.isHidden()
    assert "flood.json" in dialog.said.text()


def test_senders_go_out_only_when_ticked(dialog_for, opened, qtbot, tmp_path):
    dialog = dialog_for(opened.log(sender=f"{SECRET} <jo@example.org>"))
    dialog.choices.choose(Form.JSON)
    assert SECRET not in written(qtbot, dialog, tmp_path / "without.json")
    dialog.choices.contributor.click()
    assert SECRET in written(qtbot, dialog, tmp_path / "with.json")


def test_protected_sources_can_not_be_ticked_and_the_reason_is_said(
    dialog_for, opened, qtbot, tmp_path
):
    dialog = dialog_for(opened.log(sender=f"{SECRET} <jo@example.org>", protected=True))
    dialog.choices.choose(Form.JSON)
    qtbot.waitUntil(lambda: not dialog.choices.contributor.isEnabled())
    assert dialog.choices.why.text() == "Protected sources are never printed."
    assert SECRET not in written(qtbot, dialog, tmp_path / "out.json")


def test_where_only_some_sources_are_protected_the_others_may_be_named(
    dialog_for, opened, qtbot, tmp_path
):
    protected = opened.log("a", sender=f"{SECRET} <jo@example.org>", protected=True)
    dialog = dialog_for(protected, opened.log("b", sender="Al Brown"))
    qtbot.waitUntil(lambda: bool(dialog.choices.why.text()))
    dialog.choices.contributor.click()
    dialog.choices.choose(Form.JSON)
    told = written(qtbot, dialog, tmp_path / "out.json")
    assert "Al Brown" in told
    assert SECRET not in told


def test_notes_go_out_only_when_ticked(dialog_for, opened, qtbot, tmp_path):
    tip = opened.log()
    write_note(opened.store, tip, "for us only")
    dialog = dialog_for(tip)
    dialog.choices.choose(Form.MD)
    assert "for us only" not in written(qtbot, dialog, tmp_path / "without.md")
    dialog.choices.notes.click()
    assert "for us only" in written(qtbot, dialog, tmp_path / "with.md")


def test_a_place_that_refuses_is_told_in_one_sentence(dialog_for, opened, qtbot, tmp_path):
    dialog = dialog_for(opened.log())
    dialog.choices.choose(Form.CSV)
    dialog.write(tmp_path / "no such folder" / "out.csv")
    qtbot.waitUntil(lambda: "not written" in dialog.said.text(), timeout=10_000)
    assert dialog.save.isEnabled()
    assert dialog.show_folder.isHidden()


def test_a_long_list_is_previewed_in_part_and_saved_whole(dialog_for, opened, qtbot, tmp_path):
    tips = [opened.log(f"Tip number {n}") for n in range(SHOWN_TIPS + 3)]
    dialog = dialog_for(*tips)
    dialog.choices.choose(Form.CSV)
    shown(qtbot, dialog, f"Tip number {SHOWN_TIPS - 1}")
    assert f"Tip number {SHOWN_TIPS}" not in dialog.preview.text.toPlainText()
    assert f"first {SHOWN_TIPS} of {len(tips)} tips" in dialog.choices.left_out.text()
    assert f"Tip number {SHOWN_TIPS + 2}" in written(qtbot, dialog, tmp_path / "all.csv")


def test_tips_that_are_gone_are_told_in_the_preview(dialog_for, qtbot):
    dialog = dialog_for(999)
    qtbot.waitUntil(lambda: "on this desk" in dialog.preview.waiting.text(), timeout=10_000)


def test_the_proposed_name_is_safe_on_any_disk():
    wish = Wish((), "../../flood: <now>", "", Form.PDF, Profile())
    assert "/" not in wish.file_name
    assert wish.file_name.endswith(".pdf")


def test_a_single_tip_without_a_title_is_named_by_its_number():
    assert Wish((TipId(42),), "", "", Form.PDF, Profile()).file_name == "T-42.pdf"
