"""The command about stories: story."""

from typing import Annotated

import typer

from tipdesk.cli import records
from tipdesk.cli.options import Json
from tipdesk.cli.session import Session, tell
from tipdesk.intake.belonging import slug_of, validated
from tipdesk.newsroom.errors import NotFound
from tipdesk.newsroom.states import StoryStatus
from tipdesk.newsroom.story import StoryEdit
from tipdesk.newsroom.when import read_moment
from tipdesk.store.database import Store
from tipdesk.stories.founding import edit_story, found
from tipdesk.stories.reading import stories


def story(
    ctx: typer.Context,
    slug: Annotated[str, typer.Argument(metavar="SLUG")],
    headline: Annotated[str | None, typer.Option()] = None,
    section: Annotated[str | None, typer.Option()] = None,
    status: Annotated[StoryStatus | None, typer.Option()] = None,
    embargo: Annotated[str | None, typer.Option(metavar="WHEN", help='"" lifts it.')] = None,
    json: Json = False,
) -> None:
    """Found a story, change it, or show it."""
    session: Session = ctx.obj
    said: dict[str, object] = {"headline": headline, "section": section, "status": status}
    said = {name: value for name, value in said.items() if value is not None}
    if embargo is not None:
        said["embargo_until"] = read_moment(embargo) if embargo else None
    edit = validated(StoryEdit, **said)
    with session.opened(make=True) as store:
        known = _is_there(store, slug)
        if said or not known:
            change = edit_story(store, slug, edit) if known else found(store, slug, edit)
            if not json:
                session.told(change)
        _show(session, store, slug, json=json)


def _is_there(store: Store, slug: str) -> bool:
    return any(line.slug == slug_of(slug) for line in stories(store))


def _show(session: Session, store: Store, slug: str, *, json: bool) -> None:
    for line in stories(store):
        if line.slug == slug_of(slug):
            if json:
                session.print([records.story(line)])
            else:
                tell(records.story_in_one_line(line))
            return
    raise NotFound("There is no such story on this desk.")
