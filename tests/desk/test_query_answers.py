"""What a search finds is what plain Python finds that looks at every tip."""

import random
import time

import pytest
from sqlalchemy import select
from sqlmodel import col

from tests.desk import plainly
from tests.desk.plainly import NOW, Desk
from tests.nouns import EDITOR, make_desk
from tipdesk.desk.asking.fields import FIELDS, FORWARD, HAS, IS
from tipdesk.desk.asking.nodes import Filter, Node, Query, Word, either, every, without
from tipdesk.desk.conditions import conditions
from tipdesk.desk.query import parse, written
from tipdesk.newsroom.states import Channel, Label, Permission, Verdict, Workflow
from tipdesk.newsroom.tip import Tip

TIPS, QUERIES = 5_000, 2_000

POOLS = {
    "is": IS,
    "has": HAS,
    "workflow": [state.value for state in Workflow],
    "verdict": [state.value for state in Verdict],
    "channel": [state.value for state in Channel],
    "permission": [state.value for state in Permission],
    "label": [state.value for state in Label],
    "story": [*plainly.STORIES, "MILL*", "NONE"],
    "tag": [*plainly.TAGS, "LANE*", "100*", "none", "%", "_"],
    "assignee": ["me", "nobody", "mar", "mark özil", "tomas", "%", "_"],
    "from": ["farrow", "ÖMER", "ömer ak", "p1", "@example.org", "50%", "_", "josé", "p12@e"],
    "place": ["east", "EASTWICK", "ørby", "100%", "Lower_M", "åkerby", "mill"],
    "name": ["IMG", "img_2231", "100%", "übersicht", "scan", "heic", "mill"],
    "camera": ["canon", "canon eos", "z 6_2", "iphone", "%", "nikon z"],
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


class Asking:
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


def answer(session, text):
    asked = select(col(Tip.id)).where(*conditions(parse(text), editor=EDITOR, at=NOW))
    return set(session.execute(asked).scalars())


def test_every_field_answers_alone_as_plain_python_does(many):
    with many.store.reading() as session:
        for key, pool in POOLS.items():
            for value in pool:
                query = Query(Filter(key, (value,)))
                assert answer(session, written(query)) == many.find(query), written(query)


def test_two_thousand_random_searches_find_what_plain_python_finds(many):
    asking, sizes = Asking(many), []
    with many.store.reading() as session:
        for _ in range(QUERIES):
            query = Query(asking.node(2))
            text = written(query)
            found = answer(session, text)
            assert found == many.find(query), text
            sizes.append(len(found))
    # Most of the searches tell tips apart, or the test would show nothing.
    assert sum(0 < size < TIPS * 0.9 for size in sizes) > QUERIES / 2


def test_names_of_protected_sources_are_found_only_where_protected_tips_are_asked_for(many):
    hidden = {tip.id for tip in many.tips if tip.protected}
    with many.store.reading() as session:
        assert not answer(session, "from:farrow") & hidden
        assert not answer(session, "farrow") & hidden
        assert not answer(session, "from:farrow OR is:protected is:new -is:protected") & hidden
        assert answer(session, "from:farrow is:protected") <= hidden
        assert answer(session, "from:farrow is:protected")
