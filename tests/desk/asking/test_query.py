import sys
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests import child
from tests.conftest import ROOT
from tipdesk.desk.asking.fields import FIELDS
from tipdesk.desk.asking.nodes import (
    Either,
    Every,
    Filter,
    Not,
    Query,
    Word,
    either,
    every,
    without,
)
from tipdesk.desk.asking.query import QueryNotUnderstood, both, parse, written
from tipdesk.desk.asking.reading import DEEPEST, MOST_WORDS
from tipdesk.newsroom.errors import NotValid

PIECES = st.sampled_from(
    [
        *('"', "-", "*", ":", " ", "\n", "\0", "\ud800", "\u202e", "#", ",", "(", ")", "é", "T-12"),
        *("flood", "workflow:", "new", "is:", "mine", "story:", "tag:", "AND", "NEAR", "assignee:"),
        *(
            "OR",
            "received:",
            "last ",
            "week",
            "2026-11-01",
            "..",
            ">",
            "3d",
            "near:",
            "51.5,-0.1,3",
        ),
        *(
            "sort:",
            "due",
            "priority:",
            "from:",
            "lang:en-GB",
            "digest:abcd",
            "name:",
            "\u200c",
            "%",
        ),
    ]
)


def read(text):
    try:
        return parse(text), None
    except QueryNotUnderstood as fault:
        return Query(), fault


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("", None),
        ("  \n ", None),
        ("mill road", Every((Word("mill"), Word("road")))),
        ('"mill road"', Word("mill road")),
        ('"mill road', Word("mill road")),
        ('"mill ro"*', Word("mill ro", prefix=True)),
        ('"mill"', Word("mill")),
        ("floo*", Word("floo", prefix=True)),
        ("-flood", Not(Word("flood"))),
        ('-"mill road"', Not(Word("mill road"))),
        ("well-known", Word("well-known")),
        ("10:41", Word("10:41")),
        ("https://example.org/x", Word("https://example.org/x")),
        ("Re: flood", Every((Word("Re:"), Word("flood")))),
        ("T-1042", Filter("number", ("1042",))),
        ("1042", Word("1042")),
        ('- * "" ()', None),
        ("mill OR road", Either((Word("mill"), Word("road")))),
        ("mill or road", Every((Word("mill"), Word("or"), Word("road")))),
        ('mill "OR" road', Every((Word("mill"), Word("OR"), Word("road")))),
        ("a OR b c", Every((Either((Word("a"), Word("b"))), Word("c")))),
        ("a OR (b c)", Either((Word("a"), Every((Word("b"), Word("c")))))),
        ("-(a b)", Not(Every((Word("a"), Word("b"))))),
        ("-(-a)", Word("a")),
        ("(a (b (c", Every((Word("a"), Word("b"), Word("c")))),
        ("می\u200cخواهم", Word("می\u200cخواهم")),
        ("\u200fflood\u200f", Word("flood")),
    ],
)
def test_words_are_read_as_meant(text, asked):
    assert parse(text) == Query(asked)


@pytest.mark.parametrize(
    ("text", "key", "values"),
    [
        ("workflow:new", "workflow", ("new",)),
        ("Workflow:NEW,triage", "workflow", ("new", "triage")),
        ("verdict:partly-verified", "verdict", ("partly_verified",)),
        ("channel:in_person", "channel", ("in_person",)),
        ("permission:asked", "permission", ("asked",)),
        ("story:millflood,bri*", "story", ("MILLFLOOD", "BRI*")),
        ('tag:"Eye Witness",#flood', "tag", ("Eye Witness", "flood")),
        ('assignee:"Mara Keller"', "assignee", ("Mara Keller",)),
        ("from:100%", "from", ("100%",)),
        ("name:IMG(1).jpg", "name", ("IMG(1).jpg",)),
        ("lang:pt_BR", "lang", ("pt-br",)),
        ("priority:<=3", "priority", ("1", "2", "3")),
        ("priority:2-4,9", "priority", ("2", "3", "4", "9")),
        ("near:51.50,-0.1,3km", "near", ("51.5,-0.1,3",)),
        ("near:51.5,-0.1", "near", ("51.5,-0.1,1",)),
        ("digest:9F86D081", "digest", ("9f86d081",)),
        ("received:last week", "received", ("last-week",)),
        ('received:"This Month"', "received", ("this-month",)),
        ("received:2026-11-1..2026-11-7", "received", ("2026-11-01..2026-11-07",)),
        ("taken:>=2026-11", "taken", (">=2026-11",)),
        ('due:"2026-11-22 9:05"', "due", ("2026-11-22t09:05",)),
        ("due:3d", "due", ("3d",)),
        ("changed:>2h", "changed", (">2h",)),
        ("is:unread,unread", "is", ("unread",)),
    ],
)
def test_filters_are_read_as_meant(text, key, values):
    assert parse(text) == Query(Filter(key, values))


def test_every_example_is_a_filter_of_its_field():
    for key, field in FIELDS.items():
        query = parse(field.example)
        assert query.sort if key == "sort" else query.asked.key == key
        for value in field.known:
            assert parse(f"{key}:{value}")


def test_the_order_belongs_to_the_whole_search_and_the_last_one_counts():
    assert parse("sort:due flood sort:-priority,newest") == Query(
        Word("flood"), ("-priority", "newest")
    )


@pytest.mark.parametrize(
    ("text", "pointed", "sentence", "suggestion"),
    [
        ("flood workflow:nwe", "workflow:nwe", "workflow: takes new, tri", "workflow:new"),
        ("sotry:X flood", "sotry:X", "There is no filter “sotry:”", "story:X"),
        ("a -hsa:picture", "-hsa:picture", "There is no filter “hsa:”", "-has:picture"),
        ("xyzzy:a", "xyzzy:a", "there are is, has, workflow", ""),
        ("a is: b", "is:", "“is:” needs a value, such as is:new", ""),
        ('has:""', 'has:""', "“has:” needs a value", ""),
        ("tag:,", "tag:,", "“tag:” needs a value", ""),
        ("tag:#", "tag:#", "no letter or digit", ""),
        ("flood -has:pictures", "-has:pictures", "“has:pictures” is unknown", "-has:picture"),
        ("story:a/b", "story:a/b", "can't be a story's slug", ""),
        ("flood ??? mill", "???", "no letter or digit", ""),
        ("a OR", "OR", "“OR” needs something to look for on both sides", ""),
        ("OR a", "OR", "“OR” needs something", ""),
        ("(a OR) b", "OR", "“OR” needs something", ""),
        ("a OR OR b", "OR", "“OR” needs something", ""),
        ("a OR sort:due", "OR", "“OR” needs something", ""),
        ("a ) b", ")", "This ) closes nothing", ""),
        ("-sort:due", "-sort:due", "The order is one for the whole list", ""),
        ("(a sort:due)", "sort:due", "The order is one for the whole list", ""),
        ("sort:duo", "sort:duo", "“sort:duo” is unknown", "sort:due"),
        ("x received:soon y", "received:soon", "“soon” is not a date; write 2026-11-22", ""),
        ("received:2026-02-30", "received:2026-02-30", "is not in the calendar", ""),
        (
            "received:2026-11-07..2026-11-01",
            "received:2026-11-07..2026-11-01",
            "ends before it begins",
            "received:2026-11-01..2026-11-07",
        ),
        ("near:51.5", "near:51.5", "write latitude, longitude and kilometres", ""),
        ("near:91,0,1", "near:91,0,1", "is not a place", ""),
        ("near:1,1,0", "near:1,1,0", "is not a place", ""),
        ("priority:0", "priority:0", "is not a priority", ""),
        ("priority:>9", "priority:>9", "There is no priority >9", ""),
        ("lang:english!", "lang:english!", "is not a language", ""),
        ("digest:xyz", "digest:xyz", "is not a digest", ""),
        ("received:last weekend", "received:last", "“last” is not a date", ""),
    ],
)
def test_what_is_not_understood_is_pointed_at_and_explained(text, pointed, sentence, suggestion):
    with pytest.raises(QueryNotUnderstood) as caught:
        parse(text)
    fault = caught.value
    assert text[fault.at : fault.at + fault.length] == pointed
    assert sentence in str(fault)
    assert fault.suggestion == suggestion
    assert isinstance(fault, NotValid)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
@example("\ud800")
@example('":"')
@example("-:-")
@example('"WORKFLOW:')
def test_any_text_is_read_or_refused_in_one_sentence_and_written_as_it_was_read(text):
    query, fault = read(text)
    if fault is not None:
        assert str(fault).endswith(".")
        assert 0 <= fault.at <= fault.at + fault.length <= len(text)
        assert fault.suggestion != text[fault.at : fault.at + fault.length]
        return
    again = written(query)
    assert parse(again) == query
    assert written(parse(again)) == again
    assert "\0" not in again
    again.encode()


LETTERS = st.text(
    st.characters(categories=("L", "Nd", "P", "S", "Zs"), exclude_characters='"'), min_size=1
)
NAMES = LETTERS.map(lambda text: " ".join(text.split())).filter(
    lambda text: any(c.isalnum() for c in text) and text.isprintable()
)
WORDS = st.builds(Word, NAMES, st.booleans())
FILTERS = st.one_of(
    *(
        st.lists(st.sampled_from(FIELDS[key].known), min_size=1, max_size=3, unique=True).map(
            lambda values, key=key: Filter(key, tuple(values))
        )
        for key in ("is", "has", "workflow", "verdict", "permission", "received", "due")
    ),
    *(
        NAMES.map(lambda name, key=key: Filter(key, (name.strip("*# ") or "x",)))
        for key in ("tag", "from", "place", "name", "camera", "assignee")
    ),
    st.integers(1, 10**17).map(lambda number: Filter("number", (str(number),))),
    st.sampled_from(["51.5,-0.1,3", "-33.8688,151.2093,0.5"]).map(
        lambda place: Filter("near", (place,))
    ),
)
NODES = st.recursive(
    st.one_of(WORDS, FILTERS),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(every),
        st.lists(inner, min_size=2, max_size=3).map(either),
        inner.map(without),
    ),
    max_leaves=12,
)


@given(NODES, st.sampled_from([(), ("due",), ("-priority", "newest")]))
def test_what_is_written_is_read_as_the_same_search(asked, sort):
    query = Query(asked, sort)
    assert parse(written(query)) == query


def test_two_searches_are_asked_together_whatever_was_left_open_in_them():
    assert both('a OR "b c', "is:new") == 'a OR "b c" is:new'
    assert both("", "a") == "a"
    assert both("(a OR b", "c sort:due") == "a OR b c sort:due"
    assert both("sort:due", "a sort:oldest") == "a sort:oldest"


def test_words_that_are_looked_for_are_told_without_the_excluded_ones():
    query = parse('flood (mill* OR "old road") -fire -(a b) is:new')
    assert query.words == (Word("flood"), Word("mill", prefix=True), Word("old road"))


def test_sixty_words_are_read_and_one_more_is_too_many():
    assert len(parse("a " * MOST_WORDS).words) == MOST_WORDS
    with pytest.raises(QueryNotUnderstood, match="That search has too many words"):
        parse("a " * (MOST_WORDS + 1))


def test_parentheses_stand_in_one_another_twenty_times_and_no_more():
    assert parse("(" * DEEPEST + "a" + ")" * DEEPEST) == Query(Word("a"))
    with pytest.raises(QueryNotUnderstood, match="in one another 20 times, no more") as caught:
        parse("-(" * (DEEPEST + 1) + "a")
    assert (caught.value.at, caught.value.length) == (2 * DEEPEST, 2)


@pytest.mark.parametrize(
    "text",
    [
        *("flood " * 10_000, "x" * 100_000, '"' * 100_000, "-" * 100_000, "is:" * 40_000),
        *("(" * 100_000, "a OR " * 20_000),
    ],
)
def test_a_hundred_kilobytes_are_refused_at_once(text):
    begun = time.process_time()
    _, fault = read(text)
    assert str(fault).startswith("That search")
    assert fault.at + fault.length == len(text)
    assert time.process_time() - begun < 0.5


@pytest.mark.parametrize(
    "text",
    [
        *('"-' * 1_000, "a:" * 1_000, "-" * 2_000, "*" * 2_000, ":" * 2_000, "(" * 2_000),
        *("a:(" * 600, 'a:"' * 600, "tag:" + ',"' * 900, "received:" + ">" * 1_900),
    ],
)
def test_the_longest_search_of_nothing_but_signs_is_read_in_no_time(text):
    begun = time.process_time()
    _, fault = read(text)
    assert len(str(fault or "")) < 400
    assert time.process_time() - begun < 0.5


def test_a_long_word_is_shortened_in_the_sentence():
    with pytest.raises(QueryNotUnderstood) as caught:
        parse("workflow:" + "x" * 1_000)
    assert len(str(caught.value)) < 200


def test_what_is_looked_for_stands_in_no_repr():
    assert "okafor" not in repr(parse("okafor from:okafor -(okafor OR tag:okafor)"))


def test_a_search_is_read_without_the_libraries_of_the_store():
    code = (
        "import sys, tipdesk.desk.asking.query as q; q.parse('a');"
        "print([m for m in ('sqlalchemy', 'sqlmodel', 'pydantic') if m in sys.modules])"
    )
    done = child.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_guide_names_every_field_and_all_that_it_takes():
    guide = (ROOT / "docs/guide/searching.md").read_text()
    for key, field in FIELDS.items():
        assert f"`{key}:`" in guide, key
        if key in ("is", "has", "sort"):
            assert all(f"`{value}`" in guide for value in field.known), key


def test_every_example_of_the_guide_is_understood():
    guide = (ROOT / "docs/guide/searching.md").read_text()
    examples = guide.rpartition("```\n")[0].rpartition("```\n")[2].splitlines()
    assert len(examples) == 5
    for line in examples:
        parse(line.partition("   ")[0])
