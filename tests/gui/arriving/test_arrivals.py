from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.nouns import make_tip
from tipdesk.desk.opening import open_tip
from tipdesk.desk.searching.listing import tip_lines
from tipdesk.desk.triaging.tagging import retag
from tipdesk.gui import drops
from tipdesk.gui.arriving.arrivals import Arrivals, Target
from tipdesk.gui.arriving.question import Question
from tipdesk.gui.bridge import Bridge
from tipdesk.jobs import Lanes
from tipdesk.media.drawing import picture
from tipdesk.media.worker import Readers
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.states import Channel, ReadState
from tipdesk.store.database import Store


@pytest.fixture
def question(qtbot, light: None) -> Question:
    made = Question()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def arrivals(bridge: Bridge, question: Question) -> Arrivals:
    return Arrivals(bridge, question, bridge)


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    files = []
    for number in range(3):
        file = tmp_path / f"IMG_{number}.jpg"
        file.write_bytes(picture("flood", size=(64, 48), seed=number))
        files.append(file)
    return files


def names(desk: Store, tip: int) -> list[str]:
    return [media.name for media in open_tip(desk, TipId(tip)).media]


def test_one_file_is_taken_in_without_a_question(
    arrivals: Arrivals, question: Question, pictures: list[Path], desk: Store, qtbot
) -> None:
    with qtbot.waitSignal(arrivals.told) as told:
        arrivals.take(drops.Dropped(paths=(pictures[0],)))
    assert question.isHidden()
    assert told.args[0] == "T-1 logged."
    assert names(desk, 1) == ["IMG_0.jpg"]


def test_several_files_are_asked_about_and_become_one_tip(
    arrivals: Arrivals, question: Question, pictures: list[Path], desk: Store, qtbot
) -> None:
    arrivals.take(drops.Dropped(paths=tuple(pictures)))
    assert question.isVisible()
    with qtbot.waitSignal(arrivals.logged) as logged:
        qtbot.mouseClick(question.together, Qt.MouseButton.LeftButton)
    assert logged.args[0] == [1]
    assert len(names(desk, 1)) == 3


def test_several_files_become_one_tip_each_and_that_is_remembered(
    arrivals: Arrivals, question: Question, pictures: list[Path], qtbot
) -> None:
    arrivals.remembered.connect(lambda each: setattr(arrivals, "each", each))
    arrivals.take_paths(pictures)
    question.remember.setChecked(True)
    with qtbot.waitSignals([arrivals.logged, arrivals.remembered]):
        qtbot.mouseClick(question.apart, Qt.MouseButton.LeftButton)
    more = [path.with_stem(path.stem + "b") for path in pictures]
    for number, path in enumerate(more):
        path.write_bytes(picture("flood", size=(64, 48), seed=number + 9))
    with qtbot.waitSignal(arrivals.logged) as logged:
        arrivals.take_paths(more)
    assert question.isHidden()
    assert logged.args[0] == [4, 5, 6]


def test_escape_at_the_question_takes_nothing_in(
    arrivals: Arrivals, question: Question, pictures: list[Path], bridge: Bridge, qtbot
) -> None:
    arrivals.take_paths(pictures)
    with qtbot.assertNotEmitted(bridge.started):
        qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert question.isHidden()


def test_files_put_on_a_tip_are_attached_there_without_a_question(
    arrivals: Arrivals, pictures: list[Path], desk: Store, qtbot
) -> None:
    tip = make_tip(desk)
    with qtbot.waitSignal(arrivals.told) as told:
        arrivals.take(drops.Dropped(paths=tuple(pictures)), Target(onto=tip))
    assert told.args[0] == "Files put to T-1."
    assert len(names(desk, tip)) == 3


def test_a_file_that_the_desk_has_is_told_and_not_logged_again(
    arrivals: Arrivals, pictures: list[Path], qtbot
) -> None:
    with qtbot.waitSignal(arrivals.told):
        arrivals.take_paths(pictures[:1])
    with qtbot.waitSignal(arrivals.told) as told, qtbot.assertNotEmitted(arrivals.logged):
        arrivals.take_paths(pictures[:1])
    assert told.args[0] == "1 file already here, in T-1."


def test_what_can_not_be_taken_is_listed_with_its_reason(
    arrivals: Arrivals, pictures: list[Path], tmp_path: Path, qtbot
) -> None:
    (tmp_path / "link.jpg").symlink_to(pictures[0])
    with qtbot.waitSignal(arrivals.listed) as listed:
        arrivals.take_paths([tmp_path / "link.jpg"])
    assert listed.args[1][0].startswith("link.jpg: ")


def test_a_story_and_a_last_step_are_kept_in_mind(
    arrivals: Arrivals, pictures: list[Path], desk: Store, bridge: Bridge, qtbot
) -> None:
    target = Target(story="MILLFLOOD", afterwards=lambda store, tips: retag(store, tips, add=["x"]))
    with qtbot.waitSignal(bridge.done):
        arrivals.take_paths(pictures[:1], target)
    line = tip_lines(desk, [TipId(1)])[0]
    assert (line.stories, line.tags) == (("MILLFLOOD",), ("x",))


def test_a_picture_is_kept_as_the_bytes_it_is_with_where_it_came_from(
    arrivals: Arrivals, desk: Store, qtbot
) -> None:
    found = drops.Dropped(picture=b"\xff\xd8 no picture", suffix=".jpg", page="https://a.example/")
    with qtbot.waitSignal(arrivals.logged):
        arrivals.take(found)
    media = open_tip(desk, TipId(1)).media[0]
    assert media.name.startswith("Pasted picture ")
    assert media.name.endswith(".jpg")
    assert media.provenance == "https://a.example/"
    assert desk.files.path(media.digest).read_bytes() == b"\xff\xd8 no picture"


def test_words_become_a_tip_with_their_first_line_on_top(
    arrivals: Arrivals, desk: Store, qtbot
) -> None:
    with qtbot.waitSignal(arrivals.logged):
        arrivals.take(drops.Dropped(text="<b>Flood</b> at Mill Road\nI saw it."))
    tip = open_tip(desk, TipId(1))
    assert tip.line.headline == "<b>Flood</b> at Mill Road"
    assert tip.text.endswith("I saw it.")


def test_a_headline_of_a_megabyte_is_cut_and_its_words_are_kept(
    arrivals: Arrivals, desk: Store, qtbot
) -> None:
    with qtbot.waitSignal(arrivals.logged):
        arrivals.take(drops.Dropped(text="x" * 1_000_000))
    tip = open_tip(desk, TipId(1))
    assert len(tip.line.headline) <= 300
    assert len(tip.text) == 1_000_000


def test_what_can_not_be_received_is_explained(arrivals: Arrivals, qtbot) -> None:
    with qtbot.waitSignal(arrivals.refused) as refused:
        arrivals.take(drops.Dropped(sentence="Save it first."))
    assert refused.args == ["Save it first."]


def test_a_phone_note_is_logged_as_a_call(arrivals: Arrivals, desk: Store, qtbot) -> None:
    with qtbot.waitSignal(arrivals.logged):
        arrivals.log("Phone call", Channel.PHONE)
    assert tip_lines(desk, [TipId(1)])[0].channel is Channel.PHONE


@pytest.fixture
def reading(desk: Store, light: None, question: Question) -> Iterator[Arrivals]:
    with Readers() as readers:
        lanes = Lanes(desk, readers)
        bridge = Bridge(lanes)
        yield Arrivals(bridge, question, bridge)
        lanes.close()


def test_what_came_in_is_read_by_the_media_worker_and_the_views_are_told(
    reading: Arrivals, pictures: list[Path], desk: Store, qtbot
) -> None:
    facts: list[frozenset[TipId]] = []
    reading.parent().changed.connect(
        lambda change: facts.append(change.tips) if change.verb == "facts" else None
    )
    reading.take_paths(pictures[:1])
    qtbot.waitUntil(lambda: bool(facts), timeout=20_000)
    assert facts == [frozenset({1})]
    media = open_tip(desk, TipId(1)).media[0]
    assert (media.state, media.width) == (ReadState.READ, 64)
