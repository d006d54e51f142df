"""What an IMAP server answers, taken apart: RFC 9051, as much of it as reading needs."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone

Word = bytes | None | list["Word"]
_TOKEN = re.compile(rb'([()])|"((?:[^"\\]|\\.)*)"|(\{\d+\+?\})$|([^\s()"]+)')
_CODE = re.compile(rb"\[([A-Z0-9-]+)(?: ([^\]]*))?\]", re.IGNORECASE)
_LITERAL = re.compile(rb"\{(\d{1,19})\+?\}$")
_DATE = re.compile(
    rb"\s?(\d{1,2})-([A-Za-z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)", re.ASCII
)
_DIGITS = 20
_MONTHS = b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@dataclass(frozen=True, slots=True)
class Answer:
    """One untagged answer: its text in pieces, with the literals that stood between them."""

    pieces: tuple[bytes, ...] = field(repr=False)
    literals: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def kind(self) -> bytes:
        """Tell what it is about, such as FETCH, EXISTS or OK."""
        words = self.pieces[0].split(None, 2)
        numbered = len(words) > 1 and words[0].isdigit()
        return words[numbered].upper() if words else b""

    @property
    def number(self) -> int:
        """Tell the number before the kind, as in "12 EXISTS"; 0 where there is none."""
        first = self.pieces[0].split(None, 1)[:1]
        return number_of(first[0]) if first else 0

    @property
    def code(self) -> tuple[bytes, bytes]:
        """Tell the response code and what it says: UIDVALIDITY and 7 of "OK [UIDVALIDITY 7] …"."""
        found = _CODE.search(self.pieces[0])
        return (found[1].upper(), found[2] or b"") if found else (b"", b"")

    def words(self) -> list[Word]:
        """Take it apart; what stands in parentheses becomes a list."""
        top: list[Word] = []
        open_lists, literals = [top], iter(self.literals)
        for piece in self.pieces:
            for bracket, quoted, literal, atom in _TOKEN.findall(piece):
                if bracket == b"(":
                    inner: list[Word] = []
                    open_lists[-1].append(inner)
                    open_lists.append(inner)
                elif bracket:
                    open_lists = open_lists[:-1] if len(open_lists) > 1 else open_lists
                else:
                    said = next(literals, b"") if literal else None
                    open_lists[-1].append(_word(quoted, atom, said))
        return top


def _word(quoted: bytes, atom: bytes, literal: bytes | None) -> bytes | None:
    if literal is not None:
        return literal
    if atom:
        return None if atom.upper() == b"NIL" else atom
    return re.sub(rb"\\(.)", rb"\1", quoted)


def literal_size(line: bytes) -> int | None:
    """Tell how many bytes follow this line as a literal; `None` where none do."""
    found = _LITERAL.search(line)
    return int(found[1]) if found else None


def items_of(answer: Answer) -> dict[bytes, Word]:
    """Name what a FETCH answer says of its message."""
    words = answer.words()
    listed = words[-1] if words else None
    if not isinstance(listed, list):
        return {}
    names = [name.upper() if isinstance(name, bytes) else b"" for name in listed[::2]]
    return dict(zip(names, listed[1::2], strict=False))


def number_of(word: Word) -> int:
    """Understand a number; 0 where it is none."""
    if isinstance(word, bytes) and word.isdigit() and len(word) <= _DIGITS:
        return int(word)
    return 0


def moment_of(word: Word) -> datetime | None:
    """Understand an INTERNALDATE, without asking the language of the system."""
    found = _DATE.fullmatch(word) if isinstance(word, bytes) else None
    if found is None or found[2].title() not in _MONTHS:
        return None
    day, year, hour, minute, second = (int(found[group]) for group in (1, 3, 4, 5, 6))
    ahead = timedelta(hours=int(found[8]), minutes=int(found[9]))
    try:
        zone = timezone(ahead if found[7] == b"+" else -ahead)
        month = _MONTHS.index(found[2].title()) + 1
        return datetime(year, month, day, hour, minute, second, tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def written_day(day: date) -> bytes:
    """Write a day as a search names it."""
    return b"%d-%s-%04d" % (day.day, _MONTHS[day.month - 1], day.year)
