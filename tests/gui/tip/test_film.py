import numpy as np
import pytest

from tests.nouns import make_media
from tipdesk.desk.annotating.linking import link
from tipdesk.gui.facts.panel import Facts
from tipdesk.gui.messages.tab import MessagesTab
from tipdesk.gui.tip.film import LIVE, SEEN
from tipdesk.gui.tip.links import Link
from tipdesk.gui.tip.pane import TipPane
from tipdesk.newsroom.media import Fingerprint
from tipdesk.newsroom.states import FileKind

PRINT = np.random.default_rng(3).bytes(32)


@pytest.fixture
def pane(opened, qtbot):
    made = TipPane(opened.bridge, Facts(opened.bridge), MessagesTab(opened.bridge))
    qtbot.addWidget(made)
    made.resize(900, 800)
    made.show()
    yield made
    made.end()


@pytest.fixture
def live(opened):
    """Log a tip with a Live Photo and a picture."""
    tip = opened.log()
    make_media(opened.store, tip, b"mov", kind=FileKind.VIDEO, pair="P", name="IMG_1.MOV")
    make_media(opened.store, tip, b"heic", pair="P", name="IMG_1.HEIC")
    make_media(opened.store, tip, b"other", name="IMG_2.HEIC")
    return tip


def test_a_live_photo_is_one_place_of_the_strip_and_edited_as_one(pane, live, opened, qtbot):
    pane.show_tip(live)
    film = pane.media.film
    qtbot.waitUntil(lambda: film.rowCount() == 2)
    assert [film.index(row).data(LIVE) for row in range(2)] == [True, False]
    assert pane.media.preview.accessibleName().startswith("1 of 2 · IMG_1.HEIC")
    assert "Live Photo" in pane.media.captions.head.text()
    credit = pane.media.captions.fields["credit"]
    credit.setPlainText("A. Okafor")
    with qtbot.waitSignal(opened.bridge.done):
        credit.commit()
    assert [one.credit for one in opened.tip(live).media] == ["A. Okafor", "A. Okafor", ""]


def test_a_double_click_turns_a_live_photo_to_its_video_and_it_stays_so(pane, live, opened, qtbot):
    pane.show_tip(live)
    qtbot.waitUntil(lambda: pane.media.film.rowCount() == 2)
    pane.media.strip.turned_over.emit(0)
    assert pane.media._current().name == "IMG_1.MOV"
    pane.media.show_tip(opened.tip(live), another=False)
    assert pane.media._current().name == "IMG_1.MOV"
    pane.media.captions.turn_over.click()
    assert pane.media._current().name == "IMG_1.HEIC"


def test_what_another_tip_has_too_is_marked_in_the_strip_and_said(pane, opened, qtbot):
    tip, other = opened.log(), opened.log("Another")
    for at, content in ((tip, b"mine"), (tip, b"new"), (other, b"theirs")):
        make_media(opened.store, at, content)
    alike = (opened.tip(tip).media[0], opened.tip(other).media[0])
    with opened.store.deriving() as session:
        session.add_all([Fingerprint(digest=one.digest, bits=PRINT) for one in alike])
    pane.show_tip(tip)
    film = pane.media.film
    qtbot.waitUntil(lambda: film.rowCount() == 2 and film.index(0).data(SEEN))
    assert not film.index(1).data(SEEN)
    assert "seen before" in film._spoken(0)


def test_linked_tips_are_named_in_the_head_and_opened_from_there(pane, opened, qtbot):
    tip, other = opened.log(), opened.log("<b>Another</b>")
    link(opened.store, tip, other)
    pane.show_tip(tip)

    def named():
        return [one for one in pane.header.findChildren(Link) if one.text() == f"T-{other}"]

    qtbot.waitUntil(lambda: len(named()) == 1)
    assert "&lt;b&gt;" in named()[0].toolTip()
    with qtbot.waitSignal(pane.tip_asked) as told:
        named()[0].click()
    assert told.args == [other]
