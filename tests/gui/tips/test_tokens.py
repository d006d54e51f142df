import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipdesk.desk import query
from tipdesk.gui.tips.searching import tokens

PARTS = [*'abT-17:*", \té', "workflow:", "new", "tag:", "is:", "unread"]
TYPED = st.lists(st.sampled_from(PARTS), max_size=20).map("".join)


def test_the_field_knows_the_filters_that_the_desk_knows():
    assert set(tokens.KEYS) == set(query._READERS)
    for key, values in tokens.STATES.items():
        for value in values:
            assert query.parse(f"{key}:{value}").filters[0].values == (value,)
            assert tokens.is_filter(f"-{key}:{value}")


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
        assert query.parse(each).filters


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
        ("10", "10*"),
        ('"mill ro', '"mill ro'),
        ("-flo", "-flo*"),
        ("tag:flood", "tag:flood"),
        ("mill workflow:ne", "mill "),
        ("mill story:", "mill "),
        ("mill workflow:ne ", "mill workflow:ne "),
    ],
)
def test_the_word_under_way_stands_for_its_beginning_and_an_unfinished_filter_waits(typed, asked):
    assert tokens.as_typed(typed) == asked


def test_filters_and_values_are_offered_for_the_word_under_way():
    names = {"tag": ["road closed", "flood", "crossroads"]}
    words = {
        text: [offer.word for offer in tokens.offers(text, names)]
        for text in ("mill wo", "-wo", "workflow:new,tr", "tag:ro", 'tag:"ro', "w", "mill ")
    }
    assert words == {
        "mill wo": ["workflow:"],
        "-wo": ["-workflow:"],
        "workflow:new,tr": ["workflow:new,triage"],
        "tag:ro": ['tag:"road closed"', "tag:crossroads"],
        'tag:"ro': ['tag:"road closed"', "tag:crossroads"],
        "w": [],
        "mill ": [],
    }


def test_an_offer_keeps_what_it_offers_out_of_its_repr():
    assert "flood" not in repr(tokens.offers("tag:fl", {"tag": ["flood"]}))
