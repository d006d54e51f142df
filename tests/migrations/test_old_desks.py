"""Desks that older programs made, kept as they were: each is opened by this one."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.nouns import make_desk
from tipdesk.desk.changes.history import history
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.opening import open_tip
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.intake.facts import waiting
from tipdesk.newsroom.errors import DeskUnavailable
from tipdesk.newsroom.hints import Hint
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.states import Choice, Permission, ReadState, Workflow
from tipdesk.newsroom.tip import Tip
from tipdesk.store.integrity import check
from tipdesk.store.opening import open_desk

DESKS = Path(__file__).parent / "desks"
EDITOR = "Mara Keller"


@pytest.fixture(params=sorted(path.name for path in DESKS.iterdir()))
def old(request, tmp_path):
    return Path(shutil.copytree(DESKS / request.param, tmp_path / "desk"))


def test_an_old_desk_opens_whole_and_a_backup_of_it_is_kept_first(old):
    store = open_desk(old, editor=EDITOR)
    tip = open_tip(store, TipId(1))
    assert (tip.line.headline, tip.line.workflow) == ("Water over the bridge", Workflow.PUBLISHED)
    assert tip.contributor.contacts == ("l.farrow@example.org",)
    assert [use.url for use in tip.uses] == ["https://courier.example/flood"]
    assert list(tip_ids(store, "rose story:MILLFLOOD")) == [1]
    assert check(store, deep=True) == []
    assert len(list(store.folder.backups.glob("before-*.db"))) == 1
    store.close()


def test_what_was_read_stays_and_is_read_again_in_depth(old):
    store = open_desk(old, editor=EDITOR)
    picture, broken = open_tip(store, TipId(1)).media
    assert (picture.make, picture.gps, picture.caption) == (
        "Acme",
        (53.5, -1.5),
        "The bridge at noon",
    )
    assert (picture.permission, picture.choice, picture.rating) == (
        Permission.GRANTED,
        Choice.NONE,
        0,
    )
    assert (picture.said, picture.credentials) == ((), None)
    assert {picture.state, broken.state} == {ReadState.WAITING}
    assert set(waiting(store)) == {picture.digest, broken.digest}
    store.close()


def test_what_was_done_then_can_be_told_and_taken_back_now(old):
    store = open_desk(old, editor=EDITOR)
    assert {line.verb for line in history(store, TipId(1))} >= {"log", "caption", "publish"}
    undo(store)  # the second tip's log
    undo(store)
    assert open_tip(store, TipId(1)).line.workflow is Workflow.READY
    assert check(store, deep=True) == []
    store.close()


def test_an_old_desk_has_the_form_of_a_new_one_and_hints_at_its_files(old, tmp_path):
    (tmp_path / "new").mkdir()
    store, new = open_desk(old, editor=EDITOR), make_desk(tmp_path / "new")
    assert form(store) == form(new)
    assert list(tip_ids(store, "taken:2026-11-21 has:gps", limit=9)) == [1]
    with store.reading() as session:
        tip = session.get(Tip, 1)
        taken = "2026:11:21 16:08:03"
        assert (tip.taken_from, tip.taken_until) == (taken, taken)
        assert Hint(tip.hints) == Hint.PICTURE | Hint.GPS
    store.close()
    new.close()


def form(store):
    """Tell what indexes and triggers a desk has, and in which form its numbers and words are."""
    with store.reading() as session:
        made = "SELECT name, sql FROM sqlite_master WHERE type IN ('index', 'trigger')"
        return dict(session.execute(text(made)).all()), session.scalar(text("PRAGMA user_version"))


def test_an_old_desk_that_may_not_be_written_says_so(old):
    with pytest.raises(DeskUnavailable, match="older"):
        open_desk(old, editor=EDITOR, read_only=True)
