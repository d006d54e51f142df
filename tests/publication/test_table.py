import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publication.sheets import a_file, a_summary, a_tip
from tipdesk.publication.forms.table import COLUMNS, defused, to_csv

SIGNS = "=+-@\t\r\n＝＋－＠"


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def as_written(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and defused(cell[1:]) == cell else cell


def test_a_table_is_utf8_with_mark_and_lines_end_as_rfc_4180_says():
    data = to_csv(a_summary(a_tip(text='one\ntwo, "three"')))
    assert data.startswith(b"\xef\xbb\xbfnumber,received_at,")
    assert data.endswith(b"\r\n")
    assert rows(data)[0]["text"] == 'one\ntwo, "three"'


def test_times_have_their_offset_and_columns_their_order():
    data = to_csv(a_summary(a_tip([a_file(), a_file()])))
    row = rows(data)[0]
    assert tuple(row) == COLUMNS
    assert row["received_at"] == "2026-11-22T10:41:00+00:00"
    assert (row["number"], row["workflow"], row["pictures"]) == ("T-1042", "verifying", "2")
    assert row["credits"] == "Picture: A. Okafor"


@pytest.mark.parametrize("sign", SIGNS)
def test_a_formula_is_defused(sign):
    row = rows(to_csv(a_summary(a_tip(headline=f"{sign}cmd|' /C calc'!A0"))))[0]
    assert row["headline"] == f"'{sign}cmd|' /C calc'!A0"


@pytest.mark.parametrize("ahead", [" ", "\u00a0", "\u200b", "\ufeff", "\u202e"])
def test_a_formula_behind_a_mark_that_prints_nothing_is_defused(ahead):
    assert defused(f"{ahead}=1+1").startswith("'")


def test_plain_cells_stay_as_they_are():
    assert [defused(cell) for cell in ("T-1042", "a=b", "'quoted'", "")] == [
        *("T-1042", "a=b", "'quoted'", ""),
    ]


@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from(SIGNS + "'\",; a\u202e"),
            st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
        )
    )
)
def test_what_was_written_comes_back(text):
    cell = rows(to_csv(a_summary(a_tip(text=text))))[0]["text"]
    assert cell[:1] not in tuple(SIGNS)
    assert as_written(cell) == text
