"""The panel says what a file says and where it differs; of a protected source, only on demand."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.opened_desk import Desk, opened
from tests.lines import media_line, open_tip
from tipdesk.desk.verifying.findings import findings
from tipdesk.gui.facts.panel import Facts
from tipdesk.gui.tip.links import Link
from tipdesk.newsroom.credentials import Credentials, Ingredient, Signer, Standing
from tipdesk.newsroom.facts import Fact, Said, Source
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.lines import MediaLine, OpenTip
from tipdesk.newsroom.states import FileKind, ReadState, Workflow

__all__ = ["opened"]

HARLOW = (Fact.POSITION, "51.7712,0.0931")
TAKEN = (Fact.TAKEN_AT, "2026-11-20T16:08:03+00:00")
MAKER = (Fact.CREATOR, "Bo <b>Lind</b>\u202e")


@pytest.fixture
def panel(opened: Desk, qtbot: QtBot) -> Facts:
    made = Facts(opened.bridge)
    qtbot.addWidget(made)
    made.resize(320, 900)
    with qtbot.waitExposed(made):
        made.show()
    return made


def words(panel: Facts) -> str:
    QApplication.processEvents()  # what is new in a layout is shown with the next event
    labels = (one for one in panel.findChildren(QLabel) if one.isVisibleTo(panel))
    return " | ".join(label.text() for label in labels)


def look(panel: Facts, qtbot: QtBot, tip: OpenTip, media: MediaLine) -> str:
    """Show a file and wait until everything about it was worked out."""
    panel.show_media(tip, media)
    with qtbot.waitSignal(panel.found, timeout=10_000):
        pass
    return words(panel)


def test_differences_are_said_first_and_tip_and_file_stand_beside_each_other(
    panel: Facts, qtbot: QtBot
) -> None:
    tip = open_tip(place="Mill Road, Cambridge", sender="Ada Okafor")
    told = look(panel, qtbot, tip, media_line(TAKEN, HARLOW, MAKER))
    assert "Taken 48 km from Cambridge, United Kingdom." in words(panel)
    assert "1.5 km from Harlow" in told
    assert "Tip: Mill Road, Cambridge" in told
    assert "File: 51.7712, 0.0931" in told
    assert "They are 48 km apart" in panel.placing.map.accessibleDescription()


def test_strangers_words_are_never_markup_and_their_tricks_are_seen(
    panel: Facts, qtbot: QtBot
) -> None:
    told = look(panel, qtbot, open_tip(sender="Ada Okafor"), media_line(MAKER))
    assert "Bo <b>Lind</b>" in told
    assert "\u202e" not in told
    texts = [label for label in panel.findChildren(QLabel) if "Lind" in label.text()]
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in texts)


def test_of_a_protected_source_place_and_maker_are_shown_only_when_asked_for(
    panel: Facts, qtbot: QtBot
) -> None:
    tip, media = open_tip(place="Cambridge", protected=True), media_line(TAKEN, HARLOW, MAKER)
    told = look(panel, qtbot, tip, media)
    assert "51.77" not in told + panel.statements.as_text()
    assert "Lind" not in told + panel.statements.as_text()
    assert not panel.placing.map.isVisible()
    with qtbot.waitSignal(panel.found, timeout=10_000):
        panel.unveil.click()
    assert "51.7712, 0.0931" in words(panel)
    assert not panel.unveil.isVisible()


def test_all_statements_are_folded_and_can_be_copied_by_their_source(
    panel: Facts, qtbot: QtBot
) -> None:
    media = media_line(TAKEN, (Fact.EXPOSURE_TIME, "0.016667"))
    told = look(panel, qtbot, open_tip(), media)
    assert "1/60 s" not in told
    panel.statements.fold.click()
    assert "1/60 s" in words(panel)
    panel.statements.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.splitlines() == [
        "EXIF, written by the camera",
        "  Taken: 2026-11-20 16:08:03+00:00",
        "  Exposure: 1/60 s",
    ]


def test_sources_that_contradict_each_other_are_listed_with_what_each_says(
    panel: Facts, qtbot: QtBot
) -> None:
    xmp = Said(Fact.TAKEN_AT, Source.XMP, "2020-01-01T12:00:00Z")
    media = media_line(TAKEN)
    one = media_line(said=(*media.said, xmp))
    told = look(panel, qtbot, open_tip(), one)
    assert "The file contradicts itself in one point" in told
    assert "XMP: 2020-01-01 12:00:00Z" in told


@pytest.mark.parametrize("standing", Standing)
def test_credentials_are_shown_with_what_they_prove(
    panel: Facts, qtbot: QtBot, standing: Standing
) -> None:
    found = Credentials(
        standing,
        Signer.UNKNOWN,
        issuer="Example Signing",
        ingredients=(Ingredient("beach.jpg", "parentOf", None),),
        elsewhere="https://manifests.example/1",
    )
    told = look(panel, qtbot, open_tip(), media_line(TAKEN, credentials=found))
    proof = {
        Standing.INTACT: "no more than that is proven",
        Standing.BROKEN: "Broken; see above.",
        Standing.ELSEWHERE: "were not fetched",
    }
    assert proof[standing] in told
    assert "beach.jpg" in told


@pytest.mark.parametrize(
    ("kind", "state", "says"),
    [
        (FileKind.UNREADABLE, ReadState.UNREADABLE, "The file is empty."),
        (FileKind.PICTURE, ReadState.WAITING, "Being read…"),
        (FileKind.DOCUMENT, ReadState.READ, "Kept, not opened."),
        (FileKind.AUDIO, ReadState.READ, "Sample recorder"),
        (FileKind.VIDEO, ReadState.READ, "Sample recorder"),
    ],
)
def test_every_kind_of_file_has_its_facts(
    panel: Facts, qtbot: QtBot, kind: FileKind, state: ReadState, says: str
) -> None:
    reason = "The file is empty." if state is ReadState.UNREADABLE else None
    media = media_line(
        (Fact.SOFTWARE, "Sample recorder"), kind=kind, state=state, reason=reason, duration=4.0
    )
    assert says in look(panel, qtbot, open_tip(place="Cambridge"), media)


def test_the_place_that_an_editor_chose_stays_chosen(panel: Facts, qtbot: QtBot) -> None:
    tip, media = open_tip(place="Cambridge"), media_line(HARLOW)
    look(panel, qtbot, tip, media)
    places = findings(tip, media).meant.places
    another = next(one for one in places if one.state == "MA")
    with qtbot.waitSignal(panel.found, timeout=10_000):
        panel.placing.chosen.emit(another)
    assert "Cambridge, MA, United States" in words(panel)
    told = look(panel, qtbot, tip, media_line())
    assert "Taken to be Cambridge, MA, United States: “Cambridge”." in told


def test_the_place_that_the_tip_names_is_on_the_map_where_the_file_has_no_position(
    panel: Facts, qtbot: QtBot
) -> None:
    told = look(panel, qtbot, open_tip(place="Mill Road, Cambridge"), media_line(TAKEN))
    assert panel.placing.map.isVisible()
    assert "The place named is Cambridge." in panel.placing.map.accessibleDescription()
    assert "camera" not in panel.placing.map.accessibleDescription()
    assert "For the place that the tip names." in told


def test_a_place_that_may_be_another_is_asked_about_on_the_map_and_has_no_sun(
    panel: Facts, qtbot: QtBot
) -> None:
    told = look(panel, qtbot, open_tip(place="Eastwick"), media_line(TAKEN))
    assert "The place named is Eastwick?" in panel.placing.map.accessibleDescription()
    assert "may be Eastwick, PA, United States" in told
    assert "Sunrise" not in told


def test_how_far_the_position_is_from_the_place_named_is_said_in_words(
    panel: Facts, qtbot: QtBot
) -> None:
    told = look(panel, qtbot, open_tip(place="Cambridge"), media_line(HARLOW))
    assert "The file was taken 48 km from its middle." in told


def test_the_sun_is_told_for_the_tips_own_time_where_the_file_has_none(
    panel: Facts, qtbot: QtBot
) -> None:
    happened = datetime(2026, 6, 21, 12, 2, tzinfo=UTC)
    tip = open_tip(place="Cambridge", happened_at=happened)
    assert "For the time and place that the tip names." in look(panel, qtbot, tip, media_line())
    at_midnight = datetime(2026, 6, 21).astimezone()
    another = open_tip(place="Cambridge", happened_at=at_midnight)
    assert "Sunrise" not in look(panel, qtbot, another, media_line())


def test_where_nothing_can_be_placed_there_is_no_map(panel: Facts, qtbot: QtBot) -> None:
    look(panel, qtbot, open_tip(place="behind the shed"), media_line(TAKEN))
    assert panel.placing.isHidden()


class Whispering(QTranslator):
    """Puts every sentence of the newsroom into another language, as far as a test can."""

    def translate(self, context: str, text: str, note: str = "", many: int = -1) -> str:
        return f"~{text}~" if context == "Phrases" else text


def test_remarks_claims_and_the_sun_are_said_in_the_editors_language(
    panel: Facts, qtbot: QtBot
) -> None:
    whisper = Whispering()
    QApplication.installTranslator(whisper)
    try:
        tip = open_tip(place="Mill Road, Cambridge", text="I took this.", sender="Ada Okafor")
        generated = (Fact.DIGITAL_SOURCE_TYPE, "trainedAlgorithmicMedia")
        told = look(panel, qtbot, tip, media_line(TAKEN, HARLOW, generated))
    finally:
        QApplication.removeTranslator(whisper)
    assert "~Taken 48 km from Cambridge, United Kingdom.~" in told
    assert "~Generated by AI, as its own metadata say.~" in told
    assert "Tip: ~~“I took this”~, Ada Okafor~" in told
    assert "~Taken ~43 hours~ before it was sent.~" in told
    assert "~Sun 1° below the horizon: twilight.~ ~Sunrise 07:27, sunset 16:02.~" in told


def test_of_a_file_that_many_tips_have_only_the_newest_are_named(
    panel: Facts, qtbot: QtBot
) -> None:
    line = media_line(also_in=tuple(map(TipId, range(2, 1_000))))
    told = look(panel, qtbot, open_tip(line), line)
    links = panel.others.findChildren(Link)
    assert [link.text() for link in links] == [f"T-{number}" for number in range(988, 1_000)]
    assert "and 986 tips before them" in told


def test_the_facts_of_the_next_file_are_told_by_the_widgets_that_told_those_before(
    panel: Facts, qtbot: QtBot
) -> None:
    def told_about(number: int) -> set[QWidget]:
        line = media_line(HARLOW, id=number, digest=f"{number}" * 64, name=f"IMG_{number}")
        told = look(panel, qtbot, open_tip(line, place="Harlow"), line)
        assert f"IMG_{number}" in told
        qtbot.waitUntil(lambda: "Nothing on this desk is like it." in words(panel))
        return {*panel.findChildren(QWidget)}

    assert told_about(1) == told_about(2)


def test_while_the_facts_of_another_file_are_worked_out_none_of_the_one_before_are_shown(
    panel: Facts, qtbot: QtBot
) -> None:
    look(panel, qtbot, open_tip(place="Cambridge"), media_line(HARLOW, name="first.jpg", id=1))
    panel.show_media(open_tip(), media_line(name="second.jpg", id=2))
    assert words(panel) == ""
    qtbot.waitUntil(lambda: "second.jpg" in words(panel))
    assert "first.jpg" not in words(panel)
    assert "Harlow" not in words(panel)


def test_nothing_is_worked_out_again_when_the_desk_goes_on_with_a_tip(
    panel: Facts, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[OpenTip] = []
    monkeypatch.setattr(
        "tipdesk.gui.facts.panel.findings",
        lambda tip, *rest: asked.append(tip) or findings(tip, *rest),
    )
    tip, line = open_tip(place="Harlow"), media_line(HARLOW)
    look(panel, qtbot, tip, line)
    moved = replace(tip.line, workflow=Workflow.TRIAGE, assignee="Ivo", unread=False)
    panel.show_media(replace(tip, line=moved, version=2, changes=3), line)
    told = look(panel, qtbot, replace(tip, line=moved, place="Cambridge"), line)
    assert [one.place for one in asked] == ["Harlow", "Cambridge"]
    assert "Cambridge" in told


def test_a_place_in_arabic_doesnt_turn_our_sentence_round(panel: Facts, qtbot: QtBot) -> None:
    look(panel, qtbot, open_tip(place="القاهرة"), media_line())
    assert panel.placing.meant.text() == "Taken to be Cairo, Egypt: “القاهرة”."
