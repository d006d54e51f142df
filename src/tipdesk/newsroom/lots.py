"""Which media are to be judged: of which tips, in which order, and which of them pass the sieve."""

from dataclasses import dataclass, field

from tipdesk.newsroom.states import Choice


@dataclass(frozen=True, slots=True)
class Sieve:
    """Lets through what was chosen so and has at least so many stars; an empty one lets all."""

    choices: frozenset[Choice] = frozenset()
    stars: int = 0

    def __bool__(self) -> bool:
        return bool(self.choices or self.stars)


@dataclass(frozen=True, slots=True)
class Wish:
    """Whose media are wanted: those of the tips that a query finds."""

    query: str = field(default="", repr=False)
    newest_first: bool = True
    sieve: Sieve = Sieve()
