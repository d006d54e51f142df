from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.nouns import EDITOR, make_desk, make_media, make_tip
from tipdesk.desk.annotating.notes import write_note
from tipdesk.desk.asking.query import QueryNotUnderstood, parse
from tipdesk.desk.lines import lines_of
from tipdesk.desk.searching.asked import page
from tipdesk.desk.searching.listing import tip_ids, tip_lines
from tipdesk.desk.searching.narrowing import Asking
from tipdesk.desk.searching.taking import taken
from tipdesk.desk.triaging.tagging import retag
from tipdesk.desk.triaging.triage import assign, mark_opened, protect, trash
from tipdesk.newsroom.errors import Cancelled
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.states import (
    Channel,
    FileKind,
    Permission,
    Sensitivity,
    Verdict,
    Workflow,
)
from tipdesk.newsroom.tip import Tip
from tipdesk.newsroom.when import now
from tipdesk.store.heeding import heeding

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """A desk with one tip for each thing that can be looked for, logged an hour apart."""
    store = make_desk(tmp_path_factory.mktemp("full"))
    tips = {}
    for hours, (name, fields) in enumerate(_TIPS.items()):
        tips[name] = make_tip(store, received_at=NOON + timedelta(hours=hours), **fields)
    make_media(store, tips["picture"], b"p", kind=FileKind.PICTURE)
    make_media(store, tips["video"], b"v", kind=FileKind.VIDEO, name="weir.mp4")
    make_media(store, tips["audio"], b"a", kind=FileKind.AUDIO)
    make_media(store, tips["document"], b"d", kind=FileKind.DOCUMENT)
    write_note(store, tips["note"], "ring the keeper")
    assign(store, [tips["mine"], tips["mine, archived"]], EDITOR)
    assign(store, [tips["theirs"]], "Tomas Brandt")
    mark_opened(store, tips["read"])
    trash(store, [tips["trashed"]])
    protect(store, [tips["protected"]], True)
    names = {number: name for name, number in tips.items()}
    yield store, lambda query: [names[tip] for tip in tip_ids(store, query)]
    store.close()


_TIPS = {
    "picture": {"headline": "Flood water on Mill Road"},
    "video": {"headline": "Aerial of the weir"},
    "audio": {"headline": "Sirens"},
    "document": {"headline": "Council minutes"},
    "note": {"headline": "A call"},
    "mine": {"workflow": Workflow.VERIFYING},
    "mine, archived": {"workflow": Workflow.ARCHIVED},
    "theirs": {"verdict": Verdict.VERIFIED},
    "read": {"channel": Channel.PHONE},
    "trashed": {"headline": "Spam"},
    "protected": {"sender": "Ivo Lam <ivo@example.org>"},
    "of the same source": {"sender": "ivo@example.org"},
    "story": {"stories": ("MILLFLOOD", "BRIDGE")},
    "tagged": {"tags": ("Eye Witness", "flood")},
    "spiked": {"workflow": Workflow.SPIKED, "text": "the road to the mill"},
}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("flood", ["tagged", "picture"]),
        ("FLOOD mill", ["picture"]),
        ('"mill road"', ["picture"]),
        ('mill road -"mill road"', ["spiked"]),
        ("counc*", ["document"]),
        ("counc", []),
        ("keeper", ["note"]),
        ("weir.mp4", ["video"]),
        ("workflow:verifying,spiked", ["spiked", "mine"]),
        ("verdict:verified", ["theirs"]),
        ("channel:phone", ["read"]),
        ("story:millflood", ["story"]),
        ("story:BRIDGE,OTHER", ["story"]),
        ("story:OTHER", []),
        ('tag:"eye witness"', ["tagged"]),
        ("tag:nothing", []),
        ("is:mine", ["mine"]),
        ("assignee:me", ["mine, archived", "mine"]),
        ("assignee:tomas", ["theirs"]),
        ("assignee:to%", []),
        ("is:protected", ["of the same source", "protected"]),
        ("is:trashed", ["trashed"]),
        ("is:trashed flood", []),
        ("-is:unread", ["read"]),
        ("has:picture", ["picture"]),
        ("has:video,audio", ["audio", "video"]),
        ("has:document", ["document"]),
        ("has:note", ["note"]),
        ("has:story", ["story"]),
        ("T-1", ["picture"]),
        ("T-999999999999999999", []),
        ("Ivo", []),
        ("ivo@example.org", []),
    ],
)
def test_a_search_finds_just_what_was_asked_newest_first(full, query, found):
    _, search = full
    assert search(query) == found


def test_everything_but_the_trash_is_listed_newest_first(full):
    _, search = full
    assert search("") == [name for name in reversed(_TIPS) if name != "trashed"]


def test_oldest_first_is_the_same_turned_round(full):
    store, _ = full
    assert tip_ids(store, newest_first=False) == tip_ids(store)[::-1]


def test_the_first_page_is_the_beginning_of_all(full):
    store, _ = full
    assert tip_ids(store, limit=4) == tip_ids(store)[:4]


def test_unassigned_are_the_open_tips_that_nobody_has(full):
    _, search = full
    asked = search("is:unassigned")
    assert not {"mine", "theirs", "spiked", "mine, archived", "trashed"} & set(asked)
    assert "picture" in asked
    assert set(search("assignee:nobody")) - set(asked) == {"spiked"}


@pytest.mark.parametrize(
    "query",
    [
        *("workflow:new", "verdict:verified", "channel:phone", "story:BRIDGE", "tag:flood"),
        *("assignee:me", "assignee:nobody", "is:mine", "is:unassigned", "is:protected"),
        *("is:unread", "has:picture", "has:note", "has:story", "flood", "T-3"),
    ],
)
def test_what_a_search_finds_and_what_its_negation_finds_is_everything(full, query):
    store, _ = full
    both = [*tip_ids(store, query), *tip_ids(store, f"-{query}")]
    assert sorted(both) == sorted(tip_ids(store))


@given(st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_words_upset_the_database(full, text):
    store, _ = full
    everything = {*tip_ids(store), *tip_ids(store, "is:trashed")}
    for query in (text, f'"{text}"*', f"tag:{text}", f"assignee:{text}"):
        with suppress(QueryNotUnderstood):
            assert set(tip_ids(store, query)) <= everything


def test_a_search_that_was_replaced_stops_and_leaves_the_desk_usable(full):
    store, _ = full
    with heeding(lambda: True), pytest.raises(Cancelled):
        tip_ids(store)
    assert len(tip_ids(store)) == len(_TIPS) - 1


def test_a_line_says_all_that_the_list_shows(desk):
    tip = make_tip(
        desk,
        headline="<b>Flood</b>",
        sender="Amira Khan <khan@example.org>",
        channel=Channel.MAIL,
        tags=("flood", "Bridge"),
        stories=("MILLFLOOD", "BRIDGE"),
        received_at=NOON,
        due_at=NOON,
        sensitivity=["minor"],
        priority=2,
    )
    digests = [
        make_media(desk, tip, bytes([n]), kind=FileKind.PICTURE, position=n) for n in range(4)
    ]
    make_media(desk, tip, b"v", kind=FileKind.VIDEO, position=9, permission=Permission.DECLINED)
    make_media(desk, tip, b"d", kind=FileKind.DOCUMENT)
    write_note(desk, tip, "one")
    assign(desk, [tip], "Ana Ruiz")
    (line,) = tip_lines(desk, [tip])
    assert (line.id, line.headline, line.channel) == (tip, "<b>Flood</b>", Channel.MAIL)
    assert (line.contributor, line.assignee) == ("Amira Khan", "Ana Ruiz")
    assert (line.received_at, line.due_at, line.embargo_until) == (NOON, NOON, None)
    assert (line.tags, line.stories) == (("Bridge", "flood"), ("BRIDGE", "MILLFLOOD"))
    assert line.kinds == {FileKind.PICTURE: 4, FileKind.VIDEO: 1, FileKind.DOCUMENT: 1}
    assert (len(line.thumbnails), len(digests)) == (3, 4)
    assert (line.permission, line.priority, line.notes) == (Permission.DECLINED, 2, 1)
    assert line.sensitivity == (Sensitivity.MINOR,)
    assert (line.unread, line.trashed, line.protected) == (True, False, False)


def test_a_sender_without_a_name_is_shown_by_the_contact(desk):
    tip = make_tip(desk, sender="@riverwatcher")
    assert tip_lines(desk, [tip])[0].contributor == "@riverwatcher"


def test_lines_come_in_the_order_asked_and_without_those_that_are_gone(desk):
    first, second, third = (make_tip(desk) for _ in range(3))
    lines = tip_lines(desk, [third, TipId(99), first, second, first])
    assert [line.id for line in lines] == [third, first, second, first]
    assert tip_lines(desk, []) == []


def test_a_line_never_carries_content_into_a_log(desk):
    tip = make_tip(desk, headline="Canary", sender="Canary <canary@example.org>")
    assert "anary" not in repr(tip_lines(desk, [tip]))


@pytest.mark.parametrize("number", [1, 50, 128])
def test_a_page_costs_the_same_few_questions_however_long(desk, number):
    tips = [make_tip(desk, tags=("flood",), sender="Ivo") for _ in range(number)]
    retag(desk, tips, add=["bridge"])
    asked: list[str] = []
    with desk.reading() as session:
        driver = session.connection().connection.driver_connection
        driver.set_trace_callback(asked.append)
        assert len(lines_of(session, tips)) == number
        driver.set_trace_callback(None)
    assert len(asked) == 5


@pytest.fixture(scope="module")
def years(tmp_path_factory):
    """A desk of which only the first tips have a tag, and thousands came in since."""
    store = make_desk(tmp_path_factory.mktemp("years"))
    with store.begin("log") as work:
        came = ((n, NOON + timedelta(minutes=n)) for n in range(1, 8_001))
        row = {"headline": "A call", "sensitivity": []}
        work.add_rows(Tip, [{"id": n, "received_at": at, **row} for n, at in came])
    retag(store, [TipId(n) for n in range(1, 301)], add=["old"])
    yield store
    store.close()


@pytest.mark.parametrize("query", ["tag:old", "tag:old -tag:none"])
def test_what_lies_years_back_is_found_without_a_look_at_all_tips_since(years, monkeypatch, query):
    monkeypatch.setattr("tipdesk.desk.searching.asked.SOON", 100)
    monkeypatch.setattr("tipdesk.desk.searching.asked.NEAR", 100)
    first, steps = counted(years, query)
    assert first == tip_ids(years, query)[:50]
    monkeypatch.setattr("tipdesk.desk.searching.asked.MANY", 0)
    walked, all_steps = counted(years, query)
    assert walked == first
    assert steps < all_steps / 5


def counted(store, query):
    """Ask for a page, and count by the hundred the steps that the database makes for it."""
    steps = []
    with store.reading() as session:
        driver = session.connection().connection.driver_connection
        driver.set_progress_handler(lambda: steps.append(1), 100)
        found = taken(session, page(session, Asking(parse(query), EDITOR)), 50)
        driver.set_progress_handler(None, 100)
    return found, len(steps)


def find_unless_replaced(store, looks):
    """Look for tips, and give it up at one of the looks after the question."""
    left = iter(range(looks))
    with heeding(lambda: next(left, None) is None):
        return tip_ids(store, "tip")


def test_a_question_that_was_replaced_disturbs_no_other(tmp_path):
    store = make_desk(tmp_path)
    with store.begin("log") as work:
        row = {"received_at": now(), "sensitivity": []}
        work.add_rows(Tip, [{"id": n, "headline": f"tip {n}", **row} for n in range(1, 10_001)])
    # As in the lanes: what a thread raised, and the frames with it, is let go on another thread.
    with ThreadPoolExecutor(2) as lanes:
        asked = [lanes.submit(find_unless_replaced, store, turn % 10) for turn in range(200)]
        wrong = Counter()
        while asked:
            error = asked.pop(0).exception()
            if error is not None and not isinstance(error, Cancelled):
                wrong[type(error).__name__] += 1
    assert not wrong
    store.close()


def test_by_relevance_the_tip_that_says_it_best_comes_first(desk):
    best = make_tip(desk, headline="Flood")
    other = make_tip(desk, headline="Council meets", text="It spoke of many things and a flood.")
    make_tip(desk, headline="Fire")
    assert list(tip_ids(desk, "flood")) == [other, best]
    assert list(tip_ids(desk, "flood sort:relevance")) == [best, other]
    assert list(tip_ids(desk, "flood sort:relevance", limit=1)) == [best]
    assert list(tip_ids(desk, "flood meets sort:relevance")) == [other]
