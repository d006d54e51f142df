"""The messages of many files and folders as one stream, and what can't be read of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tipdesk.intake.arrival import Refused
from tipdesk.intake.mail.boxes import Letters, letters_in
from tipdesk.intake.mail.letter import Letter
from tipdesk.media.plainfile import refusal
from tipdesk.newsroom.counts import counted
from tipdesk.newsroom.names import storable


@dataclass(slots=True)
class Post:
    """What lies at these places, some bytes of it behind us; goes through it once."""

    places: Sequence[Path] = field(repr=False)
    size: int
    read: int = 0
    refused: list[Refused] = field(default_factory=list)
    notes: list[str] = field(default_factory=list, repr=False)

    def __iter__(self) -> Iterator[Letter]:
        for place in self.places:
            before = self.read
            letters = letters_in(place)
            try:
                for letter in letters:
                    self.read = before + letters.read
                    yield letter
            except OSError as error:
                self.refused.append(Refused(storable(place.name), refusal(error)))
            self._note(storable(place.name), letters)

    def _note(self, name: str, letters: Letters) -> None:
        if letters.deleted:
            deleted = counted(letters.deleted, "message")
            self.notes.append(f"{name}: {deleted} that had been deleted there were left out.")
        if letters.closed:
            closed = counted(letters.closed, "message")
            self.refused.append(Refused(name, f"{closed} could not be opened and were left out."))
