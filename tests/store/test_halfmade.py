"""What is found where the program was killed while a desk was put into its folder."""

import shutil
import signal
import sys
from pathlib import Path

import pytest

from tests import child
from tipdesk.newsroom.errors import NoDesk, NotValid
from tipdesk.store.backup import back_up, restore
from tipdesk.store.folder import Protection, describe_desk
from tipdesk.store.halfmade import MARK, is_half_made, whole_or_gone
from tipdesk.store.integrity import check
from tipdesk.store.opening import create_desk, open_desk

# The process is killed at the last moment: all is there but for the card.
KILLED = """
import os, signal, sys
from pathlib import Path
from tipdesk.store import backup, folder, opening

folder.DeskCard.to_toml = lambda _: os.kill(os.getpid(), signal.SIGKILL)
if sys.argv[1] == "restore":
    backup.restore(Path(sys.argv[2]), Path(sys.argv[3]))
else:
    opening.create_desk(
        Path(sys.argv[3]), name="Courier", editor="Mara", protection=folder.Protection.NONE
    )
"""


def killed(what: str, source: Path, target: Path) -> None:
    done = child.run([sys.executable, "-c", KILLED, what, source, target], check=False)
    assert done.returncode == -signal.SIGKILL


def new_desk(path: Path) -> None:
    create_desk(path, name="Test", editor="Mara", protection=Protection.NONE).close()


def test_a_desk_that_was_being_made_when_the_program_was_killed_is_simply_made_anew(tmp_path):
    killed("create", tmp_path, tmp_path / "desk")
    assert (tmp_path / "desk" / "desk.db").exists()
    assert describe_desk(tmp_path / "desk") is None
    with pytest.raises(NoDesk):
        open_desk(tmp_path / "desk", editor="Mara")
    new_desk(tmp_path / "desk")
    with open_desk(tmp_path / "desk", editor="Mara").reading():
        assert not (tmp_path / "desk" / MARK).exists()


def test_a_restore_that_was_killed_can_be_repeated(store, log_tips, tmp_path):
    log_tips(store, "Flood")
    back_up(store, tmp_path / "backup")
    killed("restore", tmp_path / "backup", tmp_path / "again")
    assert describe_desk(tmp_path / "again") is None
    restore(tmp_path / "backup", tmp_path / "again")
    again = open_desk(tmp_path / "again", editor="Mara")
    assert check(again, deep=True) == []
    again.close()


def test_what_is_being_made_by_somebody_else_is_left_alone(tmp_path):
    desk = tmp_path / "desk"
    with whole_or_gone(desk):
        (desk / "desk.db").write_bytes(b"half")
        assert not is_half_made(desk)
        with pytest.raises(NotValid, match="not empty"):
            new_desk(desk)
        with pytest.raises(BlockingIOError), whole_or_gone(desk):
            pass
        assert (desk / "desk.db").read_bytes() == b"half"


def test_a_desk_with_its_card_is_never_taken_for_a_half_made_one(store):
    store.close()
    (store.folder.path / MARK).touch()
    assert not is_half_made(store.folder.path)
    with pytest.raises(NotValid, match="not empty"):
        new_desk(store.folder.path)
    open_desk(store.folder.path, editor="Mara").close()


def test_an_empty_folder_stays_where_making_a_desk_in_it_fails(tmp_path):
    (tmp_path / "desk").mkdir()
    with pytest.raises(NotADirectoryError), whole_or_gone(tmp_path / "desk"):
        shutil.copytree(Path(__file__), tmp_path / "desk" / "files")
    assert list((tmp_path / "desk").iterdir()) == []


def test_what_is_being_made_is_no_damaged_desk(tmp_path):
    with whole_or_gone(tmp_path / "desk"):
        (tmp_path / "desk" / "desk.db").write_bytes(b"half")
        assert describe_desk(tmp_path / "desk") is None
