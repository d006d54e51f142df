"""Speaks IMAP with a server: one command at a time, of the few that reading a mailbox needs.

None of them changes anything there: the folder is opened by EXAMINE, messages are asked for by
BODY.PEEK[], and no command that marks, moves or deletes is known here.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from tipdesk.intake.mailboxes.answers import Answer, literal_size, number_of
from tipdesk.intake.mailboxes.foldernames import quoted, written
from tipdesk.intake.mailboxes.line import Line, Nonsense

_LARGEST_LITERAL = 128 * 10**6  # more than any message that is asked for
_MOST_ANSWERS = 1_000_000  # to one command
_MOST_REQUESTS = 10
_SLICE = 30.0  # seconds of waiting between two looks at the clock


class NotImap(Nonsense):
    """What answers first isn't an IMAP server."""


class Refused(Exception):
    """The server said NO, BAD or BYE; `code` and `said` are its own words."""

    def __init__(self, code: bytes, said: bytes) -> None:
        super().__init__()
        self.code, self.said = code, said.decode("utf-8", "replace")
        if code:
            self.said = self.said.partition("]")[2]


class GoodBye(Refused):
    """The server ended the conversation."""


@dataclass(frozen=True, slots=True)
class Folder:
    """What a server says of a folder when it is opened."""

    uid_validity: int = 0
    uid_next: int = 0
    messages: int = 0
    mod_seq: int = 0


@dataclass(slots=True)
class Dialogue:
    """A conversation over one line, from the server's greeting to the good-bye."""

    line: Line = field(repr=False)
    abilities: frozenset[bytes] = field(default=frozenset(), repr=False)
    _tag: int = 0

    def greet(self) -> None:
        """Hear the server's greeting, and what it can do."""
        try:
            answer = self._answer(self.line.line())
        except Nonsense:
            raise NotImap from None
        if answer is None or answer.kind not in {b"OK", b"PREAUTH", b"BYE"}:
            raise NotImap
        self._heed_bye(answer)
        self.learn()

    def learn(self) -> None:
        """Ask what the server can do; it may say something else after each step."""
        for answer in self.ask(b"CAPABILITY"):
            if answer.kind == b"CAPABILITY":
                self.abilities = frozenset(answer.pieces[0].upper().split()[1:])

    def can(self, ability: bytes) -> bool:
        """Tell whether the server offers something."""
        return ability in self.abilities

    def ask(self, *pieces: bytes) -> list[Answer]:
        """Give a command; all of the answer at once."""
        return list(self.stream(*pieces))

    def stream(self, *pieces: bytes) -> Iterator[Answer]:
        """Give a command; further pieces follow when the server asks for them."""
        tag = self._next_tag()
        self.line.send(tag + b" " + pieces[0] + b"\r\n")
        rest = iter(pieces[1:])
        requests = 0
        for _ in range(_MOST_ANSWERS):
            line = self.line.line()
            if line.startswith(b"+"):
                requests += 1
                if requests > _MOST_REQUESTS:
                    raise Nonsense
                # Nothing left to say: an empty line lets a server that explains itself finish.
                self.line.send(next(rest, b"") + b"\r\n")
            elif (answer := self._answer(line)) is not None:
                self._heed_bye(answer)
                yield answer
            elif self._is_end(line, tag):
                return
        raise Nonsense

    def examine(self, folder: str) -> Folder:
        """Open a folder for reading only."""
        remembers = b" (CONDSTORE)" if self.can(b"CONDSTORE") else b""
        known: dict[bytes, int] = {}
        for answer in self.ask(b"EXAMINE " + quoted(written(folder)) + remembers):
            if answer.kind == b"EXISTS":
                known[b"EXISTS"] = answer.number
            elif answer.kind == b"OK" and answer.code[0]:
                known[answer.code[0]] = number_of(answer.code[1].strip())
        return Folder(
            known.get(b"UIDVALIDITY", 0),
            known.get(b"UIDNEXT", 0),
            known.get(b"EXISTS", 0),
            known.get(b"HIGHESTMODSEQ", 0),
        )

    def fetch(self, uids: bytes, items: Sequence[bytes]) -> Iterator[Answer]:
        """Ask for something of messages, by the numbers that stay theirs."""
        wanted = b" ".join((b"UID", *items))
        for answer in self.stream(b"UID FETCH " + uids + b" (" + wanted + b")"):
            if answer.kind == b"FETCH":
                yield answer

    def search(self, wanted: bytes) -> list[int]:
        """Ask for the numbers of the messages that something is true of."""
        answers = self.ask(b"UID SEARCH " + wanted)
        found = (answer.pieces[0].split()[1:] for answer in answers if answer.kind == b"SEARCH")
        return [number for words in found for number in map(number_of, words) if number]

    def idle(self, seconds: float, go_on: Callable[[], bool]) -> bool:
        """Wait for new messages, at most so long; tell whether the conversation can go on.

        `go_on` is asked every half minute; where it says no, the line is to be left at once.
        """
        tag = self._next_tag()
        self.line.send(tag + b" IDLE\r\n")
        self._begin_to_idle(tag)
        until = time.monotonic() + seconds
        news = False
        while not news and (left := until - time.monotonic()) > 0:
            if not go_on():
                return False
            if self.line.stirs(min(left, _SLICE)):
                news = self._is_news(self.line.line())
        self.line.send(b"DONE\r\n")
        while not self._is_end(line := self.line.line(), tag):
            self._is_news(line)
        return True

    def leave(self) -> None:
        """Say good-bye and hang up; nobody waits for the answer."""
        try:
            self.line.send(self._next_tag() + b" LOGOUT\r\n")
        finally:
            self.line.close()

    def _begin_to_idle(self, tag: bytes) -> None:
        for _ in range(_MOST_ANSWERS):
            line = self.line.line()
            if line.startswith(b"+"):
                return
            if self._is_end(line, tag):
                break
        raise Nonsense

    def _is_news(self, line: bytes) -> bool:
        answer = self._answer(line)
        if answer is None:
            raise Nonsense
        self._heed_bye(answer)
        return answer.kind == b"EXISTS"

    def _next_tag(self) -> bytes:
        self._tag += 1
        return b"t%d" % self._tag

    def _answer(self, line: bytes) -> Answer | None:
        """Read the rest of an untagged answer; `None` for another line."""
        if not line.startswith(b"* "):
            return None
        pieces, literals = [line[2:]], []
        room = _LARGEST_LITERAL
        while (size := literal_size(pieces[-1])) is not None:
            room -= size
            if room < 0:
                raise Nonsense
            literals.append(self.line.literal(size))
            pieces.append(self.line.line())
        return Answer(tuple(pieces), tuple(literals))

    def _is_end(self, line: bytes, tag: bytes) -> bool:
        first, _, rest = line.partition(b" ")
        if first != tag:
            if line.startswith(b"*"):
                return False
            raise Nonsense
        kind, _, said = rest.partition(b" ")
        if kind.upper() == b"OK":
            return True
        if kind.upper() in {b"NO", b"BAD"}:
            raise Refused(Answer((rest,)).code[0], said)
        raise Nonsense

    def _heed_bye(self, answer: Answer) -> None:
        if answer.kind == b"BYE":
            raise GoodBye(answer.code[0], answer.pieces[0].partition(b" ")[2])
