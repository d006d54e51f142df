from tests.nouns import make_tip
from tipdesk.desk.changes.history import history
from tipdesk.desk.opening import open_tip
from tipdesk.desk.triaging.checking import set_verdict
from tipdesk.newsroom.states import Verdict


def test_a_verdict_is_set_with_what_there_is_to_say(desk):
    tip = make_tip(desk)
    set_verdict(desk, [tip], Verdict.PARTLY_VERIFIED, reason="place yes, time no")
    assert open_tip(desk, tip).line.verdict is Verdict.PARTLY_VERIFIED
    assert history(desk, tip)[0].what == ("verdict: unverified → partly verified",)
    assert history(desk, tip)[0].reason == "place yes, time no"


def test_the_same_verdict_again_leaves_no_trace(desk):
    tip = make_tip(desk, verdict=Verdict.VERIFIED)
    assert not set_verdict(desk, [tip], Verdict.VERIFIED)
