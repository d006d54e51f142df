"""Recognises a desk that lies on a network drive, or in a folder that a cloud service copies."""

import os
import re
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
# 9p and virtiofs are the folders that a virtual machine shares with its host.
_NETWORK = re.compile(
    r"9p|afs|ceph|cifs|coda|davfs|gfs2?|glusterfs|gpfs|lustre|ncpfs|nfs4?|ocfs2|smb3|smbfs|virtiofs"
)
_LOCAL_FUSE = re.compile(r"bindfs|cryfs|encfs|ext2|exfat|gocryptfs|mergerfs|ntfs-3g|veracrypt")
_MARKS = {  # what lies hidden in the topmost folder that a service looks after
    "Dropbox": r"\.dropbox\.cache",
    "OneDrive": r"\.849C9593-D756-4E56-8D6E-42412F2A707B",
    "Google Drive": r"\.tmp\.drive(up|down)load",
    "Nextcloud": r"\._?sync_\w+\.db",
    "Syncthing": r"\.stfolder",
}
_NAMES = {  # what such a folder is called, with or without a name behind it
    "Dropbox": r"dropbox\b.*",
    "OneDrive": r"onedrive\b.*",
    "Google Drive": r"google ?drive\b.*",
    "Nextcloud": r"nextcloud\b.*",
    "ownCloud": r"owncloud\b.*",
    "iCloud": r"mobile documents",
}


def remark(desk: Path) -> str:
    """Say what is risky about the place where a desk lies; nothing where nothing is."""
    try:
        place = desk.resolve()
        service = _service(place)
        network = _is_remote(_file_system(place))
    except (OSError, RuntimeError, ValueError):
        return ""  # whoever opens the desk there is told what is wrong
    if service:
        return (
            f"This desk seems to lie in a folder that {service} copies elsewhere: its files leave "
            "this computer unencrypted, and its database can be damaged; better move it away."
        )
    if network:
        return (
            "This desk lies on a network or shared drive, where the database can be damaged when "
            "the line breaks or two computers write; better keep it on a disk of this computer."
        )
    return ""


def _service(place: Path) -> str:
    for folder in (place, *place.parents):
        found = _matching(_MARKS, _hidden(folder))
        if not found and folder != place:  # a newsroom may call its desk a dropbox
            found = _matching(_NAMES, [folder.name])
        if found:
            return found
    return ""


def _hidden(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as inside:
            return [one.name for one in inside if one.name.startswith(".")]
    except OSError:
        return []  # not there yet, or closed to us


def _matching(signs: dict[str, str], names: list[str]) -> str:
    for service, sign in signs.items():
        if any(re.fullmatch(sign, name, re.IGNORECASE) for name in names):
            return service
    return ""


def _file_system(place: Path) -> str:
    """Tell the kind of the file system, such as `ext4` or `fuse.sshfs`; "" where nobody knows."""
    if not _MOUNTS.exists():
        return ""
    longest, kind = -1, ""
    for line in _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
        before, _, after = line.partition(" - ")
        point = _unescaped(before.split(" ")[4])
        # Of several mounts at one place the last one is what is seen.
        if len(point.parts) >= longest and place.is_relative_to(point):
            longest, kind = len(point.parts), after.split(" ")[0]
    return kind


def _unescaped(point: str) -> Path:
    r"""Read a mount point: blanks, tabs, line ends and backslashes are written as `\040`."""
    return Path(re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), point))


def _is_remote(kind: str) -> bool:
    family, _, name = kind.partition(".")
    if family == "fuse":
        return not _LOCAL_FUSE.fullmatch(name)
    return bool(_NETWORK.fullmatch(family))
