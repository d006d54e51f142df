"""Saved views: searches under a name; an editor's own, and those that everybody has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, or_, select

from tipdesk.desk.conditions import conditions
from tipdesk.desk.query import QueryNotUnderstood, parse
from tipdesk.intake.belonging import editor_for, folded, one_line
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import NotFound, NotValid
from tipdesk.newsroom.lines import ViewLine
from tipdesk.newsroom.people import Editor
from tipdesk.newsroom.tip import Tip
from tipdesk.newsroom.view import NAME_LIMIT, SavedView, ViewEdit
from tipdesk.newsroom.when import now
from tipdesk.store.database import Store
from tipdesk.store.ledger import Work

MOST_COUNTED = 10_000


def view_lines(store: Store) -> tuple[ViewLine, ...]:
    """List the views that this editor sees, in their order."""
    with store.reading() as session:
        return tuple(_line(view) for view in _seen(session, store.editor))


def save_view(store: Store, edit: ViewEdit) -> Change:
    """Save a search as a view, the last of all."""
    with store.begin("save_view") as work:
        view = SavedView(name="", query="", position=_last(work) + 1)
        _write(work, store, view, edit)
        work.add(view)
        _flush_start(work, store, view)
    return work.change


def edit_view(store: Store, view: int, edit: ViewEdit) -> Change:
    """Write what a view is to be; one whose search could not be read is mended so."""
    with store.begin("edit_view") as work:
        known = _the_view(work, store, view)
        _write(work, store, known, edit)
        _flush_start(work, store, known)
    return work.change


def drop_view(store: Store, view: int) -> Change:
    """Drop a view; what it lists stays where it is."""
    with store.begin("drop_view") as work:
        work.delete(_the_view(work, store, view))
    return work.change


def place_view(store: Store, view: int, place: int) -> Change:
    """Put a view at another place among those that this editor sees."""
    with store.begin("place_view") as work:
        views = _seen(work, store.editor)
        moved = _the_view(work, store, view)
        others = [one for one in views if one.id != moved.id]
        for position, one in enumerate([*others[:place], moved, *others[place:]]):
            one.position = position
    return work.change


def numbers_of(store: Store, views: Sequence[ViewLine]) -> dict[int, int]:
    """Count what each view lists, up to a bound; one that can't be read has no number."""
    with store.reading() as session:
        counted = {view.id: _number(session, store.editor, view.query) for view in views}
    return {view: number for view, number in counted.items() if number is not None}


@dataclass(frozen=True, slots=True)
class News:
    """What reminders found: views that hold more than before, and what each holds now."""

    views: tuple[ViewLine, ...]
    numbers: dict[int, int]


def news(store: Store, told: Mapping[int, int]) -> News:
    """Find views that remind and hold more than was `told` of, or else than the desk remembers."""
    with store.reading() as session:
        seen = [view for view in _seen(session, store.editor) if view.reminds]
        counted = [(view, _number(session, store.editor, view.query)) for view in seen]
    known = [(view, number) for view, number in counted if number is not None]
    if not store.read_only:
        _remember(store, [(view, n) for view, n in known if n != view.reminded_of])
    more = [view for view, n in known if n > told.get(view.id or 0, view.reminded_of)]
    return News(tuple(map(_line, more)), {view.id or 0: n for view, n in known})


def _remember(store: Store, found: Sequence[tuple[SavedView, int]]) -> None:
    if not found:
        return
    with store.deriving() as session:
        for view, number in found:
            row = session.get(SavedView, view.id)
            if row is not None:
                row.reminded_at, row.reminded_of = now(), number


def _number(session: Session, editor: str, query: str) -> int | None:
    try:
        asked = conditions(parse(query), editor=editor)
    except QueryNotUnderstood:
        return None
    some = select(col(Tip.id)).where(*asked).limit(MOST_COUNTED).subquery()
    return int(session.exec(select(func.count()).select_from(some)).one())


def _seen(session: Session, editor: str) -> list[SavedView]:
    own = select(Editor.id).where(Editor.key == folded(editor))
    asked = select(SavedView).where(
        or_(col(SavedView.editor_id).is_(None), col(SavedView.editor_id).in_(own))
    )
    return list(session.exec(asked.order_by(col(SavedView.position), col(SavedView.id))))


def _the_view(work: Work, store: Store, view: int) -> SavedView:
    for one in _seen(work, store.editor):
        if one.id == view:
            return one
    raise NotFound("This view is not on the desk any more; nothing was changed.")


def _last(work: Work) -> int:
    return work.exec(select(func.max(SavedView.position))).one() or 0


def _write(work: Work, store: Store, view: SavedView, edit: ViewEdit) -> None:
    name = one_line(edit.name, "A view's name", NAME_LIMIT)
    if not name:
        raise NotValid("A view needs a name; nothing was changed.")
    parse(edit.query)
    view.name, view.query, view.icon = name, edit.query.strip(), edit.icon
    view.editor_id = None if edit.shared else editor_for(work, store.editor).id
    if edit.reminds and not view.reminds:
        view.reminded_of = _number(work, store.editor, edit.query) or 0
    view.is_start, view.in_digest, view.reminds = edit.is_start, edit.in_digest, edit.reminds


def _flush_start(work: Work, store: Store, start: SavedView) -> None:
    """Let only one view be the one that an editor begins with."""
    work.flush()
    for one in _seen(work, store.editor) if start.is_start else ():
        if one.id != start.id and one.is_start:
            one.is_start = False


def _line(view: SavedView) -> ViewLine:
    return ViewLine(
        id=view.id or 0,
        name=view.name,
        query=view.query,
        icon=view.icon,
        shared=view.editor_id is None,
        is_start=view.is_start,
        in_digest=view.in_digest,
        reminds=view.reminds,
    )
