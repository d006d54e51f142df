"""What a verb did: which nouns it touched and what it had to refuse."""

from dataclasses import dataclass, field

from tipdesk.newsroom.errors import TipdeskError
from tipdesk.newsroom.ids import ChangeId, StoryId, TipId

BY_ITSELF = "receive"  # the verb of what a mailbox brought while nobody did anything
CHECKED_BY_ITSELF = "check_arrived"  # and of what was found out about the signatures of mails

MERGE_PEOPLE = "merge_people"
DELETE = "delete"  # the one verb that nothing takes back


@dataclass(frozen=True, slots=True)
class Refusal:
    """A tip of a bulk change that was left as it was, and why."""

    tip: TipId
    why: TipdeskError


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that an editor did; `nouns` are the table names whose rows changed.

    An empty change (nothing had to be changed) has no id.
    """

    id: ChangeId | None
    verb: str
    tips: frozenset[TipId] = frozenset()
    stories: frozenset[StoryId] = frozenset()
    nouns: frozenset[str] = frozenset()
    refused: tuple[Refusal, ...] = field(default=(), repr=False)
    reverses: ChangeId | None = None

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return self.id is not None
