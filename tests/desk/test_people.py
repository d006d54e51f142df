from tests.nouns import make_tip
from tipdesk.desk.people import contributors, editors
from tipdesk.desk.triage import assign, protect


def test_editors_are_named_by_the_alphabet(desk):
    tip = make_tip(desk)
    for name in ("tomas Brandt", "Ana Ruiz", "Mara Keller"):
        assign(desk, [tip], name)
    assert editors(desk) == ["Ana Ruiz", "Mara Keller", "tomas Brandt"]


def test_contributors_are_listed_with_their_contacts_and_tips(desk):
    make_tip(desk, sender="Ivo Lam <ivo@example.org>")
    make_tip(desk, sender="ivo@example.org")
    make_tip(desk, sender="Ana <+49 171 5550>")
    make_tip(desk)
    listed = [(one.name, one.contacts, one.tips) for one in contributors(desk)]
    assert listed == [("Ana", ("+49 171 5550",), 1), ("Ivo Lam", ("ivo@example.org",), 2)]


def test_protected_sources_are_in_no_list(desk):
    tip = make_tip(desk, sender="Ivo Lam <ivo@example.org>")
    protect(desk, [tip], True)
    assert contributors(desk) == []
