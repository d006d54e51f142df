import csv
import io
import os
import shutil
import sys
from pathlib import Path

import pytest

from tests import child
from tipdesk.__main__ import main

KEYS = {
    *("number", "headline", "text", "channel", "received_at", "workflow", "verdict"),
    *("permission", "stories", "tags", "assignee", "contributor", "media"),
}


@pytest.fixture
def files(tmp_path):
    (tmp_path / "a.txt").write_text("first")
    (tmp_path / "b.txt").write_text("second")
    return tmp_path / "a.txt", tmp_path / "b.txt"


def test_the_main_job_from_a_terminal(newcomer, records, files, tmp_path):
    assert (
        newcomer.process(
            *("log", "Flood on Mill Road", "--text", "-", "--channel", "phone"),
            *("--from", "A. Okafor <a@example.org>", "--story", "millflood", "--tag", "#flood"),
            *("--place", "Mill Road", "--language", "en"),
            *files,
            input="It is over the bridge.",
        ).stdout
        == "T-1 logged.\n"
    )
    (tip,) = records(newcomer("show", "T-1", "--json"))
    assert set(tip) >= KEYS
    assert tip["text"] == "It is over the bridge."
    assert (tip["stories"], tip["tags"]) == (["MILLFLOOD"], ["flood"])
    assert tip["contributor"] == "A. Okafor"
    assert (tip["place"], tip["language"]) == ("Mill Road", "en")
    assert [media["name"] for media in tip["media"]] == ["a.txt", "b.txt"]
    assert tip["received_at"].endswith("+00:00")

    assert newcomer("set", 1, "--workflow", "ready", "--assign", "Sam Lund").returncode == 0
    url = "https://courier.example/flood"
    assert newcomer("publish", "1", "--url", url, "--credit", "A. Okafor").returncode == 0
    (tip,) = records(newcomer("list", "workflow:published mill", "--json"))
    assert (tip["uses"][0]["url"], tip["assignee"]) == (url, "Sam Lund")
    assert "published" in newcomer("history", "1").stdout

    sheet = tmp_path / "sheet.pdf"
    assert newcomer("export", "--story", "MILLFLOOD", "--as", "pdf", "-o", sheet).returncode == 0
    assert "Tagged:          yes" in run("pdfinfo", sheet)
    text = run("pdftotext", sheet, "-")
    assert "Flood on Mill Road" in text
    assert "a@example.org" not in text

    assert newcomer("undo").returncode == 0
    (tip,) = records(newcomer("show", "1", "--json"))
    assert (tip["workflow"], tip["uses"]) == ("ready", [])
    assert newcomer("redo").returncode == 0
    assert newcomer.process("check", "--deep").stdout == "The desk is whole.\n"


def run(*words):
    if shutil.which(words[0]) is None:
        pytest.skip(f"{words[0]} (poppler-utils) is not installed")
    return child.run([str(w) for w in words], capture_output=True, text=True, check=True).stdout


def test_some_items_fail_and_the_rest_is_done(tipdesk, records, files, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    done = tipdesk("log", "Tip", files[0], tmp_path / "pipe", tmp_path / "gone")
    assert done.returncode == 1
    assert "pipe" in done.stderr
    assert "gone" in done.stderr
    (tip,) = records(tipdesk("show", "1", "--json"))
    assert [media["name"] for media in tip["media"]] == ["a.txt"]
    tipdesk("log", "Other")
    done = tipdesk("set", "1", "99", "2", "--workflow", "triage")
    assert done.returncode == 1
    assert "T-99" in done.stderr
    assert {tip["workflow"] for tip in records(tipdesk("list", "--json"))} == {"triage"}


def test_a_move_that_is_not_allowed_is_one_sentence_and_changes_nothing(tipdesk, records):
    tipdesk("log", "Tip")
    done = tipdesk("set", "1", "--workflow", "spiked")
    assert (done.returncode, done.stdout) == (1, "")
    assert "why" in done.stderr
    assert "Traceback" not in done.stderr
    assert records(tipdesk("show", "1", "--json"))[0]["workflow"] == "new"


def test_times_place_and_language_of_several_tips_are_set_and_emptied_in_one_change(
    tipdesk, records
):
    tipdesk("log", "Tip")
    tipdesk("log", "Other", "--place", "Arch")
    when = "2031-05-04T18:30+00:00"
    said = ("--embargo", when, "--due", when, "--happened", when, "--language", "pt-BR")
    assert tipdesk("set", "1", "2", *said, "--place", "Mill Road").returncode == 0
    keys = ("embargo_until", "due_at", "happened_at", "language", "place")
    for tip in records(tipdesk("list", "--json")):
        assert [tip[key] for key in keys] == [
            *3 * ["2031-05-04T18:30:00+00:00"],
            "pt-BR",
            "Mill Road",
        ]
    done = tipdesk("publish", "1", "--url", "https://x.example")
    assert done.returncode == 1
    tipdesk("undo")
    assert {tip["embargo_until"] for tip in records(tipdesk("list", "--json"))} == {None}
    assert tipdesk("set", "2", "--place", "", "--embargo", "").returncode == 0
    assert records(tipdesk("show", "2", "--json"))[0]["place"] == ""


@pytest.mark.parametrize(
    "words",
    [
        ["show", "x"],
        ["set", "1"],
        ["set", "1", "--workflow", "nowhere"],
        ["set", "1", "--embargo", "soon"],
        ["export", "-o", "x"],
        ["list", "workflow:nowhere"],
        ["publish", "1", "--url", "https://x.example", "--at", "soon"],
        ["log", "x" * 100_000],
        ["nonsense"],
    ],
    ids=lambda words: " ".join(words)[:30],
)
def test_wrong_usage_is_said_and_exits_with_two(tipdesk, words):
    tipdesk("log", "Tip")
    done = tipdesk(*words)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr


def test_a_desk_that_cannot_be_opened_exits_with_three_and_says_why(newcomer, tmp_path):
    assert newcomer("list").returncode == 3
    newcomer("log", "Tip")
    done = newcomer("list", passphrase="guess")
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    done = newcomer("log", "Tip", desk=tmp_path / "new", passphrase="")
    assert done.returncode == 3
    assert "keyring" in done.stderr
    assert not (tmp_path / "new").exists()


def test_an_unencrypted_desk_is_made_only_by_choice(newcomer, records, tmp_path):
    options = {"desk": tmp_path / "open", "passphrase": ""}
    assert newcomer("new", "Open desk", "--unencrypted", **options).returncode == 0
    assert newcomer("log", "Tip", **options).returncode == 0
    assert records(newcomer("list", "--json", **options))[0]["headline"] == "Tip"


def test_an_import_of_what_is_there_stores_nothing_twice(tipdesk, records, files, tmp_path):
    folder = tmp_path / "from a reader"
    folder.mkdir()
    for file in files:
        file.rename(folder / file.name)
    first = records(tipdesk("import", folder, "--json"))
    second = records(tipdesk("import", folder, "--json"))
    assert (first[0]["number"], second[0]["number"]) == (1, None)
    assert second[0]["known"] == [{"name": "a.txt", "tips": [1]}, {"name": "b.txt", "tips": [1]}]
    assert len(list((tmp_path / "desk" / "files").glob("??/*"))) == 2
    told = tipdesk("import", folder)
    assert told.stdout == "Nothing new: everything is on the desk already.\n"
    assert "a.txt: already on the desk, in T-1; left as it is there." in told.stderr
    assert "linked, not stored again" in tipdesk("log", "Again", folder / "a.txt").stderr


def test_nothing_that_a_stranger_wrote_can_steer_the_terminal(tipdesk):
    tipdesk("log", "red \x1b[31m and \u202egpj.exe", "--text", "\x1b]0;owned\x07")
    for words in (("list",), ("show", "1"), ("history", "1")):
        assert "\x1b" not in tipdesk(*words).stdout
        assert "\u202e" not in tipdesk(*words).stdout


def test_formulas_in_a_csv_are_defused(tipdesk, tmp_path):
    tipdesk("log", "=HYPERLINK(1)")
    tipdesk("export", "--as", "csv", "-o", tmp_path / "tips.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "tips.csv").read_text("utf-8-sig"))))
    assert rows[0]["headline"] == "'=HYPERLINK(1)"


def test_inspect_needs_no_desk_and_answers_for_every_file(newcomer, records, files, tmp_path):
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 not really")
    found = records(newcomer("inspect", "--json", *files, tmp_path / "broken.jpg"))
    assert [one["kind"] for one in found] == ["document", "document", "unreadable"]
    assert found[2]["reason"]
    assert all(len(one["sha256"]) == 64 for one in found)
    assert not (tmp_path / "desk").exists()


def test_a_backup_is_restored_to_a_whole_desk(tipdesk, records, files, tmp_path):
    tipdesk("log", "Tip", *files)
    assert tipdesk("backup", tmp_path / "backup").returncode == 0
    again = {"desk": tmp_path / "again"}
    assert tipdesk("restore", tmp_path / "backup", **again).returncode == 0
    assert tipdesk("check", "--deep", **again).stdout == "The desk is whole.\n"
    assert records(tipdesk("list", "--json", **again))[0]["headline"] == "Tip"


def test_every_command_that_tells_something_tells_it_as_json(newcomer, records, files, tmp_path):
    other = {"desk": tmp_path / "other"}
    url = "https://courier.example/flood"
    calls = [
        ("new", "Courier"),
        ("log", "Flood", files[0]),
        ("import", *files),
        ("list",),
        ("show", "1"),
        ("set", "1", "--workflow", "ready", "--tag", "flood"),
        ("publish", "1", "--url", url),
        ("story", "MILL", "--headline", "The mill"),
        ("story", "MILL", "--section", "Local"),
        ("history", "1"),
        ("undo",),
        ("redo",),
        ("export", "--as", "md", "-o", tmp_path / "o.md"),
        ("inspect", *files),
        ("stats",),
        ("backup", tmp_path / "backup"),
    ]
    for words in calls:
        assert records(newcomer(*words, "--json")), words
    assert records(newcomer("restore", tmp_path / "backup", "--json", **other))
    assert records(newcomer("check", "--deep", "--json", **other)) == []
    (tip,) = records(newcomer("show", "1", "--json", **other))
    assert set(tip) >= KEYS


def test_a_risky_place_is_said_when_a_desk_is_made_there_and_by_the_check(
    newcomer, records, tmp_path
):
    (tmp_path / ".dropbox.cache").mkdir()
    made = newcomer("new", "Courier")
    assert (made.returncode, made.stderr.count("that Dropbox copies elsewhere")) == (0, 1)
    assert "Dropbox" not in newcomer("list").stderr  # a program would be told each time
    (found,) = records(newcomer("check", "--json"))
    assert (found["severity"], "Dropbox" in found["sentence"]) == ("note", True)


def test_a_tip_is_not_logged_with_the_desk_in_it(tipdesk, records, tmp_path):
    tipdesk("log", "First")
    refused = tipdesk("log", "All that lies here", tmp_path)
    assert (refused.returncode, refused.stderr.count("The desk itself")) == (2, 1)
    assert [tip["headline"] for tip in records(tipdesk("list", "--json"))] == ["First"]


def test_a_folder_that_is_no_backup_is_called_so(tipdesk, tmp_path):
    refused = tipdesk("restore", tmp_path / "nowhere")
    assert (refused.returncode, refused.stderr.count("There is no backup")) == (3, 1)


def test_ctrl_c_while_the_program_is_still_loading_is_no_fault(monkeypatch):
    class Impatient:
        """Presses Ctrl+C when the commands are loaded."""

        def find_spec(self, name, *_):
            if name == "tipdesk.cli.main":
                raise KeyboardInterrupt

    monkeypatch.setattr(sys, "argv", ["tipdesk", "list"])
    monkeypatch.delitem(sys.modules, "tipdesk.cli.main")
    monkeypatch.setattr(sys, "meta_path", [Impatient(), *sys.meta_path])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 130


def test_what_nobody_can_hear_stops_nothing(tipdesk, records, files):
    with Path("/dev/full").open("w") as full:
        words = ("log", "Two of three", files[0], "gone.jpg", files[1])
        assert tipdesk.process(*words, stderr=full, capture_output=False).returncode == 1
        assert tipdesk.process("list", "no:such", stderr=full, capture_output=False).returncode == 2
    (tip,) = records(tipdesk("list", "--json"))
    assert [file["name"] for file in tip["media"]] == ["a.txt", "b.txt"]


def test_what_may_not_be_read_is_said_by_the_desk_and_not_taken_for_wrong_usage(
    tipdesk, monkeypatch, tmp_path
):
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    assert tipdesk("restore", tmp_path).returncode == 3
    assert tipdesk("--desk", tmp_path, "list").returncode == 3
    assert tipdesk("inspect", tmp_path).returncode == 0
