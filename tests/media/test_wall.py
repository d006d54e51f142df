import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests import child
from tests.media.attacks import LIES, MAGIC
from tipdesk.media.answers import FIELDS
from tipdesk.media.kinds import PICTURE
from tipdesk.media.reading import Reading
from tipdesk.media.sitting import CRASHED, LIED, TOO_LONG
from tipdesk.media.wall.confine import Limits, wall
from tipdesk.media.worker import Readers

Attack = Callable[[str], Reading]
REFUSED = (
    *("read_etc", "write_file", "list_root", "look_at_path", "open_own_descriptor"),
    *("open_in_kept_folder", "open_the_newer_way", "make_memory_file", "double_descriptor"),
    *("make_pipe", "make_ring_of_calls", "make_socket", "make_local_socket", "connect_the_line"),
    *("connect_the_line_to_the_network", "hand_a_descriptor_out", "receive_on_another_descriptor"),
    *("raise_own_limits", "fork", "start_program", "become_program", "signal_parent"),
    *("trace_parent", "read_memory_of_parent", "make_user_namespace", "run_new_code"),
    "make_code_runnable",
)


def lured(folder: Path, name: str) -> Path:
    path = folder / f"{name}.jpg"
    path.write_bytes(MAGIC + name.encode())
    return path


@pytest.fixture(scope="module")
def attacked() -> Iterator[Readers]:
    with Readers(module="tests.media.attacks") as readers:
        yield readers


@pytest.fixture
def attack(attacked: Readers, tmp_path: Path) -> Attack:
    return lambda name: attacked.read(lured(tmp_path, name))


@pytest.mark.parametrize("name", REFUSED)
def test_the_wall_refuses(attack: Attack, name: str):
    assert attack(name).codec == "refused: PermissionError"


def test_the_file_itself_cannot_be_changed(attack: Attack, tmp_path: Path):
    assert attack("change_the_file").codec == "refused: OSError"
    assert (tmp_path / "change_the_file.jpg").read_bytes() == MAGIC + b"change_the_file"


def test_memory_has_a_limit(attack: Attack):
    assert attack("eat_memory").codec == "refused: MemoryError"


def test_threads_end_with_the_memory_for_their_stacks(attack: Attack):
    assert attack("start_endless_threads").codec == "refused: RuntimeError"


@pytest.mark.parametrize(
    ("name", "limits"),
    [
        ("spin", Limits(cpu=0, wall=100)),
        ("spin_deaf", Limits(cpu=0, wall=2)),
        ("wait_for_ever", Limits(cpu=100, wall=1)),
        ("drip_for_ever", Limits(cpu=100, wall=1)),
    ],
)
def test_a_reader_that_does_not_end_is_stopped(name: str, limits: Limits, tmp_path: Path):
    with Readers(limits={PICTURE: limits}, module="tests.media.attacks") as readers:
        assert readers.read(lured(tmp_path, name)).reason == TOO_LONG


@pytest.mark.parametrize("name", ["crash", "leave_quietly"])
def test_a_crash_is_a_result(attack: Attack, name: str):
    assert attack(name) == Reading("unreadable", "image/jpeg", CRASHED)


@pytest.mark.parametrize("name", ["flood_the_answer", "announce_a_flood"])
def test_an_endless_answer_is_cut_off(attack: Attack, name: str):
    assert attack(name) == Reading("unreadable", "image/jpeg", LIED)


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_not_believed(attack: Attack, lie: str):
    assert attack(lie) == Reading("unreadable", "image/jpeg", LIED)


def test_there_is_a_lie_for_every_field():
    assert LIES.keys() >= FIELDS.keys()


def test_nothing_is_open_but_the_file_and_the_line(attack: Attack):
    assert attack("tell_open_files").codec == "5"


def test_the_files_of_a_tip_share_a_child_and_those_of_another_do_not(
    attacked: Readers, tmp_path: Path
):
    file = lured(tmp_path, "tell_process")
    with attacked.sitting() as one, attacked.sitting() as other:
        children = [sitting.read(file).codec for sitting in (one, one, other, one)]
    assert children[0] == children[1] == children[3] != children[2]


@pytest.mark.parametrize("name", ["crash", "leave_quietly", "announce_a_flood"])
def test_a_file_that_costs_the_child_costs_no_other_file(
    attacked: Readers, tmp_path: Path, name: str
):
    good, bad = lured(tmp_path, "tell_process"), lured(tmp_path, name)
    with attacked.sitting() as sitting:
        before, broken, after = (sitting.read(path) for path in (good, bad, good))
    assert (before.kind, broken.kind, after.kind) == ("picture", "unreadable", "picture")
    assert before.codec != after.codec


def test_what_an_earlier_file_did_to_the_child_is_not_put_on_the_next(
    attacked: Readers, tmp_path: Path
):
    with attacked.sitting() as sitting:
        assert sitting.read(lured(tmp_path, "fall_sick")).codec == "sick"
        assert sitting.read(lured(tmp_path, "tell_process")).kind == "picture"


def test_each_file_of_a_tip_has_processor_time_of_its_own(tmp_path: Path):
    limits = Limits(cpu=1, wall=100)
    tired = lured(tmp_path, "work_a_second")
    readers = Readers(limits={PICTURE: limits}, module="tests.media.attacks")
    with readers, readers.sitting() as sitting:
        assert [sitting.read(tired).codec for _ in range(3)] == ["done"] * 3


def test_two_files_are_read_at_the_same_time(attacked: Readers, tmp_path: Path):
    files = [tmp_path / "one.jpg", tmp_path / "two.jpg"]
    for file in files:
        file.write_bytes(MAGIC + b"wait_for_the_word:")
    server = attacked._server._process.pid
    children = Path(f"/proc/{server}/task/{server}/children")
    deadline = time.monotonic() + 15
    with ThreadPoolExecutor(2) as pool:
        readings = pool.map(attacked.read, files)
        while len(children.read_text().split()) < 2:
            assert time.monotonic() < deadline
        for file in files:
            with file.open("ab") as waited_for:
                waited_for.write(b"go")
        assert [reading.codec for reading in readings] == ["done", "done"]


def test_no_secret_of_the_program_goes_along(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("TIPDESK_PASSPHRASE", "kept to ourselves")
    with Readers(module="tests.media.attacks") as readers:
        assert readers.read(lured(tmp_path, "tell_secrets")).codec == ""


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
    run = child.run(
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
