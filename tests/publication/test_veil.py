import pytest

from tipdesk.publication.sheets.veil import HIDDEN, Veil

PERSON = Veil(["Canary Birdsong", "canary@example.org", "+49 170 555-0199", "@birdie"])


@pytest.mark.parametrize(
    "text",
    [
        *("Canary Birdsong", "canary   birdsong", "CANARY\nBIRDSONG", "canary@example.org"),
        *("+49 170 555-0199", "+49 (170) 5550199", "+491705550199", "@birdie", "birdie"),
    ],
)
def test_names_and_contacts_are_hidden_however_they_are_written(text):
    assert PERSON(f"It was {text}, said they") == f"It was {HIDDEN}, said they"


def test_words_that_only_look_alike_stay():
    text = "The canary in Birdsongs Lane; birdies; call 170"
    assert PERSON(text) == text


def test_a_credit_with_any_word_of_the_name_goes_as_a_whole():
    assert PERSON.credit("Picture: C. Birdsong") == HIDDEN
    assert PERSON.credit("Picture: Courier graphics") == "Picture: Courier graphics"


def test_without_a_person_nothing_is_hidden():
    assert Veil()("Canary Birdsong") == "Canary Birdsong"
    assert Veil().credit("Canary Birdsong") == "Canary Birdsong"


def test_signs_of_a_pattern_in_a_name_are_only_signs():
    assert Veil([".*", "a(b"])("a text of a(b and more") == f"a text of {HIDDEN} and more"
