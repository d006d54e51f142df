import pytest

from tipdesk.newsroom.errors import DeskDamaged, NotValid, NotWritten
from tipdesk.newsroom.media import Facts, Media
from tipdesk.newsroom.tip import Tip
from tipdesk.store.backup import back_up, restore
from tipdesk.store.folder import Protection
from tipdesk.store.integrity import check
from tipdesk.store.opening import create_desk, open_desk


def fill(store):
    taken = store.files.keep(b"a picture")
    with store.begin("log") as work:
        work.add(Tip(headline="Flood"))
        work.add(Facts(digest=taken.digest, size=taken.size))
        work.flush()
        work.add(Media(tip_id=1, digest=taken.digest, name="a.jpg"))
    return store.files.path(taken.digest)


@pytest.mark.parametrize(
    ("protection", "own", "new"),
    [
        (Protection.NONE, None, None),
        (Protection.PASSPHRASE, "old", None),
        (Protection.PASSPHRASE, "old", "new"),
    ],
)
def test_a_restored_backup_is_the_whole_desk(tmp_path, protection, own, new):
    store = create_desk(
        tmp_path / "desk", name="x", editor="M", protection=protection, passphrase=own
    )
    fill(store)
    seen = []
    back_up(store, tmp_path / "backup", passphrase=new, progress=lambda *at: seen.append(at))
    restore(tmp_path / "backup", tmp_path / "again")
    again = open_desk(tmp_path / "again", editor="M", passphrase=new or own)
    assert check(again, deep=True) == []
    with again.reading() as session:
        assert session.get(Tip, 1).headline == "Flood"
    assert seen == [(1, 1)]
    store.close()
    again.close()


def test_the_lists_of_known_signers_go_along(store, tmp_path):
    store.folder.trust.mkdir()
    (store.folder.trust / "Roots_2026-11-03.pem").write_text("a list")
    back_up(store, tmp_path / "backup")
    restore(tmp_path / "backup", tmp_path / "again")
    assert (tmp_path / "again" / "trust" / "Roots_2026-11-03.pem").read_text() == "a list"


def test_a_backup_never_writes_over_anything(store, tmp_path):
    (tmp_path / "there").mkdir()
    with pytest.raises(NotValid):
        back_up(store, tmp_path / "there")


def test_a_damaged_file_stops_the_backup_and_leaves_nothing(store, tmp_path):
    kept = fill(store)
    kept.chmod(0o600)
    kept.write_bytes(b"b picture")
    with pytest.raises(DeskDamaged):
        back_up(store, tmp_path / "backup")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["desk"]


def test_a_restore_that_the_disk_refuses_leaves_nothing_and_can_be_repeated(
    store, tmp_path, file_limit
):
    fill(store)
    back_up(store, tmp_path / "backup")
    with file_limit(50_000), pytest.raises(NotWritten):
        restore(tmp_path / "backup", tmp_path / "again")
    assert not (tmp_path / "again").exists()
    restore(tmp_path / "backup", tmp_path / "again")
    open_desk(tmp_path / "again", editor="M").close()


def test_a_backup_counts_what_the_desk_itself_has_lost(store, tmp_path):
    kept = fill(store)
    assert back_up(store, tmp_path / "whole") == 0
    kept.unlink()
    assert back_up(store, tmp_path / "backup") == 1
