from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipdesk.desk.asking import query
from tipdesk.desk.asking.fields import FIELDS
from tipdesk.gui.tips.searching import days, offers, tokens

PARTS = [
    *('abT-17:*", \té()', "workflow:", "new", "tag:", "is:", "unread", "OR", " OR ", "-"),
    *("received:", "last", "week", "sort:due", "near:1,2,3"),
]
TYPED = st.lists(st.sampled_from(PARTS), max_size=20).map("".join)
NOW = datetime(2026, 11, 26, 12, 0).astimezone()


def test_every_field_of_the_language_is_offered_with_a_hint():
    for key in FIELDS:
        offer = next(o for o in offers.offers(key[:3], {}) if o.word == f"{key}:")
        assert offer.hint


def test_every_known_value_makes_a_chip():
    for key, field in FIELDS.items():
        for value in field.known:
            assert tokens.is_filter(f"{key}:{value}")
            assert tokens.label(f"{key}:{value}").startswith(f"{key}: ")


@pytest.mark.parametrize(
    ("typed", "filters", "rest"),
    [
        ("workflow:new mill", ["workflow:new"], "mill"),
        ("mill workflow:new,triage road", ["workflow:new,triage"], "mill road"),
        ('tag:"road closed" -is:unread ', ['tag:"road closed"', "-is:unread"], ""),
        ("workflow:new", [], "workflow:new"),
        ("workflow:bogus ", [], "workflow:bogus "),
        ('"workflow:new mill" ', [], '"workflow:new mill" '),
        ("http://x.example ", [], "http://x.example "),
        ("sort:-due ", ["sort:-due"], ""),
        ("received:last ", [], "received:last "),
        ("received:last week ", ["received:last week"], ""),
        ("(tag:a OR x) tag:b ", ["tag:b"], "(tag:a OR x) "),
        ("(tag:a ", [], "(tag:a "),
        ("tag:a OR tag:b ", [], "tag:a OR tag:b "),
        ("T-12 ", [], "T-12 "),
    ],
)
def test_a_filter_becomes_a_chip_once_it_is_finished_and_right(typed, filters, rest):
    assert tokens.split(typed) == (filters, rest)


@given(TYPED)
def test_nothing_that_was_typed_is_lost_when_filters_are_taken_out(typed):
    filters, rest = tokens.split(typed)
    assert sorted("".join((*filters, rest)).replace(" ", "").replace("\t", "")) == sorted(
        typed.replace(" ", "").replace("\t", "")
    )
    for each in filters:
        assert query.parse(each) != query.Query()


@given(TYPED)
def test_what_is_asked_while_typing_is_never_wrong_because_of_the_star(typed):
    try:
        query.parse(typed)
    except query.QueryNotUnderstood:
        return
    query.parse(tokens.as_typed(typed))


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("mill roa", "mill roa*"),
        ("mill roa ", "mill roa "),
        ("m", ""),
        ("mill r", "mill "),
        ("T-104", "T-104"),
        ("T-", "T-"),
        ("10", "10*"),
        ('"mill ro', '"mill ro'),
        ("-flo", "-flo*"),
        ("tag:flo", "tag:flo*"),
        ("mill story:MILL", "mill story:MILL*"),
        ("tag:flood ", "tag:flood "),
        ('tag:"road c', 'tag:"road c*'),
        ("from:flo", "from:flo"),
        ("mill workflow:ne", "mill "),
        ("mill story:", "mill "),
        ("mill workflow:ne ", "mill workflow:ne "),
        ("mill received:last", "mill "),
        ("mill received:last ", "mill "),
        ("mill received:last we", "mill "),
        ("mill received:last week", "mill received:last week"),
        ("mill OR", "mill "),
        ("mill OR ", "mill "),
        ("mill OR r", "mill "),
        ("mill OR tag:", "mill "),
        ("(mill OR roa", "(mill OR roa*"),
    ],
)
def test_the_word_under_way_stands_for_its_beginning_and_what_is_unfinished_waits(typed, asked):
    assert tokens.as_typed(typed) == asked


def test_filters_and_values_are_offered_for_the_word_under_way():
    names = {"tag": {"road closed": "7", "flood": "3", "crossroads": "1"}}
    typed = ("mill wo", "-wo", "(wo", "workflow:new,tr", "tag:ro", 'tag:"road c', "w", "mill ")
    words = {text: [one.word for one in offers.offers(text, names)] for text in typed}
    assert words == {
        "mill wo": ["workflow:"],
        "-wo": ["-workflow:"],
        "(wo": ["workflow:"],
        "workflow:new,tr": ["workflow:new,triage"],
        "tag:ro": ['tag:"road closed"', "tag:crossroads"],
        'tag:"road c': ['tag:"road closed"'],
        "w": [],
        "mill ": [],
    }
    assert [one.hint for one in offers.offers("tag:ro", names)] == ["7", "1"]


def test_an_offer_keeps_what_it_offers_out_of_its_repr():
    assert "flood" not in repr(offers.offers("tag:fl", {"tag": {"flood": "3"}}))


@pytest.mark.parametrize(
    ("key", "kept", "said"),
    [
        ("received", "last-week", "16–22 Nov"),
        ("received", "today", "26 Nov"),
        ("received", "last-year", "1 Jan 2025 – 31 Dec 2025"),
        ("received", ">2026-11-01", "from 2 Nov on"),
        ("received", "<=2026-11", "before 1 Dec"),
        ("received", "2026-10-30..2026-11-07", "30 Oct – 7 Nov"),
        ("received", "3d", "from 23 Nov, 12:00 on"),
        ("due", "3d", "today 12:00 to 29 Nov, 12:00"),
        ("due", "next-week", "30 Nov – 6 Dec"),
    ],
)
def test_dates_are_explained_in_days(key, kept, said, qapp):
    assert days.explained(key, kept, NOW) == said
