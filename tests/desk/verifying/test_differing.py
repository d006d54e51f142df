"""The words in which two texts differ are found, whatever was written."""

import time

import pytest

from tipdesk.desk.verifying.differing import MOST_WORDS, differing


def marked(text, places):
    return [text[begin:end] for begin, end in places]


def differences(first, second):
    found = differing(first, second)
    return marked(first, found.first), marked(second, found.second)


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("The weir gave way.", "the weir gave way.", ([], [])),
        ("It broke at noon.", "It broke at midday!", (["noon."], ["midday!"])),
        ("Water in Orchard Lane", "Water", (["in Orchard Lane"], [])),
        ("", "All of it", ([], ["All of it"])),
        ("One two three", "One and two or three", ([], ["and", "or"])),
        ("انهار السد ظهرا", "انهار السد مساء", (["ظهرا"], ["مساء"])),
        ("堤防が崩れた", "堤防が壊れた", (["崩"], ["壊"])),
        ("Flood 🌊 here", "Flood here", (["🌊"], [])),
    ],
)
def test_what_only_one_of_two_texts_says_is_found(first, second, found):
    assert differences(first, second) == found


def test_a_long_text_is_compared_up_to_a_limit_that_is_told():
    long = "word " * (MOST_WORDS + 5)
    found = differing(long, "word")
    assert found.compared == (len("word " * MOST_WORDS) - 1, 4)
    assert differing("word " * MOST_WORDS, "word").compared[0] == len("word " * MOST_WORDS)


@pytest.mark.parametrize("sign", ["a ", "!", "a!", "漢"])
def test_a_text_made_to_be_slow_is_not(sign):
    before = time.process_time()
    differing(sign * 500_000, f"b{sign}" * 500_000)
    assert time.process_time() - before < 1
