"""What the list's search found is lit in the messages, wherever it stands in them."""

from functools import partial

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTextEdit

from tests.letters import a_chat, a_mail, receive
from tipdesk.gui.messages.body import Body, Quotation, Unbroken
from tipdesk.gui.messages.card import View
from tipdesk.store.fulltext import Term
from tipdesk.store.marking import marks

FLOOD = partial(marks, terms=[Term("flood")])


def lit(widget):
    texts = (*widget.findChildren(QTextEdit), *widget.findChildren(QPlainTextEdit))
    return [one.cursor.selectedText() for text in texts for one in text.extraSelections()]


def test_hits_are_lit_and_go_with_the_search(tab, show, opened, qtbot):
    show(receive(opened.store, a_mail("<b>Flood</b> at the bridge.\nNo flood at the mill.")))
    tab.look_for(FLOOD)
    qtbot.waitUntil(lambda: lit(tab) == ["Flood", "flood"])
    (text,) = tab.findChildren(Unbroken)
    assert text.toPlainText() == "<b>Flood</b> at the bridge.\nNo flood at the mill."
    tab.look_for(None)
    qtbot.waitUntil(
        lambda: (
            not lit(tab) and not [one for one in tab.findChildren(Unbroken) if not one.isHidden()]
        )
    )


def test_messages_that_come_later_are_lit_as_well(tab, show, opened, qtbot):
    tab.look_for(FLOOD)
    show(receive(opened.store, a_mail("A flood.")))
    qtbot.waitUntil(lambda: lit(tab) == ["flood"])
    (card,) = tab.cards
    card.look(View.TEXT)
    qtbot.waitUntil(lambda: lit(card) == ["flood"])


def test_a_quotation_that_has_a_hit_is_unfolded(qtbot):
    body = Body("I saw it.\n\n> The flood was at noon.\n> It is gone.\n> All of it.")
    qtbot.addWidget(body)
    body.look_for(FLOOD)
    (quotation,) = body.findChildren(Quotation)[-1:]
    assert not quotation.text.isHidden()
    assert lit(quotation) == ["flood"]


def test_in_the_whole_of_a_long_text_hits_are_lit(qtbot):
    body = Body("Dry.\n" * 4_000 + "A flood at last.")
    qtbot.addWidget(body)
    body.look_for(FLOOD)
    assert lit(body) == []
    body.more.click()
    assert lit(body) == ["flood"]
    body.look_for(None)
    assert lit(body) == []


def test_without_a_hit_a_message_is_left_as_it_is(qtbot):
    body = Body("Nothing of it.")
    qtbot.addWidget(body)
    (label,) = body.findChildren(QLabel)
    body.look_for(FLOOD)
    assert body.findChildren(QLabel) == [label]


def test_a_chat_is_lit_message_by_message(tab, show, opened, qtbot):
    show(a_chat(opened.store, 12))
    tab.look_for(partial(marks, terms=[Term("message 7")]))
    qtbot.waitUntil(lambda: lit(tab) == ["Message 7"])
