"""Tips are published, with where and how they were used, and withdrawn again."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from sqlmodel import col, select

from tipdesk.desk.triaging.bulk import each_tip, id_of
from tipdesk.desk.triaging.triage import checked_reason
from tipdesk.intake.belonging import in_utc, one_line, story_for
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import MoveNotAllowed, NotAllowed, NotValid
from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.newsroom.moves import check_move
from tipdesk.newsroom.states import Workflow
from tipdesk.newsroom.story import NewUse, Story, StoryTip, Use
from tipdesk.newsroom.tip import Tip
from tipdesk.newsroom.when import now
from tipdesk.store.batches import batches
from tipdesk.store.database import Store
from tipdesk.store.ledger import Work
from tipdesk.stories.putting import join, links_of

_LONGEST = 2_000


def publish(store: Store, tips: Sequence[TipId], use: NewUse) -> Change:
    """Record that tips were used; a story that is named gets them, and its address if it has none.

    Without a name it is the tip's own story, where the tip is in just one.
    """
    said = _checked(use)
    with store.begin("publish") as work:
        named = story_for(work, use.story) if use.story.strip() else None
        own = _stories_of(work, tips)
        links = links_of(work, named, tips) if named else {}

        def step(tip: Tip) -> None:
            stories = [named] if named else own[id_of(tip)]
            check_move(Workflow(tip.workflow), Workflow.PUBLISHED, "")
            _check_embargo(tip, stories)
            story = stories[0] if len(stories) == 1 else None
            work.add(Use(tip_id=id_of(tip), story_id=story.id if story else None, **said))
            tip.workflow = Workflow.PUBLISHED.value
            if story is not None:
                _record(story, said)
            if named is not None:
                join(work, named, tip, links)

        each_tip(work, tips, step)
    return work.change


def _checked(use: NewUse) -> dict[str, Any]:
    url = one_line(use.url, "An address", _LONGEST)
    if not _is_web_address(url):
        raise NotValid(
            "Say where it was published with its web address, such as https://example.org/story; "
            "nothing was changed."
        )
    return {
        "url": url,
        "title": one_line(use.title, "A title", _LONGEST),
        "outlet": one_line(use.outlet, "An outlet", _LONGEST),
        "credit": one_line(use.credit, "A credit", _LONGEST),
        "published_at": in_utc(use.published_at) if use.published_at else now(),
    }


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in text


def _stories_of(work: Work, tips: Sequence[TipId]) -> dict[TipId, list[Story]]:
    stories: defaultdict[TipId, list[Story]] = defaultdict(list)
    for batch in batches(tips):
        asked = select(StoryTip.tip_id, Story).join(Story).where(col(StoryTip.tip_id).in_(batch))
        for tip, story in work.exec(asked):
            stories[TipId(tip)].append(story)
    return stories


def _check_embargo(tip: Tip, stories: Sequence[Story]) -> None:
    moments = [
        (f"{tip_number(id_of(tip))} is", tip.embargo_until),
        *((f"The story {story.slug} is", story.embargo_until) for story in stories),
    ]
    for what, until in moments:
        if until is not None and until > now():
            raise NotAllowed(
                f"{what} under embargo until {until:%Y-%m-%d %H:%M} UTC; nothing was published."
            )


def _record(story: Story, said: dict[str, Any]) -> None:
    if not story.published_url:
        story.published_url = said["url"]
    if story.published_at is None:
        story.published_at = said["published_at"]


def kill(store: Store, tips: Sequence[TipId], reason: str) -> Change:
    """Withdraw what was published, with the reason; where it was used stays on record."""
    why = checked_reason(reason)
    moment = now()
    with store.begin("kill", reason=why) as work:
        uses = _uses_of(work, tips)

        def step(tip: Tip) -> None:
            check_move(Workflow(tip.workflow), Workflow.KILLED, why)
            if id_of(tip) not in uses:
                raise MoveNotAllowed(
                    f"{tip_number(id_of(tip))} was never published; there is nothing to withdraw."
                )
            tip.workflow = Workflow.KILLED.value
            for use in uses[id_of(tip)]:
                use.withdrawn_at = use.withdrawn_at or moment

        each_tip(work, tips, step)
    return work.change


def _uses_of(work: Work, tips: Sequence[TipId]) -> dict[TipId, list[Use]]:
    uses: defaultdict[TipId, list[Use]] = defaultdict(list)
    for batch in batches(tips):
        for use in work.exec(select(Use).where(col(Use.tip_id).in_(batch))):
            uses[TipId(use.tip_id)].append(use)
    return dict(uses)
