"""Takes a search apart as it is typed: finished filters, and the word that is under way."""

from tipdesk.desk.asking.fields import FIELDS
from tipdesk.desk.asking.nodes import Filter, Node, Not
from tipdesk.desk.asking.query import Query, QueryNotUnderstood, parse
from tipdesk.desk.asking.reading import is_half_a_date, pieces
from tipdesk.desk.asking.scanning import Kind, Token

_SHORTEST = 2
_BEGUN = ("tag", "story")  # while such a name is typed, what begins so is meant


def split(text: str) -> tuple[list[str], str]:
    """Take out the filters that are finished with a space; give them, and what is left.

    What stands in parentheses or beside an OR means something only where it stands.
    """
    filters, rest, end, depth = [], [], 0, 0
    found = pieces(text)
    for piece, before, after in zip(found, [None, *found], [*found[1:], None], strict=False):
        depth += (piece.kind is Kind.OPEN) - (piece.kind is Kind.CLOSE)
        is_free = not depth and not _is_or(before) and not _is_or(after)
        if is_free and text[piece.end : piece.end + 1].isspace() and is_filter(piece.typed):
            filters.append(piece.typed)
            rest.append(text[end : piece.at])
            end = piece.end + 1
    return filters, "".join((*rest, text[end:]))


def wants_a_neighbour(text: str) -> bool:
    """Tell whether this begins with an OR, which takes the last finished filter back."""
    return _is_or(next(iter(pieces(text)), None))


def is_filter(token: str) -> bool:
    """Tell whether this is one filter that the desk understands, or an order."""
    query = _understood(token)
    return query is not None and (bool(query.sort) or _filter(query.asked) is not None)


def label(token: str) -> str:
    """Write a filter for a chip, without its sign: `workflow: new, triage`."""
    query = parse(token)
    one = _filter(query.asked)
    key, values = (one.key, one.values) if one else ("sort", query.sort)
    return f"{key}: {', '.join(in_words(key, value) for value in values)}"


def dated(token: str) -> tuple[str, str] | None:
    """Give field and date of a filter that asks for one date."""
    query = _understood(token)
    one = _filter(query.asked) if query else None
    if one is None or one.key not in FIELDS or not FIELDS[one.key].is_date:
        return None
    return (one.key, one.values[0]) if len(one.values) == 1 else None


def in_words(key: str, value: str) -> str:
    """Write a value as it is said: `last week`, `false or misleading`."""
    field = FIELDS.get(key)
    if field is None or value not in field.known:
        return value
    return value.replace("-" if field.is_date else "_", " ")


def as_typed(words: str) -> str:
    """Let the word that is being typed stand for its beginning; what is unfinished waits."""
    found = pieces(words)
    last = found[-1] if found else None
    if last is None or _waits(words, last):
        return _without_or(words[: last.at]) if last else words
    if last.kind is Kind.FILTER and last.end == len(words):
        return f"{words}*" if last.key in _BEGUN and words[-1].isalnum() else words
    if last.kind is not Kind.WORD or last.is_or or last.end < len(words):
        return _without_or(words)
    if len(found) > 1 and is_half_a_date(found[-2]):
        return _without_or(words[: found[-2].at])
    return _begun(words, last)


def is_unfinished(words: str) -> bool:
    """Tell whether the last word is a filter that lacks its value, or the end of it."""
    found = pieces(words)
    return bool(found) and _waits(words, found[-1])


def _begun(words: str, last: Token) -> str:
    if not last.said[-1:].isalnum() or last.prefix or is_numbered(last):
        return words
    is_short = len(last.said) < _SHORTEST and not last.said.isdigit()
    return _without_or(words[: last.at]) if is_short else f"{words}*"


def is_numbered(piece: Token) -> bool:
    """Tell whether this is a tip's number, or the beginning of one."""
    head, _, digits = piece.said.partition("-")
    return head in ("T", "t") and (digits.isdigit() or not digits) and "-" in piece.said


def _waits(words: str, last: Token) -> bool:
    """Tell whether a filter needs more letters before it can be read."""
    if is_half_a_date(last):
        return True
    if last.end < len(words):
        return False
    if last.kind is Kind.WORD:
        return last.said.endswith(":") and last.said[:-1].casefold() in FIELDS
    return last.kind is Kind.FILTER and last.key in FIELDS and not is_filter(last.typed)


def _without_or(words: str) -> str:
    found = pieces(words)
    while found and found[-1].is_or:
        words = words[: found.pop().at]
    return words


def _is_or(piece: Token | None) -> bool:
    return piece is not None and piece.is_or


def _understood(token: str) -> Query | None:
    try:
        return parse(token)
    except QueryNotUnderstood:
        return None


def _filter(node: Node | None) -> Filter | None:
    inner = node.what if isinstance(node, Not) else node
    return inner if isinstance(inner, Filter) and inner.key in FIELDS else None
