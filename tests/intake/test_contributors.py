import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlmodel import select

from tipdesk.intake.arrival import Arrival, Told
from tipdesk.intake.contributors import contributor_for, read_sender
from tipdesk.intake.register import register
from tipdesk.newsroom.errors import NotValid
from tipdesk.newsroom.people import ContactKind, ContactPoint, Contributor
from tipdesk.newsroom.tip import NewTip

MAIL, PHONE, HANDLE = ContactKind.MAIL, ContactKind.PHONE, ContactKind.HANDLE


def people(store):
    with store.reading() as session:
        return [
            (one.name, one.protected)
            for one in session.exec(select(Contributor).order_by(Contributor.id))
        ]


@pytest.mark.parametrize(
    ("text", "name", "kind", "key"),
    [
        ("Amira Khan <Khan@Example.org>", "Amira Khan", MAIL, "khan@example.org"),
        ('"Khan, Amira" <khan@example.org>', "Khan, Amira", MAIL, "khan@example.org"),
        ("<khan@example.org>", "", MAIL, "khan@example.org"),
        ("khan@example.org", "", MAIL, "khan@example.org"),
        ("Amira Khan <+49 (0)171 / 55-50>", "Amira Khan", PHONE, "+491715550"),
        ("+49 171 5550", "", PHONE, "+491715550"),
        ("0049 171 5550", "", PHONE, "+491715550"),
        ("(0171) 5550", "", PHONE, "01715550"),
        ("+49\u00a0171\u00a05550", "", PHONE, "+491715550"),
        ("@RiverWatcher", "", HANDLE, "@riverwatcher"),
        ("@river@social.example", "", HANDLE, "@river@social.example"),
        ("River <@river>", "River", HANDLE, "@river"),
        ("Mrs Khan", "Mrs Khan", None, ""),
        ("Mrs\n Khan\0", "Mrs Khan", None, ""),
        ("Unit 12", "Unit 12", None, ""),
        ("1234", "1234", None, ""),
        ("Khan <unknown>", "Khan <unknown>", None, ""),
        ("a@b <script>", "a@b <script>", None, ""),
    ],
)
def test_a_sender_is_understood_as_people_write_it(text, name, kind, key):
    sender = read_sender(text)
    assert (sender.name, sender.kind, sender.key) == (name, kind, key)


@given(st.text(max_size=500))
@example("<" * 500)
@example("+" + "1 " * 249)
def test_any_sender_is_understood_or_kept_as_a_name(text):
    sender = read_sender(text)
    assert sender is None or sender.name or sender.key


def test_a_sender_has_an_end():
    with pytest.raises(NotValid, match="A sender has at most 500 letters"):
        read_sender("x" * 501)


def test_a_person_is_found_again_by_contact_however_it_is_written(desk):
    with desk.begin("log") as work:
        first = contributor_for(work, "Amira Khan <khan@example.org>")
        assert contributor_for(work, "KHAN@example.org") == first
        phone = contributor_for(work, "0049 171 5550")
        assert contributor_for(work, "+49 171 5550") == phone != first
    with desk.reading() as session:
        assert len(session.exec(select(ContactPoint)).all()) == 2


def test_a_name_is_learnt_later_and_never_written_over(desk):
    with desk.begin("log") as work:
        contributor_for(work, "khan@example.org")
        contributor_for(work, "Amira Khan <khan@example.org>")
        contributor_for(work, "Somebody <khan@example.org>")
    assert people(desk) == [("Amira Khan", False)]


def test_two_of_the_same_name_are_not_taken_for_one(desk):
    with desk.begin("log") as work:
        assert contributor_for(work, "Mrs Khan") != contributor_for(work, "Mrs Khan")


@pytest.mark.parametrize("nobody", ["", " \n", "\0"])
def test_nobody_is_anonymous(desk, nobody):
    with desk.begin("log") as work:
        assert contributor_for(work, nobody) is None
    assert people(desk) == []


def test_protection_is_put_on_a_person_and_not_taken_off_by_a_later_tip(desk):
    with desk.begin("log") as work:
        contributor_for(work, "ivo@example.org")
        contributor_for(work, "ivo@example.org", protected=True)
        contributor_for(work, "ivo@example.org")
    assert people(desk) == [("", True)]


def saying(number, sender):
    return Told(f"{sender} {number}", sender=sender, text="Water!")


def chat(*messages):
    return Arrival(NewTip(headline="A chat", channel="chat", sender="Lee"), messages=messages)


def test_in_one_chat_the_same_name_is_the_same_person(desk):
    told = [saying(number, name) for number in range(3) for name in ("Lee", "Jo", "")]
    register(desk, chat(*told))
    assert people(desk) == [("Lee", False), ("Jo", False)]
    longer = register(desk, chat(*told, saying(4, "Jo"), saying(4, "Lee"), saying(4, "Kit")))
    assert longer.joined
    assert people(desk) == [("Lee", False), ("Jo", False), ("Kit", False)]


def test_in_another_chat_the_same_name_may_be_somebody_else(desk):
    register(desk, chat(saying(1, "Lee")))
    register(desk, chat(saying(2, "Lee")))
    assert people(desk) == [("Lee", False), ("Lee", False)]


def test_a_sender_never_shows_in_a_log():
    assert "anary" not in repr(read_sender("Canary <canary@example.org>"))
