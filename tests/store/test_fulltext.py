import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from tipdesk.newsroom.media import Facts, Media
from tipdesk.newsroom.people import Contributor
from tipdesk.newsroom.record import Note
from tipdesk.newsroom.story import Story, StoryTip
from tipdesk.newsroom.tip import Tip
from tipdesk.store import fulltext
from tipdesk.store.fulltext import Term, condition, count, ranked


def found(store, *terms: Term):
    with store.reading() as session:
        return session.exec(select(Tip.id).where(condition(terms)).order_by(Tip.id)).all()


def test_words_prefixes_phrases_and_exclusions(store, log_tips):
    log_tips(store, "Flood on Mill Road", "Mill flooded, road open", "Fire")
    assert found(store, Term("mill"), Term("road")) == [1, 2]
    assert found(store, Term("flo", prefix=True)) == [1, 2]
    assert found(store, Term("mill road", phrase=True)) == [1]
    assert found(store, Term("mill"), Term("open", negated=True)) == [1]
    assert found(store, Term("mill", negated=True)) == [3]


def test_case_and_accents_do_not_matter(store, log_tips):
    log_tips(store, "Überschwemmung in der Straße", "Наводнение")
    assert found(store, Term("uberschwemmung")) == [1]
    assert found(store, Term("НАВОДНЕНИЕ")) == [2]


def test_everything_said_of_a_tip_is_found(store):
    with store.begin("log") as work:
        work.add(Contributor(name="Okafor"))
        work.flush()
        work.add(Tip(headline="a", text="spoken", place="Eastwick", contributor_id=1))
        work.add(Facts(digest="a" * 64, size=1))
        work.flush()
        work.add(Media(tip_id=1, digest="a" * 64, name="IMG_2231.HEIC", caption="bridge"))
        work.add(Note(tip_id=1, editor="M", text="callback"))
        work.add(Story(slug="MILLFLOOD"))
        work.flush()
        work.add(StoryTip(story_id=1, tip_id=1))
    for word in ("spoken", "eastwick", "okafor", "2231", "bridge", "callback", "millflood", "1"):
        assert found(store, Term(word)) == [1], word


def test_a_protected_contributor_is_not_found_by_name_from_that_moment_on(store):
    with store.begin("log") as work:
        work.add(Contributor(name="Okafor"))
        work.flush()
        work.add(Tip(headline="a", contributor_id=1))
    assert found(store, Term("okafor")) == [1]
    with store.begin("protect") as work:
        work.get(Contributor, 1).protected = True
    assert found(store, Term("okafor")) == []


def test_changed_words_are_found_and_old_ones_no_longer(store, log_tips):
    log_tips(store, "Flood")
    with store.begin("edit") as work:
        work.get(Tip, 1).headline = "Fire"
    assert (found(store, Term("flood")), found(store, Term("fire"))) == ([], [1])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(words=st.text(), prefix=st.booleans(), negated=st.booleans())
def test_nothing_that_is_typed_is_a_query_language(store, words, prefix, negated):
    found(store, Term(words, prefix=prefix, negated=negated))


@pytest.mark.parametrize(
    ("said", "looked_for"),
    [
        ("東京都の洪水", "京都"),
        ("東京都の洪水", "水"),
        ("東京都の洪水", "東京都の洪水"),
        ("서울시청", "시청"),
        ("مُحَمَّد في القاهرة", "محمد"),
        ("أحمد", "احمد"),
        ("Ελλάδα, πόλις", "ΠΟΛΙΣ"),
        ("Ёлка", "елка"),
        ("Straße", "STRASSE"),
        ("ｆｌｏｏｄ", "flood"),
        ("हिन्दी समाचार", "हिन्दी"),
    ],
)
def test_every_script_is_found_as_its_readers_write_it(store, log_tips, said, looked_for):
    log_tips(store, said, "Something else")
    assert found(store, Term(looked_for)) == [1]


@pytest.mark.parametrize("other", ["京東", "都京", "水洪"])
def test_signs_are_found_in_their_order_only(store, log_tips, other):
    log_tips(store, "東京都の洪水")
    assert found(store, Term(other)) == []


def test_the_best_hit_comes_first_and_hits_are_counted(store, log_tips):
    log_tips(store, "Fire and a flood and more of it", "Flood", "Fire")
    with store.reading() as session:
        assert list(ranked(session, [Term("flood")])) == [2, 1]
        assert count(session, [Term("flood"), Term("fire")]) == 3
        assert count(session, [Term("flood"), Term("fire")], most=2) == 2


def test_of_very_many_hits_the_newest_are_weighed(store, log_tips, monkeypatch):
    monkeypatch.setattr(fulltext, "MANY", 4)
    monkeypatch.setattr(fulltext, "WEIGHED", 2)
    log_tips(store, *["Flood"] * 5)
    with store.reading() as session:
        assert list(ranked(session, [Term("flood")])) == [5, 4]
