import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.nouns import make_media, make_tip
from tipdesk.desk.annotating.quoting import QUOTABLE, quote, take_from_files
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.opening import open_tip
from tipdesk.newsroom.errors import NotFound, NotValid
from tipdesk.newsroom.facts import Fact, Said, Source
from tipdesk.newsroom.ids import MediaId
from tipdesk.newsroom.media import MediaEdit


def said(*rows):
    return [[fact.value, source.value, value] for fact, source, value in rows]


def test_each_file_takes_its_own_words_in_one_change_that_one_undo_takes_back(desk):
    tip = make_tip(desk)
    first = make_media(
        desk,
        tip,
        b"1",
        said=said((Fact.CAPTION, Source.XMP, "One"), (Fact.CREATOR, Source.EXIF, "A. Okafor")),
    )
    second = make_media(
        desk, tip, b"2", caption="kept", said=said((Fact.CREATOR, Source.IPTC, "B. Ito"))
    )
    change = take_from_files(desk, [first, second], ["caption", "creator"])
    took = [(one.caption, one.creator) for one in open_tip(desk, tip).media]
    assert took == [("One", "A. Okafor"), ("kept", "B. Ito")]
    assert change.tips == {tip}
    undo(desk)
    assert {one.creator for one in open_tip(desk, tip).media} == {""}


def test_one_file_in_two_tips_is_taken_from_for_both_and_what_says_so_already_leaves_no_trace(desk):
    tips = [make_tip(desk), make_tip(desk)]
    words = said((Fact.CREDIT_LINE, Source.XMP, "Okafor"))
    media = [make_media(desk, tip, b"the same", said=words) for tip in tips]
    assert take_from_files(desk, media, QUOTABLE).tips == {*tips}
    assert [open_tip(desk, tip).media[0].credit for tip in tips] == ["Okafor", "Okafor"]
    assert not take_from_files(desk, media, QUOTABLE)


def test_where_one_of_the_files_is_gone_nothing_is_taken(desk):
    tip = make_tip(desk)
    media = make_media(desk, tip, said=said((Fact.CREDIT_LINE, Source.XMP, "Okafor")))
    with pytest.raises(NotFound, match="nothing was changed"):
        take_from_files(desk, [media, MediaId(media + 1)], ["credit"])
    assert open_tip(desk, tip).media[0].credit == ""


def test_of_several_places_the_one_that_programs_of_today_write_counts():
    told = [
        Said(Fact.COPYRIGHT, Source.EXIF, "old"),
        Said(Fact.COPYRIGHT, Source.XMP, "new"),
        Said(Fact.COPYRIGHT, Source.TEXT, "older"),
    ]
    assert quote(told, "copyright_notice") == "new"


def test_several_creators_stand_on_one_line():
    assert quote([Said(Fact.CREATOR, Source.XMP, "A. Okafor\nB. Ito")], "creator") == (
        "A. Okafor, B. Ito"
    )


@pytest.mark.parametrize("field", QUOTABLE)
@given(text=st.text() | st.just("long words " * 90_000) | st.just("\0\u202e\ud800"))
def test_whatever_a_file_says_fits_the_field_and_what_is_cut_ends_visibly(field, text):
    facts = {"caption": Fact.CAPTION, "credit": Fact.CREDIT_LINE, "alt_text": Fact.ALT_TEXT}
    facts |= {"creator": Fact.CREATOR, "copyright_notice": Fact.COPYRIGHT}
    quoted = quote([Said(facts.get(field, Fact.USAGE_TERMS), Source.XMP, text)], field)
    MediaEdit.model_validate({field: quoted})
    assert "\0" not in quoted
    if len(text) > 10_000:
        assert quoted.endswith("…")


def test_a_field_that_files_know_nothing_of_is_refused(desk):
    media = make_media(desk, make_tip(desk))
    with pytest.raises(NotValid, match="nothing was changed"):
        take_from_files(desk, [media], ["permission"])
