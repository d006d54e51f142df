from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.nouns import make_media
from tipdesk.gui.tip import timing
from tipdesk.gui.tip.deeds import Deeds
from tipdesk.gui.tip.offers import Offers
from tipdesk.newsroom.states import Channel, Label, Permission, Sensitivity, Verdict


@pytest.fixture
def deeds(opened, window):
    return Deeds(opened.bridge, window)


@pytest.fixture
def choose(opened, window, deeds, qtbot):
    """Open the picker of this name on a tip, type and press Enter; a last Enter keeps ticks."""

    def open_and_type(tip, what, *typed):
        deeds.turn_to(opened.tip(tip))
        Offers(deeds, window).open(what, window)
        picker = QApplication.activePopupWidget()
        with qtbot.waitSignal(opened.bridge.changed, timeout=5_000):
            for words in typed:
                qtbot.keyClicks(picker.filter, words)
                qtbot.keyClick(picker.filter, Qt.Key.Key_Return)

    return open_and_type


def test_the_verdict_is_chosen(choose, opened):
    tip = opened.log()
    choose(tip, "verdict", "partly")
    assert opened.tip(tip).line.verdict is Verdict.PARTLY_VERIFIED


def test_the_priority_is_chosen(choose, opened):
    tip = opened.log()
    choose(tip, "priority", "2")
    assert opened.tip(tip).line.priority == 2


def test_the_channel_is_chosen(choose, opened):
    tip = opened.log()
    choose(tip, "channel", "phone")
    assert opened.tip(tip).line.channel is Channel.PHONE


def test_it_is_due_in_an_hour(choose, opened):
    tip = opened.log()
    choose(tip, "due", "1 hour")
    until = opened.tip(tip).line.due_at - datetime.now(UTC)
    assert timedelta(minutes=58) < until <= timedelta(hours=1)


def test_it_is_due_at_a_time_that_was_typed(choose, opened):
    tip = opened.log()
    choose(tip, "due", "2031-05-04 18:30")
    due = opened.tip(tip).line.due_at.astimezone()
    assert f"{due:%Y-%m-%d %H:%M}" == "2031-05-04 18:30"


def test_a_time_that_is_none_is_told(opened, window, deeds, qtbot):
    deeds.turn_to(opened.tip(opened.log()))
    Offers(deeds, window).open("due", window)
    picker = QApplication.activePopupWidget()
    qtbot.keyClicks(picker.filter, "when pigs fly")
    with qtbot.waitSignal(opened.bridge.failed):
        qtbot.keyClick(picker.filter, Qt.Key.Key_Return)
    assert "not a time" in opened.failures[0]


def test_the_due_time_can_be_taken_away(choose, opened):
    tip = opened.log()
    choose(tip, "due", "1 hour")
    choose(tip, "due", "no due")
    assert opened.tip(tip).line.due_at is None


def test_an_embargo_is_set_until_a_typed_time_and_lifted(choose, opened):
    tip = opened.log()
    choose(tip, "embargo", "2031-05-04 18:30")
    until = opened.tip(tip).line.embargo_until.astimezone()
    assert f"{until:%Y-%m-%d %H:%M}" == "2031-05-04 18:30"
    choose(tip, "embargo", "no embargo")
    assert opened.tip(tip).line.embargo_until is None


def test_when_it_happened_lies_in_the_past(choose, opened):
    tip = opened.log()
    choose(tip, "happened", "yesterday")
    ago = datetime.now(UTC) - opened.tip(tip).happened_at
    assert timedelta(days=1) <= ago < timedelta(days=1, minutes=2)


def test_the_language_is_found_by_its_name_and_kept_as_its_code(choose, opened):
    tip = opened.log()
    choose(tip, "language", "ukrainian")
    assert opened.tip(tip).language == "uk"


@pytest.mark.parametrize(
    ("offer", "hour"), [(timing.due, 23), (timing.embargo, 23), (timing.happened, 0)]
)
def test_only_times_that_make_sense_are_offered(offer, hour):
    at = datetime(2031, 5, 4, hour, 30, tzinfo=UTC)
    is_past = offer is timing.happened
    offered = [moment for _, moment in offer(at).offered]
    assert offered
    assert all(moment <= at if is_past else moment > at for moment in offered)


def test_why_to_handle_with_care_is_ticked(choose, opened):
    tip = opened.log()
    choose(tip, "care", "graphic", "minor", "")
    assert set(opened.tip(tip).line.sensitivity) == {Sensitivity.GRAPHIC, Sensitivity.MINOR}
    choose(tip, "care", "graphic", "")
    assert opened.tip(tip).line.sensitivity == (Sensitivity.MINOR,)


def test_the_source_is_protected_from_there(choose, opened):
    tip = opened.log(sender="Jo Grey")
    choose(tip, "care", "protected", "")
    assert opened.tip(tip).line.protected
    assert opened.tip(tip).contributor.name != "Jo Grey"


def test_permission_and_label_are_set_for_the_chosen_files_only(opened, window, deeds, qtbot):
    tip = opened.log()
    first, second = (make_media(opened.store, tip, bytes([n])) for n in range(2))
    deeds.turn_to(opened.tip(tip))
    offers = Offers(deeds, window)
    for call, typed in ((offers.permission, "granted, with"), (offers.label, "handout")):
        call([first], window)
        picker = QApplication.activePopupWidget()
        qtbot.keyClicks(picker.filter, typed)
        with qtbot.waitSignal(opened.bridge.changed):
            qtbot.keyClick(picker.filter, Qt.Key.Key_Return)
    said = {media.id: (media.permission, media.label) for media in opened.tip(tip).media}
    assert said[first] == (Permission.GRANTED_CONDITIONAL, Label.HANDOUT)
    assert said[second] == (Permission.NOT_ASKED, Label.NONE)
