import mmap
import os
import select
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.media.attacks import MAGIC
from tipdesk.media.conversation import (
    CRASHED,
    ENDED,
    LIED,
    LOST,
    TOO_LONG,
    Conversation,
    ReaderEnded,
)
from tipdesk.media.plainfile import REFUSED
from tipdesk.media.wall.confine import Limits
from tipdesk.media.worker import Readers


@pytest.fixture(scope="module")
def attacked() -> Iterator[Readers]:
    with Readers(module="tests.media.attacks") as readers:
        yield readers


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "file.jpg"
    path.write_bytes(MAGIC + b"content")
    return path


@pytest.fixture
def talk(attacked: Readers, file: Path) -> Iterator[Conversation]:
    with attacked.converse("talk", file, limits=Limits(wall=10)) as conversation:
        yield conversation


def test_questions_are_answered_with_what_is_in_the_file(talk: Conversation):
    for number in range(3):
        asked = {"do": "echo", "number": number, "text": "Zürich", "share": 0.5, "none": None}
        talk.send(asked)
        assert talk.receive() == (asked, MAGIC + b"content")


def test_a_child_can_look_whether_something_was_asked(talk: Conversation):
    talk.send({"do": "look"})
    assert talk.receive()[0] == {"more": None}


def test_memory_is_shared_and_its_descriptor_is_not(attacked: Readers, file: Path):
    handle = os.memfd_create("shared")
    os.ftruncate(handle, 100_000)
    with mmap.mmap(handle, 0) as memory, attacked.converse("talk", file, shared=[handle]) as talk:
        talk.send({"do": "shared"})
        assert talk.receive()[0] == {"length": 100_000}
        assert memory[:5] == b"shown"
        talk.send({"do": "tell_open_files_aloud"})
        assert talk.receive()[0] == {"open": 5}
    os.close(handle)


def test_who_waits_for_an_answer_can_wait_for_other_things_too(talk: Conversation):
    assert select.select([talk], [], [], 0)[0] == []
    talk.send({"do": "echo"})
    assert select.select([talk], [], [], 10)[0] == [talk]


@pytest.mark.parametrize(
    ("do", "sentence"),
    [("crash", CRASHED), ("leave_quietly", ENDED), ("end", ENDED), ("lie", LIED)],
)
def test_a_child_that_is_gone_or_lies_ends_the_conversation(
    talk: Conversation, do: str, sentence: str
):
    talk.send({"do": do})
    with pytest.raises(ReaderEnded, match=sentence):
        talk.receive()
    assert talk.fileno() == -1
    talk.send({"do": "echo"})
    with pytest.raises(ReaderEnded):
        talk.receive()


@pytest.mark.parametrize("do", ["announce_a_flood", "flood_the_answer"])
def test_a_flood_ends_the_conversation(talk: Conversation, do: str):
    talk.send({"do": do})
    with pytest.raises(ReaderEnded, match=LIED):
        talk.receive()


def test_a_child_that_never_answers_is_killed(talk: Conversation):
    talk.send({"do": "wait_for_ever"})
    with pytest.raises(ReaderEnded, match=TOO_LONG):
        talk.receive(timeout=0.2)


def test_a_question_brings_processor_time_and_nothing_else_does(attacked: Readers, file: Path):
    with attacked.converse("talk", file, limits=Limits(cpu=0, wall=100)) as talk:
        talk.send({"do": "spin"})
        with pytest.raises(ReaderEnded, match=TOO_LONG):
            talk.receive()


def test_closing_kills_the_child(attacked: Readers, file: Path):
    talk = attacked.converse("talk", file)
    talk.send({"do": "tell_process_aloud"})
    process = talk.receive()[0]["process"]
    talk.send({"do": "spin"})
    with os.fdopen(os.pidfd_open(process)) as ended:
        talk.close()
        assert select.select([ended], [], [], 10)[0]


def test_what_can_not_be_opened_is_told_in_a_sentence(attacked: Readers, tmp_path: Path):
    with pytest.raises(ReaderEnded, match=REFUSED[2]):
        attacked.converse("talk", tmp_path / "gone.jpg")


def test_a_server_that_is_lost_is_told_in_a_sentence(file: Path, capfd: pytest.CaptureFixture[str]):
    readers = Readers(module="tipdesk.media.no_such_reader")
    with readers, readers.converse("talk", file) as talk, pytest.raises(ReaderEnded, match=LOST):
        talk.receive()
    assert "no_such_reader" in capfd.readouterr().err
