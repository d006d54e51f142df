"""What some tips have in common: how many stand where, wear which tag, belong to whom."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Mapped
from sqlmodel import col, func

from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.people import Editor
from tipdesk.newsroom.states import Workflow
from tipdesk.newsroom.story import Story, StoryTip
from tipdesk.newsroom.tip import Tag, Tip, TipTag
from tipdesk.store.batches import batches
from tipdesk.store.database import Store


@dataclass(frozen=True, slots=True)
class Gathering:
    """So many of the tips have each value; nobody's tips are assigned to ""."""

    tips: int
    states: dict[Workflow, int]
    priorities: dict[int, int]
    assignees: dict[str, int] = field(repr=False)
    tags: dict[str, int] = field(repr=False)
    stories: dict[str, int]


def gathered(store: Store, tips: Sequence[TipId]) -> Gathering:
    """Count the values of these tips; tips that are gone don't count."""
    counted: list[Counter[Any]] = [Counter() for _ in _ASKED]
    with store.reading() as session:
        for batch in batches(dict.fromkeys(tips)):
            for values, (asked, tip) in zip(counted, _ASKED, strict=True):
                for value, number in session.execute(asked.where(tip.in_(batch))):
                    values[value] += number
    states, priorities, assignees, tags, stories = counted
    return Gathering(
        tips=states.total(),
        states={state: states[state.value] for state in Workflow if states[state.value]},
        priorities=dict(sorted(priorities.items())),
        assignees=_named(assignees),
        tags=_named(tags),
        stories=_named(stories),
    )


def _named(values: Counter[Any]) -> dict[str, int]:
    """Give the names, the most frequent first."""
    return {str(name or ""): number for name, number in values.most_common()}


def _count(value: Mapped[Any]) -> Select[Any, int]:
    return select(value, func.count()).group_by(value)


_TIP = col(Tip.id)
_ASKED: tuple[tuple[Select[Any, int], Mapped[Any]], ...] = (
    (_count(col(Tip.workflow)), _TIP),
    (_count(col(Tip.priority)), _TIP),
    (_count(col(Editor.name)).select_from(Tip).outerjoin(Editor), _TIP),
    (_count(col(Tag.name)).join(TipTag), col(TipTag.tip_id)),
    (_count(col(Story.slug)).join(StoryTip), col(StoryTip.tip_id)),
)
