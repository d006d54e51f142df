"""Writes a search down so that reading it gives the same search again."""

import re

from tipdesk.desk.asking.nodes import Either, Every, Filter, Node, Not, Query, Word
from tipdesk.desk.asking.reading import word
from tipdesk.desk.asking.scanning import Kind, tokens

_BARE_VALUE = re.compile(r'[^\s"(),]+')


def written(query: Query) -> str:
    """Write a search in the query language."""
    parts = [_written(part) for part in query.parts]
    if query.sort:
        parts.append(f"sort:{','.join(query.sort)}")
    return " ".join(parts)


def _written(node: Node) -> str:
    match node:
        case Word():
            return _word(node)
        case Filter():
            return _filter(node)
        case Not():
            return f"-{_closed(node.what)}"
        case Every():
            return " ".join(map(_written, node.parts))
        case Either():
            return " OR ".join(map(_closed, node.parts))


def _filter(node: Filter) -> str:
    match node:
        case Filter("number", (number,)):
            return f"T-{number}"
        case Filter("near", (place,)):
            return f"near:{place}"
    return f"{node.key}:{','.join(map(_value, node.values))}"


def _closed(node: Node) -> str:
    """Write a part so that what stands beside it can't take a piece of it."""
    said = _written(node)
    return f"({said})" if isinstance(node, Every | Either) else said


def _word(node: Word) -> str:
    bare = f"{node.text}*" if node.prefix else node.text
    if bare.endswith(":") or any(sign in '"()' or sign.isspace() for sign in bare):
        return _quoted(node)
    pieces = list(tokens(bare))
    is_plain = len(pieces) == 1 and pieces[0].kind is Kind.WORD
    if not is_plain or pieces[0].negated or pieces[0].is_or or word(pieces[0]) != node:
        return _quoted(node)
    return bare


def _quoted(node: Word) -> str:
    return f'"{node.text}"{"*" if node.prefix else ""}'


def _value(value: str) -> str:
    return value if _BARE_VALUE.fullmatch(value) else f'"{value}"'
