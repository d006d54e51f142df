"""A conversation with a walled-in child about one file: looking at it, playing it."""

import math
from typing import Any, Self

from tipdesk.media.answers import unfolded
from tipdesk.media.checks import LyingAnswer
from tipdesk.media.lifeline import Bounds, Child, ChildEnded, Overdue, ServerLost
from tipdesk.media.line import Header
from tipdesk.media.wall.confine import Limits
from tipdesk.newsroom.errors import TipdeskError

CRASHED = "The reader of this file crashed; the original is kept."
TOO_LONG = "The reader of this file took too long and was stopped; the original is kept."
LIED = "The reader of this file gave an impossible answer and was stopped; the original is kept."
LOST = "The reader of this file could not be started; the original is kept."
ENDED = "The reader of this file has ended."

BOUNDS = Bounds(header=64 * 1024, blob=64 << 20)
_MOST_FIELDS, _LONGEST_TEXT, _LARGEST = 64, 10_000, 1 << 53


class ReaderEnded(TipdeskError):
    """The child is gone: it died, it lied, it took too long, or it had nothing more to say."""


class Conversation:
    """Questions and answers about one open file; one thread at a time.

    Each question gives the child processor time anew. An answer's header is one flat object of
    numbers, truths and short texts; what is longer comes as its blob, of 64 MiB at most.
    """

    def __init__(self, child: Child, limits: Limits) -> None:
        self._child, self._limits = child, limits

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def fileno(self) -> int:
        """Return the descriptor that becomes readable when an answer comes, -1 when closed."""
        return self._child.fileno()

    def send(self, request: Header) -> None:
        """Ask; a child that is gone is told of when its answer is received."""
        self._child.ask(request, self._limits)

    def receive(self, timeout: float | None = None) -> tuple[Header, bytes]:
        """Wait for an answer, `timeout` seconds or as long as the limits allow.

        Raises ReaderEnded; the child is gone then, and the conversation closed.
        """
        seconds = self._limits.wall if timeout is None else timeout
        try:
            header, blob = self._child.answer(BOUNDS, seconds)
            return _flat(unfolded(header)), blob
        except (ChildEnded, Overdue, LyingAnswer, ServerLost, OSError) as mishap:
            self.close()
            raise ReaderEnded(_sentence(mishap)) from None

    def close(self) -> None:
        """Hang up; the child is killed."""
        self._child.let_go()


def _sentence(mishap: Exception) -> str:
    match mishap:
        case ChildEnded(exit_code=0) | OSError():
            return ENDED
        case ChildEnded(out_of_time=True) | Overdue():
            return TOO_LONG
        case LyingAnswer():
            return LIED
        case ServerLost():
            return LOST
        case _:
            return CRASHED


def _flat(header: Any) -> Header:
    if not isinstance(header, dict) or len(header) > _MOST_FIELDS:
        raise LyingAnswer("no object, or one of too many fields")
    if not all(map(_is_plain, header.values())):
        raise LyingAnswer("a value that is no number, truth or short text")
    return header


def _is_plain(value: Any) -> bool:
    match value:
        case None | bool():
            return True
        case int():
            return abs(value) <= _LARGEST
        case float():
            return math.isfinite(value)
        case str():
            return len(value) <= _LONGEST_TEXT
        case _:
            return False
