import fcntl
import os
import shutil
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from tests import child
from tipdesk.newsroom.errors import (
    DeskDamaged,
    DeskReadOnly,
    KeyNeeded,
    NoDesk,
    NotValid,
    NotWritten,
    WrongKey,
)
from tipdesk.newsroom.tip import Tip
from tipdesk.store.folder import DeskFolder, Presence, Protection, describe_desk
from tipdesk.store.integrity import check
from tipdesk.store.opening import create_desk, open_desk


@pytest.fixture
def locked(tmp_path):
    path = tmp_path / "locked"
    store = create_desk(
        path,
        name='The "Courier"\n',
        editor="Mara",
        protection=Protection.PASSPHRASE,
        passphrase="open sesame",
    )
    with store.begin("log") as work:
        work.add(Tip(headline="canary headline"))
    store.close()
    return path


def test_a_locked_desk_opens_with_its_passphrase_and_shows_nothing_without(locked):
    store = open_desk(locked, editor="Mara", passphrase="open sesame")
    assert store.encrypted
    with store.reading() as session:
        assert session.get(Tip, 1).headline == "canary headline"
    store.close()
    content = b"".join(path.read_bytes() for path in locked.rglob("*") if path.is_file())
    assert b"canary" not in content
    assert describe_desk(locked).name == 'The "Courier"\n'


def test_a_wrong_passphrase_is_told_from_none_and_from_damage(locked):
    with pytest.raises(KeyNeeded):
        open_desk(locked, editor="Mara")
    with pytest.raises(WrongKey):
        open_desk(locked, editor="Mara", passphrase="guess")
    (locked / "desk.db").write_bytes(b"\0" * 8192)
    with pytest.raises(DeskDamaged):
        open_desk(locked, editor="Mara", passphrase="open sesame")


def test_without_a_real_keyring_a_keyring_desk_is_refused_and_nothing_is_made(tmp_path):
    with pytest.raises(KeyNeeded, match="passphrase"):
        create_desk(tmp_path / "desk", name="x", editor="Mara", protection=Protection.KEYRING)
    assert not (tmp_path / "desk").exists()


@pytest.mark.parametrize("damage", ["", "id = 3", "\xff", 'protection = "none"'])
def test_a_damaged_card_is_said_in_words(store, damage):
    store.folder.card.write_text(damage, encoding="latin-1")
    with pytest.raises(DeskDamaged):
        open_desk(store.folder.path, editor="Mara")


def test_a_folder_without_a_desk_is_not_one(tmp_path):
    with pytest.raises(NoDesk):
        open_desk(tmp_path, editor="Mara")
    assert describe_desk(tmp_path / "nowhere") is None


def test_a_desk_is_never_made_over_something_else(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(NotValid):
        create_desk(tmp_path, name="x", editor="Mara", protection=Protection.NONE)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_truncated_database_is_damage_in_words(store, log_tips):
    log_tips(store, *("x" * 500 for _ in range(200)))
    store.close()
    database = store.folder.database
    os.truncate(database, database.stat().st_size // 2)
    with pytest.raises(DeskDamaged):
        check(open_desk(store.folder.path, editor="Mara"))


def test_a_newer_desk_is_open_for_reading_only_and_says_so(store, log_tips):
    log_tips(store, "Flood")
    with store.deriving() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    older = open_desk(store.folder.path, editor="Mara")
    assert "newer" in older.why_read_only
    with older.reading() as session:
        assert session.get(Tip, 1).headline == "Flood"
    with pytest.raises(DeskReadOnly, match="newer"), older.begin("log"):
        pass
    older.close()


def test_a_desk_in_a_folder_that_cannot_be_written_is_open_for_reading(store, log_tips, tmp_path):
    log_tips(store, "Flood")
    store.close()
    program = (
        "import os, sys; from pathlib import Path\n"
        "from tipdesk.store.folder import Protection\n"
        "from tipdesk.store.opening import create_desk, open_desk\n"
        "from tipdesk.newsroom.tip import Tip\n"
        # Everything must be loaded before the rights go: nobody may not read the interpreter.
        "warm = create_desk(Path(sys.argv[2]), name='x', editor='x', protection=Protection.NONE)\n"
        "with warm.reading() as session: session.get(Tip, 1)\n"
        "warm.close()\n"
        "os.setresuid(65534, 65534, 65534) if os.getuid() == 0 else None\n"
        "store = open_desk(Path(sys.argv[1]), editor='x')\n"
        "with store.reading() as session: print(session.get(Tip, 1).headline)\n"
        "print(store.why_read_only)\n"
    )
    for path in (tmp_path, *tmp_path.parents[:2]):
        path.chmod(0o755)
    for path in (store.folder.path, *store.folder.path.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    said = child.run(
        [sys.executable, "-c", program, str(store.folder.path), str(tmp_path / "warm")],
        env={**os.environ, "PYTHONPATH": "src", "HOME": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.stdout.startswith("Flood\n"), said.stderr
    assert "reading only" in said.stdout


def test_the_folder_of_a_desk_is_for_its_owner_alone(store):
    assert store.folder.path.stat().st_mode & 0o077 == 0
    assert Path(store.folder.files).stat().st_mode & 0o077 == 0


def test_any_name_of_a_desk_comes_back_from_its_card(tmp_path):
    for number, name in enumerate(
        ('"Mill" \\ Road', "tab\tdel\x7f", "naïve \U0001f5de", "byte \udce9")
    ):
        path = tmp_path / str(number)
        create_desk(path, name=name, editor="M. Keller", protection=Protection.NONE).close()
        assert describe_desk(path).name == name.replace("\udce9", "\\xe9")


@pytest.mark.parametrize("lost", ["desk.db", "desk.toml", "every byte of desk.db", "a bad card"])
def test_a_desk_that_lost_a_part_of_itself_is_damaged_and_not_remade(store, lost):
    path = store.folder.path
    store.close()
    match lost:
        case "every byte of desk.db":
            (path / "desk.db").write_bytes(b"")
        case "a bad card":
            card = path / "desk.toml"
            card.write_text(card.read_text().replace('salt = ""', 'salt = "no hex"'))
        case _:
            (path / lost).unlink()
    before = sorted(part.name for part in path.iterdir())
    with pytest.raises(DeskDamaged):
        open_desk(path, editor="Mara")
    assert sorted(part.name for part in path.iterdir()) == before


def test_a_desk_without_a_table_is_said_to_be_of_another_form(store):
    with store.deriving() as session:
        session.execute(text("DROP TABLE note"))
    with pytest.raises(DeskDamaged, match="form"), store.reading() as session:
        session.execute(text("SELECT * FROM note"))


def test_a_disk_that_refuses_a_new_desk_keeps_nothing_of_it(tmp_path, file_limit):
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "new", tmp_path / "empty"):
        with file_limit(50_000), pytest.raises(NotWritten):
            create_desk(path, name="x", editor="M", protection=Protection.NONE)
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]
    assert list((tmp_path / "empty").iterdir()) == []


def test_empty_folders_that_somebody_tidied_away_come_back(store):
    path = store.folder.path
    store.close()
    shutil.rmtree(path / "files")
    shutil.rmtree(path / "backups")
    again = open_desk(path, editor="Mara")
    assert again.files.keep(b"a picture").new
    again.close()


def test_a_desk_lies_in_a_folder_of_any_name(tmp_path):
    for name in ("Zürich Büro ?#%41 'q'", os.fsdecode(b"byte \xe9")):
        create_desk(tmp_path / name, name="x", editor="M", protection=Protection.NONE).close()
        store = open_desk(tmp_path / name, editor="M")
        assert check(store, deep=True) == []
        store.close()


def test_a_mark_that_another_process_took_for_dead_is_made_again(tmp_path, monkeypatch):
    folder = DeskFolder(tmp_path)
    first, real = [], fcntl.flock

    def late(held, how):
        if not first:
            first.append(held)
            [mark] = folder.present.iterdir()
            mark.unlink()  # what a process does that finds the mark before it is locked
        real(held, how)

    monkeypatch.setattr(fcntl, "flock", late)
    one = Presence(folder)
    monkeypatch.undo()
    other = Presence(folder)
    assert other.others() == {one.id}
    one.end()
    assert other.others() == frozenset()
    other.end()
