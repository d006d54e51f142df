from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication, QLabel

from tests.nouns import make_media
from tipdesk.desk.annotating.editing import edit_media, edit_tip
from tipdesk.gui.facts.panel import Facts
from tipdesk.gui.tip import rest
from tipdesk.gui.tip.dragging import copy_out
from tipdesk.gui.tip.film import PICTURE, SEEN
from tipdesk.gui.tip.links import Link
from tipdesk.gui.tip.media import MediaTab
from tipdesk.gui.tip.pictures import LARGE, Key
from tipdesk.intake.thumbnails import THUMBNAIL, keep
from tipdesk.media.drawing import picture
from tipdesk.newsroom.media import MediaEdit
from tipdesk.newsroom.states import FileKind, ReadState, Sensitivity
from tipdesk.newsroom.tip import TipEdit

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def tab(opened, qtbot):
    made = MediaTab(opened.bridge, Facts(opened.bridge))
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    yield made
    made.close_copies()


@pytest.fixture
def tip_with(opened):
    def make(count=1, first=0, **fields):
        tip = opened.log()
        for n in range(first, first + count):
            data = picture("flood", size=(64, 48), seed=n)
            make_media(
                opened.store, tip, data, name=f"IMG_{n}.jpg", width=4032, height=3024, **fields
            )
            digest = opened.tip(tip).media[-1].digest
            for size in (THUMBNAIL, LARGE):
                keep(opened.store, digest, size, data)
        return tip

    return make


@pytest.fixture
def look(tab, opened):
    def show(tip, *, another=True):
        tab.show_tip(opened.tip(tip), another=another)
        return tab

    return show


def words(widget):
    return " | ".join(label.text() for label in widget.findChildren(QLabel))


def facts_of(tab, qtbot):
    """Read the facts of a file that was turned to just now, once they are worked out."""
    with qtbot.waitSignal(tab.facts.found):
        pass
    return words(tab.facts)


def test_the_label_says_which_of_how_many_its_name_and_its_size(look, tip_with):
    tab = look(tip_with(4))
    assert tab.preview.accessibleName() == "1 of 4 · IMG_0.jpg · 4032 × 3024"


def test_a_picture_that_lies_on_its_side_is_measured_upright(look, tip_with):
    tab = look(tip_with(1, orientation=6))
    assert "3024 × 4032" in tab.preview.accessibleName()


def test_the_picture_is_shown_from_our_own_jpeg(look, tip_with, qtbot):
    tab = look(tip_with())
    qtbot.waitUntil(lambda: tab.preview._picture is not None)
    assert tab.preview._picture.width() == 64


def test_arrows_step_through_the_files_and_stop_at_the_ends(look, tip_with, qtbot):
    tab = look(tip_with(3))
    for _ in range(5):
        qtbot.keyClick(tab.preview, Qt.Key.Key_Right)
    assert tab.preview.accessibleName().startswith("3 of 3")
    qtbot.keyClick(tab.preview, Qt.Key.Key_Left)
    assert tab.preview.accessibleName().startswith("2 of 3")


def test_the_chosen_file_stays_chosen_when_the_tip_is_shown_anew(look, tip_with, qtbot):
    tip = tip_with(3)
    tab = look(tip)
    tab.strip.go_to(2)
    look(tip, another=False)
    assert tab.preview.accessibleName().startswith("3 of 3")


def test_z_shows_every_pixel_and_z_again_the_whole(look, tip_with, qtbot):
    tab = look(tip_with())
    qtbot.waitUntil(lambda: tab.preview._picture is not None)
    qtbot.keyClick(tab.preview, Qt.Key.Key_Z)
    assert tab.preview.is_zoomed
    assert tab.preview._place(tab.preview._picture).width() == 64
    qtbot.keyClick(tab.preview, Qt.Key.Key_Z)
    assert tab.preview._place(tab.preview._picture).width() > 64


def test_what_is_covered_can_not_be_zoomed(look, tip_with, opened, qtbot):
    tip = tip_with()
    edit_tip(opened.store, tip, TipEdit(sensitivity=[Sensitivity.GRAPHIC]))
    tab = look(tip)
    qtbot.waitUntil(lambda: tab.preview._picture is not None)
    qtbot.keyClick(tab.preview, Qt.Key.Key_Z)
    assert not tab.preview.is_zoomed


def test_a_tip_without_files_says_how_to_add_some(look, opened):
    tab = look(opened.log())
    assert not tab.empty.isHidden()
    assert tab.facts.isHidden()


def test_an_unreadable_file_says_why(look, opened, qtbot):
    tip = opened.log()
    make_media(
        opened.store,
        tip,
        b"x",
        kind=FileKind.UNREADABLE,
        state=ReadState.UNREADABLE,
        reason="The file is empty.",
    )
    tab = look(tip)
    assert "The file is empty." in tab.preview.accessibleDescription()
    assert "The file is empty." in facts_of(tab, qtbot)
    assert tab.preview._picture is None


def test_a_document_is_kept_and_not_opened(look, opened):
    tip = opened.log()
    make_media(opened.store, tip, b"x", kind=FileKind.DOCUMENT, mime="application/msword")
    assert "Kept, not opened." in look(tip).preview.accessibleDescription()


def test_the_first_page_of_a_paper_is_looked_at_from_our_own_jpeg_and_called_so(
    look, opened, qtbot
):
    tip = opened.log()
    make_media(
        opened.store,
        tip,
        b"%PDF-",
        name="letter.pdf",
        kind=FileKind.DOCUMENT,
        mime="application/pdf",
    )
    for size in (THUMBNAIL, LARGE):
        keep(opened.store, opened.tip(tip).media[0].digest, size, picture("flood", size=(48, 64)))
    tab = look(tip)
    qtbot.waitUntil(lambda: tab.preview._picture is not None)
    assert tab.preview._picture.height() == 64
    assert tab.preview.accessibleName() == "1 of 1 · letter.pdf · first page"
    qtbot.waitUntil(lambda: tab.film.data(tab.film.index(0), PICTURE) is not None)
    assert "first page" in tab.film.data(tab.film.index(0), SPOKEN)
    qtbot.waitUntil(lambda: "Its first page is shown" in words(tab.facts))


def test_a_file_that_is_being_read_says_so(look, opened):
    tip = opened.log()
    make_media(opened.store, tip, b"x", state=ReadState.WAITING)
    assert "Being read…" in look(tip).preview.accessibleDescription()


def test_a_graphic_picture_is_blurred_until_it_is_clicked(look, tip_with, opened, qtbot):
    tip = tip_with()
    edit_tip(opened.store, tip, TipEdit(sensitivity=[Sensitivity.GRAPHIC]))
    tab = look(tip)
    digest = opened.tip(tip).media[0].digest
    qtbot.waitUntil(lambda: tab.preview._picture is not None)
    assert tab._pictures.here(Key(digest, LARGE, blurred=False)) is None
    qtbot.mouseClick(tab.preview, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab._pictures.here(Key(digest, LARGE, blurred=False)) is not None)
    assert "Graphic" not in tab.preview.accessibleDescription()


def test_what_was_uncovered_stays_so_and_the_next_graphic_tip_is_covered(
    look, tip_with, opened, qtbot
):
    tips = [tip_with(), tip_with()]
    for tip in tips:
        edit_tip(opened.store, tip, TipEdit(sensitivity=[Sensitivity.GRAPHIC]))
    tab = look(tips[0])
    qtbot.keyClick(tab.preview, Qt.Key.Key_Return)
    look(tips[1])
    assert "Graphic" in tab.preview.accessibleDescription()
    look(tips[0])
    assert "Graphic" not in tab.preview.accessibleDescription()


def test_facts_tell_what_the_file_says(look, tip_with, qtbot):
    tab = look(
        tip_with(
            taken_at="2026:11:21 16:08:03",
            taken_offset="+00:00",
            latitude=51.7712,
            longitude=0.0931,
            make="Sample",
            model="Sample Cam 3",
        )
    )
    said = facts_of(tab, qtbot)
    assert "21 Nov 2026, 16:08 +00:00" in said
    assert "51.7712, 0.0931" in said
    assert "Sample Cam 3" in said
    assert "Sample Sample" not in said


def test_a_picture_without_metadata_says_what_that_usually_means(look, tip_with, qtbot):
    assert "usually it went through a messenger app" in facts_of(look(tip_with()), qtbot)


def test_a_file_that_is_in_other_tips_names_them(look, opened, tip_with, qtbot):
    first, second = tip_with(), tip_with()
    tab = look(second)
    facts_of(tab, qtbot)
    others = [one for one in tab.facts.findChildren(Link) if one.text() == f"T-{first}"]
    with qtbot.waitSignal(tab.tip_asked) as told:
        others[0].click()
    assert told.args == [first]


def test_tricks_in_a_name_are_visible(look, opened):
    tip = opened.log()
    make_media(opened.store, tip, b"x", name="photo\u202egpj.exe")
    assert "photo⟨RLO⟩gpj.exe" in look(tip).preview.accessibleName()


def choose_all(tab):
    model = tab.strip.model()
    flag = QItemSelectionModel.SelectionFlag.Select
    for row in range(model.rowCount()):
        tab.strip.selectionModel().select(model.index(row), flag)


def test_a_caption_is_edited_in_place(look, tip_with, qtbot):
    tip = tip_with()
    tab = look(tip)
    field = tab.captions.fields["caption"]
    qtbot.keyClicks(field, "Water on the road")
    with qtbot.waitSignal(tab.edited) as told:
        field.commit()
    (said,) = told.args
    assert (said.name, said.text) == ("caption", "Water on the road")


def test_several_files_show_where_they_differ_and_only_what_is_touched_changes(
    look, tip_with, opened, qtbot
):
    tip = tip_with(2)
    first, second = opened.tip(tip).media
    edit_media(opened.store, [first.id], MediaEdit(caption="one", credit="both"))
    edit_media(opened.store, [second.id], MediaEdit(caption="two", credit="both"))
    tab = look(tip)
    choose_all(tab)
    fields = tab.captions.fields
    assert fields["caption"].placeholderText() == "(several values)"
    assert fields["caption"].toPlainText() == ""
    assert fields["credit"].toPlainText() == "both"
    edits = []
    tab.edited.connect(lambda said: edits.append((sorted(said.was), said.name, said.text)))
    fields["credit"].selectAll()
    qtbot.keyClicks(fields["credit"], "Picture: reader")
    tab.captions.commit()
    assert edits == [([first.id, second.id], "credit", "Picture: reader")]


def test_a_caption_being_written_goes_to_the_file_it_was_written_for(look, tip_with, opened, qtbot):
    tip = tip_with(2)
    tab = look(tip)
    edits = []
    tab.edited.connect(lambda said: edits.append((list(said.was), said.name, said.text)))
    qtbot.keyClicks(tab.captions.fields["caption"], "first")
    tab.strip.go_to(1)
    assert edits == [([opened.tip(tip).media[0].id], "caption", "first")]
    assert tab.captions.fields["caption"].toPlainText() == ""


def test_forty_files_have_a_strip_that_scrolls(look, tip_with):
    tab = look(tip_with(40))
    assert tab.strip.model().rowCount() == 40
    assert tab.strip.horizontalScrollBar().maximum() > 0
    assert tab.add.isVisible()


def test_a_dragged_file_is_a_real_copy_under_a_safe_name(look, opened, tab, qtbot):
    tip = opened.log()
    make_media(opened.store, tip, b"the bytes", name="../../evil\u202e.jpg")
    look(tip)
    copies = []
    tab._copies.make(opened.tip(tip).media, copies.extend)
    qtbot.waitUntil(lambda: bool(copies))
    (copy,) = copies
    original = opened.store.files.path(opened.tip(tip).media[0].digest)
    assert copy.read_bytes() == b"the bytes"
    assert copy.name == "_.._.._evil.jpg"
    assert opened.store.folder.cache in copy.parents
    assert not copy.samefile(original)
    mime = tab.strip.carried(copies)
    assert [Path(url.toLocalFile()) for url in mime.urls()] == copies


def test_copies_made_for_drags_go_with_the_window(look, opened, tab, qtbot):
    tip = opened.log()
    make_media(opened.store, tip, b"the bytes")
    look(tip)
    copies = []
    tab._copies.make(opened.tip(tip).media, copies.extend)
    qtbot.waitUntil(lambda: bool(copies))
    tab.close_copies()
    qtbot.waitUntil(lambda: not copies[0].exists())


def test_copies_of_a_program_that_crashed_go_with_the_next_drag(opened, tmp_path):
    source = tmp_path / "source"
    source.write_bytes(b"the bytes")
    left = opened.store.folder.cache / "drags" / "somebody.abc"
    left.mkdir(parents=True)
    (left / "a.jpg").write_bytes(b"old")
    folder, paths = copy_out(opened.store, [(source, "a.jpg")])
    assert not left.exists()
    assert list(folder.iterdir()) == paths


def test_the_picture_is_painted(look, tip_with, qtbot):
    tab = look(tip_with())
    qtbot.waitUntil(lambda: tab.preview._picture is not None)
    middle = tab.preview.grab().toImage().pixelColor(tab.preview.rect().center())
    assert middle != QColor("#222222")


@pytest.mark.parametrize("width", [456, 480, 800, 1_120])
def test_the_facts_are_never_cut_at_their_edge(look, tab, tip_with, width, qtbot):
    facts_of(look(tip_with(3)), qtbot)
    tab.resize(width, 600)
    qtbot.waitUntil(lambda: tab.width() == width)
    QApplication.processEvents()
    assert tab.facts.geometry().right() < width
    inside = tab.facts.widget()
    assert inside.minimumSizeHint().width() <= inside.width() <= tab.facts.viewport().width()


def test_a_file_that_other_tips_have_is_marked_in_the_strip_whether_it_is_looked_at_or_not(
    look, tip_with, qtbot
):
    tip_with(2)
    tab = look(tip_with(2))
    qtbot.waitUntil(lambda: all(tab.film.data(tab.film.index(row), SEEN) for row in range(2)))
    assert not look(tip_with(3)).film.data(tab.film.index(0), SEEN)


def test_whoever_steps_from_tip_to_tip_has_nothing_worked_out_about_them(
    look, tip_with, opened, qtbot, monkeypatch
):
    for moment in ("SOON_MS", "RESTED_MS"):
        monkeypatch.setattr(rest, moment, 600)  # however slow the machine is, they are in a row
    *tips, last, _twin = (tip_with(2, at) for at in (10, 20, 30, 40, 40))
    worked, aside = [], opened.bridge.aside
    opened.bridge.aside = lambda work, *then: (worked.append(work), aside(work, *then))
    for tip in (*tips, last):
        tab = look(tip)
        QApplication.processEvents()
    assert {_size(work) for work in worked} == {THUMBNAIL}
    facts_of(tab, qtbot)
    qtbot.waitUntil(lambda: tab.preview._picture and tab.film.data(tab.film.index(1), SEEN))
    assert sum(_size(work) == LARGE for work in worked) == 1
    assert sum(_size(work) is None for work in worked) == 3  # facts, seen before, the other file


def _size(work):
    """Give the size of the picture that is worked on, or None where it is something else."""
    sizes = [one.size for one in getattr(work, "args", ()) if isinstance(one, Key)]
    return sizes[0] if sizes else None


def test_a_picture_that_comes_late_is_not_shown_beside_another_tip(look, tip_with, opened):
    first, second = tip_with(1, 10), tip_with(1, 20)
    tab = look(first)
    late = Key(opened.tip(first).media[0].digest, LARGE, blurred=False)
    look(second)
    tab._take_picture(late, QPixmap(64, 48))
    assert tab.preview._picture is None


def test_a_sharp_picture_stays_while_its_tip_is_shown_anew(look, tip_with, qtbot):
    tip = tip_with()
    tab = look(tip)
    qtbot.waitUntil(lambda: tab._pictures.here(Key(tab._looked_at, LARGE, False)) is not None)
    sharp = tab.preview._picture
    look(tip, another=False)
    assert tab.preview._picture is sharp
