import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publication.sheets import AT, a_file, a_story, a_summary, a_tip, drawn
from tipdesk.newsroom.errors import NotWritten
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.lines import UseLine
from tipdesk.newsroom.states import FileKind, Label, Permission
from tipdesk.publication.forms.pdf import to_pdf

UGLY = '#read("/etc/passwd") $x$ *b* _i_ `c` <script> = H @l \\ https://example.org/#a'


def test_a_tip_sheet_is_a_tagged_pdf_with_title_and_language(tool):
    pdf = to_pdf(a_summary())
    told = tool("pdfinfo", pdf)
    assert re.search(r"Tagged:\s+yes", told)
    assert "Tip sheet T-1042: Flood water over the bridge at Mill Road" in told
    assert b"/Lang (en)" in pdf or b"/Lang(en)" in pdf
    assert b"pdfuaid:part>1<" in pdf


def test_a_tip_sheet_says_everything_in_words(words_of):
    words = words_of(to_pdf(a_summary(a_tip([a_file(permission=Permission.ASKED)]))))
    for said in (
        "Eastwick Courier · Tip sheet",
        "T-1042 · MILLFLOOD",
        "Received 22 November 2026",
        "Partly verified",
        "Not yet: 2 things missing",
        "Permission for 1 file asked, not given yet",
        "The road is closed since last night.",
        "Mill Road, Eastwick",
        "Picture: A. Okafor",
        "left out: 1 contributor, 2 GPS positions",
        "1/1",
    ):
        assert said in words


def test_headings_are_in_order_and_every_picture_has_its_alternative_text(tool, tmp_path):
    small = drawn(tmp_path / "512" / "ab" / "one.jpg")
    files = [
        a_file(picture=small, alt_text="A car in the water"),
        a_file(picture=small, caption=""),
    ]
    pdf = to_pdf(a_summary(a_tip(files)))
    structure = tool("pdfinfo", pdf, "-struct")
    ranks = [int(rank) for rank in re.findall(r"^\s*H(\d)", structure, re.MULTILINE)]
    assert ranks[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(ranks))
    assert len(re.findall(r"^\s*Figure", structure, re.MULTILINE)) == 2
    told = re.findall(rb"/Alt ?\(([^)]*)\)", pdf)
    assert told == [b"A car in the water", b"Picture 2 of tip T-1042"]


def test_labels_are_printed_with_their_picture(words_of):
    file = a_file(label=Label.ILLUSTRATION, label_note="fictional depiction of a dam")
    assert "Illustration: fictional depiction of a dam" in words_of(
        to_pdf(a_summary(a_tip([file])))
    )


def test_markup_of_a_stranger_is_printed_as_it_was_written(words_of):
    file = a_file(kind=FileKind.DOCUMENT, caption=UGLY, credit=UGLY, name=UGLY)
    words = words_of(to_pdf(a_summary(a_tip([file], headline=UGLY, text=UGLY, place=UGLY))))
    assert words.replace(" ", "").count(UGLY.replace(" ", "")) >= 5
    assert "root:" not in words


@settings(max_examples=40)
@given(text=st.text())
def test_any_text_can_be_printed(text):
    tip = a_tip([a_file(caption=text, credit=text)], headline=text, text=text, place=text)
    assert to_pdf(a_summary(tip, title=text)).startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    "text", ["السلام عليكم", "שלום", "橋の上の水", "наводнение", "πλημμύρα", "ăĩử", "😀"]
)
def test_every_script_can_be_read_back(words_of, text):
    assert text in words_of(to_pdf(a_summary(a_tip(headline="Flood", text=text))))


def test_a_word_that_is_too_long_for_a_line_stays_on_the_page(tool):
    pdf = to_pdf(a_summary(a_tip(headline="w" * 300, text="x" * 3000)))
    places = re.findall(r'xMax="([0-9.]+)"', tool("pdftotext", pdf, "-bbox"))
    assert max(map(float, places)) < 595


def test_forty_files_go_over_pages_and_none_is_lost(words_of):
    files = [a_file(caption=f"Caption number {place}.") for place in range(40)]
    words = words_of(to_pdf(a_summary(a_tip(files))))
    assert all(f"Caption number {place}." in words for place in range(40))


def test_a_story_begins_with_its_slug_headline_and_contents(words_of):
    tips = [a_tip(id=TipId(number), headline=f"Headline {number}") for number in (1, 2, 3)]
    words = words_of(to_pdf(a_summary(*tips, story=a_story())))
    assert words.index("MILLFLOOD") < words.index("Floods on the Mill") < words.index("Headline 1")
    assert all(words.count(f"Headline {number}") >= 2 for number in (1, 2, 3))
    assert "Tip Headline State Page" in words


def test_a_long_text_is_cut_and_says_so(words_of):
    words = words_of(to_pdf(a_summary(a_tip(text="word " * 12_000))))
    assert "[9,999 more characters on the desk]" in words


def test_the_same_summary_gives_the_same_bytes(tmp_path):
    small = drawn(tmp_path / "512" / "ab" / "one.jpg")
    summary = a_summary(a_tip([a_file(picture=small)]))
    assert to_pdf(summary) == to_pdf(replace(summary))


def test_a_tip_with_many_uses_and_tags_loses_no_line_at_the_foot_of_a_page(tool):
    uses = [
        UseLine(f"https://courier.example/{n}", f"Use number {n}.", "Courier", "", "", AT, None)
        for n in range(60)
    ]
    tags = tuple(f"tag{n}" for n in range(300))
    pdf = to_pdf(a_summary(a_tip(uses=tuple(uses), tags=tags)))
    told = tool("pdftotext", pdf, "-bbox")
    assert all(f">{n}.</word>" in told for n in range(60))
    assert max(float(place) for place in re.findall(r'yMax="([0-9.]+)"', told)) < 842


def test_a_story_that_stands_at_the_head_is_not_said_again_beside_each_tip(words_of):
    other = a_story(slug="BRIDGE", headline="Arch closed")
    tip = a_tip(stories=(a_story(), other))
    words = words_of(to_pdf(a_summary(tip, story=a_story())))
    assert "MILLFLOOD Floods on the Mill · Local" not in words
    assert "BRIDGE Arch closed · Local · open" in words


def test_a_broken_picture_is_told_without_a_word_of_the_tip(tmp_path):
    frame = b"\xff\xc0\x00\x0b\x08\x00\x10\x00\x10\x01\x01\x11\x00"
    broken = tmp_path / "512" / "ab" / "one.jpg"
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"\xff\xd8" + frame[:6] + b"\xff\xd9")
    summary = a_summary(a_tip([a_file(picture=broken)]))
    with pytest.raises(NotWritten, match="could not be made") as caught:
        to_pdf(summary)
    assert caught.value.__cause__ is None
    assert "Flood" not in str(caught.value)


def test_the_head_of_a_page_stays_on_it_however_many_stories_and_letters_there_are(tool):
    stories = tuple(a_story(slug=f"{number:02}{'X' * 30}") for number in range(30))
    summary = replace(a_summary(a_tip(stories=stories)), newsroom="Eastwick " + "Courier" * 9)
    boxes = tool("pdftotext", to_pdf(summary), "-bbox")
    tops = [float(top) for top in re.findall(r'yMin="([^"]*)"', boxes)]
    assert min(tops) > 20  # points; printers leave some of the edge white
    assert "28" in re.findall(r">([^<]*)</word>", boxes)[:20]
