from tests.nouns import make_tip
from tipdesk.desk.people import editors
from tipdesk.desk.triaging.triage import assign


def test_editors_are_named_by_the_alphabet(desk):
    tip = make_tip(desk)
    for name in ("tomas Brandt", "Ana Ruiz", "Mara Keller"):
        assign(desk, [tip], name)
    assert editors(desk) == ["Ana Ruiz", "Mara Keller", "tomas Brandt"]
