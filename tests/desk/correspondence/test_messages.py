import pytest
from sqlalchemy import event

from tests.letters import SENDER, a_chat, a_mail, receive
from tipdesk.desk.correspondence.messages import messages_of
from tipdesk.desk.opening import open_tip
from tipdesk.desk.triaging.triage import protect
from tipdesk.newsroom.errors import NotFound
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.states import Mark


def test_a_mail_is_one_message_with_all_that_it_says_of_itself(desk):
    mail = a_mail("See https://we.tl/t-abcdef", cc="other@paper.example", list_id="<news.example>")
    mail.add_attachment(b"notes", maintype="text", subtype="plain", filename="notes.txt")
    tip = receive(desk, mail)

    (line,) = messages_of(desk, tip)

    assert (line.sender, line.subject) == (SENDER, "Flood at the bridge")
    assert line.text == "See https://we.tl/t-abcdef"
    assert line.sent_at is not None
    assert line.marks == (Mark.BULK,)
    assert line.recipients == ("tips@courier.example", "other@paper.example")
    assert [file.name for file in line.files] == ["notes.txt"]
    assert line.has_raw
    assert not line.has_html
    assert open_tip(desk, tip).messages == 1


def test_files_belong_to_the_message_that_they_came_with(desk):
    first = a_mail(message_id="<1@riverside.example>")
    first.add_attachment(b"one", maintype="text", subtype="plain", filename="one.txt")
    answer = a_mail("More.", in_reply_to="<1@riverside.example>", subject="Re: Flood at the bridge")
    answer.add_attachment(b"two", maintype="text", subtype="plain", filename="two.txt")
    tip = receive(desk, first)
    assert receive(desk, answer) == tip

    lines = messages_of(desk, tip)

    assert [[file.name for file in line.files] for line in lines] == [["one.txt"], ["two.txt"]]


def test_a_protected_source_is_named_in_no_message_until_revealed(desk):
    tip = receive(desk, a_mail())
    protect(desk, [tip], True)

    (veiled,) = messages_of(desk, tip)
    (revealed,) = messages_of(desk, tip, reveal=True)

    assert (veiled.sender, veiled.veiled, veiled.recipients) == ("protected source", True, ())
    assert revealed.sender == SENDER


def test_the_people_of_a_protected_chat_are_told_apart_by_numbers(desk):
    tip = a_chat(desk, 3, protected=True)

    senders = [line.sender for line in messages_of(desk, tip)]

    assert senders == ["protected source 1", "protected source 2", "protected source 1"]


def test_a_protected_sender_is_veiled_in_the_tips_of_others(desk):
    tip = receive(desk, a_mail(message_id="<1@riverside.example>"))
    answer = a_mail(
        "Me too.", **{"from": "Ben Hale <ben@hill.example>"}, in_reply_to="<1@riverside.example>"
    )
    assert receive(desk, answer) == tip
    own = receive(desk, a_mail(**{"from": "Ben Hale <ben@hill.example>"}, subject="Another thing"))
    protect(desk, [own], True)

    first, second = messages_of(desk, tip)

    assert (first.sender, second.sender) == (SENDER, "protected source")


def test_a_page_of_a_long_chat_costs_as_few_questions_as_a_short_one(desk):
    tip = a_chat(desk, 300)
    asked: list[str] = []
    with desk.reading() as session:
        engine = session.get_bind().engine
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))

    page = messages_of(desk, tip, start=250, most=40)

    assert [line.text for line in page[:2]] == ["Message 250", "Message 251"]
    assert len(page) == 40
    assert len(asked) <= 12


def test_messages_of_a_tip_that_is_not_here_are_refused(desk):
    with pytest.raises(NotFound):
        messages_of(desk, TipId(99))
