"""An older desk is brought up to date, with one copy from before, also where that was killed."""

import shutil
import signal
import sys
from pathlib import Path

import pytest

from tests import child
from tipdesk.desk.opening import open_tip
from tipdesk.newsroom.errors import DeskUnavailable
from tipdesk.newsroom.ids import TipId
from tipdesk.store import schema
from tipdesk.store.folder import DeskFolder, Presence
from tipdesk.store.integrity import check
from tipdesk.store.opening import open_desk

OLD = Path(__file__).parents[1] / "migrations" / "desks" / "0004"
# The process is killed before the upgrade is written, in the middle of its copy, or just after.
KILLED = """
import os, signal, sys
from pathlib import Path
from tipdesk.store import upgrading
from tipdesk.store.opening import open_desk

def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def half_copied(source, target, key):
    target.write_bytes(source.read_bytes()[:4096])
    kill()

if sys.argv[2] == "copying":
    upgrading.copy_database = half_copied
elif sys.argv[2] == "upgrading":
    upgrading.schema.bring_up = kill
else:
    Path.replace = kill
open_desk(Path(sys.argv[1]), editor="Mara")
"""


@pytest.fixture
def old(tmp_path) -> DeskFolder:
    return DeskFolder(Path(shutil.copytree(OLD, tmp_path / "desk")))


def killed(folder: DeskFolder, when: str) -> None:
    done = child.run([sys.executable, "-c", KILLED, folder.path, when], check=False)
    assert done.returncode == -signal.SIGKILL


def copies(folder: DeskFolder) -> list[Path]:
    return sorted(folder.backups.iterdir())


def is_whole(database: Path, folder: DeskFolder) -> bool:
    """Open the desk as this database has it, which brings it up to date anew."""
    shutil.copy(database, folder.database)
    store = open_desk(folder.path, editor="Mara")
    try:
        return check(store) == [] and open_tip(store, TipId(1)).line.headline != ""
    finally:
        store.close()


@pytest.mark.parametrize("when", ["copying", "upgrading"])
def test_upgrades_that_were_killed_leave_no_copies_behind_when_one_is_done(old, when):
    killed(old, when)
    killed(old, when)
    assert len(copies(old)) == 2
    open_desk(old.path, editor="Mara").close()
    [copy] = copies(old)
    assert copy.name.startswith(f"before-{schema.HEAD}-")
    assert copy.suffix == ".db"
    assert is_whole(copy, old)


def test_the_copy_of_an_upgrade_that_was_killed_when_all_was_written_is_kept(old):
    killed(old, "done")
    [copy] = copies(old)
    open_desk(old.path, editor="Mara").close()
    assert copies(old) == [copy]
    assert is_whole(copy, old)


def test_the_copy_of_a_program_that_is_still_at_it_is_left_alone(old):
    old.make()
    other = Presence(old)
    theirs = old.backups / f"before-{schema.HEAD}-20261126T120000.{other.id}.part"
    theirs.write_bytes(b"theirs")
    open_desk(old.path, editor="Mara").close()
    assert theirs.read_bytes() == b"theirs"
    other.end()


def test_an_upgrade_that_fails_leaves_the_desk_as_it_was_and_no_copy(old, monkeypatch):
    def refuse(_) -> None:
        raise OSError

    monkeypatch.setattr("tipdesk.store.upgrading.schema.bring_up", refuse)
    with pytest.raises(DeskUnavailable):
        open_desk(old.path, editor="Mara")
    assert copies(old) == []
    monkeypatch.undo()
    open_desk(old.path, editor="Mara").close()
    assert len(copies(old)) == 1
