from tests.nouns import make_tip
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.searching.listing import tip_lines
from tipdesk.stories.reshelving import reshelve


def test_tips_change_stories_in_one_step_that_undo_takes_back(desk):
    tips = [make_tip(desk, stories=("MILL",)), make_tip(desk)]
    reshelve(desk, tips, put=["HALL"], take_out=["MILL"])
    assert [line.stories for line in tip_lines(desk, tips)] == [("HALL",), ("HALL",)]
    undo(desk)
    assert [line.stories for line in tip_lines(desk, tips)] == [("MILL",), ()]
