import pytest

from tests.nouns import make_tip
from tipdesk.desk.undoing import undo
from tipdesk.desk.views import (
    drop_view,
    edit_view,
    news,
    numbers_of,
    place_view,
    save_view,
    view_lines,
)
from tipdesk.newsroom.errors import NotFound, NotValid
from tipdesk.newsroom.view import SavedView, ViewEdit
from tipdesk.store.database import Store


def names(store: Store) -> list[str]:
    return [view.name for view in view_lines(store)]


def save(store: Store, name: str, query: str = "", **said: object) -> int:
    save_view(store, ViewEdit(name=name, query=query, **said))
    return next(view.id for view in view_lines(store) if view.name == name)


def spoil(store: Store, view: int, query: str) -> None:
    """Let a view ask for what this version doesn't know, as another version could."""
    with store.begin("edit_view") as work:
        row = work.get(SavedView, view)
        assert row is not None
        row.query = query


def test_a_view_is_its_editors_own_unless_it_is_shared(desk: Store, colleague: Store) -> None:
    save(desk, "Mine")
    save(desk, "Everybody's", shared=True)
    assert names(desk) == ["Mine", "Everybody's"]
    assert names(colleague) == ["Everybody's"]


def test_an_editor_can_not_reach_a_colleagues_view(desk: Store, colleague: Store) -> None:
    view = save(desk, "Mine")
    for deed in (lambda: drop_view(colleague, view), lambda: place_view(colleague, view, 0)):
        with pytest.raises(NotFound):
            deed()


def test_views_stand_where_they_were_put(desk: Store) -> None:
    numbers = [save(desk, name) for name in "ABC"]
    place_view(desk, numbers[2], 0)
    assert names(desk) == ["C", "A", "B"]
    place_view(desk, numbers[2], 99)
    assert names(desk) == ["A", "B", "C"]
    undo(desk)
    assert names(desk) == ["C", "A", "B"]


def test_a_view_that_was_dropped_or_edited_comes_back_by_undo(desk: Store) -> None:
    view = save(desk, "Late", "is:late", icon="clock")
    before = view_lines(desk)
    edit_view(desk, view, ViewEdit(name="Later", query="is:new"))
    undo(desk)
    assert view_lines(desk) == before
    drop_view(desk, view)
    assert not names(desk)
    undo(desk)
    assert view_lines(desk) == before


@pytest.mark.parametrize(
    ("name", "query"), [(" \0", ""), ("x", "workflow:lost"), ("x", "received:never")]
)
def test_what_has_no_name_or_no_sense_is_not_saved(desk: Store, name: str, query: str) -> None:
    with pytest.raises(NotValid):
        save_view(desk, ViewEdit.model_construct(name=name, query=query))
    assert not names(desk)


def test_every_view_is_counted_but_one_that_can_not_be_read(desk: Store) -> None:
    make_tip(desk, tags=("flood",))
    make_tip(desk)
    flood, everything, broken = save(desk, "A", "tag:flood"), save(desk, "B"), save(desk, "C")
    spoil(desk, broken, "workflow:lost")
    assert numbers_of(desk, view_lines(desk)) == {flood: 1, everything: 2}
    edit_view(desk, broken, ViewEdit(name="C", query="is:new"))
    assert numbers_of(desk, view_lines(desk))[broken] == 2


def test_the_window_begins_with_one_view_only(desk: Store) -> None:
    save(desk, "A", is_start=True)
    save(desk, "B", is_start=True)
    assert [view.name for view in view_lines(desk) if view.is_start] == ["B"]


def test_a_reminder_tells_of_what_is_new_and_only_once(desk: Store) -> None:
    make_tip(desk)
    save(desk, "New ones", "is:new", reminds=True)
    save(desk, "Quiet", "is:new")
    found = news(desk, {})
    assert found.views == ()
    make_tip(desk)
    found = news(desk, found.numbers)
    assert [view.name for view in found.views] == ["New ones"]
    assert news(desk, found.numbers).views == ()
    assert news(desk, {}).views == ()


def test_everybody_who_has_the_desk_open_is_reminded(desk: Store, colleague: Store) -> None:
    save(desk, "New ones", "is:new", reminds=True, shared=True)
    ours, theirs = news(desk, {}).numbers, news(colleague, {}).numbers
    make_tip(desk)
    assert news(desk, ours).views
    assert news(colleague, theirs).views


def test_a_reminder_is_no_change_that_undo_would_meet(desk: Store) -> None:
    view = save(desk, "New ones", "is:new", reminds=True)
    make_tip(desk)
    news(desk, {})
    edit_view(desk, view, ViewEdit(name="Newer", query="is:new", reminds=True))
    undo(desk)
    assert names(desk) == ["New ones"]


def test_views_stay_silent_about_what_they_look_for(desk: Store) -> None:
    save(desk, "Mr Petrov", "from:petrov")
    said = repr(view_lines(desk)) + repr(ViewEdit(name="Mr Petrov", query="from:petrov"))
    assert "etrov" not in said
