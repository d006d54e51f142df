"""What a search asks for: words and filters, together, either of them, or without them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or words in a row; with `prefix` the last of them may be a beginning."""

    text: str = field(repr=False)
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A field of which any of `values` holds; `number` is the field of T-1042."""

    key: str
    values: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Not:
    """Everything without this."""

    what: "Node"


@dataclass(frozen=True, slots=True)
class Every:
    """All of these must hold: two at least, none of them an `Every`."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of these must hold: two at least, none of them an `Either`."""

    parts: tuple["Node", ...]


Node: TypeAlias = Word | Filter | Not | Every | Either


@dataclass(frozen=True, slots=True)
class Query:
    """What an editor looks for, and in which order it is to be listed; "" is the list's own."""

    asked: Node | None = None
    sort: tuple[str, ...] = field(default=(), repr=False)

    @property
    def parts(self) -> tuple[Node, ...]:
        """Give what must hold together."""
        if self.asked is None:
            return ()
        return self.asked.parts if isinstance(self.asked, Every) else (self.asked,)

    @property
    def leaves(self) -> tuple[Node, ...]:
        """Give all words and filters, without those that are excluded."""
        return tuple(_leaves(self.asked))

    @property
    def words(self) -> tuple[Word, ...]:
        """Give the words that are looked for, without those that are excluded."""
        return tuple(one for one in self.leaves if isinstance(one, Word))


def every(parts: Iterable[Node | None]) -> Node | None:
    """Ask for all of these; nothing asked is no condition."""
    flat = tuple(_flat(parts, Every))
    return Every(flat) if len(flat) > 1 else next(iter(flat), None)


def either(parts: Iterable[Node | None]) -> Node | None:
    """Ask for one of these."""
    flat = tuple(_flat(parts, Either))
    return Either(flat) if len(flat) > 1 else next(iter(flat), None)


def without(what: Node) -> Node:
    """Ask for the opposite."""
    return what.what if isinstance(what, Not) else Not(what)


def _flat(parts: Iterable[Node | None], kind: type[Every | Either]) -> Iterator[Node]:
    for part in parts:
        if isinstance(part, kind):
            yield from part.parts
        elif part is not None:
            yield part


def _leaves(node: Node | None) -> Iterator[Node]:
    if isinstance(node, Every | Either):
        for part in node.parts:
            yield from _leaves(part)
    elif node is not None and not isinstance(node, Not):
        yield node
