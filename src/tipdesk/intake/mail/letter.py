"""A message as it lay in a mailbox or a file, before anybody has read it."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """The raw bytes of one message, when a server received it, and what its keeper called it."""

    raw: bytes = field(repr=False)
    received_at: datetime | None = None
    labels: tuple[str, ...] = field(default=(), repr=False)
    note: str = field(default="", repr=False)  # what is doubtful about it, in a sentence
