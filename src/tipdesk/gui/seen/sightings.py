"""Where files were seen before, with the tips that hold what is like them; one reading for all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.likeness import Holder, Seen
from tipdesk.newsroom.lines import MediaLine, TipLine

if TYPE_CHECKING:
    # The store's libraries are slow to load; the window paints before they are there.
    from tipdesk.store.database import Store

MOST = 60  # sightings of one file: nobody looks at more


@dataclass(frozen=True, slots=True)
class Sighting:
    """One media of another tip that is like a file; `linked` where an editor said so already."""

    seen: Seen
    holder: Holder
    line: TipLine
    linked: bool


Sightings = dict[str, tuple[Sighting, ...]]  # by the digest that was asked about


def sightings(store: "Store", tip: TipId, digests: Sequence[str]) -> Sightings:
    """Find where the files of a tip were seen before in other tips, the likest first."""
    from tipdesk.desk.opening import open_tip  # noqa: PLC0415
    from tipdesk.desk.searching.listing import tip_lines  # noqa: PLC0415
    from tipdesk.desk.verifying.seen import seen_before  # noqa: PLC0415

    found = {digest: seen_before(store, digest, tip=tip) for digest in dict.fromkeys(digests)}
    tips = {holder.tip for each in found.values() for seen in each for holder in seen.holders}
    lines = {line.id: line for line in tip_lines(store, sorted(tips))}
    known = {one.other.id for one in open_tip(store, tip).links} if tips else frozenset()
    return {
        digest: tuple(
            Sighting(seen, holder, lines[holder.tip], holder.tip in known)
            for seen in each
            for holder in seen.holders
            if holder.tip in lines
        )[:MOST]
        for digest, each in found.items()
        if each
    }


def seen_file(store: "Store", sighting: Sighting) -> MediaLine | None:
    """Read the file of another tip; None where it is gone meanwhile."""
    from tipdesk.desk.opening import open_tip  # noqa: PLC0415

    media = open_tip(store, sighting.holder.tip).media
    return next((one for one in media if one.id == sighting.holder.media), None)
