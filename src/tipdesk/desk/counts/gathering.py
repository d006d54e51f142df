"""What some tips have in common: how many stand where, wear which tag, belong to whom.

Plain SQL: it is asked before each step of a tip, and asking by way of SQLModel took longer than the
answers.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.states import Workflow
from tipdesk.store.batches import batches
from tipdesk.store.database import Store

_THESE = "IN (SELECT value FROM json_each(?))"
_OF_TIPS = f"""
    SELECT workflow, priority, coalesce(editor.name, '')
    FROM tip LEFT JOIN editor ON editor.id = assignee_id WHERE tip.id {_THESE}
"""  # noqa: S608  put together from words of our own
_TAGS = f"""
    SELECT name, count(*) FROM tiptag JOIN tag ON tag.id = tag_id WHERE tip_id {_THESE} GROUP BY 1
"""  # noqa: S608
_STORIES = f"""
    SELECT slug, count(*) FROM storytip JOIN story ON story.id = story_id
    WHERE tip_id {_THESE} GROUP BY 1
"""  # noqa: S608


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
    states, priorities, assignees = Counter[str](), Counter[int](), Counter[str]()
    tags, stories = Counter[str](), Counter[str]()
    with store.reading() as session:
        desk: Any = session.connection().connection.driver_connection
        for batch in batches(dict.fromkeys(tips)):
            these = (json.dumps(batch),)
            for state, priority, assignee in desk.execute(_OF_TIPS, these):
                states[state] += 1
                priorities[priority] += 1
                assignees[assignee] += 1
            tags.update(dict(desk.execute(_TAGS, these)))
            stories.update(dict(desk.execute(_STORIES, these)))
    return Gathering(
        tips=states.total(),
        states={state: states[state] for state in Workflow if states[state]},
        priorities=dict(sorted(priorities.items())),
        assignees=_most_first(assignees),
        tags=_most_first(tags),
        stories=_most_first(stories),
    )


def _most_first(values: Counter[str]) -> dict[str, int]:
    return dict(values.most_common())
