"""Real pictures, modified, turned and mirrored by others, read through the wall."""

from concurrent.futures import ThreadPoolExecutor
from itertools import combinations, product
from pathlib import Path

import pytest

from tipdesk.desk.verifying.fingerprints import ALIKE
from tipdesk.media.fingerprint import distance, prints_of
from tipdesk.media.worker import Readers
from tipdesk.newsroom.likeness import Turn

Prints = dict[str, bytes]
TURNS = {
    "bridge-2-rotate-90.jpg": Turn.CLOCKWISE,
    "bridge-3-rotate-180.jpg": Turn.UPSIDE_DOWN,
    "bridge-4-rotate-270.jpg": Turn.COUNTERCLOCKWISE,
    "bridge-5-flipx.jpg": Turn.FLIPPED,
    "bridge-6-flipy.jpg": Turn.MIRRORED,
    "bridge-7-flip-plus-1.jpg": Turn.TRANSPOSED,
    "bridge-8-flip-minus-1.jpg": Turn.TRANSVERSED,
}


@pytest.fixture(scope="module")
def bridges_and_others(corpus: Path) -> tuple[Prints, Prints]:
    """One bridge in many forms; and pictures that all show something else."""
    folder = corpus / "pictures" / "ThreatExchange-pdq"
    ours = ("bridge-mods/*", "misc-images/modes/*.*p*g", "misc-images/modes/*.webp", "*/dih/*")
    with Readers() as readers, ThreadPoolExecutor(2) as pool:

        def prints(*patterns: str) -> Prints:
            paths = [path for pattern in patterns for path in folder.glob(pattern)]
            taken = [prints_of(reading) for reading in pool.map(readers.read, paths)]
            return {path.name: one[0][1] for path, one in zip(paths, taken, strict=True) if one}

        return prints(*ours), prints("*/labelme-subset/*", "misc-images/*.jpg")


def test_every_form_of_the_bridge_is_like_every_other(bridges_and_others):
    bridges, _ = bridges_and_others
    assert len(bridges) == 25
    for one, other in combinations(bridges.values(), 2):
        assert distance(one, other)[0] <= ALIKE


def test_turned_and_mirrored_bridges_say_how_they_lie(bridges_and_others):
    bridges, _ = bridges_and_others
    for name, turn in TURNS.items():
        assert distance(bridges["aaa-orig.jpg"], bridges[name])[1] is turn


def test_nothing_else_is_like_the_bridge_or_like_one_another(bridges_and_others):
    bridges, others = bridges_and_others
    assert len(others) >= 7
    for one, other in (
        *combinations(others.values(), 2),
        *product(bridges.values(), others.values()),
    ):
        assert distance(one, other)[0] > ALIKE + 16


def test_a_film_is_known_with_bars_and_logos_and_in_another_shape(corpus: Path):
    folder = corpus / "video" / "ThreatExchange-tmk"
    names = ("pattern-hd-no-bar", "pattern-sd-with-large-logo-bar", "doorknob-hd-no-bar")
    with Readers() as readers, ThreadPoolExecutor(2) as pool:
        readings = pool.map(lambda name: readers.read(folder / f"{name}.mp4", frames=8), names)
        pattern, with_logo, doorknob = map(prints_of, readings)

    def agreeing(one: list[tuple[float, bytes]], other: list[tuple[float, bytes]]) -> int:
        near = product(one, other)
        return len({at for (at, bits), (_, far) in near if distance(bits, far)[0] <= ALIKE})

    assert agreeing(pattern, with_logo) >= 4
    assert agreeing(pattern, doorknob) == agreeing(with_logo, doorknob) == 0
