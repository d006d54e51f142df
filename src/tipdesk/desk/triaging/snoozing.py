"""Puts tips away until a moment, when they come back by themselves."""

from collections.abc import Sequence
from datetime import datetime

from tipdesk.desk.triaging.bulk import each_tip
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import NotValid
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.when import now
from tipdesk.store.database import Store


def snooze(store: Store, tips: Sequence[TipId], until: datetime) -> Change:
    """Put tips away until a moment that is still to come."""
    if until <= now():
        raise NotValid("That moment is over; choose one that is still to come.")
    return _set(store, tips, "snooze", until)


def wake(store: Store, tips: Sequence[TipId]) -> Change:
    """Have tips back now."""
    return _set(store, tips, "wake", None)


def _set(store: Store, tips: Sequence[TipId], verb: str, until: datetime | None) -> Change:
    with store.begin(verb) as work:
        each_tip(work, tips, lambda _: {"snoozed_until": until})
    return work.change
