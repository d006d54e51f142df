from pathlib import Path

import pytest

from tipdesk.newsroom.names import shown
from tipdesk.store import whereabouts
from tipdesk.store.opening import open_desk
from tipdesk.store.whereabouts import remark

LOCAL = "29 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw"


@pytest.fixture
def mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Let a folder be on a file system of some kind."""

    def mount(folder: Path, kind: str, *later: str) -> Path:
        folder.mkdir(parents=True)
        table = tmp_path / "mountinfo"
        point = str(folder).replace(" ", "\\040")
        lines = [LOCAL, f"31 29 0:52 / {point} rw shared:9 master:2 - {kind} elsewhere rw", *later]
        table.write_text("\n".join(lines) + "\n", encoding="utf-8")
        monkeypatch.setattr(whereabouts, "_MOUNTS", table)
        return folder

    return mount


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "fuse.rclone"])
def test_a_desk_on_a_network_drive_is_recognised(mounted, tmp_path, kind):
    drive = mounted(tmp_path / "the drive", kind)
    assert "network" in remark(drive / "not yet made" / "desk")
    assert remark(tmp_path / "beside it") == ""


@pytest.mark.parametrize("kind", ["ext4", "btrfs", "fuseblk", "fuse.gocryptfs", "tmpfs"])
def test_a_disk_of_this_computer_is_nothing_to_speak_of(mounted, tmp_path, kind):
    assert remark(mounted(tmp_path / "disk", kind)) == ""


def test_what_is_mounted_last_at_a_place_counts(mounted, tmp_path):
    over = f"32 31 8:3 / {tmp_path / 'drive'} rw - ext4 /dev/sdb1 rw"
    assert remark(mounted(tmp_path / "drive", "nfs4", over)) == ""


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".dropbox.cache", "Dropbox"),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
        (".tmp.driveupload", "Google Drive"),
        (".sync_0a1b2c3d4e5f.db", "Nextcloud"),
        (".stfolder", "Syncthing"),
    ],
)
def test_a_folder_of_a_cloud_service_is_known_by_what_lies_in_it(tmp_path, mark, service):
    (tmp_path / "all" / mark).mkdir(parents=True)
    assert f"that {service} copies" in remark(tmp_path / "all" / "papers" / "desk")
    assert remark(tmp_path / "beside it") == ""


@pytest.mark.parametrize(
    "name", ["OneDrive - Courier", "Dropbox (Mara)", "Nextcloud", "GoogleDrive"]
)
def test_a_folder_of_a_cloud_service_is_known_by_its_name_which_is_not_repeated(tmp_path, name):
    said = remark(tmp_path / name / "desk")
    assert "copies elsewhere" in said
    assert "Courier" not in said
    assert "Mara" not in said


@pytest.mark.parametrize("place", ["dropbox", "dropboxes/desk", ".dropbox/../desk"])
def test_a_desk_that_is_only_called_so_and_dropbox_s_own_settings_are_no_cloud(tmp_path, place):
    (tmp_path / ".dropbox").mkdir()
    assert remark(tmp_path / place) == ""


def test_a_place_that_cant_be_looked_at_is_no_trouble(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert remark(tmp_path / "loop" / "desk") == ""
    assert remark(Path("\0")) == ""


def test_an_open_desk_knows_what_is_risky_about_its_place(store, tmp_path):
    assert store.remark == ""
    store.close()
    (tmp_path / ".stfolder").mkdir()
    again = open_desk(store.folder.path, editor="Mara")
    assert again.remark == shown(remark(again.folder.path)) != ""
    again.close()
