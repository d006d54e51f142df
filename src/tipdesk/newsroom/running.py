"""Shows in running text what would turn it round, and leaves the rest as it was written."""

import re

from tipdesk.newsroom.names import MARKS

# Joiners and isolates are how Persian, Hebrew and emoji are written; overrides and embeddings
# turn what follows, and control characters have no business in a text.
_TURNING = "\u202a\u202b\u202d\u202e"
_ENDING = "\u202c"
_HIDDEN = re.compile(f"[{_TURNING}\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_FILLERS = re.compile("[\u034f\u00ad\u200b\u2060\ufeff]|\u200c(?=[\\s\u200c\u034f]|$)")


def readable(text: str) -> str:
    """Write overrides as visible marks, ⟨RLO⟩, and drop what only fills: text stays in its order.

    A tick more lenient than `names.shown`, which is for single lines that can deceive.
    """
    plain = _FILLERS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _HIDDEN.sub(_mark, plain).replace(_ENDING, "")


def _mark(found: re.Match[str]) -> str:
    return f"⟨{MARKS.get(found[0]) or f'U+{ord(found[0]):04X}'}⟩"
