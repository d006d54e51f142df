"""Reads what is new in a folder: first how large each message is, then the messages themselves."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tipdesk.intake.ahead import AT_ONCE, BYTES_AT_ONCE
from tipdesk.intake.mailboxes.answers import items_of, moment_of, number_of, written_day
from tipdesk.intake.mailboxes.dialogue import Dialogue, Folder, GoodBye, Refused
from tipdesk.intake.mailboxes.line import Nonsense
from tipdesk.intake.mailboxes.troubles import Step, in_words
from tipdesk.store.batches import batches as batches_of

LARGEST = 100 * 10**6  # bytes of a message; a larger one is counted, not fetched
_SPAN, _SPARSE, _HIGHEST = 1_000, 100, 2**32 - 1
_MOST_SEARCHED = 90_000  # numbers that a search may find: they come in one line
_ZONES_DIFFER = timedelta(days=1)
_SLACK = 64 * 10**6  # how much more than announced may come; some servers only estimate


@dataclass(frozen=True, slots=True)
class Listed:
    """A message that lies in the folder: its number there, its size, when it came."""

    uid: int
    size: int
    received_at: datetime | None


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message as the server gave it, whole."""

    uid: int
    raw: bytes = field(repr=False)
    received_at: datetime | None


def open_folder(dialogue: Dialogue, name: str) -> Folder:
    """Open a folder, for reading only."""
    with in_words(Step.FOLDER):
        return dialogue.examine(name)


def listed(
    dialogue: Dialogue, folder: Folder, after: int, since: date | None = None
) -> Iterator[list[Listed]]:
    """List the messages whose numbers are higher than `after`, some hundreds at a time.

    The numbers may lie far apart: where few are found, more of them are asked for at once. Of
    those that came before the day `since` the server is asked nothing.
    """
    last, span = folder.uid_next - 1 if folder.uid_next else _HIGHEST, _SPAN
    most = _MOST_SEARCHED if since and folder.messages > _MOST_SEARCHED else _HIGHEST
    while folder.messages and after < last:
        until = min(after + span, last) if folder.uid_next else last
        numbers = _searched(dialogue, after + 1, until, since) if since else None
        if numbers is None:
            found = _old_left_out(_between(dialogue, after + 1, until), since)
        else:
            found = _these(dialogue, numbers)
        if found:
            yield found
        after = until
        span = min(span * 4, most) if len(found) < _SPARSE else _SPAN


def batches(found: Sequence[Listed]) -> Iterator[list[Listed]]:
    """Put messages together that are fetched with one command; none that is too large."""
    batch: list[Listed] = []
    room = BYTES_AT_ONCE
    for one in found:
        if one.size > LARGEST:
            continue
        if batch and (len(batch) == AT_ONCE or one.size > room):
            yield batch
            batch, room = [], BYTES_AT_ONCE
        batch.append(one)
        room -= one.size
    if batch:
        yield batch


def delivered(dialogue: Dialogue, batch: Sequence[Listed]) -> Iterator[Delivered]:
    """Fetch messages, without marking them as seen; one that the server doesn't give is left out.

    Some servers refuse a whole command for one damaged message: then each is asked for by itself.
    """
    missing = {one.uid: one for one in batch}
    with in_words(Step.READ):
        for asked in (batch, *([one] for one in batch)):
            wanted = [one for one in asked if one.uid in missing]
            with _refusals_passed_over():
                for one in _given(dialogue, wanted) if wanted else ():
                    del missing[one.uid]
                    yield one
                if asked is batch:
                    return


@contextmanager
def _refusals_passed_over() -> Iterator[None]:
    try:
        yield
    except GoodBye:
        raise
    except Refused:
        pass


def _given(dialogue: Dialogue, batch: Sequence[Listed]) -> Iterator[Delivered]:
    wanted = {one.uid: one for one in batch}
    room = sum(one.size for one in batch) + _SLACK
    for answer in dialogue.fetch(_numbers(one.uid for one in batch), [b"BODY.PEEK[]"]):
        items = items_of(answer)
        known, raw = wanted.pop(number_of(items.get(b"UID")), None), items.get(b"BODY[]")
        room -= sum(map(len, answer.literals))
        if room < 0:
            raise Nonsense
        if known is not None and isinstance(raw, bytes):
            yield Delivered(known.uid, raw, known.received_at)


def still_there(dialogue: Dialogue, missing: Sequence[Listed]) -> list[Listed]:
    """Tell which messages did not come although they lie in the folder."""
    with in_words(Step.READ):
        there = {one.uid for one in _listing(dialogue, _numbers(one.uid for one in missing))}
    return [one for one in missing if one.uid in there]


def count_too_large(dialogue: Dialogue) -> int:
    """Count the folder's messages that are too large to be fetched."""
    with in_words(Step.READ):
        return len(dialogue.search(b"LARGER %d" % LARGEST))


def _between(dialogue: Dialogue, first: int, last: int) -> list[Listed]:
    """List what lies between two numbers; servers name their last message even if it doesn't."""
    with in_words(Step.READ):
        found = {one.uid: one for one in _listing(dialogue, _span(first, last))}
    return [found[uid] for uid in sorted(found) if first <= uid <= last]


def _searched(dialogue: Dialogue, first: int, last: int, since: date) -> list[int] | None:
    """Have the server find what came since a day; None where it refuses to search."""
    wanted = b"UID %s SINCE %s" % (_span(first, last), written_day(since))
    with in_words(Step.READ), _refusals_passed_over():
        found = dialogue.search(wanted)
        return sorted({uid for uid in found if first <= uid <= last})
    return None


def _these(dialogue: Dialogue, numbers: Sequence[int]) -> list[Listed]:
    """List the messages that have these numbers, which are in their order."""
    found: dict[int, Listed] = {}
    with in_words(Step.READ):
        for some in batches_of(numbers, _SPAN):
            found |= {one.uid: one for one in _listing(dialogue, _numbers(some))}
    return [found[uid] for uid in numbers if uid in found]


def _old_left_out(found: list[Listed], since: date | None) -> list[Listed]:
    """Leave out what surely came before a day: rather one too many than one that nobody sees."""
    if since is None:
        return found
    earliest = since - _ZONES_DIFFER
    return [one for one in found if not one.received_at or one.received_at.date() >= earliest]


def _span(first: int, last: int) -> bytes:
    return b"%d:%s" % (first, b"*" if last == _HIGHEST else b"%d" % last)


def _listing(dialogue: Dialogue, uids: bytes) -> Iterator[Listed]:
    for answer in dialogue.fetch(uids, [b"RFC822.SIZE", b"INTERNALDATE"]):
        items = items_of(answer)
        if uid := number_of(items.get(b"UID")):
            size = number_of(items.get(b"RFC822.SIZE"))
            yield Listed(uid, size, moment_of(items.get(b"INTERNALDATE")))


def _numbers(uids: Iterable[int]) -> bytes:
    """Write numbers as ranges: the messages of a batch follow one another as a rule."""
    ranges: list[list[int]] = []
    for uid in uids:
        if ranges and uid == ranges[-1][1] + 1:
            ranges[-1][1] = uid
        else:
            ranges.append([uid, uid])
    return b",".join(b"%d" % a if a == b else b"%d:%d" % (a, b) for a, b in ranges)
