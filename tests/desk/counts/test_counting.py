import sys
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import child
from tests.nouns import EDITOR, make_desk, make_tip
from tipdesk.desk.changes.undoing import redo, undo
from tipdesk.desk.counts.counting import counts
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.desk.triaging.merging import merge_tips
from tipdesk.desk.triaging.snoozing import snooze
from tipdesk.desk.triaging.tagging import retag
from tipdesk.desk.triaging.triage import assign, mark_opened, move, protect, restore, trash
from tipdesk.newsroom.errors import Cancelled, TipdeskError
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.states import StoryStatus, Workflow
from tipdesk.newsroom.story import StoryEdit
from tipdesk.newsroom.tip import Tip
from tipdesk.newsroom.when import now
from tipdesk.store.changing import change_rows
from tipdesk.store.integrity import check
from tipdesk.store.tallies import WATCHED, scan, tallies
from tipdesk.stories.founding import found


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    store = make_desk(tmp_path_factory.mktemp("counted"))
    found(store, "CLOSED", StoryEdit(status=StoryStatus.CLOSED))
    found(store, "EMPTY")
    tips = [
        make_tip(
            store, workflow=state, tags=("flood", "bridge")[:n], stories=("MILLFLOOD",) * (n > 0)
        )
        for state in Workflow
        for n in range(3)
    ]
    assign(store, tips[::4], EDITOR)
    assign(store, tips[1::4], "Tomas Brandt")
    protect(store, tips[5:8], True)
    make_tip(store, sender="ivo@example.org", protected=True)
    make_tip(store, sender="ivo@example.org")
    trash(store, tips[::3] + tips[1:3])
    yield store
    store.close()


def test_each_number_is_the_length_of_the_list_that_it_stands_beside(full):
    told = counts(full)
    assert told.workflow == {state: len(tip_ids(full, f"workflow:{state}")) for state in Workflow}
    assert told.mine == len(tip_ids(full, "is:mine")) > 0
    assert told.unassigned == len(tip_ids(full, "is:unassigned")) > 0
    assert told.protected == len(tip_ids(full, "is:protected")) > 0
    assert told.trash == len(tip_ids(full, "is:trashed")) > 0
    for story in told.stories:
        assert story.tips == len(tip_ids(full, f"story:{story.slug}"))
    for tag, number in told.tags:
        assert number == len(tip_ids(full, f"tag:{tag}"))


def test_stories_stand_by_slug_with_the_closed_ones_last(full):
    assert [story.slug for story in counts(full).stories] == ["EMPTY", "MILLFLOOD", "CLOSED"]


def test_tags_stand_by_use(full):
    assert [tag for tag, _ in counts(full).tags] == ["flood", "bridge"]


def test_a_new_desk_counts_nothing(desk):
    told = counts(desk)
    assert (set(told.workflow.values()), told.mine, told.unassigned) == ({0}, 0, 0)
    assert (told.protected, told.trash, told.stories, told.tags) == (0, 0, (), ())


def test_a_tag_that_only_trashed_tips_wear_is_not_shown(desk):
    trash(desk, [make_tip(desk, tags=("spam",))])
    assert counts(desk).tags == ()


def test_what_the_clock_decides_is_counted_for_the_moment(desk):
    soon, past = now() + timedelta(hours=1), now() - timedelta(hours=1)
    make_tip(desk, due_at=past)
    make_tip(desk, due_at=past, workflow=Workflow.ARCHIVED)
    make_tip(desk, due_at=soon, embargo_until=soon)
    snooze(desk, [make_tip(desk)], soon)
    told = counts(desk)
    assert (told.late, told.embargoed, told.snoozed) == (1, 1, 1)
    later = counts(desk, now() + timedelta(hours=2))
    assert (later.late, later.embargoed, later.snoozed) == (2, 0, 0)


def test_what_was_put_away_is_neither_counted_nor_listed_until_its_moment(desk):
    soon, later = now() + timedelta(hours=1), now() + timedelta(hours=2)
    shown, away = make_tip(desk), make_tip(desk, headline="Flood")
    snooze(desk, [away], soon)
    told = counts(desk)
    assert (told.unread, told.unassigned, told.workflow[Workflow.NEW]) == (1, 1, 1)
    for todo in ("is:new", "is:unread", "is:unassigned", "workflow:new", "assignee:nobody"):
        assert list(tip_ids(desk, todo)) == [shown]
    for search in ("flood", "flood is:new", "is:snoozed", "is:new is:snoozed", f"T-{away}"):
        assert list(tip_ids(desk, search)) == [away]
    assert list(tip_ids(desk)) == [away, shown]
    told = counts(desk, at=later)
    assert (told.snoozed, told.unread, told.workflow[Workflow.NEW]) == (0, 2, 2)


@pytest.fixture(params=["one by one", "at once"])
def counting(request, monkeypatch):
    """Count what moves by triggers, or before and after, as where a hundred tips move."""
    if request.param == "at once":
        soon = {table: one._replace(many=1) for table, one in WATCHED.items()}
        monkeypatch.setattr("tipdesk.store.tallies.WATCHED", soon)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 13), st.integers(0, 7)), min_size=5, max_size=30))
@pytest.mark.usefixtures("counting")
def test_running_numbers_equal_a_look_at_every_tip_whatever_was_done(tmp_path_factory, steps):
    store = make_desk(tmp_path_factory.mktemp("random"))
    for kind, which in steps:
        with suppress(TipdeskError):
            _do(store, kind, which)
        assert _running(store) == _looked_at(store)
    store.close()


def test_running_numbers_outlive_a_program_that_dies_within_a_change_of_many(desk):
    with desk.begin("log") as work:
        work.add_rows(Tip, [{"id": at, "headline": "Flood"} for at in range(1, 1_501)])
    child.run([sys.executable, "-c", _DIES, str(desk.folder.path)], check=False)
    assert _running(desk) == _looked_at(desk)
    assert counts(desk).trash == 0
    trash(desk, [TipId(1)])
    assert (counts(desk).trash, _running(desk)) == (1, _looked_at(desk))
    assert check(desk) == []


_DIES = """
import os, sys
from pathlib import Path
from tipdesk.desk.triaging.triage import trash
from tipdesk.store.opening import open_desk
from tipdesk.store.watching import watched

store = open_desk(Path(sys.argv[1]), editor="Mara Keller")
with watched(lambda done, total: done and os._exit(1)):
    trash(store, range(1, 1_501))
"""


def _running(store):
    with store.reading() as session:
        told = tallies(session)
    return {(kind, key): n for kind, row in told.items() for key, n in row.items()}


def _looked_at(store):
    with store.reading() as session:
        return scan(session.connection())


def _stopped(store, tips):
    """Put tips into the trash, and have it fail before it is done."""
    with store.begin("trash") as work:
        change_rows(work, Tip, [{"id": tip, "trashed_at": now()} for tip in tips])
        raise Cancelled("stopped")


def _do(store, kind, which):
    ids = tip_ids(store) or [make_tip(store, sender="ivo@example.org", tags=("flood",))]
    tip, some = ids[which % len(ids)], list(ids[: which + 1])
    steps = (
        lambda: make_tip(store, sender="ivo@example.org", tags=("flood", "fire")[: which % 3]),
        lambda: make_tip(store, stories=("MILLFLOOD",), protected=which % 2 == 0),
        lambda: trash(store, some),
        lambda: restore(store, [tip]),
        lambda: protect(store, [tip], which % 2 == 0),
        lambda: assign(store, some, ("", EDITOR, "Tomas Brandt")[which % 3]),
        lambda: move(store, some, (Workflow.TRIAGE, Workflow.ARCHIVED)[which % 2]),
        lambda: retag(store, some, add=("storm",), remove=("flood",)),
        lambda: undo(store),
        lambda: redo(store),
        lambda: mark_opened(store, tip),
        lambda: merge_tips(store, tip, some),
        lambda: restore(store, list(tip_ids(store, "is:trashed"))),
        lambda: _stopped(store, some),
    )
    steps[kind]()
