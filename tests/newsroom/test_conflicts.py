"""Sources of one file are said to differ only where they really do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tipdesk.newsroom.conflicts import alike, conflicts
from tipdesk.newsroom.facts import Fact, Said, Source

VALUES = st.one_of(
    st.text(max_size=40),
    st.datetimes().map(lambda when: when.isoformat()),
    st.datetimes().map(lambda when: f"{when:%Y-%m-%dT%H:%M}Z"),
    st.sampled_from(["51.77,0.09", "51.7701,0.0901", "1/60", "0.017", "2026", "?", "\ufffda"]),
)
SAID = st.builds(Said, st.sampled_from(Fact), st.sampled_from(Source), VALUES)


@given(st.lists(SAID, max_size=8))
@settings(deadline=None)
def test_the_order_of_the_statements_changes_nothing(said: list[Said]) -> None:
    def found(those: list[Said]) -> dict[Fact, set[Said]]:
        return {one.fact: set(one.said) for one in conflicts(tuple(those))}

    assert found(said) == found(said[::-1])


@given(st.sampled_from(Fact), VALUES, st.lists(st.sampled_from(Source), min_size=1, max_size=7))
def test_equal_statements_never_conflict(fact: Fact, value: str, sources: list[Source]) -> None:
    assert conflicts(tuple(Said(fact, source, value) for source in sources)) == ()


SAME = [
    (Fact.TAKEN_AT, "2026-11-21T16:08:03", "2026-11-21T16:08:03.72"),
    (Fact.TAKEN_AT, "2026-11-21T16:08:03", "2026-11-21T16:08:03+01:00"),
    (Fact.TAKEN_AT, "2026-11-21T16:08:03+01:00", "2026-11-21T15:08:03Z"),
    (Fact.TAKEN_AT, "2026-11-21T16:08:03", "2026-11-21T10:38:03Z"),  # India's clock against UTC
    (Fact.TAKEN_AT, "2026-11-21", "2026-11-21T23:59:59"),
    (Fact.TAKEN_AT, "2026", "2026-11-21T23:59:59"),
    (Fact.POSITION, "51.77120,0.09310", "51.77128,0.09315"),
    (Fact.POSITION, "10,180", "10,-180"),
    (Fact.EXPOSURE_TIME, "0.016667", "0.017"),
    (Fact.DIRECTION, "359.6", "0.2"),
    (Fact.KEYWORDS, "flood\nbridge", "Bridge\nflood"),
    (Fact.CREATOR, "Ana Müller", "Ana M?ller"),
    (Fact.CREATOR, "Ana Müller", "Ana MÃ¼ller"),
    (Fact.CREATOR, "Ana Müller; Bo Lind", "Bo Lind\nAna Müller"),
    (Fact.MAKE, "NIKON", "NIKON CORPORATION"),
    (Fact.CAPTION, "Water over the  bridge ", "water over the bridge"),
    (Fact.CAPTION, "OLYMPUS DIGITAL CAMERA", "Water over the bridge"),
    (
        Fact.DIGITAL_SOURCE_TYPE,
        "digitalCapture",
        "http://cv.example/digitalsourcetype/digitalCapture",
    ),
    (Fact.SOFTWARE, "18.1", "Photo Editor 3"),
    (Fact.MODIFIED_AT, "2026-11-21T16:08:03", "2026-11-22T16:08:03"),
]
DIFFERENT = [
    (Fact.TAKEN_AT, "2026-11-21T16:08:03", "2026-11-21T17:08:03"),
    (Fact.TAKEN_AT, "2026-11-21T16:08:03", "2026-11-21T10:45:03Z"),
    (Fact.TAKEN_AT, "2026-11-21T16:08:03", "2026-11-20T16:08:03Z"),
    (Fact.TAKEN_AT, "2026-11-21", "2026-11-22T00:08:03"),
    (Fact.POSITION, "51.7712,0.0931", "51.7720,0.0931"),
    (Fact.EXPOSURE_TIME, "0.001", "0.002"),
    (Fact.KEYWORDS, "flood\nbridge", "flood"),
    (Fact.CREATOR, "Ana Müller", "Bo Lind"),
    (Fact.CREATOR, "محمد", "احمد"),
    (Fact.MODEL, "Phone 15", "Phone 16"),
    (Fact.DIGITAL_SOURCE_TYPE, "digitalCapture", "trainedAlgorithmicMedia"),
]


@pytest.mark.parametrize(("fact", "one", "other"), SAME)
def test_ways_of_writing_the_same_are_no_conflict(fact: Fact, one: str, other: str) -> None:
    said = (Said(fact, Source.EXIF, one), Said(fact, Source.XMP, other))
    assert conflicts(said) == conflicts(said[::-1]) == ()


@pytest.mark.parametrize(("fact", "one", "other"), DIFFERENT)
def test_what_differs_is_listed_with_every_statement(fact: Fact, one: str, other: str) -> None:
    said = (Said(fact, Source.EXIF, one), Said(fact, Source.XMP, other))
    assert [(found.fact, found.said) for found in conflicts(said)] == [(fact, said)]


@pytest.mark.parametrize(
    ("fact", "full"),
    [
        (Fact.CREATOR, "Ana-Katharina Freifrau von Müller-Oberhausen"),
        (Fact.CAPTION, "Water; and then more of it. " * 100),
        (
            Fact.KEYWORDS,
            "bridge\n" + "a keyword that nobody would ever have thought of " * 2,
        ),
    ],
)
def test_what_iptc_has_no_room_for_is_no_conflict(fact: Fact, full: str) -> None:
    room = {Fact.CREATOR: 32, Fact.CAPTION: 2000, Fact.KEYWORDS: 64}[fact]
    cut = "\n".join(item[:room] for item in full.split("\n"))
    assert alike(Said(fact, Source.IPTC, cut), Said(fact, Source.XMP, full))
    assert not alike(Said(fact, Source.EXIF, cut), Said(fact, Source.XMP, full))
