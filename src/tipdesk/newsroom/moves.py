"""Which steps of the workflow are allowed, and which of them need a reason."""

from tipdesk.newsroom.errors import MoveNotAllowed, ReasonNeeded
from tipdesk.newsroom.states import Workflow, in_words

ALLOWED: dict[Workflow, tuple[Workflow, ...]] = {
    Workflow.NEW: (
        Workflow.TRIAGE,
        Workflow.VERIFYING,
        Workflow.WAITING,
        Workflow.READY,
        Workflow.ARCHIVED,
        Workflow.SPIKED,
    ),
    Workflow.TRIAGE: (
        Workflow.NEW,
        Workflow.VERIFYING,
        Workflow.WAITING,
        Workflow.READY,
        Workflow.ARCHIVED,
        Workflow.SPIKED,
    ),
    Workflow.VERIFYING: (
        Workflow.TRIAGE,
        Workflow.WAITING,
        Workflow.READY,
        Workflow.ARCHIVED,
        Workflow.SPIKED,
    ),
    Workflow.WAITING: (
        Workflow.TRIAGE,
        Workflow.VERIFYING,
        Workflow.READY,
        Workflow.ARCHIVED,
        Workflow.SPIKED,
    ),
    Workflow.READY: (
        Workflow.VERIFYING,
        Workflow.WAITING,
        Workflow.PUBLISHED,
        Workflow.ARCHIVED,
        Workflow.SPIKED,
    ),
    Workflow.PUBLISHED: (Workflow.ARCHIVED, Workflow.KILLED, Workflow.VERIFYING),
    Workflow.ARCHIVED: (Workflow.TRIAGE, Workflow.KILLED),
    Workflow.SPIKED: (Workflow.TRIAGE,),
    Workflow.KILLED: (Workflow.TRIAGE, Workflow.ARCHIVED),
}

OFF_THE_LINE = (Workflow.SPIKED, Workflow.KILLED)
CLOSED = (Workflow.PUBLISHED, Workflow.ARCHIVED, Workflow.SPIKED, Workflow.KILLED)


def needs_reason(before: Workflow, after: Workflow) -> bool:
    """Tell whether this step must be explained: spiking, killing and any reopening."""
    return after in OFF_THE_LINE or (before in CLOSED and after not in CLOSED)


def check_move(before: Workflow, after: Workflow, reason: str) -> None:
    """Refuse a step that the workflow doesn't have, or that lacks its reason."""
    if after not in ALLOWED[before]:
        steps = ", ".join(in_words(step) for step in ALLOWED[before])
        raise MoveNotAllowed(
            f"A tip that is {in_words(before)} can't become {in_words(after)}; "
            f"from here it can go to {steps}."
        )
    if needs_reason(before, after) and not reason.strip():
        raise ReasonNeeded(
            f"Say why a tip that is {in_words(before)} becomes {in_words(after)}; "
            "nothing was changed."
        )
