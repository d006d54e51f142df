"""What a search finds is what plain Python finds that looks at every tip."""

import random
import time
from datetime import timedelta

import pytest

from tests.desk.searching import plainly
from tests.desk.searching.plainly import NOW, Desk
from tests.nouns import EDITOR, make_desk, make_tip
from tipdesk.desk.asking.fields import FIELDS, FORWARD, HAS, IS, SORT
from tipdesk.desk.asking.nodes import Filter, Node, Query, Word, either, every, without
from tipdesk.desk.asking.query import parse, written
from tipdesk.desk.searching import narrowing
from tipdesk.desk.searching.asked import asked, page
from tipdesk.desk.searching.listing import numbers, tip_ids
from tipdesk.desk.searching.narrowing import Asking
from tipdesk.desk.searching.taking import taken
from tipdesk.newsroom.states import Channel, Label, Permission, Verdict, Workflow

TIPS, QUERIES = 5_000, 2_000
PAGE = 40


def lower(text):
    """Do as databases do, which know the case of plain letters only."""
    return "".join(sign.lower() if sign.isascii() else sign for sign in text)


ORDERS = {
    "sort:newest": lambda tip: (-tip.row["received_at"].timestamp(), -tip.id),
    "sort:-newest": lambda tip: (tip.row["received_at"], tip.id),
    "sort:oldest": lambda tip: (tip.row["received_at"], tip.id),
    "sort:number": lambda tip: tip.id,
    "sort:-number": lambda tip: -tip.id,
    "sort:priority": lambda tip: (tip.row["priority"], -tip.row["received_at"].timestamp()),
    "sort:due,oldest": lambda tip: (
        tip.row["due_at"] is None,
        tip.row["due_at"] or NOW,
        tip.row["received_at"],
    ),
    "sort:-due,newest": lambda tip: (
        tip.row["due_at"] is None,
        -(tip.row["due_at"] or NOW).timestamp(),
        -tip.row["received_at"].timestamp(),
    ),
    "sort:-workflow": lambda tip: (
        -list(Workflow).index(tip.row["workflow"]),
        -tip.row["received_at"].timestamp(),
    ),
    "sort:channel": lambda tip: (tip.row["channel"], -tip.row["received_at"].timestamp()),
    "sort:place": lambda tip: (not tip.row["place"], lower(tip.row["place"])),
    "sort:headline": lambda tip: lower(tip.row["headline"]),
    "sort:changed": lambda tip: -tip.changed.timestamp(),
    "sort:workflow,number": lambda tip: (list(Workflow).index(tip.row["workflow"]), tip.id),
}


POOLS = {
    "is": IS,
    "has": HAS,
    "workflow": [state.value for state in Workflow],
    "verdict": [state.value for state in Verdict],
    "channel": [state.value for state in Channel],
    "permission": [state.value for state in Permission],
    "label": [state.value for state in Label],
    "story": [*plainly.STORIES, "SUM*", "NONE"],
    "tag": [*plainly.TAGS, "LANE*", "100*", "none", "%", "_"],
    "assignee": ["me", "nobody", "mar", "mark özil", "tomas", "%", "_"],
    "from": [
        *("farrow", "ÖMER", "ömer ak", "omer", "p1", "@example.org", "50%", "_", "josé", "JOSE"),
        *("p12@e", "jose\N{COMBINING ACUTE ACCENT}"),
    ],
    "place": ["east", "EASTWICK", "ørby", "orby", "100%", "Lower_M", "åkerby", "AKER", "mill"],
    "name": ["IMG", "img_2231", "100%", "übersicht", "ubersicht", "scan", "heic", "mill"],
    "camera": ["canon", "canon eos", "cänon", "z 6_2", "iphone", "%", "nikon z"],
    "lang": ["en", "en-gb", "de", "pt", "pt-br"],
    "priority": [str(level) for level in range(1, 10)],
    "near": [
        "51.5,-0.1,800",
        "0,179.5,3000",
        "89,10,2500",
        "-40,-179,4000",
        "10,10,15000",
        "0,0,1",
    ],
}


class Searches:
    """Random searches, the same in every run."""

    def __init__(self, desk: Desk) -> None:
        self._chance = random.Random(7)  # noqa: S311  no secret
        self._digests = [one["digest"] for one in desk.facts]

    def node(self, depth: int) -> Node:
        chance = self._chance
        if depth == 0 or chance.random() < 0.3:
            leaf = self._word() if chance.random() < 0.4 else self._filter()
            return without(leaf) if chance.random() < 0.2 else leaf
        join = either if chance.random() < 0.4 else every
        made = join(self.node(depth - 1) for _ in range(chance.choice([2, 2, 3])))
        return without(made) if chance.random() < 0.15 else made

    def _word(self) -> Word:
        chance = self._chance
        word = chance.choice(plainly.VOCABULARY)
        word = chance.choice([word, word.lower(), word.upper()])
        match chance.randrange(4):
            case 0:
                return Word(word[: chance.randint(1, len(word))], prefix=True)
            case 1:
                return Word(f"{word} {chance.choice(plainly.VOCABULARY)}", chance.random() < 0.3)
        return Word(word)

    def _filter(self) -> Filter:
        chance = self._chance
        key = chance.choice([*FIELDS, "number"])
        if key == "sort":
            return self._filter()
        if key == "number":
            return Filter(key, (str(chance.randint(1, TIPS + 5)),))
        if key == "digest":
            return Filter(key, (chance.choice(self._digests)[: chance.randint(4, 64)],))
        pool = POOLS.get(key) or self._dates(key)
        return Filter(
            key, tuple(chance.sample(pool, 1 if key == "near" else chance.choice((1, 1, 2))))
        )

    def sort(self) -> tuple[str, ...]:
        return (self._chance.choice(("", "-")) + self._chance.choice(SORT),)

    @staticmethod
    def _dates(key: str) -> list[str]:
        other = plainly.PAST if key in FORWARD else plainly.AHEAD
        return [date for date in plainly.DATES if date not in other]


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    store = make_desk(tmp_path_factory.mktemp("many"))
    desk = Desk(store, TIPS)
    yield desk
    store.close()


@pytest.fixture(autouse=True)
def days_of_utc(monkeypatch):
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def answer(desk, text):
    found = listed(desk, text)
    assert len(found) == len({*found}), text
    return set(found)


def listed(desk, text):
    with desk.store.reading() as session:
        wanted = asked(session, Asking(parse(text), EDITOR, at=NOW))
    return list(numbers(desk.store, wanted, None))


def first(desk, text):
    with desk.store.reading() as session:
        return list(taken(session, page(session, Asking(parse(text), EDITOR, at=NOW)), PAGE))


def test_every_field_answers_alone_as_plain_python_does(many):
    for key, pool in POOLS.items():
        for value in pool:
            query = Query(Filter(key, (value,)))
            assert answer(many, written(query)) == many.find(query), written(query)


def test_two_thousand_random_searches_find_what_plain_python_finds(many, monkeypatch):
    asking, sizes = Searches(many), []
    for number in range(QUERIES):
        # In turn: all is many and walked along an index, some is, all are few and sorted.
        monkeypatch.setattr(narrowing, "FEW", (0, 400, TIPS)[number % 3])
        query = Query(asking.node(1 + number % 2), asking.sort())
        text = written(query)
        found = answer(many, text)
        assert found == many.find(query), text
        sizes.append(len(found))
    # Most of the searches tell tips apart, or the test would show nothing.
    assert sum(0 < size < TIPS * 0.9 for size in sizes) > QUERIES / 2


def test_the_first_page_of_random_searches_is_the_beginning_of_the_whole(many, monkeypatch):
    asking = Searches(many)
    for number in range(QUERIES // 10):
        monkeypatch.setattr(narrowing, "FEW", (0, 400, TIPS)[number % 3])
        monkeypatch.setattr("tipdesk.desk.searching.asked.SOON", (0, 100)[number % 2])
        monkeypatch.setattr(narrowing, "_HINTED", (5, 1_000)[number % 2])
        monkeypatch.setattr("tipdesk.desk.searching.asked.NEAR", (0, 60, 1_000)[number // 3 % 3])
        text = written(Query(asking.node(1 + number % 2), asking.sort()))
        assert first(many, text) == listed(many, text)[:PAGE], text


@pytest.mark.parametrize(
    "text",
    [
        *("workflow:new,triage,spiked", "channel:phone,mail -flood", "is:open has:tag"),
        *(
            "assignee:mar,nobody",
            "priority:1..4 workflow:new,triage",
            "verdict:verified,inconclusive",
        ),
        *("is:mine", "is:unassigned", "is:unread is:closed", "flood OR tram", "lang:en", ""),
    ],
)
@pytest.mark.parametrize("sort", ORDERS)
def test_beginning_with_few_tips_or_walking_along_an_index_changes_no_answer(
    many, monkeypatch, text, sort
):
    found = []
    for few in (0, TIPS):
        monkeypatch.setattr(narrowing, "FEW", few)
        found.append(listed(many, f"{text} {sort}"))
    assert found[0] == found[1]
    keys = [ORDERS[sort](many.tips[tip - 1]) for tip in found[0]]
    assert keys == sorted(keys)


@pytest.mark.parametrize("limit", [5, 100, 700])
@pytest.mark.parametrize(
    "text",
    [
        *("fl*", "m*", "stop* is:new", "mill ro*", "-flood storm st*", "workflow:new,triage tra*"),
        *("mill sort:relevance", "mill is:new sort:relevance", "mill -road sort:relevance"),
        *("mill OR road sort:relevance", "mill (road OR has:tag) sort:relevance,oldest"),
        *("xyz*", "m* sort:oldest", "ca* channel:phone,mail", "fl* is:mine", '"mill ro"* has:tag'),
    ],
)
def test_the_first_page_is_the_beginning_of_the_whole_answer(many, text, limit):
    whole = list(tip_ids(many.store, text))
    assert list(tip_ids(many.store, text, limit=limit)) == whole[:limit]


@pytest.mark.parametrize(
    "text", ["tag:flood -is:new", "наводнение", "has:note sort:priority", "tag:flood mill"]
)
def test_where_few_tips_are_found_the_database_begins_with_them(many, text, monkeypatch):
    monkeypatch.setattr(narrowing, "FEW", TIPS)
    assert plan(many, text)[0] == "SEARCH tip USING INTEGER PRIMARY KEY (rowid=?) "


def test_names_of_protected_sources_are_found_only_where_protected_tips_are_asked_for(many):
    hidden = {tip.id for tip in many.tips if tip.protected}
    assert not answer(many, "from:farrow") & hidden
    assert not answer(many, "farrow") & hidden
    assert not answer(many, "from:farrow OR is:protected is:new -is:protected") & hidden
    assert answer(many, "from:farrow is:protected") <= hidden
    assert answer(many, "from:farrow is:protected")


@pytest.mark.parametrize("text", ORDERS)
def test_tips_come_in_the_order_that_is_asked_for(many, text):
    found = listed(many, f"has:tag {text}")
    keys = [ORDERS[text](many.tips[tip - 1]) for tip in found]
    assert len(keys) > 1_000
    assert keys == sorted(keys)


def test_the_best_come_first_where_relevance_is_asked_for(desk):
    far = make_tip(desk, headline="Fire", text="a long way from any flood " * 3, received_at=NOW)
    near = make_tip(desk, headline="Flood", received_at=NOW - timedelta(days=1))
    none = make_tip(desk, headline="Tram", tags=("x",), received_at=NOW)
    assert list(tip_ids(desk, "flood sort:relevance")) == [near, far]
    assert list(tip_ids(desk, "flood sort:relevance", limit=1)) == [near]
    assert list(tip_ids(desk, "flood OR tag:x sort:relevance")) == [near, far, none]
    assert list(tip_ids(desk, "flood")) == [far, near]


INDEXED = (
    *("flood", "floo*", '"mill road"', "-flood mill", "mill OR road", "T-12"),
    *("story:MILLFLOOD", "tag:flood", "story:MILL*", "tag:flood story:BRIDGE -is:unread"),
    *("assignee:me", "is:mine", "is:protected", "is:trashed", "workflow:new", "is:new"),
    *("from:farrow", "has:note", "has:message", "has:duplicate", "has:picture", "has:mail"),
    *("place:eastwick", "name:img", "digest:abcd", "camera:canon", "near:51.5,-0.1,3"),
    *("received:today", "received:2026-11", "published:today", "permission:asked"),
    *("taken:today", "label:composite", "is:embargoed", "embargo:today", "due:today"),
)


AS_THEY_COME = (
    *("", "sort:changed", "sort:headline", "sort:oldest", "workflow:new,triage"),
    *("channel:phone,mail", "is:open", "is:mine", "assignee:mar", "verdict:verified", "is:unread"),
    "is:closed -flood",
)


@pytest.mark.parametrize("text", AS_THEY_COME)
def test_the_first_tips_come_along_an_index_without_sorting_all(many, text, monkeypatch):
    monkeypatch.setattr(narrowing, "FEW", 0)
    steps = plan(many, text)
    # Those that begin alike may be sorted among themselves.
    assert "USE TEMP B-TREE FOR ORDER BY " not in steps, steps
    assert not [step for step in steps if step.startswith("SCAN tip ")], steps


@pytest.mark.parametrize(
    ("text", "index"),
    [
        *(("taken:today", "ix_facts_taken"), ("near:51.5,-0.1,3", "ix_facts_place")),
        *(("camera:canon", "ix_facts_camera"), ("published:today", "ix_use_published")),
        *(("permission:asked", "ix_media_permission"), ("label:composite", "ix_media_label")),
        *(("changed:2h", "ix_tip_changed"), ("lang:en", "ix_tip_language")),
        *(("has:place", "ix_tip_place"), ("sort:place", "ix_tip_place")),
        *(("sort:changed", "ix_tip_changed"), ("sort:headline", "ix_tip_headline")),
        *(("has:credentials", "ix_facts_credentials"), ("has:words", "ix_facts_said")),
    ],
)
def test_a_question_is_answered_along_its_own_index(many, text, index, monkeypatch):
    monkeypatch.setattr(narrowing, "FEW", TIPS)
    assert f" {index} " in " ".join(plan(many, text))


@pytest.mark.parametrize(
    "text",
    [
        *("has:video", "has:duplicate", "has:picture,audio", "-has:gps", "taken:..2026-10"),
        *("-taken:2026-10", "taken:2026-10 -has:video", "taken:2026-10 OR has:mail"),
    ],
)
def test_a_page_of_what_files_are_is_found_along_the_list_by_the_hints_of_each_tip(
    many, text, monkeypatch
):
    monkeypatch.setattr(narrowing, "_HINTED", 5)
    steps = page_plan(many, text)
    walks = "SEARCH tip USING COVERING INDEX ix_tip_newest (trashed_at=?) "
    assert [step for step in steps if step.startswith("SEARCH tip ")] == [walks]
    assert not [step for step in steps if "LIST" in step or "TEMP" in step]


@pytest.mark.parametrize("text", ["place:ea", "name:im", "place:ea -has:note"])
def test_a_page_of_few_letters_asks_full_text_only_if_the_newest_do_not_fill_it(many, text):
    assert not [step for step in page_plan(many, text) if "tip_words" in step]


@pytest.mark.parametrize("text", INDEXED)
def test_no_question_reads_the_whole_table_of_tips(many, text):
    assert not [step for step in plan(many, text) if step.startswith("SCAN tip ")]


@pytest.mark.parametrize(
    ("text", "table"),
    [
        *(("story:BRIDGE", "storytip"), ("tag:flood", "tiptag"), ("digest:abcd", "media")),
        *(("has:picture", "facts"), ("is:mine", "tip"), ("is:protected", "tip")),
        *(("from:farrow", "message"), ("is:blocked", "tip")),
    ],
)
def test_rows_beside_a_tip_are_found_by_an_index(many, text, table):
    steps = [step for step in plan(many, text) if f" {table} " in step]
    assert steps
    assert all(" INDEX " in step or " KEY " in step for step in steps), steps


@pytest.mark.parametrize("text", ["is:mine", "is:protected", "is:blocked", "tag:flood", "flood"])
def test_the_walk_through_the_list_reads_no_row_of_a_tip(many, text, monkeypatch):
    monkeypatch.setattr(narrowing, "FEW", 0)
    walked = [step for step in plan(many, text) if step.startswith("SEARCH tip USING ")]
    assert walked[0].startswith("SEARCH tip USING COVERING INDEX ")


def plan(desk, text):
    with desk.store.reading() as session:
        wanted = asked(session, Asking(parse(text), EDITOR, at=NOW))
    return [step for one in wanted for step in explained(desk, one.limit(100))]


def page_plan(desk, text):
    """Tell how the first page is begun where few files answer no part of a search."""
    with desk.store.reading() as session:
        begun = next(page(session, Asking(parse(text), EDITOR, at=NOW)))
    return explained(desk, begun.limit(100))


def explained(desk, asked):
    """Ask the database how it will look for the answer."""
    with desk.store.reading() as session:
        connection = session.connection()
        ready = asked.compile(connection, compile_kwargs={"render_postcompile": True})
        bound = {
            name: ready._bind_processors[name](value) if name in ready._bind_processors else value
            for name, value in ready.construct_params().items()
        }
        values = tuple(bound[name] for name in ready.positiontup)
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {ready}", values)
        return [f"{row[3]} " for row in rows]
