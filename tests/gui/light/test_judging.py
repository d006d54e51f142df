"""What is thought of very many pictures is said as work that is shown."""

from tests.nouns import make_media, make_tip
from tipdesk.desk.opening import open_tip
from tipdesk.gui.light.judging import Judging
from tipdesk.gui.pickers.doing import AT_ONCE
from tipdesk.newsroom.ids import MediaId
from tipdesk.newsroom.media import Media

MANY = AT_ONCE + 100


def test_judging_the_files_of_a_whole_search_is_shown(qtbot, bridge, desk):
    tip = make_tip(desk)
    media = [make_media(desk, tip), *map(MediaId, range(2, MANY + 1))]
    digest = open_tip(desk, tip).media[0].digest
    with desk.begin("attach") as work:
        more = [{"id": at, "tip_id": tip, "digest": digest, "name": ""} for at in media[1:]]
        work.add_rows(Media, more)
    judging = Judging(bridge, lambda: media)
    with qtbot.waitSignal(bridge.done) as done, qtbot.waitSignal(bridge.started) as begun:
        judging.rate(4)
    assert begun.args[0].title == "Judging 600 files"
    assert done.args[0].verb == "rate"
    assert {one.rating for one in open_tip(desk, tip).media} == {4}


def test_judging_a_few_is_not_worth_a_word(qtbot, bridge, desk):
    tip = make_tip(desk)
    judging = Judging(bridge, lambda: [make_media(desk, tip)])
    with qtbot.assertNotEmitted(bridge.started), qtbot.waitSignal(bridge.done):
        judging.rate(4)
