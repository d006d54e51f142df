import shutil
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from tests.nouns import COLLEAGUE, EDITOR, make_desk, make_media, make_tip, same_desk
from tipdesk.desk.annotating.editing import detach, edit_media, edit_tip, set_sender
from tipdesk.desk.annotating.notes import drop_note, write_note
from tipdesk.desk.changes.undoing import _stack, redo, undo, undo_change
from tipdesk.desk.opening import open_tip
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.desk.triaging.checking import set_verdict
from tipdesk.desk.triaging.tagging import retag
from tipdesk.desk.triaging.triage import assign, move, prioritise, protect, restore, trash
from tipdesk.newsroom.errors import ChangedMeanwhile, NotFound, TipdeskError
from tipdesk.newsroom.ids import ChangeId
from tipdesk.newsroom.media import MediaEdit
from tipdesk.newsroom.states import Verdict, Workflow
from tipdesk.newsroom.story import NewUse, StoryEdit
from tipdesk.newsroom.tip import TipEdit
from tipdesk.store.ledger import NOUNS
from tipdesk.store.opening import open_desk
from tipdesk.stories.founding import edit_story, found
from tipdesk.stories.publishing import kill, publish
from tipdesk.stories.putting import put, take_out


def rows(store):
    """Every row that verbs may change, without the marks that are no change."""
    with store.reading() as session:
        return {
            name: sorted(
                str(row.model_dump(exclude=set(getattr(noun, "UNLEDGERED", ()))))
                for row in session.exec(select(noun))
            )
            for name, noun in NOUNS.items()
        }


def undoable(store):
    """Name the verbs that undo and redo would take back now; empty where there is none."""
    with store.reading() as session:
        steps = _stack(session, store.editor)
    return tuple(step.verb if step else "" for step in steps)


def test_undo_and_redo_walk_up_and_down_what_was_done(desk):
    tip = make_tip(desk)
    move(desk, [tip], Workflow.TRIAGE)
    prioritise(desk, [tip], 1)
    assert undoable(desk) == ("prioritise", "")
    first = undo(desk)
    assert (first.verb, first.tips) == ("undo", {tip})
    assert undoable(desk) == ("move", "prioritise")
    undo(desk)
    assert open_tip(desk, tip).line.workflow is Workflow.NEW
    assert undoable(desk) == ("log", "move")
    assert redo(desk).verb == "redo"
    redo(desk)
    assert undoable(desk) == ("prioritise", "")
    line = open_tip(desk, tip).line
    assert (line.workflow, line.priority) == (Workflow.TRIAGE, 1)


def test_going_on_after_an_undo_leaves_nothing_to_redo(desk):
    tip = make_tip(desk)
    move(desk, [tip], Workflow.TRIAGE)
    undo(desk)
    move(desk, [tip], Workflow.VERIFYING)
    assert undoable(desk) == ("move", "")
    undo(desk)
    assert undoable(desk) == ("log", "move")
    redo(desk)
    assert open_tip(desk, tip).line.workflow is Workflow.VERIFYING
    with pytest.raises(NotFound, match="nothing to redo"):
        redo(desk)


def test_a_new_desk_has_nothing_to_undo(desk):
    assert undoable(desk) == ("", "")
    with pytest.raises(NotFound, match="nothing to undo"):
        undo(desk)


def test_a_logged_tip_is_undone_and_comes_back_with_its_number(desk):
    tip = make_tip(desk, sender="Ivo <ivo@example.org>", tags=("flood",), stories=("MILLFLOOD",))
    before = rows(desk)
    undo(desk)
    assert len(tip_ids(desk)) == 0
    assert not any(rows(desk).values())
    redo(desk)
    assert rows(desk) == before
    assert list(tip_ids(desk, "flood")) == [tip]


def test_a_story_that_was_founded_by_publishing_comes_back_with_its_address(desk):
    tip = make_tip(desk, workflow=Workflow.READY)
    publish(desk, [tip], NewUse(url="https://example.org/flood", story="MILLFLOOD"))
    before = rows(desk)
    undo(desk)
    redo(desk)
    assert rows(desk) == before


def test_only_ones_own_changes_are_undone(desk, colleague):
    first, second = make_tip(desk), make_tip(desk)
    prioritise(desk, [first], 1)
    move(colleague, [second], Workflow.TRIAGE)
    assert undoable(desk) == ("prioritise", "")
    assert undoable(colleague) == ("move", "")
    undo(desk)
    assert open_tip(desk, second).line.workflow is Workflow.TRIAGE


def test_a_colleagues_change_since_is_kept_and_the_colleague_named(desk, colleague):
    tip = make_tip(desk)
    move(desk, [tip], Workflow.TRIAGE)
    move(colleague, [tip], Workflow.VERIFYING)
    before = rows(desk)
    with pytest.raises(ChangedMeanwhile, match=f"{COLLEAGUE} has changed T-1 since"):
        undo(desk)
    assert rows(desk) == before
    undo(colleague)
    undo(desk)
    assert open_tip(desk, tip).line.workflow is Workflow.NEW


def test_a_bulk_of_which_one_was_changed_since_is_not_half_undone(desk, colleague):
    tips = [make_tip(desk) for _ in range(3)]
    move(desk, tips, Workflow.TRIAGE)
    move(colleague, tips[1:2], Workflow.WAITING)
    with pytest.raises(ChangedMeanwhile):
        undo(desk)
    assert open_tip(desk, tips[0]).line.workflow is Workflow.TRIAGE


def test_what_a_colleague_changed_beside_it_is_in_nobodys_way(desk, colleague):
    tip = make_tip(desk)
    move(desk, [tip], Workflow.TRIAGE)
    prioritise(colleague, [tip], 1)
    undo(desk)
    line = open_tip(desk, tip).line
    assert (line.workflow, line.priority) == (Workflow.NEW, 1)


def test_a_change_of_the_history_is_taken_back_and_put_again_whosever_it_was(desk, colleague):
    tip = make_tip(desk)
    change = move(colleague, [tip], Workflow.TRIAGE).id
    prioritise(desk, [tip], 1)
    back = undo_change(desk, change)
    assert (back.verb, back.reverses) == ("undo", change)
    assert undoable(colleague) == ("", "")
    again = undo_change(desk, back.id)
    assert again.verb == "redo"
    assert open_tip(desk, tip).line.workflow is Workflow.TRIAGE
    assert undoable(colleague) == ("move", "")
    assert undo_change(desk, again.id).verb == "undo"
    assert open_tip(desk, tip).line.workflow is Workflow.NEW


def test_undoing_an_earlier_change_leaves_the_later_ones_to_undo(desk):
    tip = make_tip(desk)
    change = move(desk, [tip], Workflow.TRIAGE).id
    prioritise(desk, [tip], 1)
    undo_change(desk, change)
    assert undoable(desk) == ("prioritise", "move")
    undo(desk)
    assert undoable(desk) == ("log", "prioritise")


def test_a_change_that_never_was_can_not_be_taken_back(desk):
    with pytest.raises(NotFound):
        undo_change(desk, ChangeId("nothing"))


def test_a_mark_that_a_tip_was_opened_is_in_no_ones_way(desk):
    tip = make_tip(desk)
    prioritise(desk, [tip], 1)
    with desk.deriving() as session:
        session.get(NOUNS["tip"], tip).opened_at = open_tip(desk, tip).line.received_at
    assert undo(desk)


TIPS = st.lists(st.sampled_from([1, 2, 3]), min_size=1, max_size=3, unique=True)
MEDIA = st.lists(st.sampled_from([1, 2]), min_size=1, unique=True)
ONE = st.sampled_from([1, 2, 3])
SLUG = st.sampled_from(["FLOOD", "BRIDGE"])
NAME = st.sampled_from(["", "Ana Ruiz", "Tomas Brandt"])
WORD = st.sampled_from(["flood", "bridge", "weir"])
SENDER = st.sampled_from(["", "Ivo", "Ivo <ivo@example.org>", "Ana <ivo@example.org>", "@ivo"])
USE = NewUse(url="https://example.org/flood")


def does(verb, **given):
    """Draw a verb with what it is given; it then wants only the desk."""
    drawn = {
        name: value if isinstance(value, st.SearchStrategy) else st.just(value)
        for name, value in given.items()
    }
    return st.fixed_dictionaries(drawn).map(lambda values: partial(verb, **values))


VERBS = st.one_of(
    does(move, tips=TIPS, to=st.sampled_from(Workflow), reason="why"),
    does(assign, tips=TIPS, name=NAME),
    does(prioritise, tips=TIPS, priority=st.integers(1, 9)),
    does(trash, tips=TIPS),
    does(restore, tips=TIPS),
    does(protect, tips=TIPS, on=st.booleans()),
    does(retag, tips=TIPS, add=st.lists(WORD, max_size=2), remove=st.lists(WORD, max_size=2)),
    does(put, tips=TIPS, slug=SLUG),
    does(take_out, tips=TIPS, slug=SLUG),
    does(found, slug=SLUG),
    does(edit_story, slug=SLUG, edit=WORD.map(lambda word: StoryEdit(headline=word))),
    does(set_verdict, tips=TIPS, verdict=st.sampled_from(Verdict)),
    does(write_note, tip=ONE, text=WORD),
    does(drop_note, note=ONE),
    does(edit_tip, tip=ONE, edit=WORD.map(lambda word: TipEdit(headline=word))),
    does(edit_tip, tip=ONE, edit=st.booleans().map(lambda on: TipEdit(protected=on))),
    does(set_sender, tip=ONE, sender=SENDER),
    does(edit_media, media=MEDIA, edit=WORD.map(lambda word: MediaEdit(caption=word))),
    does(detach, media=MEDIA),
    does(publish, tips=TIPS, use=USE),
    does(kill, tips=TIPS, reason="why"),
    st.sampled_from([undo, redo]),
)


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A desk as a colleague left it: nothing in it is ours to undo."""
    store = make_desk(tmp_path_factory.mktemp("begun"), editor=COLLEAGUE)
    first = make_tip(store, sender="ivo@example.org", workflow=Workflow.READY, stories=("FLOOD",))
    make_tip(store, workflow=Workflow.READY, tags=("flood",))
    second = make_tip(store, workflow=Workflow.VERIFYING)
    make_media(store, first)
    make_media(store, second)
    store.close()
    return store.folder.path


@contextmanager
def copied(begun):
    with TemporaryDirectory() as folder:
        store = open_desk(Path(shutil.copytree(begun, Path(folder) / "desk")), editor=EDITOR)
        try:
            yield store
        finally:
            store.close()


def tried(store, verb):
    """Do a verb, or have it change nothing."""
    before = rows(store)
    try:
        verb(store)
    except TipdeskError:
        assert rows(store) == before


@given(st.lists(VERBS, max_size=25))
@settings(max_examples=40)
def test_undoing_all_leads_back_to_the_start_and_redoing_all_to_the_end(begun, verbs):
    with copied(begun) as store:
        start = rows(store)
        for verb in verbs:
            tried(store, verb)
        end = rows(store)
        steps = 0
        while undoable(store)[0]:
            undo(store)
            steps += 1
        assert rows(store) == start
        for _ in range(steps):
            redo(store)
        assert rows(store) == end


@given(st.lists(st.tuples(st.booleans(), VERBS), max_size=15))
@settings(max_examples=20)
def test_two_editors_who_undo_at_random_lose_nothing(begun, verbs):
    with copied(begun) as mine, closing(same_desk(mine, editor="Ana Ruiz")) as theirs:
        for is_mine, verb in verbs:
            tried(mine if is_mine else theirs, verb)
        with suppress(TipdeskError):
            while undoable(mine)[0]:
                undo(mine)
        assert {*tip_ids(mine), *tip_ids(mine, "is:trashed")} == {1, 2, 3}
