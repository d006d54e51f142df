from datetime import UTC, datetime

import pytest

from tests.letters import a_mail, receive
from tests.nouns import make_tip
from tipdesk.desk.annotating.editing import set_sender
from tipdesk.desk.annotating.linking import link
from tipdesk.desk.correspondence.origins import origin_of
from tipdesk.desk.correspondence.senders import plain_subject, sender_of
from tipdesk.desk.triaging.triage import protect
from tipdesk.intake.mail.honesty import Finding
from tipdesk.newsroom.states import Channel

PERSON = "Amina Okafor <amina@riverside.example>"


def at(day: int) -> datetime:
    return datetime(2026, 11, day, tzinfo=UTC)


def test_the_first_tip_of_a_sender_has_nothing_before_it(desk):
    tip = make_tip(desk, sender=PERSON)

    known = sender_of(desk, tip)

    assert (known.name, known.earlier, known.latest) == ("Amina Okafor", {}, ())


def test_earlier_tips_are_counted_by_channel_and_the_newest_named(desk):
    tips = [
        make_tip(desk, sender=PERSON, channel=channel, received_at=at(day))
        for day, channel in enumerate((Channel.MAIL, Channel.MAIL, Channel.PHONE), start=1)
    ]
    make_tip(desk, sender="Ben Hale <ben@hill.example>", received_at=at(2))
    last = make_tip(desk, sender=PERSON, received_at=at(9))

    known = sender_of(desk, last)

    assert known.earlier == {Channel.PHONE: 1, Channel.MAIL: 2}
    assert [line.id for line in known.latest] == tips[::-1]
    assert sender_of(desk, tips[0]).earlier == {}


def test_of_a_protected_source_nothing_is_told_until_revealed(desk):
    make_tip(desk, sender=PERSON, received_at=at(1))
    tip = make_tip(desk, sender=PERSON, received_at=at(2))
    protect(desk, [tip], True)

    veiled = sender_of(desk, tip)

    assert (veiled.name, veiled.veiled) == ("protected source", True)
    assert (veiled.earlier, veiled.latest, veiled.goes_on) == ({}, (), ())
    assert sender_of(desk, tip, reveal=True).earlier == {Channel.OTHER: 1}


@pytest.mark.parametrize(
    "subject",
    [
        "Flood at the bridge",
        "Re: Flood at the bridge",
        "AW: WG: flood  at the Bridge",
        "Re[2]: FW: Flood at the bridge",
        "回复：Flood at the bridge",
    ],
)
def test_answers_have_the_subject_of_what_they_answer(subject):
    assert plain_subject(subject) == "flood at the bridge"


def test_a_tip_with_the_same_subject_and_sender_is_suggested_never_joined(desk):
    first = receive(desk, a_mail("One."))
    second = receive(desk, a_mail("Two.", subject="Re: Flood at the bridge"))

    assert first != second
    assert [line.id for line in sender_of(desk, second).goes_on] == [first]


def test_neither_another_sender_nor_a_long_time_is_a_reason_to_suggest(desk):
    receive(desk, a_mail("One.", **{"from": "Ben Hale <ben@hill.example>"}))
    receive(desk, a_mail("Two.", date="Sun, 20 Sep 2026 10:41:00 +0000"))
    tip = receive(desk, a_mail("Three."))

    assert sender_of(desk, tip).goes_on == ()


def test_what_is_linked_is_suggested_no_more(desk):
    tips = receive(desk, a_mail("One.")), receive(desk, a_mail("Two."))

    link(desk, *tips)

    assert sender_of(desk, tips[1]).goes_on == ()


def test_the_raw_mail_tells_what_an_editor_should_look_at_twice(desk):
    tip = receive(desk, a_mail(reply_to="Desk <answers@elsewhere.example>"))

    (found,) = origin_of(desk, tip)

    assert found.what is Finding.ANSWERS_ELSEWHERE
    assert found.values[0] == "answers@elsewhere.example"


def test_the_mail_of_a_protected_source_tells_nothing_until_revealed(desk):
    tip = receive(desk, a_mail(reply_to="Desk <answers@elsewhere.example>"))
    protect(desk, [tip], True)
    assert origin_of(desk, tip) == ()
    assert origin_of(desk, tip, reveal=True)


def test_nor_does_it_where_an_editor_named_another_sender_for_the_tip(desk):
    tip = receive(desk, a_mail(reply_to="Desk <answers@elsewhere.example>"))
    own = make_tip(desk, sender=PERSON)
    set_sender(desk, tip, "Ben Hale <ben@hill.example>")
    protect(desk, [own], True)

    assert origin_of(desk, tip) == ()


def test_a_domain_that_looks_like_one_of_many_senders_is_found(desk):
    for name in ("ben", "cleo"):
        make_tip(desk, sender=f"{name}@riverside.example")
    tip = receive(desk, a_mail(**{"from": "amina@r1verside.example"}))

    assert [(found.what, found.values[1]) for found in origin_of(desk, tip)] == [
        (Finding.LOOKS_LIKE, "riverside.example")
    ]


def test_a_tip_that_was_typed_in_shows_nothing_of_a_mail(desk):
    assert origin_of(desk, make_tip(desk, sender=PERSON)) == ()
