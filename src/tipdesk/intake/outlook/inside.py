"""Takes what lies as a folder inside an Outlook message out again, as files of their own."""

from tipdesk.intake.outlook.compound import Compound, Storage
from tipdesk.intake.outlook.compoundwriting import Folder

PROPERTIES = "__properties_version1.0"
FOLDERS_LIMIT = 100  # inside each other

_NAMES = "__nameid_version1.0"
_HEAD = 24
_MORE_HEAD = bytes(8)  # of a message by itself


def folder_of(compound: Compound, storage: Storage, depth: int = 0) -> Folder:
    """Give what is in a folder, and in the folders in it."""
    files = {name: compound.read(stream) for name, stream in storage.streams.items()}
    if depth >= FOLDERS_LIMIT:
        return files
    folders = {name: folder_of(compound, it, depth + 1) for name, it in storage.storages.items()}
    return {**files, **folders}


def message_of(compound: Compound, storage: Storage) -> Folder:
    """Give what is in a message inside another, as it stands in a file of its own."""
    parts = dict(folder_of(compound, storage))
    for name, data in parts.items():
        if name.lower() == PROPERTIES and isinstance(data, bytes):
            parts[name] = data[:_HEAD] + _MORE_HEAD + data[_HEAD:]
    names = compound.root.storage(_NAMES)
    if names is not None:
        parts.setdefault(_NAMES, folder_of(compound, names))
    return parts
