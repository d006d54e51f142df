"""What checking has shown: the verdict on tips."""

from collections.abc import Sequence

from tipdesk.desk.triaging.bulk import each_tip
from tipdesk.desk.triaging.triage import checked_reason
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.states import Verdict
from tipdesk.store.database import Store


def set_verdict(
    store: Store, tips: Sequence[TipId], verdict: Verdict, *, reason: str = ""
) -> Change:
    """Say what checking has shown so far, and why if there is more to say."""
    with store.begin("verdict", reason=checked_reason(reason)) as work:
        each_tip(work, tips, lambda _: {"verdict": verdict.value})
    return work.change
