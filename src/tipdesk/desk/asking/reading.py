"""Reads a search: words and filters stand together, OR binds two neighbours, ( ) makes one."""

import re

from tipdesk.desk.asking.dates import PERIODS, WHICH
from tipdesk.desk.asking.fault import NoSuchValue, QueryNotUnderstood, short
from tipdesk.desk.asking.fields import FIELDS, Field, closest
from tipdesk.desk.asking.nodes import Filter, Node, Query, Word, either, every, without
from tipdesk.desk.asking.scanning import Kind, Token, items, tokens

LONGEST = 2_000
MOST_WORDS = 60
DEEPEST = 20

_NUMBER = re.compile(r"[Tt]-([1-9][0-9]{0,17})")
_ONLY_OPERATORS = re.compile(r"[-*\"]*")


def parse(text: str) -> Query:
    """Read a search; raises nothing but QueryNotUnderstood."""
    if len(text) > LONGEST:
        sentence = f"That search is too long; it may have {LONGEST:,} letters."
        raise QueryNotUnderstood(sentence, LONGEST, len(text) - LONGEST)
    return _Reader(pieces(text)).read()


def pieces(text: str) -> list[Token]:
    """Cut a search into its pieces; "last week" is one, though nobody put it in quotation marks."""
    whole: list[Token] = []
    for piece in tokens(text):
        if whole and is_half_a_date(whole[-1]) and _is_period(piece):
            whole[-1] = _as_one(whole[-1], piece)
        else:
            whole.append(piece)
    return whole


def is_half_a_date(piece: Token) -> bool:
    """Tell whether a week, a month or a year may follow: `received:last`."""
    field = FIELDS.get(piece.key)
    return field is not None and field.is_date and piece.said.casefold() in WHICH


def _is_period(piece: Token) -> bool:
    return piece.kind is Kind.WORD and piece.typed.casefold() in PERIODS


def _as_one(first: Token, second: Token) -> Token:
    typed = first.typed + " " * (second.at - first.end) + second.typed
    said = f"{first.said}-{second.typed}"
    return Token(first.kind, typed, first.at, first.negated, first.key, said)


class _Reader:
    """Goes through the pieces once, from the left."""

    def __init__(self, pieces: list[Token]) -> None:
        self._pieces = pieces
        self._next = 0
        self._words = 0
        self._open: list[Token] = []
        self._sort: tuple[str, ...] = ()

    def read(self) -> Query:
        """Read the whole search."""
        asked = self._together()
        if self._next < len(self._pieces):
            stray = self._pieces[self._next]
            raise _fault(stray, "This ) closes nothing; take it away, or write ( before it.")
        if asked is None and self._pieces and self._pieces[0].kind is Kind.OPEN:
            raise _fault(self._pieces[0], "“(” has no letter or digit to look for after it.")
        return Query(asked, self._sort)

    def _together(self) -> Node | None:
        """Read up to the end, or up to the parenthesis that closes."""
        parts = []
        while (piece := self._peek()) is not None and piece.kind is not Kind.CLOSE:
            parts.append(self._one_of_neighbours())
        return every(parts)

    def _one_of_neighbours(self) -> Node | None:
        parts = [self._one()]
        while (piece := self._peek()) is not None and piece.is_or:
            self._next += 1
            parts.append(self._one() if self._peek() is not None else None)
            if None in parts:
                raise _lonely(piece)
        return either(parts)

    def _one(self) -> Node | None:
        piece = self._pieces[self._next]
        if piece.is_or or piece.kind is Kind.CLOSE:
            raise _lonely(self._pieces[self._next - 1] if piece.kind is Kind.CLOSE else piece)
        self._next += 1
        node = self._inside(piece) if piece.kind is Kind.OPEN else self._leaf(piece)
        return without(node) if node is not None and piece.negated else node

    def _inside(self, piece: Token) -> Node | None:
        """Read what stands in parentheses; one that nobody closed ends with the search."""
        self._open.append(piece)
        if len(self._open) > DEEPEST:
            raise _fault(piece, f"Parentheses may stand in one another {DEEPEST} times, no more.")
        node = self._together()
        self._open.pop()
        self._next += 1
        return node

    def _leaf(self, piece: Token) -> Node | None:
        self._words += 1
        if self._words > MOST_WORDS:
            raise _fault(piece, f"That search has too many words; it may have {MOST_WORDS}.")
        if piece.kind is not Kind.FILTER:
            return word(piece)
        if piece.key == "sort":
            self._put_in_order(piece)
            return None
        return self._filter(piece)

    def _put_in_order(self, piece: Token) -> None:
        if piece.negated or self._open:
            raise _fault(
                piece,
                "The order is one for the whole list; write sort:due, or sort:-due to turn it "
                "round, outside of parentheses.",
            )
        self._sort = _values(piece, FIELDS["sort"])

    def _filter(self, piece: Token) -> Filter:
        field = FIELDS.get(piece.key)
        if field is None:
            raise _unknown(piece)
        return Filter(piece.key, _values(piece, field))

    def _peek(self) -> Token | None:
        return self._pieces[self._next] if self._next < len(self._pieces) else None


def word(piece: Token) -> Word | Filter | None:
    """Read a word, words in a row or a tip's number; signs that mean nothing are nothing."""
    if piece.kind is Kind.WORD:
        _check_has_value(piece)
        numbered = _NUMBER.fullmatch(piece.said)
        if numbered and not piece.prefix:
            return Filter("number", (numbered[1],))
    if any(sign.isalnum() for sign in piece.said):
        return Word(piece.said, piece.prefix)
    if _ONLY_OPERATORS.fullmatch(piece.typed):
        return None
    raise _fault(piece, f"“{short(piece.said)}” has no letter or digit to look for.")


def _check_has_value(piece: Token) -> None:
    key = piece.said.removesuffix(":").casefold()
    if piece.said.endswith(":") and key in FIELDS:
        raise _fault(piece, f"“{piece.said}” needs a value, such as {FIELDS[key].example}.")


def _values(piece: Token, field: Field) -> tuple[str, ...]:
    """Read the values of a filter; the same one twice is one."""
    said = items(piece.said) if field.has_list else [piece.said.replace('"', "").strip()]
    if not any(said):
        raise _fault(piece, f"“{piece.key}:” needs a value, such as {field.example}.")
    values: dict[str, None] = {}
    for each in said:
        try:
            values |= dict.fromkeys(field.read(each))
        except NoSuchValue as error:
            raise _fault(piece, str(error), _mended(piece, each, error.instead)) from None
    return tuple(values)


def _mended(piece: Token, said: str, instead: str) -> str:
    if not instead:
        return ""
    return piece.typed.replace(said, instead, 1) if said in piece.typed else ""


def _unknown(piece: Token) -> QueryNotUnderstood:
    meant = closest(piece.key, tuple(FIELDS))
    there = f"did you mean {meant}:?" if meant else f"there are {', '.join(FIELDS)}."
    sentence = f"There is no filter “{short(piece.key)}:”; {there} "
    sentence += "To look for the words, put them in quotation marks."
    typed = f"{piece.typed.partition(':')[0]}:"
    instead = f"{'-' * piece.negated}{meant}:" if meant else ""
    return _fault(piece, sentence, _mended(piece, typed, instead))


def _lonely(piece: Token) -> QueryNotUnderstood:
    return _fault(
        piece,
        "“OR” needs something to look for on both sides; to look for the word itself, write "
        '"OR" in quotation marks.',
    )


def _fault(piece: Token, sentence: str, suggestion: str = "") -> QueryNotUnderstood:
    return QueryNotUnderstood(sentence, piece.at, len(piece.typed), suggestion)
