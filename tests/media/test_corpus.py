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
# What these say stands in XMP or makers' notes, or in kinds that have no reader yet.
NOT_YET = {
    "make": {"exiv2-bug540.jpg", "sony-powershota5.jpg", "Reagan.jxl"},
    "orientation": set[str](),
    "width": {"hopper.ico", "hopper.pfm", "hopper.ppm", "hopper.psd", "Reagan.jxl"},
}
FACTS = {"make": "make", "orientation": "orientation", "width": "width"}


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
        if said != (wanted or 1) and Path(entry["file"]).name not in NOT_YET[fact]:
            wrong.append((entry["file"], wanted, said))
    assert wrong == []


def test_no_real_picture_crashes_the_reader(pictures: list[tuple[Entry, Reading]]):
    assert [entry["file"] for entry, reading in pictures if reading.reason == CRASHED] == []


def test_the_facts_of_real_films_are_those_of_other_tools(readers: Readers, corpus: Path):
    listed = entries(corpus, "video")
    for entry, reading in zip(listed, read_all(readers, corpus, listed), strict=True):
        wanted = entry["facts"].get("video", {})
        if reading.width:
            assert (reading.width, reading.height) == (wanted["width"], wanted["height"])
        if reading.kind == "video":
            assert ((reading.rotation or 0) - (entry["facts"].get("rotation") or 0)) % 360 == 0
