from contextlib import closing

from tests.nouns import make_tip, same_desk
from tipdesk.desk.annotating.editing import edit_tip
from tipdesk.desk.contributors.merging import merge_people
from tipdesk.gui.tips import lines, questions
from tipdesk.gui.tips.lines import Lines
from tipdesk.newsroom.tip import TipEdit


def test_a_line_that_changed_is_shown_as_it_was_until_the_new_one_is_here(desk, bridge, qtbot):
    tip = make_tip(desk, headline="Before")
    kept = Lines(bridge, bridge)
    with qtbot.waitSignal(kept.arrived):
        kept.want([tip])
    with qtbot.waitSignal(bridge.changed):
        bridge.do(lambda store: edit_tip(store, tip, TipEdit(headline="After")))
    assert kept.get(tip).headline == "Before"
    with qtbot.waitSignal(kept.arrived):
        kept.want([tip])
    assert kept.get(tip).headline == "After"


def test_a_line_that_changes_while_it_is_read_is_read_again(desk, bridge, qtbot):
    tip = make_tip(desk, headline="Before")
    kept = Lines(bridge, bridge)
    kept.want([tip])
    change = edit_tip(desk, tip, TipEdit(headline="After"))
    kept.forget(change.tips)
    with qtbot.waitSignal(kept.arrived):
        pass
    kept.want([tip])
    qtbot.waitUntil(lambda: kept.get(tip) is not None and kept.get(tip).headline == "After")


def test_one_question_is_under_way_at_a_time_and_the_last_wish_counts(
    desk, bridge, qtbot, monkeypatch
):
    tips = [make_tip(desk) for _ in range(6)]
    asked = []
    real = questions.lines
    monkeypatch.setattr(
        questions, "lines", lambda store, tips: asked.append(tips) or real(store, tips)
    )
    kept = Lines(bridge, bridge)
    for tip in tips:
        kept.want([tip])
    qtbot.waitUntil(lambda: kept.get(tips[-1]) is not None)
    assert asked == [(tips[0],), (tips[-1],)]


def test_a_tip_that_is_gone_is_not_asked_for_again_and_again(desk, bridge, qtbot, monkeypatch):
    kept = Lines(bridge, bridge)
    with qtbot.waitSignal(kept.arrived):
        kept.want([99])
    monkeypatch.setattr(questions, "lines", None)
    kept.want([99])
    assert kept.get(99) is None


def test_only_so_many_lines_are_kept(desk, bridge, qtbot, monkeypatch):
    monkeypatch.setattr(lines, "PAGE", 4)
    monkeypatch.setattr(lines, "PAGES", 2)
    tips = [make_tip(desk) for _ in range(12)]
    kept = Lines(bridge, bridge)
    for start in (0, 6):
        with qtbot.waitSignal(kept.arrived):
            kept.want(tips[start : start + 6])
    assert [kept.get(tip) is not None for tip in tips] == [False] * 4 + [True] * 8


def test_who_is_protected_elsewhere_is_not_named_any_more(desk, bridge, qtbot):
    tip = make_tip(desk, sender="Lee Farrow <l.farrow@example.org>")
    hidden = make_tip(desk, sender="n.hale@example.org", protected=True)
    kept = Lines(bridge, bridge)
    with qtbot.waitSignal(kept.arrived):
        kept.want([tip])
    assert kept.get(tip).contributor == "Lee Farrow"
    desk.news()
    with closing(same_desk(desk)) as theirs:
        merge_people(theirs, 1, [2])
    (news,) = desk.news()
    assert news.tips == {hidden}
    bridge.changed.emit(news)
    kept.want([tip])
    qtbot.waitUntil(lambda: kept.get(tip).protected)
    assert kept.get(tip).contributor == ""
