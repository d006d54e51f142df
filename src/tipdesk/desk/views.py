"""Saved views: searches under a name, everybody's or one's own, with their counts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, func, select

from tipdesk.desk.annotating.editing import changed_fields, set_fields
from tipdesk.desk.asking.query import parse
from tipdesk.desk.searching.listing import tip_count
from tipdesk.intake.belonging import editor_for, folded, one_line
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import NotFound, NotValid
from tipdesk.newsroom.people import Editor
from tipdesk.newsroom.view import NAME_LIMIT, QUERY_LIMIT, SavedView, ViewEdit
from tipdesk.newsroom.when import now
from tipdesk.store.database import Store
from tipdesk.store.ledger import Work


@dataclass(frozen=True, slots=True)
class ViewLine:
    """One saved view; `fault` says why its search can't be read any more, else it is empty."""

    id: int
    name: str = field(repr=False)
    query: str = field(repr=False)
    icon: str
    shared: bool
    is_start: bool
    in_digest: bool
    reminds: bool
    fault: str = field(repr=False)


def views(store: Store) -> list[ViewLine]:
    """Read everybody's views and one's own, in their order."""
    with store.reading() as session:
        return [_line(row) for row in _visible(session, store.editor)]


def view_count(store: Store, view: ViewLine) -> int:
    """Count what a view holds now; one that can't be read holds nothing."""
    return 0 if view.fault else tip_count(store, view.query)


def save_view(store: Store, name: str, query: str, edit: ViewEdit | None = None) -> Change:
    """Keep a search under a name; it must be one that can be read."""
    said = _checked(
        {**changed_fields(edit or ViewEdit.model_construct()), "name": name, "query": query}
    )
    with store.begin("save_view") as work:
        last = work.exec(select(func.max(SavedView.position))).one()
        row = SavedView(name=said["name"], query=said["query"], position=(last or 0) + 1)
        _write(work, row, said, store.editor)
        work.add(row)
    return work.change


def edit_view(store: Store, view: int, edit: ViewEdit) -> Change:
    """Write the fields of a view that were set."""
    said = _checked(changed_fields(edit))
    with store.begin("edit_view") as work:
        _write(work, _own(work, view, store.editor), said, store.editor)
    return work.change


def drop_view(store: Store, view: int) -> Change:
    """Forget a view; the tips stay where they are."""
    with store.begin("drop_view") as work:
        work.delete(_own(work, view, store.editor))
    return work.change


def order_views(store: Store, wanted: Sequence[int]) -> Change:
    """Put views into an order; those that are not named follow as they stood."""
    with store.begin("order_views") as work:
        rows = list(_visible(work, store.editor))
        place = {view: at for at, view in enumerate(wanted)}
        for at, row in enumerate(sorted(rows, key=lambda row: place.get(row.id or 0, len(place)))):
            set_fields(row, {"position": at + 1})
    return work.change


def digest(store: Store) -> list[tuple[ViewLine, int]]:
    """Tell what lies in the views of the digest; empty ones are left out."""
    counted = [(view, view_count(store, view)) for view in views(store) if view.in_digest]
    return [(view, number) for view, number in counted if number]


def due_reminders(store: Store) -> list[tuple[ViewLine, int]]:
    """Tell which views hold more than they were last known to, and remember that it was told."""
    told = []
    for view in views(store):
        if view.reminds:
            held, number = _reminded_of(store, view.id), view_count(store, view)
            if number != held and not store.read_only:
                _remember(store, view.id, number)
            if number > held:
                told.append((view, number))
    return told


def _visible(session: Session, editor: str) -> Sequence[SavedView]:
    own = select(Editor.id).where(Editor.key == folded(editor)).scalar_subquery()
    shown = col(SavedView.editor_id).is_(None) | (col(SavedView.editor_id) == own)
    asked = select(SavedView).where(shown)
    return session.exec(asked.order_by(col(SavedView.position), col(SavedView.id))).all()


def _own(work: Work, view: int, editor: str) -> SavedView:
    for row in _visible(work, editor):
        if row.id == view:
            return row
    raise NotFound("This view is not there any more; nothing was changed.")


def _checked(said: dict[str, Any]) -> dict[str, Any]:
    if "name" in said:
        said["name"] = one_line(said["name"], "A view's name", NAME_LIMIT)
        if not said["name"]:
            raise NotValid("A view needs a name; nothing was changed.")
    if "query" in said:
        said["query"] = one_line(said["query"], "A search", QUERY_LIMIT)
        parse(said["query"])
    return said


def _write(work: Work, row: SavedView, said: dict[str, Any], editor: str) -> None:
    if said.get("is_start"):
        for other in _visible(work, editor):
            set_fields(other, {"is_start": False})
    shared = said.pop("shared", row.id is not None and row.editor_id is None)
    set_fields(row, {**said, "editor_id": None if shared else editor_for(work, editor).id})


def _line(row: SavedView) -> ViewLine:
    fault = ""
    try:
        parse(row.query)
    except NotValid as error:
        fault = str(error)
    return ViewLine(
        id=row.id or 0,
        name=row.name,
        query=row.query,
        icon=row.icon,
        shared=row.editor_id is None,
        is_start=row.is_start,
        in_digest=row.in_digest,
        reminds=row.reminds,
        fault=fault,
    )


def _reminded_of(store: Store, view: int) -> int:
    with store.reading() as session:
        row = session.get(SavedView, view)
        return row.reminded_of if row else 0


def _remember(store: Store, view: int, number: int) -> None:
    with store.deriving() as session:
        row = session.get(SavedView, view)
        if row is not None:
            row.reminded_of, row.reminded_at = number, now()
