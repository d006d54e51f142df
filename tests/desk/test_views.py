import pytest

from tests.nouns import make_tip
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.triaging.triage import trash
from tipdesk.desk.views import (
    digest,
    drop_view,
    due_reminders,
    edit_view,
    order_views,
    save_view,
    view_count,
    views,
)
from tipdesk.newsroom.errors import NotFound, NotValid
from tipdesk.newsroom.view import SavedView, ViewEdit


def names(store):
    return [view.name for view in views(store)]


def test_a_search_is_kept_under_a_name_with_its_count(desk):
    make_tip(desk, tags=("flood",))
    make_tip(desk)
    save_view(desk, "Floods", "tag:flood", ViewEdit(icon="drop"))
    (view,) = views(desk)
    assert (view.name, view.query, view.icon, view.shared) == ("Floods", "tag:flood", "drop", False)
    assert view_count(desk, view) == 1


def test_ones_own_views_are_nobody_elses_and_shared_ones_are_everybodys(desk, colleague):
    save_view(desk, "Mine", "is:mine")
    save_view(desk, "Ours", "is:unread", ViewEdit(shared=True))
    assert names(desk) == ["Mine", "Ours"]
    assert names(colleague) == ["Ours"]
    edit_view(colleague, views(colleague)[0].id, ViewEdit(name="Unread"))
    assert views(desk)[1].shared
    with pytest.raises(NotFound):
        drop_view(colleague, views(desk)[0].id)


def test_one_view_is_the_start_and_views_have_an_order(desk):
    for name in ("One", "Two", "Three"):
        save_view(desk, name, "is:unread", ViewEdit(is_start=True))
    assert [view.is_start for view in views(desk)] == [False, False, True]
    order_views(desk, [views(desk)[2].id])
    assert names(desk) == ["Three", "One", "Two"]
    undo(desk)
    assert names(desk) == ["One", "Two", "Three"]
    drop_view(desk, views(desk)[0].id)
    undo(desk)
    assert names(desk) == ["One", "Two", "Three"]


@pytest.mark.parametrize(("name", "query"), [("", "is:mine"), ("Bad", "colour:red")])
def test_a_view_needs_a_name_and_a_search_that_can_be_read(desk, name, query):
    with pytest.raises(NotValid):
        save_view(desk, name, query)
    assert views(desk) == []


def test_a_view_that_can_no_longer_be_read_says_why_and_holds_nothing(desk):
    with desk.begin("save_view") as work:
        work.add(SavedView(name="Old", query="colour:red"))
    (view,) = views(desk)
    assert "colour" in view.fault
    assert view_count(desk, view) == 0


def test_the_digest_tells_what_lies_in_its_views(desk):
    save_view(desk, "Floods", "tag:flood", ViewEdit(in_digest=True))
    save_view(desk, "Fires", "tag:fire", ViewEdit(in_digest=True))
    make_tip(desk, tags=("flood",))
    assert [(view.name, number) for view, number in digest(desk)] == [("Floods", 1)]


def test_a_view_reminds_once_of_what_came_to_lie_in_it(desk):
    save_view(desk, "Floods", "tag:flood", ViewEdit(reminds=True))
    assert due_reminders(desk) == []
    tip = make_tip(desk, tags=("flood",))
    assert [number for _, number in due_reminders(desk)] == [1]
    assert due_reminders(desk) == []
    trash(desk, [tip])
    assert due_reminders(desk) == []
    make_tip(desk, tags=("flood",))
    assert [number for _, number in due_reminders(desk)] == [1]
