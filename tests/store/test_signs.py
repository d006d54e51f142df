import pytest

from tipdesk.store.signs import says


@pytest.mark.parametrize(
    ("text", "words"),
    [
        *(
            ("Lower Marsh", "mar"),
            ("Lower Marsh", "lower m"),
            ("Åkerby", "aker"),
            ("St. Ives", "st"),
        ),
        *(
            ("Nord-Bad/2", "bad 2"),
            ("IMG_2231.HEIC", "img_22"),
            ("東京都", "東京"),
            ("東京都", "京"),
        ),
    ],
)
def test_words_stand_in_a_text_the_last_perhaps_begun(text, words):
    assert says(text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rhubarb Lane", "barb"),
        ("Lower Marsh", "low marsh"),
        ("Marsh", ""),
        ("", "a"),
        ("100%", "%"),
    ],
)
def test_what_is_not_the_beginning_of_a_word_is_not_said(text, words):
    assert not says(text, words)
