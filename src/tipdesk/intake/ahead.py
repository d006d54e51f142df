"""Reads messages ahead, in a process of its own, while the desk writes those before them.

Reading a mail is half of the work of taking it in, and Python does one thing at a time. The
process is told where the messages lie, brings their bytes into the files, and gives back rows to be
written; it has neither the desk's database nor its key.
"""

import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace

from tipdesk.intake.arrival import Refused
from tipdesk.intake.entering import Brought
from tipdesk.intake.letters import Rules, arrival_of
from tipdesk.intake.mail.letter import Letter
from tipdesk.intake.post import Post
from tipdesk.intake.register import bring
from tipdesk.newsroom.errors import NotReceived
from tipdesk.store.files import Files

AT_ONCE = 1_000  # messages
BYTES_AT_ONCE = 12_000_000
MUCH = 25_000_000  # bytes of post; for less, the process takes longer to start than it saves
_AHEAD = 4  # batches


@dataclass(frozen=True, slots=True)
class Batch:
    """Messages that were read together, and how many bytes of the post are behind them.

    The last one has none, but tells what could not be read.
    """

    brought: list[Brought] = field(repr=False)
    read: int
    refused: tuple[Refused, ...] = ()
    notes: tuple[str, ...] = field(default=(), repr=False)


def read(files: Files, letters: Sequence[Letter], rules: Rules) -> list[Brought]:
    """Read messages and bring what they hold into the files."""
    return bring(files, [arrival_of(letter, rules) for letter in letters])


def read_post(files: Files, post: Post, rules: Rules) -> Iterator[Batch]:
    """Read post of any size, batch after batch.

    Much of it is read in another process: raises NotReceived where that dies of what it reads.
    """
    return _read_ahead(files, post, rules) if post.size > MUCH else _read_here(files, post, rules)


def _read_here(files: Files, post: Post, rules: Rules) -> Iterator[Batch]:
    for letters in by_the_batch(post):
        yield Batch(read(files, letters, rules), post.read)
    yield Batch([], post.read, tuple(post.refused), tuple(post.notes))


def _read_ahead(files: Files, post: Post, rules: Rules) -> Iterator[Batch]:
    pool = ProcessPoolExecutor(
        1,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(files, post, rules),
    )
    try:
        waiting = deque(pool.submit(_next) for _ in range(_AHEAD))
        while batch := together(waiting):
            waiting.extend(pool.submit(_next) for _ in range(_AHEAD - len(waiting)))
            yield batch
    except BrokenProcessPool:
        raise NotReceived(
            "The reader of mails gave up over one of them, so the rest was not taken in; what came "
            "before it is on the desk. Import the files in smaller parts."
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def together(waiting: deque[Future[Batch | None]]) -> Batch | None:
    """Wait for the next batch; what has come behind it meanwhile is written with it.

    In a larger transaction the database writes the pages of its indexes less often.
    """
    batch = waiting.popleft().result()
    while batch and len(batch.brought) < AT_ONCE and (more := _come(waiting)):
        batch = replace(more, brought=[*batch.brought, *more.brought])
    return batch


def _come(waiting: deque[Future[Batch | None]]) -> Batch | None:
    """Give the next batch if it is there already; where reading failed, that is told in turn."""
    if waiting and waiting[0].done() and waiting[0].exception() is None:
        return waiting.popleft().result()
    return None


def by_the_batch(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    """Cut a stream of messages into batches: at most so much of it is in memory at once."""
    batch: list[Letter] = []
    size = 0
    for letter in letters:
        batch.append(letter)
        size += len(letter.raw)
        if len(batch) >= AT_ONCE or size >= BYTES_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


_under_way: list[Iterator[Batch]] = []  # what the reading process reads


def _begin(files: Files, post: Post, rules: Rules) -> None:
    """Begin in the new process; Ctrl+C is left to the program, which lets it go in its time."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what is loaded by now is no garbage, and not to be searched for any
    _under_way.append(_read_here(files, post, rules))


def _next() -> Batch | None:
    return next(_under_way[0], None)
