"""Stories are founded and described here."""

from typing import Any

from sqlmodel import Session, col, select

from tipdesk.desk.annotating.editing import changed_fields, set_fields
from tipdesk.intake.belonging import slug_of, story_for
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import NotFound, NotValid
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.story import Story, StoryEdit, StoryTip
from tipdesk.store.database import Store


def found(store: Store, slug: str, edit: StoryEdit | None = None) -> Change:
    """Found a story; its slug is brought to capitals."""
    wanted = slug_of(slug)
    with store.begin("found") as work:
        if _story(work, wanted) is not None:
            raise NotValid(f"There is already a story {wanted}; nothing was changed.")
        _describe(story_for(work, wanted), edit)
    return work.change


def edit_story(store: Store, slug: str, edit: StoryEdit) -> Change:
    """Write the fields of a story that were set; the lists show them with its tips."""
    with store.begin("edit_story") as work:
        story = the_story(work, slug)
        _describe(story, edit)
        if work.is_modified(story):
            inside = select(StoryTip.tip_id).where(col(StoryTip.story_id) == story.id)
            work.touch(*(TipId(tip) for tip in work.exec(inside)))
    return work.change


def the_story(session: Session, slug: str) -> Story:
    """Find a story that must be there."""
    wanted = slug_of(slug)
    story = _story(session, wanted)
    if story is None:
        raise NotFound(f"There is no story {wanted} on this desk.")
    return story


def _story(session: Session, slug: str) -> Story | None:
    return session.exec(select(Story).where(Story.slug == slug)).first()


def _describe(story: Story, edit: StoryEdit | None) -> None:
    said: dict[str, Any] = changed_fields(edit) if edit is not None else {}
    set_fields(story, said)
