"""Two tips side by side: what each says, and where only one of them says it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tipdesk.desk.opening import open_tip
from tipdesk.desk.verifying.differing import Place, differing
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.lines import OpenTip
from tipdesk.newsroom.names import unturned
from tipdesk.store.database import Store

SHOWN = 30_000  # signs of a text
_END_OF_LINE = re.compile("\r\n?|\u2029")


@dataclass(frozen=True, slots=True)
class Half:
    """One of the two; `places` lie in its text as Qt counts, where the other says otherwise."""

    tip: OpenTip
    text: str = field(repr=False)
    places: tuple[Place, ...]
    is_whole: bool  # else only the beginning is shown, or compared


@dataclass(frozen=True, slots=True)
class Pair:
    """The tip that was open, and the one that looks like it."""

    ours: Half
    theirs: Half

    @property
    def halves(self) -> tuple[Half, Half]:
        """Give both, the open one first."""
        return self.ours, self.theirs

    @property
    def older(self) -> TipId:
        """Tell which of them came first."""
        lines = [half.tip.line for half in self.halves]
        return min(lines, key=lambda line: (line.received_at, line.id)).id

    @property
    def is_past(self) -> bool:
        """Tell whether one of them went away meanwhile."""
        return any(half.tip.line.trashed for half in self.halves)

    @property
    def is_linked(self) -> bool:
        """Tell whether an editor linked the two."""
        return any(link.other.id == self.theirs.tip.line.id for link in self.ours.tip.links)


def read_pair(store: Store, tip: TipId, other: TipId) -> Pair:
    """Read two tips and compare their texts; a protected source is not named."""
    both = [open_tip(store, one) for one in (tip, other)]
    texts = [_shown(one.text) for one in both]
    found = differing(*texts)
    sides = zip(both, texts, (found.first, found.second), found.compared, strict=True)
    return Pair(
        *(
            Half(
                tip=one,
                text=text,
                places=tuple(in_units(text, places)),
                is_whole=len(one.text) <= SHOWN and end == len(text),
            )
            for one, text, places, end in sides
        )
    )


def in_units(text: str, places: Sequence[Place]) -> Iterator[Place]:
    """Count as Qt counts: signs beyond the first 65,536 are two."""
    done = units = 0
    for place in places:
        ends = []
        for end in place:
            units += _units(text[done:end])
            done = end
            ends.append(units)
        yield ends[0], ends[1]


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _shown(text: str) -> str:
    """Cut a text, and end its lines as Qt does, so that places are where it shows them."""
    return unturned(_END_OF_LINE.sub("\n", text[:SHOWN]))
