from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from tests.nouns import make_tip
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.desk.triaging.snoozing import snooze
from tipdesk.desk.triaging.triage import assign
from tipdesk.gui.tips.questions import how_many
from tipdesk.gui.tips.searching import offering
from tipdesk.newsroom.when import now


@pytest.fixture
def tips(desk):
    return [
        make_tip(desk, headline="Flood water at Mill Road", tags=("road closed",)),
        make_tip(desk, headline="Fire above the quarry", stories=("QUARRYFIRE",)),
        make_tip(desk, headline="Tram strike", workflow="triage"),
    ]


@pytest.fixture
def field(listing, tips):
    listing.show()
    return listing.field


def chips(field):
    return [chip.text() for chip in field._chips]


def test_every_keystroke_asks_and_the_count_is_said(listing, field, tips, qtbot):
    asked = []
    field.searched.connect(asked.append)
    listing.type("mill")
    assert asked == ["m", "mi", "mil", "mill"]
    qtbot.waitUntil(lambda: listing.ids == [tips[0]])
    qtbot.waitUntil(lambda: field._count.text().startswith("1 of 3"))


def test_how_many_there_are_is_the_length_of_the_whole_list(desk, tips):
    snooze(desk, tips[1:2], now() + timedelta(days=1))
    assert how_many(desk) == len(tip_ids(desk)) == 3


def test_a_finished_filter_becomes_a_chip(listing, field, tips, qtbot):
    listing.type("workflow:new,triage strike")
    assert chips(field) == ["workflow: new, triage"]
    assert field.line.text() == "strike"
    assert field.words() == "workflow:new,triage strike"
    qtbot.waitUntil(lambda: listing.ids == [tips[2]])


def test_a_filter_that_is_excluded_says_not(listing, field):
    listing.type("-is:unread ")
    assert chips(field) == ["not is: unread"]


def test_backspace_at_the_start_writes_the_last_chip_anew(listing, field, qtbot):
    listing.type("workflow:new ")
    qtbot.keyClick(field.line, Qt.Key.Key_Backspace)
    assert chips(field) == []
    assert field.line.text() == "workflow:new"
    assert field.line.cursorPosition() == len("workflow:new")


def test_a_chip_is_taken_off_by_its_cross_or_by_delete(listing, field, qtbot, tips):
    listing.type("workflow:triage has:story ")
    first, second = field._chips
    at = first.rect().center()
    at.setX(first.width() - 8)
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton, pos=at)
    assert field.words() == "has:story"
    qtbot.keyClick(second, Qt.Key.Key_Delete)
    assert field.words() == ""
    qtbot.waitUntil(lambda: len(listing.ids) == 3)


def test_escape_clears_and_then_leaves(listing, field, qtbot, tips):
    listing.type("workflow:new mill")
    qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    assert field.words() == ""
    assert chips(field) == []
    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field.line, Qt.Key.Key_Escape)


def test_enter_takes_the_last_word_as_it_is_and_goes_to_the_list(listing, field, qtbot, tips):
    listing.type("mil")
    qtbot.waitUntil(lambda: listing.ids == [tips[0]])
    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: listing.ids == [])


def test_a_search_that_is_not_understood_marks_the_word_and_says_why(listing, field, tips, qtbot):
    listing.view.show_view("workflow:new")
    qtbot.waitUntil(lambda: len(listing.ids) == 2)
    listing.type("mill ")
    qtbot.waitUntil(lambda: listing.ids == [tips[0]])
    listing.type("workflow:bogus road")
    qtbot.waitUntil(lambda: field.line.marked == "workflow:bogus")
    assert field._count.text() == "not understood"
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    complaint = field._complaint
    assert complaint.isVisible()
    assert "“workflow:bogus” is unknown" in complaint.text()
    assert complaint.textFormat() is Qt.TextFormat.PlainText
    assert listing.ids == [tips[0]]
    qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    assert not complaint.isVisible()
    assert field.line.marked == ""
    qtbot.waitUntil(lambda: len(listing.ids) == 2)


def test_an_editor_who_pauses_is_told_what_is_wrong(listing, field, qtbot):
    listing.type("workflow:bogus x")
    qtbot.waitUntil(lambda: field._complaint is not None and field._complaint.isVisible())


def offered(field):
    popup = field._offering
    if popup is None or not popup.isVisible():
        return []
    return [popup.item(row).text() for row in range(popup.count())]


def test_filters_and_their_values_are_offered(listing, field, qtbot):
    listing.type("mill wo")
    assert offered(field) == ["workflow:"]
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert field.line.text() == "mill workflow:"
    listing.type("tr")
    assert offered(field) == ["triage"]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(field.line, key)
    assert chips(field) == ["workflow: triage"]
    assert field.line.text() == "mill "
    assert offered(field) == []


def test_a_screen_reader_hears_which_word_is_offered(listing, field, qtbot, monkeypatch):
    heard = []
    monkeypatch.setattr(offering, "announce", lambda _, sentence: heard.append(sentence))
    qtbot.waitUntil(lambda: "tag" in field._names)
    listing.type("workflow:tr")
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    assert heard == ["triage, 1"]


def test_names_are_offered_from_the_desk(desk, listing, field, tips, qtbot):
    assign(desk, tips[:1], "Sam Lind")
    field.line.clearFocus()
    field.line.setFocus()
    qtbot.waitUntil(lambda: "assignee" in field._names and "tag" in field._names)
    listing.type("tag:ro")
    assert offered(field) == ["road closed"]
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert field.words() == 'tag:"road closed"'
    qtbot.waitUntil(lambda: listing.ids == [tips[0]])
    listing.type("assignee:sam")
    assert offered(field) == ["Sam Lind"]
    listing.field.clear()
    listing.type("story:")
    assert offered(field) == ["QUARRYFIRE"]


def test_escape_takes_away_the_offers_before_the_words(listing, field, qtbot):
    listing.type("wo")
    qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    assert offered(field) == []
    assert field.words() == "wo"


def test_values_and_names_say_how_many_tips_they_hold(listing, field, tips, qtbot):
    qtbot.waitUntil(lambda: "tag" in field._names)
    listing.type("workflow:ne")
    assert offered(field) == ["new"]
    assert field._offering.item(0).data(Qt.ItemDataRole.AccessibleDescriptionRole) == "2"


def test_people_are_offered_but_no_protected_source(desk, listing, field, qtbot):
    make_tip(desk, sender="Lena Farrow <l.farrow@example.org>")
    make_tip(desk, sender="Len Protected <lp@example.org>", protected=True)
    listing.type("from:Le")
    qtbot.waitUntil(lambda: offered(field) == ["Lena Farrow"])
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert field.words() == 'from:"Lena Farrow"'


def test_an_or_takes_the_finished_filter_back_into_the_line(listing, field, tips, qtbot):
    listing.type("workflow:triage OR mill ")
    assert chips(field) == []
    assert field.line.text() == "workflow:triage OR mill "
    qtbot.waitUntil(lambda: listing.ids == [tips[2], tips[0]])


def test_tab_writes_what_was_meant(listing, field, tips, qtbot):
    listing.type("mill workflow:nwe x")
    qtbot.waitUntil(lambda: field.line.marked == "workflow:nwe")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field._complaint.text().endswith("Tab writes workflow:new")
    field.line.setText("mill workflow:nwe")
    field._on_edited()
    listing.type(" ")
    qtbot.waitUntil(lambda: field.line.marked == "workflow:nwe")
    field._hide_offers()
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    listing.type(" ")
    assert chips(field) == ["workflow: new"]


def test_a_date_in_words_says_which_days_it_means(listing, field):
    listing.type("received:2026-11-16..2026-11-22 ")
    assert chips(field)[0].endswith("= 16–22 Nov") or "= 16–22 Nov 2026" in chips(field)[0]


def test_words_can_be_set_as_a_whole(listing, field, tips, qtbot):
    field.set_words("workflow:new mill")
    assert chips(field) == ["workflow: new"]
    assert field.words() == "workflow:new mill"
    qtbot.waitUntil(lambda: listing.ids == [tips[0]])


def test_the_count_is_gone_when_nothing_is_asked(listing, field, qtbot):
    listing.type("mill")
    qtbot.waitUntil(lambda: field._count.text() != "")
    field.clear()
    qtbot.waitUntil(lambda: field._count.text() == "")


def test_every_part_has_a_name_for_a_screen_reader(listing, field):
    listing.type("workflow:new ")
    named = (field.line, field._away, field._chips[0], listing.view.table)
    assert all(widget.accessibleName() for widget in named)


def test_what_was_found_is_lit_in_the_headlines(listing, field, tips, qtbot):
    delegate = listing.view._delegate
    font = delegate._plans.fonts.of["unread"]
    headline = "Flood water at Mill Road"
    assert delegate._hits.of(headline, font) == []
    with qtbot.waitSignal(listing.view.marked):
        listing.type("mill")
    qtbot.waitUntil(lambda: len(delegate._hits.of(headline, font)) == 1)
    place = delegate._hits.of(headline, font)[0]
    assert place.left() > 20
    field.clear()
    qtbot.waitUntil(lambda: delegate._hits.of(headline, font) == [])
