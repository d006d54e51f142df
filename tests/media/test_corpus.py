"""Real files of the field, read through the wall."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tipdesk.media.reading import Reading
from tipdesk.media.sitting import CRASHED
from tipdesk.media.worker import Readers

Entry = dict[str, Any]
# What this one says stands in a maker's own block of the nineties.
OF_THEIR_OWN = {"sony-powershota5.jpg"}
FACTS = {
    "make": "make",
    "model": "model",
    "orientation": "orientation",
    "width": "width",
    "height": "height",
    "date_original": "taken_at",
}


# Other tools read their header alone, which says 0; their sound and picture lie in fragments.
LENGTH_IN_FRAGMENTS = {
    "av1-clearkey-cbcs-video.mp4",
    "opus_audioinit.mp4",
    "opus_audioinit_two_desc.mp4",
}


def entries(corpus: Path, *kinds: str) -> list[Entry]:
    listed = json.loads((corpus / "expected.json").read_text())["entries"]
    return [entry for entry in listed if entry["kind"] in kinds]


def read_all(readers: Readers, corpus: Path, listed: list[Entry]) -> list[Reading]:
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda entry: readers.read(corpus / entry["file"]), listed))


@pytest.fixture(scope="module")
def pictures(readers: Readers, corpus: Path) -> list[tuple[Entry, Reading]]:
    # Without the structure tests of a decoder, and those that cost seconds each.
    listed = [
        entry
        for entry in entries(corpus, "picture")
        if "/libheif/" not in entry["file"] and (entry["facts"] or {}).get("width", 0) < 5000
    ]
    return list(zip(listed, read_all(readers, corpus, listed), strict=True))


@pytest.mark.parametrize("fact", FACTS)
def test_the_facts_of_real_pictures_are_those_of_other_tools(
    pictures: list[tuple[Entry, Reading]], fact: str
):
    wrong = []
    for entry, reading in pictures:
        wanted = (entry["facts"] or {}).get(fact)
        if wanted is None or reading.kind not in {"picture", "unreadable"}:
            continue
        said = getattr(reading, FACTS[fact]) or (1 if fact == "orientation" else None)
        wanted = wanted[:19] if fact == "date_original" else wanted or 1
        if said != wanted and Path(entry["file"]).name not in OF_THEIR_OWN:
            wrong.append((entry["file"], wanted, said))
    assert wrong == []


def test_the_places_of_real_pictures_are_those_of_other_tools(
    pictures: list[tuple[Entry, Reading]],
):
    for entry, reading in pictures:
        wanted = (entry["facts"] or {}).get("gps", ())
        if wanted != () and reading.kind == "picture":
            said = reading.latitude, reading.longitude
            assert said == (pytest.approx(tuple(wanted), abs=1e-4) if wanted else (None, None))


def test_no_real_picture_crashes_the_reader(pictures: list[tuple[Entry, Reading]]):
    assert [entry["file"] for entry, reading in pictures if reading.reason == CRASHED] == []


def test_the_facts_of_real_films_are_those_of_other_tools(readers: Readers, corpus: Path):
    listed = entries(corpus, "video")
    for entry, reading in zip(listed, read_all(readers, corpus, listed), strict=True):
        wanted = entry["facts"]
        if "video" in wanted:
            sides = wanted["video"]["width"], wanted["video"]["height"]
            assert (reading.width, reading.height) == sides, entry["file"]
            assert ((reading.rotation or 0) - (wanted.get("rotation") or 0)) % 360 == 0
        if "duration_s" in wanted and Path(entry["file"]).name not in LENGTH_IN_FRAGMENTS:
            assert reading.duration == pytest.approx(wanted["duration_s"], abs=0.2), entry["file"]
