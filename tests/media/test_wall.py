import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.media.attacks import MAGIC
from tipdesk.media.kinds import PICTURE
from tipdesk.media.reading import Reading
from tipdesk.media.sitting import CRASHED, LIED, TOO_LONG
from tipdesk.media.wall.confine import Limits, wall
from tipdesk.media.worker import Readers

Attack = Callable[[str], Reading]
REFUSED = (
    *("read_etc", "write_file", "list_root", "look_at_path", "make_socket", "make_local_socket"),
    *("fork", "start_program", "become_program", "signal_parent", "trace_parent"),
    *("read_memory_of_parent", "make_user_namespace", "run_new_code"),
)
LIES = (
    *("pixels_missing", "pixels_too_many", "pixels_too_large", "no_such_kind"),
    *("no_such_orientation", "own_words_as_reason", "off_the_globe"),
)


@pytest.fixture(scope="module")
def attacked() -> Iterator[Readers]:
    with Readers(module="tests.media.attacks") as readers:
        yield readers


@pytest.fixture
def attack(attacked: Readers, tmp_path: Path) -> Attack:
    def run(name: str) -> Reading:
        path = tmp_path / "attack.jpg"
        path.write_bytes(MAGIC + name.encode())
        return attacked.read(path)

    return run


@pytest.mark.parametrize("name", REFUSED)
def test_the_wall_refuses(attack: Attack, name: str):
    assert attack(name).codec == "refused: PermissionError"


def test_the_file_itself_cannot_be_changed(attack: Attack, tmp_path: Path):
    assert attack("change_the_file").codec == "refused: OSError"
    assert b"change_the_file" in (tmp_path / "attack.jpg").read_bytes()


def test_memory_has_a_limit(attack: Attack):
    assert attack("eat_memory").codec == "refused: MemoryError"


@pytest.mark.parametrize(
    ("name", "limits"),
    [("spin", Limits(cpu=1, wall=100)), ("wait_for_ever", Limits(cpu=100, wall=1))],
)
def test_a_reader_that_does_not_end_is_stopped(name: str, limits: Limits, tmp_path: Path):
    path = tmp_path / "attack.jpg"
    path.write_bytes(MAGIC + name.encode())
    with Readers(limits={PICTURE: limits}, module="tests.media.attacks") as readers:
        assert readers.read(path).reason == TOO_LONG


def test_a_crash_is_a_result(attack: Attack):
    assert attack("crash") == Reading("unreadable", "image/jpeg", CRASHED)


def test_a_reader_that_says_nothing_has_crashed(attack: Attack):
    assert attack("leave_quietly").reason == CRASHED


def test_an_endless_answer_is_cut_off(attack: Attack):
    assert attack("flood_the_answer").kind == "unreadable"


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_not_believed(attack: Attack, lie: str):
    assert attack(lie) == Reading("unreadable", "image/jpeg", LIED)


def test_nothing_is_open_but_the_file_and_the_way_back(attack: Attack):
    assert attack("tell_open_files").codec == "5"


def test_no_secret_of_the_program_goes_along(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("TIPDESK_PASSPHRASE", "kept to ourselves")
    path = tmp_path / "attack.jpg"
    path.write_bytes(MAGIC + b"tell_secrets")
    with Readers(module="tests.media.attacks") as readers:
        assert readers.read(path).codec == ""


def test_a_decoder_may_start_threads(attack: Attack):
    assert attack("start_thread").codec == "done"


def test_the_pool_lives_on_after_every_attack(attack: Attack):
    attack("crash")
    attack("flood_the_answer")
    assert attack("tell_open_files").codec == "5"


DOWN = {
    "limits": "confine._limit = lambda *_: None",
    "landlock": "confine.landlock.install = lambda _: None",
    "seccomp": "confine._filter = b''",
}
ERRORS = {"limits": "EMFILE", "landlock": "EACCES", "seccomp": "EPERM"}


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
@pytest.mark.parametrize("name", DOWN)
def test_each_wall_alone_keeps_files_closed(name: str):
    down = "; ".join(fall for other, fall in DOWN.items() if other != name)
    code = f"""
import errno, os
from tipdesk.media.wall import confine
{down}
confine.confine(confine.Limits())
try:
    os.open("/etc/passwd", os.O_RDONLY)
except OSError as error:
    print(errno.errorcode[error.errno])
"""
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": "src"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == ERRORS[name]


def test_the_walls_of_this_machine_are_said_in_words():
    words = " ".join(wall())
    assert "Landlock" in words
    assert "no network" in words
