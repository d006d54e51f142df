from hypothesis import given
from hypothesis import strategies as st

from tipdesk.gui.pickers.fuzzy import best, fold

TAGS = ["flood", "eyewitness", "road closed", "council", "flood damage", "überflutung"]


def names(typed: str) -> list[str]:
    return best(typed, TAGS, str)


def fits(typed: str, text: str) -> bool:
    return best(typed, [text], str) == [text]


def test_nothing_typed_keeps_everything_in_its_order():
    assert best(" ", ["bb", "a", "c"], str) == ["bb", "a", "c"]


def test_the_whole_name_comes_before_its_beginning():
    assert names("flood")[:2] == ["flood", "flood damage"]


def test_letters_scattered_in_order_are_found():
    assert names("eywt") == ["eyewitness"]


def test_letters_out_of_order_are_not_found():
    assert not fits("ltf", "flood")


def test_accents_and_case_do_not_matter():
    assert names("UBER") == ["überflutung"]
    assert fold("Ångström") == "angstrom"


def test_every_typed_word_must_be_found():
    assert names("dam flo") == ["flood damage"]
    assert names("flood zebra") == []


def test_the_start_of_a_word_counts_more_than_its_middle():
    assert best("clo", ["unclosed", "road closed"], str) == ["road closed", "unclosed"]


def test_no_more_than_the_limit_are_listed():
    assert best("o", TAGS, str, limit=2) == names("o")[:2]


def test_what_is_folded_folds_to_itself():
    for text in map(chr, (*range(0xD800), *range(0xE000, 0x20000))):
        assert fold(fold(text)) == fold(text)


@given(st.text(max_size=30), st.text(max_size=12))
def test_any_text_fits_itself_and_whatever_surrounds_it(text, around):
    assert fits(text, around + text + around)


@given(st.text(max_size=40), st.data())
def test_letters_picked_in_order_always_fit(text, data):
    folded = fold(text)
    keep = data.draw(st.lists(st.booleans(), min_size=len(folded), max_size=len(folded)))
    typed = "".join(letter for letter, kept in zip(folded, keep, strict=True) if kept)
    assert fits(typed, text)
