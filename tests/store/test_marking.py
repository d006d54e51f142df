import pytest

from tipdesk.store.fulltext import Term
from tipdesk.store.marking import marks


def marked(text, *terms):
    return [text[first:last] for first, last in marks(text, terms)]


@pytest.mark.parametrize(
    ("text", "term", "hits"),
    [
        ("Flood, floods and a FLOOD", Term("flood"), ["Flood", "FLOOD"]),
        ("Flood, floods and a FLOOD", Term("flo", prefix=True), ["Flo", "flo", "FLO"]),
        ("mill - road and millroad", Term("mill road", phrase=True), ["mill - road"]),
        ("Die Straße, die Überschwemmung", Term("strasse"), ["Straße"]),
        ("Die Straße, die Überschwemmung", Term("uberschwemmung"), ["Überschwemmung"]),
        ("東京都の洪水", Term("京都"), ["京都"]),
        ("東京都の洪水", Term("洪水"), ["洪水"]),
        ("مُحَمَّد", Term("محمد"), ["مُحَمَّد"]),
        ("a.b", Term(".*"), []),
        ("flood", Term("flood", negated=True), []),
    ],
)
def test_what_was_found_is_marked_where_it_stands(text, term, hits):
    assert marked(text, term) == hits


def test_marks_stand_in_order_and_never_overlap():
    assert marked("flooding", Term("flood", prefix=True), Term("flooding")) == ["flood", "ing"]
    assert marked("fire and flood", Term("flood"), Term("fire")) == ["fire", "flood"]
