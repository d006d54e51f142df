import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.media.stating import jpeg, told
from tipdesk.media.readers.blocks import blocks_of
from tipdesk.media.readers.iptc import statements
from tipdesk.newsroom.facts import Fact

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
