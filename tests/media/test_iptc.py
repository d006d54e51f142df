import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.media.conftest import Read
from tests.media.stating import jpeg, told
from tipdesk.media.readers.blocks import blocks_of
from tipdesk.media.readers.iptc import statements
from tipdesk.newsroom.facts import Fact, Source

RECORD = "Iptc.Application2."


def test_lists_stay_lists_and_dates_get_their_times():
    written = jpeg(
        iptc={
            RECORD + "Keywords": ["flood", "weir, old"],
            RECORD + "Byline": ["Author, First"],
            RECORD + "DateCreated": "2026-11-22",
            RECORD + "TimeCreated": "10:05:00+01:00",
            RECORD + "ReleaseDate": "2026-12-01",
            RECORD + "Source": "Sample Agency",
        }
    )
    assert told(statements(blocks_of(written).iptc)) == {
        Fact.KEYWORDS: "flood\nweir, old",
        Fact.CREATOR: "Author, First",
        Fact.TAKEN_AT: "2026-11-22T10:05:00+01:00",
        Fact.RELEASED_AT: "2026-12-01",
        Fact.SUPPLIER: "Sample Agency",
    }


@pytest.mark.parametrize(
    ("written", "zone"),
    [(b"100500", ""), (b"100500+0000", "+00:00"), (b"100500-0330", "-03:30")],
)
def test_a_time_without_zone_is_not_called_utc(read: Read, written: bytes, zone: str):
    times = {RECORD + "DateCreated": "2026-11-22", RECORD + "TimeCreated": "10:05:00+01:00"}
    plain = jpeg(iptc=times)
    mark = b"\x1c\x02\x3c\x00\x0b100500+0100"
    assert mark in plain
    # What is shorter is filled up by a comment record, so that no length around it changes.
    rest = len(mark) - 5 - len(written)
    filler = b"\x1c\x02\xc8" + (rest - 5).to_bytes(2) if rest else b""
    changed = plain.replace(mark, b"\x1c\x02\x3c\x00" + bytes([len(written)]) + written + filler)
    said = told(read(changed).said, Source.IPTC)
    assert said[Fact.TAKEN_AT] == f"2026-11-22T10:05:00{zone}"


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        (b"\x1b%G", "Für Köln".encode()),
        (b"", "Für Köln".encode()),
        (b"", "Für Köln".encode("cp1252")),
        (b"\x1b.A", "Für Köln".encode("latin-1")),
    ],
)
def test_umlauts_survive_any_common_character_set(declared: bytes, written: bytes):
    records = (("Iptc.Envelope.CharacterSet", declared), (RECORD + "Caption", written))
    assert told(statements(records))[Fact.CAPTION] == "Für Köln"


@given(
    st.lists(
        st.tuples(
            st.sampled_from([RECORD + "Caption", RECORD + "DateCreated", RECORD + "TimeCreated"]),
            st.binary(max_size=20),
        )
    )
)
def test_any_bytes_in_a_record_are_borne(records: list[tuple[str, bytes]]):
    for one in statements(tuple(records)):
        assert one.value
        assert "\0" not in one.value
