import pytest

from tests.nouns import make_tip
from tipdesk.desk.triaging.triage import trash
from tipdesk.desk.verifying.likewise import says_the_same

TOLD = "The weir at Mill Road gave way at noon and the water stands knee-high in Orchard Lane."


@pytest.fixture
def told(desk):
    return make_tip(desk, headline="Weir broken", text=TOLD)


def test_a_text_that_was_sent_on_is_found(desk, told):
    again = make_tip(desk, headline="Fwd: weir broken", text=f"{TOLD}\n\nSent from my phone")
    other = make_tip(desk, headline="Mill Road closed", text="Works at the weir until Friday.")
    assert [one.tip.id for one in says_the_same(desk, told)] == [again]
    assert [one.tip.id for one in says_the_same(desk, again)] == [told]
    assert says_the_same(desk, other) == []


def test_the_likest_comes_first_and_trash_is_left_out(desk, told):
    gone = make_tip(desk, headline="Weir broken", text=TOLD)
    near = make_tip(desk, headline="Weir broken!!", text=TOLD.replace("noon", "midday"))
    same = make_tip(desk, headline="Weir broken", text=TOLD)
    trash(desk, [gone])
    assert [(one.tip.id, one.alike > 90) for one in says_the_same(desk, told)] == [
        (same, True),
        (near, True),
    ]


def test_a_tip_without_words_is_like_none(desk):
    make_tip(desk, headline="?")
    assert says_the_same(desk, make_tip(desk, headline="?")) == []
