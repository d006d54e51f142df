"""Seals the ledger's entries, each over the one before: an edit, a gap, a changed order shows.

What is sealed is JSON with its keys in the order of letters, the same to the byte since the first
desk: a seal that was given once must be found again for ever.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

FIRST_SEAL = bytes(32)
WRITTEN = frozenset({"before", "after"})  # what a sealed entry holds as JSON
Row = dict[str, Any]


class Sealing:
    """Seals the entries of one change; what they have in common is written once."""

    def __init__(self, opening: Row, last: bytes) -> None:
        self.last = last
        self._opening = opening
        said = {name: _written(opening[name]) for name in _COMMON}
        self._at = f', "at": {said["at"]}, "before": '
        self._who = f', "change_id": {said["change_id"]}, "editor": {said["editor"]}, "noun": '
        self._why = f', "reason": {said["reason"]}, "reverses": {said["reverses"]}, "row": '
        self._verb = f', "verb": {said["verb"]}}}'

    def sealed(self, part: Row) -> Row:
        """Make a whole entry, sealed, of its own part; before and after become text."""
        before, after = _written(part["before"]), _written(part["after"])
        noun, row, tip = _written(part["noun"]), _written(part["row"]), part["tip_id"]
        line = (
            f'{{"after": {after}{self._at}{before}{self._who}{noun}{self._why}{row}'
            f', "tip_id": {"null" if tip is None else tip}{self._verb}'
        )
        self.last = hashlib.sha256(self.last + line.encode("utf-8", "surrogatepass")).digest()
        texts = {"before": _storable(before), "after": _storable(after)}
        return {**self._opening, **part, **texts, "seal": self.last}


def seal_of(previous: bytes, entry: Row) -> bytes:
    """Seal an entry that is there once more, over the one before it."""
    sealing = Sealing(entry, previous)
    sealing.sealed(entry)
    return sealing.last


def digest_of(entries: Iterable[Row]) -> str:
    """Digest whole entries in their order, seals included."""
    hashing = hashlib.sha256()
    for entry in entries:
        said = {**entry, "seal": entry["seal"].hex()}
        hashing.update(_written(said).encode("utf-8", "surrogatepass"))
    return hashing.hexdigest()


def _written(value: object) -> str:
    return "null" if value is None else _ENCODER.encode(value)


def _storable(text: str) -> str:
    """Escape what no database can hold as text; as JSON it says the same."""
    return text.encode("utf-8", "backslashreplace").decode()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"the ledger keeps no {type(value).__name__}")


_COMMON = ("change_id", "at", "editor", "verb", "reason", "reverses")
_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=_plain)
