from datetime import UTC, datetime, timedelta

import pytest

from tests.nouns import make_tip
from tipdesk.desk.changes.undoing import redo, undo
from tipdesk.desk.opening import open_tip
from tipdesk.desk.triaging.triage import move
from tipdesk.newsroom.errors import MoveNotAllowed, NotAllowed, NotValid, ReasonNeeded
from tipdesk.newsroom.states import Workflow
from tipdesk.newsroom.story import NewUse, StoryEdit
from tipdesk.newsroom.when import now
from tipdesk.stories.founding import found
from tipdesk.stories.publishing import kill, publish
from tipdesk.stories.reading import stories

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
URL = "https://example.org/flood"


def ready(store, **fields):
    return make_tip(store, workflow=Workflow.READY, **fields)


def use(**fields):
    return NewUse(**{"url": URL, **fields})


def test_publishing_records_where_and_with_what_credit(desk):
    tip = ready(desk, stories=("MILLFLOOD",))
    said = use(title="Flood", outlet="Web", credit="Picture: A. Okafor", published_at=NOON)
    change = publish(desk, [tip], said)
    shown = open_tip(desk, tip)
    assert shown.line.workflow is Workflow.PUBLISHED
    (used,) = shown.uses
    assert (used.url, used.title, used.outlet, used.credit, used.published_at) == (
        URL,
        "Flood",
        "Web",
        "Picture: A. Okafor",
        NOON,
    )
    assert used.story == "MILLFLOOD"
    assert change.stories == {shown.stories[0].id}


def test_the_story_gets_its_address_once(desk):
    first, second = (ready(desk, stories=("MILLFLOOD",)) for _ in range(2))
    publish(desk, [first], use(published_at=NOON))
    publish(desk, [second], use(url="https://example.org/later"))
    (story,) = stories(desk)
    assert (story.published_url, story.published_at) == (URL, NOON)


def test_a_named_story_gets_the_tips_and_is_founded_if_new(desk):
    tip = ready(desk, stories=("BRIDGE",))
    publish(desk, [tip], use(story="millflood"))
    shown = open_tip(desk, tip)
    assert (shown.line.stories, shown.uses[0].story) == (("BRIDGE", "MILLFLOOD"), "MILLFLOOD")
    assert {story.slug: story.published_url for story in stories(desk)} == {
        "BRIDGE": "",
        "MILLFLOOD": URL,
    }


def test_of_several_stories_none_is_guessed(desk):
    tip = ready(desk, stories=("BRIDGE", "MILLFLOOD"))
    publish(desk, [tip], use())
    assert open_tip(desk, tip).uses[0].story == ""
    assert [story.published_url for story in stories(desk)] == ["", ""]


@pytest.mark.parametrize("before", [state for state in Workflow if state is not Workflow.READY])
def test_only_what_is_ready_is_published(desk, before):
    tip = make_tip(desk, workflow=before)
    with pytest.raises(MoveNotAllowed, match="can't become published"):
        publish(desk, [tip], use(story="MILLFLOOD"))
    assert (open_tip(desk, tip).line.workflow, open_tip(desk, tip).uses) == (before, ())
    assert stories(desk) == []


def test_of_many_the_ready_are_published(desk):
    tips = [ready(desk), make_tip(desk), ready(desk)]
    change = publish(desk, tips, use())
    assert [one.tip for one in change.refused] == tips[1:2]
    assert [bool(open_tip(desk, tip).uses) for tip in tips] == [True, False, True]


def test_an_embargo_on_the_tip_holds_and_its_end_is_named(desk):
    until = datetime(2099, 1, 1, 6, 30, tzinfo=UTC)
    tip = ready(desk, embargo_until=until)
    with pytest.raises(NotAllowed, match=r"T-1 is under embargo until 2099-01-01 06:30 UTC"):
        publish(desk, [tip], use())
    assert open_tip(desk, tip).line.workflow is Workflow.READY


@pytest.mark.parametrize("said", [use(), use(story="MILLFLOOD")])
def test_an_embargo_on_the_story_holds(desk, said):
    found(desk, "MILLFLOOD", StoryEdit(embargo_until=now() + timedelta(hours=1)))
    tip = ready(desk, stories=("MILLFLOOD", "BRIDGE"))
    with pytest.raises(NotAllowed, match="The story MILLFLOOD is under embargo until"):
        publish(desk, [tip], said)


def test_an_embargo_of_another_story_or_of_yesterday_holds_nothing(desk):
    found(desk, "LATER", StoryEdit(embargo_until=now() + timedelta(hours=1)))
    tip = ready(desk, stories=("LATER", "BRIDGE"), embargo_until=now() - timedelta(hours=1))
    assert publish(desk, [tip], use(story="BRIDGE")).tips == {tip}


@pytest.mark.parametrize(
    "url", ["page 3", "javascript:alert(1)", "https://", "file:///etc", "http://[", "https://a b"]
)
def test_an_address_that_is_none_is_refused(desk, url):
    tip = ready(desk)
    with pytest.raises(NotValid, match="web address"):
        publish(desk, [tip], use(url=url))
    assert open_tip(desk, tip).line.workflow is Workflow.READY


def test_killing_withdraws_every_use_and_keeps_it_on_record(desk):
    tip = ready(desk)
    publish(desk, [tip], use())
    move(desk, [tip], Workflow.VERIFYING, reason="a reader doubts it")
    move(desk, [tip], Workflow.READY)
    publish(desk, [tip], use(url="https://example.org/again"))
    kill(desk, [tip], "the picture is from 2019")
    shown = open_tip(desk, tip)
    assert shown.line.workflow is Workflow.KILLED
    assert [one.withdrawn_at is not None for one in shown.uses] == [True, True]


def test_killing_needs_a_reason(desk):
    tip = ready(desk)
    publish(desk, [tip], use())
    with pytest.raises(ReasonNeeded):
        kill(desk, [tip], " ")
    assert open_tip(desk, tip).uses[0].withdrawn_at is None


def test_what_was_never_published_is_not_killed(desk):
    with pytest.raises(MoveNotAllowed, match="never published"):
        kill(desk, [make_tip(desk, workflow=Workflow.ARCHIVED)], "why")
    with pytest.raises(MoveNotAllowed, match="can't become killed"):
        kill(desk, [make_tip(desk)], "why")


def test_publishing_and_killing_are_undone_and_redone(desk):
    tip = ready(desk, stories=("MILLFLOOD",))
    publish(desk, [tip], use())
    published = open_tip(desk, tip)
    kill(desk, [tip], "wrong bridge")
    undo(desk)
    assert open_tip(desk, tip).uses == published.uses
    undo(desk)
    assert (open_tip(desk, tip).uses, stories(desk)[0].published_url) == ((), "")
    redo(desk)
    assert open_tip(desk, tip).uses == published.uses
    assert stories(desk)[0].published_url == URL
