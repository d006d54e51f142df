"""Reads messages ahead, in a process of its own, while the desk writes those before them.

Reading a mail is half of the work of taking it in, and Python does one thing at a time. The
process gets raw messages, brings their bytes into the files, and gives back rows to be written; it
has neither the desk's database nor its key.
"""

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain

from tipdesk.intake.entering import Brought
from tipdesk.intake.letters import Rules, arrival_of
from tipdesk.intake.mail.letter import Letter
from tipdesk.intake.register import bring
from tipdesk.newsroom.errors import NotReceived
from tipdesk.store.files import Files

_AHEAD = 2  # batches
Batch = Sequence[Letter]


def read(files: Files, letters: Batch, rules: Rules) -> list[Brought]:
    """Read messages and bring what they hold into the files."""
    return bring(files, [arrival_of(letter, rules) for letter in letters])


def read_ahead(
    files: Files, batches: Iterable[Batch], rules: Rules
) -> Iterator[tuple[Batch, list[Brought]]]:
    """Read batch after batch, each with what was made of it; a lone batch is read right here.

    Raises NotReceived where the reading process died of what it read.
    """
    stream = iter(batches)
    first = next(stream, None)
    second = next(stream, None)
    if first is not None:
        yield first, read(files, first, rules)
    if second is None:
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(1, mp_context=context, initializer=_leave_signals)
    try:
        yield from _in_turn(pool, files, chain([second], stream), rules)
    except BrokenProcessPool:
        raise NotReceived(
            "The reader of mails gave up over one of them, so the rest was not taken in; what came "
            "before it is on the desk. Import the files in smaller parts."
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _in_turn(
    pool: ProcessPoolExecutor, files: Files, batches: Iterable[Batch], rules: Rules
) -> Iterator[tuple[Batch, list[Brought]]]:
    waiting: deque[tuple[Batch, Future[list[Brought]]]] = deque()
    for batch in batches:
        waiting.append((batch, pool.submit(read, files, batch, rules)))
        if len(waiting) > _AHEAD:
            done, answer = waiting.popleft()
            yield done, answer.result()
    for done, answer in waiting:
        yield done, answer.result()


def _leave_signals() -> None:
    """Leave Ctrl+C to the program: it lets this process go in its own time."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
