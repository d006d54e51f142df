"""Puts a clause into a search by a click, turns it round, or takes it out again."""

from collections.abc import Iterator

from tipdesk.desk.asking.nodes import Filter, Node, Not, Query, every
from tipdesk.desk.asking.query import QueryNotUnderstood, parse
from tipdesk.desk.asking.writing import written

# A tip has one of these: two of them are asked for as "this or that".
_ONE_OF = frozenset({"workflow", "channel", "place"})
RECEIVED = "received"


def clause(key: str, value: str) -> Filter | None:
    """Make a filter of a name from the desk; one that no search can say is no filter."""
    made = Filter(key, (value,))
    try:
        read = parse(written(Query(made))).asked
    except QueryNotUnderstood:
        return None
    return read if isinstance(read, Filter) and read.key == key and len(read.values) == 1 else None


def turned(words: str, wanted: Filter, *, exclude: bool = False) -> str:
    """Ask for this as well, or for all without it; what was asked for already is dropped."""
    query = _understood(words)
    if query is None:
        return _appended(words, Not(wanted) if exclude else wanted)
    if exclude:
        return _written(query, _excluding(query, wanted))
    return _written(query, _including(query, wanted))


def narrowed(words: str, span: str) -> str:
    """Ask only for what came in this span of time, in place of another span; "" for any time."""
    wanted = Filter(RECEIVED, (span,)) if span else None
    query = _understood(words)
    if query is None:
        return _appended(words, wanted) if wanted else words
    kept = [part for part in query.parts if not _is(part, RECEIVED)]
    return _written(query, [*kept, *([wanted] if wanted else [])])


def asked(words: str) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """Tell which values a search asks for, and which it leaves out."""
    query = _understood(words)
    parts = query.parts if query else ()
    left_out = (part.what for part in parts if isinstance(part, Not))
    return frozenset(_values(parts)), frozenset(_values(tuple(left_out)))


def _values(parts: tuple[Node, ...]) -> Iterator[tuple[str, str]]:
    for part in parts:
        if isinstance(part, Filter):
            yield from ((part.key, value) for value in part.values)


def _including(query: Query, wanted: Filter) -> list[Node]:
    """Add a value, to the others of its field where a tip can only have one of them."""
    key, value = wanted.key, wanted.values[0]
    kept = [part for part in query.parts if part != Not(wanted)]
    for at, part in enumerate(kept):
        if isinstance(part, Filter) and part.key == key and value in part.values:
            rest = tuple(each for each in part.values if each != value)
            return [*kept[:at], *([Filter(key, rest)] if rest else []), *kept[at + 1 :]]
        if isinstance(part, Filter) and part.key == key and key in _ONE_OF:
            return [*kept[:at], Filter(key, (*part.values, value)), *kept[at + 1 :]]
    return [*kept, wanted]


def _excluding(query: Query, unwanted: Filter) -> list[Node]:
    kept = [part for part in query.parts if part not in (unwanted, Not(unwanted))]
    was_left_out = Not(unwanted) in query.parts
    return kept if was_left_out else [*kept, Not(unwanted)]


def _is(part: Node, key: str) -> bool:
    return isinstance(part, Filter) and part.key == key


def _understood(words: str) -> Query | None:
    try:
        return parse(words)
    except QueryNotUnderstood:
        return None


def _written(query: Query, parts: list[Node]) -> str:
    return written(Query(every(parts), query.sort))


def _appended(words: str, node: Node) -> str:
    return f"{words} {written(Query(node))}".strip()
