import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tipdesk.desk.query import MOST_WORDS, Filter, Query, QueryNotUnderstood, parse
from tipdesk.newsroom.errors import NotValid
from tipdesk.store.fulltext import Term

PIECES = st.sampled_from(
    [
        *('"', "-", "*", ":", " ", "\n", "\0", "\ud800", "\u202e", "#", ",", "(", ")", "é", "T-12"),
        *("flood", "workflow:", "new", "is:", "mine", "story:", "tag:", "AND", "NEAR", "assignee:"),
    ]
)


def read(text):
    try:
        return parse(text), None
    except QueryNotUnderstood as fault:
        return Query(), fault


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        ("  \n ", Query()),
        ("mill road", Query((Term("mill"), Term("road")))),
        ('"mill road"', Query((Term("mill road", phrase=True),))),
        ('"mill road', Query((Term("mill road", phrase=True),))),
        ('"mill ro"*', Query((Term("mill ro", phrase=True, prefix=True),))),
        ("floo*", Query((Term("floo", prefix=True),))),
        ("-flood", Query((Term("flood", negated=True),))),
        ('-"mill road"', Query((Term("mill road", phrase=True, negated=True),))),
        ("well-known", Query((Term("well-known"),))),
        ("10:41", Query((Term("10:41"),))),
        ("https://example.org/x", Query((Term("https://example.org/x"),))),
        ("Re: flood", Query((Term("Re:"), Term("flood")))),
        ("workflow:new", Query(filters=(Filter("workflow", ("new",)),))),
        ("Workflow:NEW,triage", Query(filters=(Filter("workflow", ("new", "triage")),))),
        (
            "-verdict:partly-verified",
            Query(filters=(Filter("verdict", ("partly_verified",), True),)),
        ),
        ("channel:in_person", Query(filters=(Filter("channel", ("in_person",)),))),
        ("story:millflood", Query(filters=(Filter("story", ("MILLFLOOD",)),))),
        ('tag:"Eye Witness"', Query(filters=(Filter("tag", ("eye witness",)),))),
        ("tag:#flood", Query(filters=(Filter("tag", ("flood",)),))),
        ('assignee:"Mara Keller"', Query(filters=(Filter("assignee", ("mara keller",)),))),
        (
            "is:unread has:video",
            Query(filters=(Filter("is", ("unread",)), Filter("has", ("video",)))),
        ),
        ("T-1042", Query(filters=(Filter("number", ("1042",)),))),
        ("1042", Query((Term("1042"),))),
        ('- * "" ', Query()),
    ],
)
def test_what_is_typed_is_read_as_meant(text, query):
    assert parse(text) == query


@pytest.mark.parametrize(
    ("text", "pointed", "sentence"),
    [
        (
            "flood workflow:nwe",
            "workflow:nwe",
            "“workflow:nwe” is unknown; workflow: takes new, tri",
        ),
        ("sotry:X flood", "sotry:X", "There is no filter “sotry:”; there are workflow:, verdict:"),
        ("a is: b", "is:", "“is:” needs a value, such as is:unread"),
        ('has:""', 'has:""', "“has:” needs a value"),
        ("tag:,", "tag:,", "“tag:” needs a value"),
        ("flood -has:pictures", "-has:pictures", "“has:pictures” is unknown"),
        ("story:a/b", "story:a/b", "can't be a story's slug"),
        ("flood ??? mill", "???", "no letter or digit"),
    ],
)
def test_what_is_not_understood_is_pointed_at_and_explained(text, pointed, sentence):
    with pytest.raises(QueryNotUnderstood) as caught:
        parse(text)
    fault = caught.value
    assert text[fault.at : fault.at + fault.length] == pointed
    assert sentence in str(fault)
    assert isinstance(fault, NotValid)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
@example("\ud800")
@example('":"')
@example("-:-")
def test_any_text_is_read_or_refused_in_one_sentence(text):
    query, fault = read(text)
    if fault is not None:
        assert str(fault).endswith(".")
        assert 0 <= fault.at <= fault.at + fault.length <= len(text)
    else:
        assert all(any(sign.isalnum() for sign in term.text) for term in query.terms)
        assert "\0" not in "".join(term.text for term in query.terms)
        "".join(term.text for term in query.terms).encode()


def test_sixty_words_are_read_and_one_more_is_too_many():
    assert len(parse("a " * MOST_WORDS).terms) == MOST_WORDS
    with pytest.raises(QueryNotUnderstood, match="That search has too many words"):
        parse("a " * (MOST_WORDS + 1))


@pytest.mark.parametrize(
    "text", ["flood " * 10_000, "x" * 100_000, '"' * 100_000, "-" * 100_000, "is:" * 40_000]
)
def test_a_hundred_kilobytes_are_refused_at_once(text):
    begun = time.perf_counter()
    _, fault = read(text)
    assert str(fault).startswith("That search")
    assert fault.at + fault.length == len(text)
    assert time.perf_counter() - begun < 0.1


@pytest.mark.parametrize(
    "text", ['"-' * 1_000, "a:" * 1_000, "-" * 2_000, "*" * 2_000, ":" * 2_000]
)
def test_the_longest_search_of_nothing_but_signs_is_read_in_no_time(text):
    begun = time.perf_counter()
    _, fault = read(text)
    assert len(str(fault or "")) < 300
    assert time.perf_counter() - begun < 0.1


def test_a_long_word_is_shortened_in_the_sentence():
    with pytest.raises(QueryNotUnderstood) as caught:
        parse("workflow:" + "x" * 1_000)
    assert len(str(caught.value)) < 200
