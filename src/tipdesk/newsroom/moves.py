"""Which steps of the workflow are allowed, and which of them need a reason."""

from tipdesk.newsroom.errors import MoveNotAllowed, ReasonNeeded
from tipdesk.newsroom.states import Workflow as W
from tipdesk.newsroom.states import in_words

ALLOWED: dict[W, tuple[W, ...]] = {
    W.NEW: (W.TRIAGE, W.VERIFYING, W.WAITING, W.READY, W.ARCHIVED, W.SPIKED),
    W.TRIAGE: (W.NEW, W.VERIFYING, W.WAITING, W.READY, W.ARCHIVED, W.SPIKED),
    W.VERIFYING: (W.TRIAGE, W.WAITING, W.READY, W.ARCHIVED, W.SPIKED),
    W.WAITING: (W.TRIAGE, W.VERIFYING, W.READY, W.ARCHIVED, W.SPIKED),
    W.READY: (W.VERIFYING, W.WAITING, W.PUBLISHED, W.ARCHIVED, W.SPIKED),
    W.PUBLISHED: (W.ARCHIVED, W.KILLED, W.VERIFYING),
    W.ARCHIVED: (W.TRIAGE, W.KILLED),
    W.SPIKED: (W.TRIAGE,),
    W.KILLED: (W.TRIAGE, W.ARCHIVED),
}

OFF_THE_LINE = (W.SPIKED, W.KILLED)
CLOSED = (W.PUBLISHED, W.ARCHIVED, W.SPIKED, W.KILLED)


def needs_reason(before: W, after: W) -> bool:
    """Tell whether this step must be explained: spiking, killing and any reopening."""
    return after in OFF_THE_LINE or (before in CLOSED and after not in CLOSED)


def check_move(before: W, after: W, reason: str) -> None:
    """Refuse a step that the workflow doesn't have, or that lacks its reason."""
    if after not in ALLOWED[before]:
        steps = ", ".join(in_words(step) for step in ALLOWED[before])
        raise MoveNotAllowed(
            f"A tip that is {in_words(before)} can't become {in_words(after)}; "
            f"from here it can go to {steps}."
        )
    if needs_reason(before, after) and not reason.strip():
        raise ReasonNeeded(
            f"Say why a tip that is {in_words(before)} becomes {in_words(after)}; nothing was changed."
        )
