"""What is said of a search that can't be read."""

from tipdesk.newsroom.errors import NotValid

_FITTING = 40  # letters of a word that a status line has room for


class QueryNotUnderstood(NotValid):
    """A search that can't be read; `at` and `length` point at the word in what was typed.

    `suggestion` is what may stand there instead, or nothing.
    """

    def __init__(self, sentence: str, at: int, length: int, suggestion: str = "") -> None:
        super().__init__(sentence)
        self.at = at
        self.length = length
        self.suggestion = suggestion


class NoSuchValue(NotValid):
    """A value that its field doesn't take; `instead` is one that it does, or nothing."""

    def __init__(self, sentence: str, instead: str = "") -> None:
        super().__init__(sentence)
        self.instead = instead


def short(word: str) -> str:
    """Cut a word so that a sentence has room for it."""
    return word if len(word) <= _FITTING else word[: _FITTING - 1] + "…"
