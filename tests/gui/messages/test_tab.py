import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPlainTextEdit, QPushButton

from tests.letters import a_chat, a_mail, receive
from tests.nouns import make_tip
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.correspondence.senders import sender_of
from tipdesk.desk.triaging.triage import protect
from tipdesk.gui import theme
from tipdesk.gui.messages.body import Body, Quotation, Unbroken
from tipdesk.gui.messages.card import View
from tipdesk.gui.messages.leading import LinkQuestion
from tipdesk.gui.messages.paper import Paper
from tipdesk.gui.messages.pieces import FileChip
from tipdesk.gui.tip.links import Link
from tipdesk.media.drawing import picture
from tipdesk.newsroom.names import MARKS

HTML = """<p>Dear <b>reader</b>, <a href="https://click.mailer.example/x">bank.example</a></p>
<img src="https://track.mailer.example/open.gif"><img src="file:///canary.png">"""


def words_of(widget):
    labels = [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]
    links = [link.accessibleName() for link in widget.findChildren(Link)]
    return "\n".join((*labels, *links))


def link_named(widget, words):
    return next(one for one in widget.findChildren(Link) if words in one.accessibleName())


@pytest.fixture
def look(opened, qtbot):
    def look_at(card, view):
        card.look(view)
        qtbot.waitUntil(lambda: not opened.bridge.is_busy)

    return look_at


def test_a_mail_shows_who_when_and_what_as_plain_text(tab, show, opened):
    mail = a_mail("<img src='file:///canary.png'> <b>Water</b>", cc="other@paper.example")
    show(receive(opened.store, mail))

    (card,) = tab.cards
    said = words_of(card)
    assert "Amina Okafor" in said
    assert "amina@riverside.example  ·  to tips@courier.example and 1 more" in said
    assert "<img src='file:///canary.png'> <b>Water</b>" in said
    formats = {label.textFormat() for label in card.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}


def test_tricks_in_names_and_subjects_are_shown_as_marks(tab, show, opened):
    mail = a_mail(
        "Hello", subject="Pumps", **{"from": "Amina \u202egnp.exe <amina@riverside.example>"}
    )
    tip = receive(opened.store, mail)
    answer = a_mail("More", subject="Other \u202egnp.exe", message_id="<2@x.example>")
    show(tip)
    assert "Amina ⟨RLO⟩gnp.exe" in words_of(tab)

    show(receive(opened.store, answer))
    told = words_of(tab)
    assert not set(told) & (set(MARKS) - {"\n"})


def test_the_exact_times_are_told_with_their_zone(tab, show, opened):
    show(receive(opened.store, a_mail()))

    when = next(one for one in tab.cards[0].findChildren(QLabel) if "Sent" in one.toolTip())
    assert "by the sender&#x27;s clock" in when.toolTip()
    assert "Sunday 22 November 2026" in when.toolTip()


def test_quotations_are_folded_until_asked_for(tab, show, opened):
    text = "Yes.\n\nThe Desk wrote:\n> one\n> two\n> three\n"
    show(receive(opened.store, a_mail(text)))

    (quotation,) = tab.cards[0].findChildren(Quotation)
    assert quotation.text.isHidden()
    quotation.fold.click()
    assert not quotation.text.isHidden()
    assert "> three" in quotation.text.text()


def test_a_very_long_text_is_cut_until_asked_for(tab, show, opened):
    show(receive(opened.store, a_mail("\n".join(f"Line {n}" for n in range(2_000)))))

    (body,) = tab.cards[0].findChildren(Body)
    assert "Line 1999" not in words_of(body)
    body.more.click()
    (whole,) = body.findChildren(QPlainTextEdit)
    assert whole.toPlainText().endswith("Line 1999")


def test_a_word_without_end_is_broken_and_widens_nothing(tab, show, opened):
    show(receive(opened.store, a_mail("W" * 900)))

    (text,) = tab.cards[0].findChildren(Unbroken)
    assert text.document().idealWidth() <= tab.cards[0].width()
    assert tab.area.horizontalScrollBar().maximum() == 0


def test_marks_are_words_with_shapes(tab, show, opened):
    show(receive(opened.store, a_mail(auto_submitted="auto-replied", precedence="bulk")))

    assert "answering machine" in words_of(tab)
    assert "bulk mail" in words_of(tab)


def test_a_file_is_a_chip_that_leads_to_the_media(tab, show, opened, qtbot):
    mail = a_mail()
    mail.add_attachment(picture("flood"), maintype="image", subtype="jpeg", filename="a.jpg")
    tip = receive(opened.store, mail)
    show(tip)

    (chip,) = tab.cards[0].findChildren(FileChip)
    assert chip.accessibleName() == "Picture a.jpg, among the media"
    with qtbot.waitSignal(tab.media_asked) as asked:
        chip.click()
    assert asked.args == [opened.tip(tip).media[0].id]


def test_html_is_shown_on_demand_with_a_bar_that_says_what_is_left_out(tab, show, opened, look):
    show(receive(opened.store, a_mail("Dear reader", HTML)))
    card = tab.cards[0]
    assert not card.findChildren(Paper)

    look(card, View.HTML)

    (paper,) = card.findChildren(Paper)
    assert "Dear reader" in paper.toPlainText()
    assert "Not loaded, because it lies on the web: 2 pictures." in words_of(card)
    assert card.way.text() == "As HTML (cleaned)"
    look(card, View.TEXT)
    assert not [one for one in card.findChildren(Paper) if not one.isHidden()]


def test_whatever_the_sheet_asks_for_it_gets_one_transparent_pixel(tab, show, opened, look):
    show(receive(opened.store, a_mail("Dear reader", HTML)))
    look(tab.cards[0], View.HTML)
    (paper,) = tab.cards[0].findChildren(Paper)

    for name in ("file:///etc/hostname", "picture:7", "http://far.example/x.png", ":/x.png", ""):
        for kind in (1, 2, 3, 4):
            given = paper.loadResource(kind, QUrl(name))
            assert (given.width(), given.height()) == (1, 1)


def test_a_link_is_followed_by_a_button_only_and_its_address_told(
    tab, show, opened, look, monkeypatch
):
    went = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: went.append(url.toString()))
    show(receive(opened.store, a_mail("Dear reader", HTML)))
    look(tab.cards[0], View.HTML)
    (paper,) = tab.cards[0].findChildren(Paper)
    before = paper.toPlainText()

    paper.anchorClicked.emit(QUrl("link:0"))

    (question,) = tab.findChildren(LinkQuestion)
    said = words_of(question)
    assert "click.mailer.example" in said
    assert "Its words name bank.example, but it leads to click.mailer.example." in said
    assert question.whole.toPlainText() == "https://click.mailer.example/x"
    assert question.leave.isDefault()
    assert (went, paper.toPlainText()) == ([], before)
    question.go.click()
    assert went == ["https://click.mailer.example/x"]


def test_a_link_that_the_mail_does_not_have_asks_nothing(tab, show, opened, look):
    show(receive(opened.store, a_mail("Dear reader", HTML)))
    look(tab.cards[0], View.HTML)
    (paper,) = tab.cards[0].findChildren(Paper)

    for name in ("link:9", "link:-1", "link:", "file:///etc/passwd", "https://far.example/"):
        paper.anchorClicked.emit(QUrl(name))

    assert not tab.findChildren(LinkQuestion)


def test_files_elsewhere_are_listed_and_lead_to_the_same_question(tab, show, opened):
    show(receive(opened.store, a_mail("See https://we.tl/t-abcdef")))

    assert "Linked, not fetched" in words_of(tab)
    link_named(tab, "WeTransfer").click()
    (question,) = tab.findChildren(LinkQuestion)
    assert question.whole.toPlainText() == "https://we.tl/t-abcdef"
    assert [one for one in question.findChildren(QPushButton) if one.isDefault()] == [
        question.leave
    ]


def test_headers_and_the_raw_text_are_shown(tab, show, opened, look):
    show(receive(opened.store, a_mail(x_mailer="Pigeon 1.0")))
    card = tab.cards[0]

    look(card, View.HEADERS)
    assert "Pigeon 1.0" in words_of(card)
    look(card, View.RAW)
    (raw,) = card.findChildren(QPlainTextEdit)
    assert "X-Mailer: Pigeon 1.0" in raw.toPlainText()


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Where the file dialog says that a message is to be saved."""
    chosen = tmp_path / "kept.eml"
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(chosen)))
    return chosen


def test_who_goes_back_to_the_text_meanwhile_stays_there(tab, show, opened, qtbot):
    show(receive(opened.store, a_mail("Dear reader", HTML)))
    card = tab.cards[0]

    card.look(View.HTML)
    card.look(View.TEXT)
    qtbot.waitUntil(lambda: not opened.bridge.is_busy)

    assert not card.findChildren(Paper)


def test_a_message_is_saved_as_it_came(tab, show, opened, qtbot, place):
    mail = a_mail()
    show(receive(opened.store, mail))

    tab.cards[0].save.trigger()

    qtbot.waitUntil(place.exists)
    qtbot.waitUntil(lambda: not opened.bridge.is_busy)
    assert place.read_bytes() == bytes(mail)


def test_a_protected_source_is_veiled_with_all_that_would_name_it(tab, show, opened):
    tip = receive(opened.store, a_mail(reply_to="amina@elsewhere.example"))
    protect(opened.store, [tip], True)

    show(tip)
    card = tab.cards[0]
    assert "Amina" not in words_of(tab)
    assert "example" not in words_of(tab)
    assert not any(card.ways[view].isEnabled() for view in (View.HEADERS, View.RAW))
    assert not card.save.isEnabled()

    show(tip, reveal=True)
    assert "Amina Okafor" in words_of(tab)
    assert tab.cards[0].save.isEnabled()


def test_the_sender_box_tells_what_is_known_and_no_more(tab, show, opened):
    receive(
        opened.store, a_mail("First.", subject="Another", date="Sat, 21 Nov 2026 09:00:00 +0000")
    )
    show(receive(opened.store, a_mail(reply_to="Desk <answers@elsewhere.example>")))

    said = words_of(tab.about)
    assert "1 tip before: 1 by mail." in said
    assert "T-1" in said
    assert "Answers go to another address: answers@elsewhere.example" in said
    assert "A mail proves nothing about the person who wrote it." in said


def test_a_tip_that_goes_on_with_another_is_linked_by_one_click(tab, show, opened, qtbot):
    first = receive(opened.store, a_mail("One.", date="Sat, 21 Nov 2026 09:00:00 +0000"))
    tip = receive(opened.store, a_mail("Two.", subject="Re: Flood at the bridge"))
    show(tip)

    with qtbot.waitSignal(opened.bridge.changed):
        link_named(tab.about, f"Link with T-{first}").click()

    assert [link.other.id for link in opened.tip(tip).links] == [first]


def test_a_sender_is_blocked_and_a_tip_put_away_as_junk_and_both_undone(tab, show, opened, qtbot):
    tip = receive(opened.store, a_mail())
    show(tip)

    with qtbot.waitSignal(opened.bridge.changed):
        tab.about.deeds.block.click()
    assert sender_of(opened.store, tip).blocked
    show(tip)
    assert "Blocked: what comes from here goes to the trash." in words_of(tab.about)

    with qtbot.waitSignal(opened.bridge.changed):
        tab.about.deeds.junk.click()
    assert opened.tip(tip).line.trashed
    undo(opened.store)
    undo(opened.store)
    assert not opened.tip(tip).line.trashed
    assert not sender_of(opened.store, tip).blocked


def test_a_chat_is_grouped_by_day_and_turned_page_by_page(tab, show, opened, qtbot):
    show(a_chat(opened.store, 250))

    assert "Messages 151 to 250 of 250" in words_of(tab)
    assert "Message 249" in words_of(tab)
    assert "Message 149" not in words_of(tab)

    link_named(tab, "First").click()
    qtbot.waitUntil(lambda: "Messages 1 to 100 of 250" in words_of(tab))
    assert not link_named(tab._column, "Earlier").isEnabled()
    assert link_named(tab._column, "Later").isEnabled()


def test_what_comes_while_the_newest_are_looked_at_is_shown(tab, show, opened):
    first = a_mail(message_id="<0@riverside.example>")
    tip = receive(opened.store, first)
    for n in range(1, 100):
        answer = a_mail(f"Answer {n}", in_reply_to="<0@riverside.example>", subject=f"Re {n}")
        receive(opened.store, answer)
    show(tip)
    receive(opened.store, a_mail("The newest", in_reply_to="<0@riverside.example>"))

    show(tip)

    assert "Messages 2 to 101 of 101" in words_of(tab._column)
    assert tab.cards[-1].line.text == "The newest"


def test_a_tip_without_messages_says_what_would_stand_here(tab, show, opened):
    show(make_tip(opened.store))

    assert "This tip has no messages." in words_of(tab)
    assert tab.about.isHidden()


def test_nothing_is_asked_before_somebody_looks(opened, tab, qtbot):
    tab.hide()
    tip = receive(opened.store, a_mail())

    tab.show_tip(opened.tip(tip), reveal=False)
    assert not opened.bridge.is_busy
    assert not tab.cards

    tab.show()
    qtbot.waitUntil(lambda: bool(tab.cards))


def test_the_box_stands_above_where_the_tab_is_narrow(tab, show, opened, qtbot):
    show(receive(opened.store, a_mail()))
    assert tab.about.x() > tab.cards[0].x()

    tab.resize(560, 800)
    qtbot.waitUntil(lambda: tab.about.y() < tab._column.y())
    assert tab.area.horizontalScrollBar().maximum() == 0


def test_links_in_the_sheet_take_the_colours_of_the_scheme(tab, show, opened, look, qtbot):
    show(receive(opened.store, a_mail("Dear reader", HTML)))
    look(tab.cards[0], View.HTML)
    (paper,) = tab.cards[0].findChildren(Paper)

    theme.apply(QApplication.instance(), theme.Scheme.DARK)

    qtbot.waitUntil(lambda: theme.DARK.accent.name() in paper.document().toHtml())
