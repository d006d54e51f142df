"""Tips are published, with where and how they were used, and withdrawn again."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlmodel import col, select

from tipdesk.desk.triaging.bulk import Standing, able, tried
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
from tipdesk.store.changing import change_rows
from tipdesk.store.database import Store
from tipdesk.store.ledger import Row, Work
from tipdesk.store.numbering import numbers_for
from tipdesk.stories.putting import join

_LONGEST = 2_000
_PUBLISHED = Workflow.PUBLISHED.value


def publish(store: Store, tips: Sequence[TipId], use: NewUse) -> Change:
    """Record that tips were used; a story that is named gets them, and its address if it has none.

    Without a name it is the tip's own story, where the tip is in just one.
    """
    said = _checked(use)
    with store.begin("publish") as work:
        named = story_for(work, use.story) if use.story.strip() else None
        for some in able(work, tips):
            _publish(work, some, named, said)
    return work.change


def _publish(
    work: Work, tips: Sequence[Standing], named: Story | None, said: dict[str, Any]
) -> None:
    own = _stories_of(work, tips)

    def step(tip: Standing) -> Story | None:
        stories = [named] if named else own[tip.id]
        check_move(Workflow(tip.workflow), Workflow.PUBLISHED, "")
        _check_embargo(tip, stories)
        return stories[0] if len(stories) == 1 else None

    used = tried(work, tips, step)
    work.add_rows(
        Use,
        [
            {"id": number, "tip_id": tip.id, "story_id": story.id if story else None, **said}
            for number, (tip, story) in zip(numbers_for(work, Use), used, strict=False)
        ],
    )
    change_rows(work, Tip, [{"id": tip.id, "workflow": _PUBLISHED} for tip, _ in used])
    for _, story in used:
        if story is not None:
            _record(story, said)
    if named is not None:
        join(work, named, [tip for tip, _ in used])


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


def _stories_of(work: Work, tips: Sequence[Standing]) -> dict[TipId, list[Story]]:
    stories: defaultdict[TipId, list[Story]] = defaultdict(list)
    for batch in batches(tip.id for tip in tips):
        asked = select(StoryTip.tip_id, Story).join(Story).where(col(StoryTip.tip_id).in_(batch))
        for tip, story in work.exec(asked):
            stories[TipId(tip)].append(story)
    return stories


def _check_embargo(tip: Standing, stories: Sequence[Story]) -> None:
    moments = [
        (f"{tip_number(tip.id)} is", tip.embargo_until),
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
        for some in able(work, tips):
            _withdraw(work, some, why, moment)
    return work.change


def _withdraw(work: Work, tips: Sequence[Standing], why: str, moment: datetime) -> None:
    uses = _uses_of(work, tips)

    def step(tip: Standing) -> Row:
        check_move(Workflow(tip.workflow), Workflow.KILLED, why)
        if tip.id not in uses:
            raise MoveNotAllowed(
                f"{tip_number(tip.id)} was never published; there is nothing to withdraw."
            )
        return {"id": tip.id, "workflow": Workflow.KILLED.value}

    killed = [row for _, row in tried(work, tips, step)]
    change_rows(work, Tip, killed)
    standing = [use for row in killed for use in uses[row["id"]] if use.withdrawn_at is None]
    change_rows(work, Use, [{"id": use.id, "withdrawn_at": moment} for use in standing])


def _uses_of(work: Work, tips: Sequence[Standing]) -> dict[TipId, list[Use]]:
    uses: defaultdict[TipId, list[Use]] = defaultdict(list)
    for batch in batches(tip.id for tip in tips):
        for use in work.exec(select(Use).where(col(Use.tip_id).in_(batch))):
            uses[TipId(use.tip_id)].append(use)
    return dict(uses)
