import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.nouns import make_desk, make_tip
from tipdesk.desk.annotating.editing import edit_tip
from tipdesk.desk.searching import renewing
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.desk.searching.renewing import renewed
from tipdesk.desk.triaging.triage import move, prioritise, restore, trash
from tipdesk.newsroom.errors import NotAllowed
from tipdesk.newsroom.states import Workflow
from tipdesk.newsroom.tip import TipEdit
from tipdesk.newsroom.when import now
from tipdesk.store.database import Store

QUERIES = (
    "",
    "workflow:new,triage",
    "tip workflow:new",
    "workflow:new OR priority:1",
    "-workflow:new",
    "is:trashed",
    "sort:priority",
    "sort:-changed",
    "sort:headline workflow:new",
    "tip sort:relevance",
    "tip OR priority:1",
    "-tip",
    "is:unassigned -priority:1",
    "priority:5,9 has:note OR received:today",
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Store]:
    store = make_desk(tmp_path)
    for number in range(30):
        make_tip(store, headline=f"tip {number % 7}")
    yield store
    store.close()


def test_a_list_that_is_kept_up_to_date_is_the_list_that_is_asked_anew(desk):
    chance = random.Random(7)  # noqa: S311  no secret
    changes = (
        lambda tips: move(desk, tips, chance.choice([Workflow.NEW, Workflow.TRIAGE])),
        lambda tips: prioritise(desk, tips, chance.choice([1, 5, 9])),
        lambda tips: trash(desk, tips),
        lambda tips: restore(desk, tips),
        lambda tips: edit_tip(desk, tips[0], TipEdit(headline=f"tip {chance.randrange(9)}")),
        lambda tips: edit_tip(desk, tips[0], TipEdit(received_at=now())),
    )
    lists = {query: tip_ids(desk, query) for query in QUERIES}
    for _ in range(30):
        tips = chance.sample(range(1, 31), chance.choice([1, 1, 2, 3, 5]))
        with suppress(NotAllowed):
            chance.choice(changes)(tips)
        for query, listed in lists.items():
            anew = tip_ids(desk, query)
            assert renewed(desk, listed, tips, query) == anew, query
            lists[query] = anew


@pytest.fixture
def nobody_asks_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """See to it that no look is taken at all tips."""

    def refuse(*_: object) -> None:
        raise AssertionError("all tips were looked at")

    monkeypatch.setattr(renewing, "found", refuse)


@pytest.mark.usefixtures("nobody_asks_anew")
def test_a_tip_that_leaves_or_stays_needs_no_look_at_the_others(desk):
    listed = tip_ids(desk, "workflow:new")
    left = listed[4]
    move(desk, [left], Workflow.TRIAGE)
    shorter = renewed(desk, listed, {left}, "workflow:new")
    assert list(shorter) == [tip for tip in listed if tip != left]
    prioritise(desk, [listed[7]], 1)
    assert renewed(desk, shorter, {listed[7]}, "workflow:new") == shorter
    assert len(listed) == 30


@pytest.mark.usefixtures("nobody_asks_anew")
@pytest.mark.parametrize("row", [0, 1, 14, 28, 29])
def test_a_tip_that_comes_back_needs_no_look_at_the_others_either(desk, monkeypatch, row):
    monkeypatch.setattr(renewing, "_COMPARED", 3)
    for query in ("workflow:new", "sort:headline workflow:new", "sort:oldest workflow:new"):
        listed = tip_ids(desk, query)
        move(desk, [listed[row]], Workflow.TRIAGE)
        shorter = renewed(desk, listed, {listed[row]}, query)
        move(desk, [listed[row]], Workflow.NEW)
        assert renewed(desk, shorter, {listed[row]}, query) == listed, query


def test_a_tip_that_comes_in_is_put_in_its_place(desk):
    listed = tip_ids(desk, "workflow:new")
    late = make_tip(desk, headline="tip")
    assert renewed(desk, listed, {late}, "workflow:new")[0] == late
