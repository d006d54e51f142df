"""Whatever comes in or goes wrong: one sentence, nothing lost, nothing half-done."""

import os
import resource
import shutil
import signal
import socket
import struct
import zlib
from pathlib import Path

import pytest

from tests import child
from tests.journeys.screen import until
from tests.terminal import Terminal

SOME_FAILED, WRONG_USAGE, NO_DESK, STOPPED = 1, 2, 3, 130
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """Make a desk of two tips once; every test gets a copy."""
    folder = tmp_path_factory.mktemp("base")
    (folder / "a.txt").write_text("first")
    tipdesk = Terminal(folder / "desk")
    tipdesk("new", "Courier", "--unencrypted")
    tipdesk("log", "Flood", folder / "a.txt", "--tag", "flood")
    tipdesk("log", "Fire")
    return folder / "desk"


@pytest.fixture
def tipdesk(base, tmp_path):
    """Call the command on a desk whose folder has a name from real life."""
    return Terminal(shutil.copytree(base, tmp_path / "Büro 2 — 東京 #%"))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "b.txt"
    path.write_text("second")
    return path


def refused(done, code, *words):
    """Tell that a call was refused in one sentence."""
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


def whole(tipdesk, tips=2):
    """Tell that the desk is whole, and has so many tips."""
    checked = tipdesk("check", "--deep")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout.endswith("The desk is whole.\n")
    assert tipdesk("list").stdout.count("\n") == tips
    assert list(tipdesk.desk.glob("files/incoming/*")) == []


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, pixels: bytes, *more: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return (
        PNG + header + b"".join(more) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")
    )


def cut(desk: Path) -> None:
    os.truncate(desk / "desk.db", 10_000)


def flip_header(desk: Path) -> None:
    flip(desk, 4, 12)


def flip_middle(desk: Path) -> None:
    flip(desk, 4_096, (desk / "desk.db").stat().st_size)


def flip(desk: Path, start: int, end: int) -> None:
    data = bytearray((desk / "desk.db").read_bytes())
    data[start:end] = bytes(byte ^ 0xFF for byte in data[start:end])
    (desk / "desk.db").write_bytes(data)


def empty(desk: Path) -> None:
    (desk / "desk.db").write_bytes(b"")


def lose_database(desk: Path) -> None:
    (desk / "desk.db").unlink()


def lose_card(desk: Path) -> None:
    (desk / "desk.toml").unlink()


def spoil_card(desk: Path) -> None:
    (desk / "desk.toml").write_bytes(b"id = [\xff")


@pytest.mark.parametrize(
    "damage", [cut, flip_header, flip_middle, empty, lose_database, lose_card, spoil_card]
)
def test_a_damaged_desk_is_not_opened_and_not_changed(tipdesk, damage):
    damage(tipdesk.desk)
    before = {path: path.read_bytes() for path in tipdesk.desk.glob("desk.*")}
    for words in (("list",), ("log", "Tip"), ("export", "--as", "md", "-o", "x.md")):
        refused(tipdesk(*words), NO_DESK, "desk")
    assert {path: path.read_bytes() for path in before} == before
    assert {path.name for path in tipdesk.desk.glob("desk.*")} - {"desk.db-wal", "desk.db-shm"} == {
        path.name for path in before
    }


def test_a_locked_desk_says_what_is_wrong_with_the_key_and_nothing_else(tmp_path, capfd):
    tipdesk = Terminal(tmp_path / "desk", "open sesame")
    assert tipdesk("log", "Tip").returncode == 0
    refused(tipdesk("list", passphrase=""), NO_DESK, "locked with a passphrase")
    refused(tipdesk("log", "Other", passphrase="guess"), NO_DESK, "key doesn't open the desk")
    refused(tipdesk("--passphrase-file", tmp_path, "list"), NO_DESK, "passphrase file")
    whole(tipdesk, tips=1)
    flip_middle(tipdesk.desk)
    refused(tipdesk("list"), NO_DESK, "damaged")
    assert capfd.readouterr().err == "", "the database library speaks for itself"


def test_a_desk_is_never_made_where_something_else_is(tmp_path, file):
    for place in (file, Path("/dev/null"), tmp_path):
        refused(Terminal(place, "sesame")("log", "Tip"), WRONG_USAGE, "choose a new folder")
    refused(Terminal(tmp_path / ("n" * 300), "sesame")("log", "Tip"), SOME_FAILED, "another place")
    assert file.read_text() == "second"
    assert list(tmp_path.iterdir()) == [file]


@pytest.fixture
def small_disk(tmp_path):
    """Let files beyond 600 KB be refused, as a full disk refuses them."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    (tmp_path / "big.bin").write_bytes(os.urandom(700_000))
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, hard))
    yield tmp_path / "big.bin"
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_refuses_a_file_and_no_tip_is_half_there(tipdesk, small_disk, file):
    for verb in (("log", "Big"), ("import",)):
        refused(tipdesk(*verb, small_disk, file), SOME_FAILED, "The disk refused", "MB free")
        whole(tipdesk)
    done = tipdesk("import", "--each", file, small_disk)
    assert (done.returncode, done.stdout) == (SOME_FAILED, "T-3 logged.\n")
    assert "big.bin: The disk refused" in done.stderr
    whole(tipdesk, tips=3)


def test_odd_things_are_left_out_by_name_and_the_rest_is_logged(tipdesk, tmp_path, file):
    (tmp_path / "link").symlink_to(file)
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(tmp_path / "socket"))
    odd = [tmp_path / name for name in ("link", "pipe", "socket", "gone")]
    done = tipdesk("log", "Odd", *odd, "/dev/zero", file)
    assert (done.returncode, done.stdout) == (SOME_FAILED, "T-3 logged.\n")
    told = dict(line.split(": ") for line in done.stderr.splitlines())
    assert set(told) == {"link", "pipe", "socket", "gone", "zero"}
    assert "b.txt" in tipdesk("show", "3").stdout
    whole(tipdesk, tips=3)


def test_names_that_lie_are_kept_as_data_and_shown_with_their_tricks(tipdesk, tmp_path):
    folder = tmp_path / "sent"
    folder.mkdir()
    names = ("evil\u202egpj.exe", "bad\udcff\udcfe.jpg", "new\nline\x1b[31m.txt", "x\\..\\up.txt")
    for number, name in enumerate(names):
        (folder / name).write_text(str(number))
    assert tipdesk("import", folder).stdout == "T-3 logged.\n"
    shown = tipdesk("show", "3").stdout
    for name in ("evil⟨RLO⟩gpj.exe", "bad\\xff\\xfe.jpg", "⟨LF⟩line⟨ESC⟩[31m.txt", "x\\..\\up.txt"):
        assert name in shown
    whole(tipdesk, tips=3)


def test_bombs_and_hollow_files_are_kept_and_say_why_they_are_not_shown(tipdesk, tmp_path):
    sent = tmp_path / "sent"
    sent.mkdir()
    (sent / "claims.png").write_bytes(png(60_000, 60_000, bytes(100)))
    text = b"comment\0\0" + zlib.compress(bytes(200_000_000), 9)
    (sent / "text.png").write_bytes(png(10, 10, bytes(310), chunk(b"zTXt", text)))
    (sent / "empty.jpg").write_bytes(b"")
    os.truncate(os.open(sent / "hollow.mp4", os.O_CREAT | os.O_WRONLY), 100_000_000)
    assert tipdesk("import", sent).returncode == 0
    shown = tipdesk("show", "3").stdout
    assert "Too large to preview: 60000 x 60000" in shown
    assert "The file is empty." in shown
    assert all(name in shown for name in ("claims.png", "text.png", "empty.jpg", "hollow.mp4"))
    whole(tipdesk, tips=3)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("log", "x" * 1_000_000), "at most 300 letters"),
        (("log", "Tip", "--text", "x" * 1_000_001), "at most 1,000,000 letters"),
        (("log", ""), "a headline, a text or a file"),
        (("log", "caf\udce9"), "can't be stored"),
        (("--as-editor", "x" * 1_000, "set", "1", "--tag", "x"), "at most 100 letters"),
        (("new", ""), "needs a name"),
        (("show", "0"), "not a tip number"),
        (("show", "--", "-1"), "not a tip number"),
        (("show", "99999999999999999999"), "not a tip number"),
        (("set", "1", "--tag", "###"), "at least one letter"),
        (("set", "1", "--story", "../x"), "only letters"),
        (("set", "1", "--workflow", "spiked", "--reason", "x" * 100_000), "at most 2,000 letters"),
        (("story", "MILL", "--embargo", "0001-01-01T00:00+12:00"), "not a time"),
        (("story", "MILL", "--embargo", "9999-12-31T23:59-12:00"), "not a time"),
        (("publish", "1", "--url", "javascript:alert(1)"), "web address"),
        (("list", "tag:"), "needs a value"),
        (("list", "((("), "no letter or digit"),
        (("import", "."), "desk itself"),
    ],
    ids=lambda part: " ".join(part)[:40] if isinstance(part, tuple) else "",
)
def test_what_does_not_fit_is_wrong_usage_in_one_sentence(tipdesk, monkeypatch, words, sentence):
    monkeypatch.chdir(tipdesk.desk.parent)
    refused(tipdesk(*words), WRONG_USAGE, sentence)
    assert tipdesk("list").stdout.count("\n") == 2


@pytest.mark.parametrize(
    "words",
    [
        ("list", "--limit", "0"),
        ("list", "--limit", "99999999999999999999"),
        ("set", "1", "--priority", "-1"),
        ("set", "1", "--priority", "99999999999999999999"),
        ("export", "--as", "exe", "-o", "x"),
        ("set",),
    ],
    ids=" ".join,
)
def test_a_number_or_a_word_that_no_option_takes_is_wrong_usage(tipdesk, words):
    done = tipdesk(*words)
    assert (done.returncode, done.stdout) == (WRONG_USAGE, "")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("set", "1", "--workflow", "published"), "when you publish it"),
        (("set", "1", "--workflow", "killed", "--reason", "x"), "can't become killed"),
        (("set", "1", "--workflow", "spiked"), "Say why"),
        (("publish", "1", "--url", "https://x.example"), "can't become published"),
        (("show", "999999999999999999"), "not on this desk"),
        (("export", "nowhere", "--as", "md", "-o", "x.md"), "No tip matches"),
    ],
    ids=lambda part: " ".join(part)[:40] if isinstance(part, tuple) else "",
)
def test_what_the_newsroom_forbids_changes_nothing(tipdesk, words, sentence):
    before = tipdesk("history", "1").stdout
    refused(tipdesk(*words), SOME_FAILED, sentence)
    assert tipdesk("history", "1").stdout == before


def test_markup_and_escapes_leave_the_desk_as_letters(tipdesk, tmp_path):
    evil = '<script>alert(1)</script> <img src="file:///x"> {{7*7}} #read("x") \x1b[31m'
    assert tipdesk("log", evil, "--text", evil, "--from", f"{evil} <a@b.example>").returncode == 0
    for words in (("list",), ("show", "3"), ("history", "3")):
        assert "\x1b" not in tipdesk(*words).stdout
    for form in ("html", "md", "csv", "json", "pdf"):
        place = tmp_path / f"x.{form}"
        assert tipdesk("export", "--as", form, "-o", place).returncode == 0
        assert b"\x1b" not in place.read_bytes() or form == "pdf"
    page = (tmp_path / "x.html").read_text()
    assert "<script>alert" not in page
    assert '<img src="file' not in page
    assert "{{7*7}}" in page


def test_a_place_that_takes_no_summary_stays_as_it_was(tipdesk, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    before = sorted(Path.cwd().iterdir())
    for place in ("pipe", str(tipdesk.desk), "gone/x.md", "", "/", "n" * 300, "/dev/full"):
        done = tipdesk("export", "--as", "md", "-o", place)
        refused(done, SOME_FAILED, "The file was not written")
    assert sorted(Path.cwd().iterdir()) == before
    assert Path("/dev/full").is_char_device()
    for place in (str(tipdesk.desk), "/"):
        refused(tipdesk("backup", place), WRONG_USAGE, "already")


def test_what_the_desk_itself_has_lost_is_told_by_check_and_by_backup(tipdesk, tmp_path):
    [kept] = tipdesk.desk.glob("files/??/*")
    kept.unlink()
    done = tipdesk("check")
    assert (done.returncode, "T-1" in done.stdout) == (SOME_FAILED, True)
    done = tipdesk("backup", tmp_path / "backup")
    assert (done.returncode, "1 file is missing" in done.stderr) == (SOME_FAILED, True)
    assert tipdesk("export", "--as", "pdf", "-o", tmp_path / "x.pdf").returncode == 0


def test_an_input_that_is_closed_or_no_text_logs_nothing(tipdesk):
    refused(tipdesk("log", "Tip", "--text", "-", typed=b"a\xff\xfeb"), WRONG_USAGE, "text")
    refused(tipdesk("log", "Tip", "--text", "-", typed="x" * 5_000_000), WRONG_USAGE, "text")
    closed = tipdesk.process("log", "Tip", "--text", "-", preexec_fn=lambda: os.close(0))
    refused(closed, WRONG_USAGE, "input is closed")
    whole(tipdesk)


def test_an_output_that_cannot_be_written_loses_only_the_answer(tipdesk):
    with Path("/dev/full").open("w") as full:
        done = tipdesk.process("log", "Unheard", capture_output=False, stdout=full, stderr=-1)
    assert (done.returncode, done.stderr.count("\n")) == (SOME_FAILED, 1)
    assert "what was done stays done" in done.stderr
    reading, writing = os.pipe()
    os.close(reading)
    done = tipdesk.process("list", "--json", capture_output=False, stdout=writing, stderr=-1)
    os.close(writing)
    assert (done.returncode, done.stderr) == (SOME_FAILED, "")
    whole(tipdesk, tips=3)


def test_files_never_land_on_a_closed_output(tipdesk, tmp_path):
    (tmp_path / "c.png").write_bytes(png(10, 10, bytes(310)))
    done = tipdesk.process(
        *("log", "Tip", tmp_path / "c.png", tmp_path / "gone"),
        preexec_fn=lambda: [os.close(stream) for stream in (0, 1, 2)],
        capture_output=False,
    )
    assert done.returncode == SOME_FAILED
    whole(tipdesk, tips=3)


def test_an_import_that_is_stopped_is_completed_by_the_same_command(tipdesk, tmp_path):
    sent = tmp_path / "sent"
    sent.mkdir()
    for number in range(20):
        (sent / f"{number}.bin").write_bytes(os.urandom(50_000))
    # Last in order, and so long that the import is still at it when it is stopped.
    long = sent / "long.bin"
    long.touch()
    os.truncate(long, 4_000_000_000)
    kept = set(tipdesk.desk.glob("files/??/*"))
    running = tipdesk.start("import", sent)
    until(lambda: set(tipdesk.desk.glob("files/??/*")) != kept, "the import has begun")
    running.send_signal(signal.SIGINT)
    out, said = child.end(running)
    assert (running.returncode, out, said.count("\n")) == (STOPPED, "", 1)
    assert "Stopped" in said
    whole(tipdesk)
    os.truncate(long, 50_000)
    assert tipdesk("import", sent).stdout == "T-3 logged.\n"
    whole(tipdesk, tips=3)


def test_several_programs_at_once_take_turns_and_nothing_is_doubled(tipdesk, tmp_path):
    sent = tmp_path / "sent"
    sent.mkdir()
    for number in range(30):
        (sent / f"{number}.bin").write_bytes(os.urandom(10_000))
    calls = [tipdesk.start("import", sent) for _ in range(2)]
    calls += [tipdesk.start("log", f"Beside {number}", sent / "1.bin") for number in range(2)]
    told = [child.end(call) for call in calls]
    assert [call.returncode for call in calls] == [0] * 4, told
    assert sum("logged" in out for out, _ in told) == 3
    assert len(list(tipdesk.desk.glob("files/??/*"))) == 31
    whole(tipdesk, tips=5)


def test_a_newer_desk_can_be_read_and_says_so_once(tipdesk, tmp_path):
    import sqlcipher3.dbapi2 as database

    connection = database.connect(str(tipdesk.desk / "desk.db"))
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    done = tipdesk("list")
    assert (done.returncode, done.stdout.count("\n")) == (0, 2)
    assert "A newer Tipdesk" in done.stderr
    for words in (("log", "Tip"), ("undo",), ("set", "1", "--tag", "x"), ("story", "X")):
        refused(tipdesk(*words), NO_DESK, "A newer Tipdesk")
    assert tipdesk("export", "--as", "md", "-o", tmp_path / "x.md").returncode == 0
