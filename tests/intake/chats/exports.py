"""Small exports of messengers, written the way the programs write them."""

import json
import zipfile
from pathlib import Path

JPEG = b"\xff\xd8\xff a picture"


def folder(tmp_path: Path, files: dict[str, bytes | str], name: str = "export") -> Path:
    root = tmp_path / name
    for path, data in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data.encode() if isinstance(data, str) else data)
    return root


def archive(tmp_path: Path, files: dict[str, bytes | str], name: str = "export.zip") -> Path:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for inside, data in files.items():
            made.writestr(inside, data)
    return path


def lines(*records: object) -> str:
    return "\n".join(json.dumps(record) for record in records)
