"""The contracts between rooms hold, and each one notices when it is broken."""

import os
import re
import shutil
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import child

ROOT = Path(__file__).parents[2]
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text())
CONTRACTS = [contract["name"] for contract in CONFIG["tool"]["importlinter"]["contracts"]]
HOUSE, QT, BYTES, KEYS, DATABASE, MARKUP, SIGNATURES, NOUNS, SESSION, CIRCLES = CONTRACTS

BREAKS = [
    (HOUSE, {"newsroom/bad.py": "import tipdesk.store"}),
    (HOUSE, {"media/bad.py": "import tipdesk.store"}),
    (HOUSE, {"store/bad.py": "import tipdesk.intake"}),
    (HOUSE, {"intake/bad.py": "import tipdesk.desk"}),
    (HOUSE, {"desk/bad.py": "import tipdesk.stories"}),
    (HOUSE, {"stories/bad.py": "import tipdesk.publication"}),
    (HOUSE, {"publication/bad.py": "import tipdesk.gui"}),
    (HOUSE, {"gui/bad.py": "import tipdesk.cli"}),
    (HOUSE, {"parlour.py": '"""A room that was given no floor."""'}),
    (QT, {"desk/bad.py": "from PySide6.QtCore import QObject"}),
    (QT, {"media/bad.py": "from PySide6.QtGui import QImage"}),
    (BYTES, {"publication/bad.py": "from PIL import Image"}),
    (BYTES, {"gui/bad.py": "import pi_heif"}),
    (BYTES, {"intake/bad.py": "import av"}),
    (KEYS, {"store/bad.py": "import keyring"}),
    (KEYS, {"gui/bad.py": "from keyring import get_password"}),
    (DATABASE, {"desk/bad.py": "import sqlcipher3"}),
    (MARKUP, {"desk/bad.py": "import nh3"}),
    (SIGNATURES, {"desk/bad.py": "import cryptography"}),
    (NOUNS, {"newsroom/bad.py": "import platformdirs"}),
    (SESSION, {"gui/bad.py": "from sqlmodel import select"}),
    (SESSION, {"gui/bad.py": "import sqlalchemy"}),
    (CIRCLES, {"desk/a.py": "import tipdesk.desk.b", "desk/b.py": "import tipdesk.desk.a"}),
]


def broken_contracts(folder: Path) -> list[str]:
    """Run import-linter on a folder that holds src and pyproject.toml."""
    done = child.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=False,
    )
    verdicts = dict(re.findall(r"^(.+) (KEPT|BROKEN)$", done.stdout, flags=re.MULTILINE))
    assert list(verdicts) == CONTRACTS, done.stdout + done.stderr
    return [name for name, verdict in verdicts.items() if verdict == "BROKEN"]


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Path:
    """Copy what import-linter looks at, for tests to break and mend."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture(scope="module")
def already_broken(house) -> list[str]:
    return broken_contracts(house)


@contextmanager
def written(files: dict[Path, str]) -> Iterator[None]:
    """Have files for a while that were not there."""
    for path, text in files.items():
        assert not path.exists()
        path.write_text(text + "\n")
    try:
        yield
    finally:
        for path in files:
            path.unlink()


def test_the_contracts_are_kept(already_broken):
    assert already_broken == []


@pytest.mark.parametrize(
    ("contract", "files"), BREAKS, ids=[f"{c[:16]}-{next(iter(f))}" for c, f in BREAKS]
)
def test_a_forbidden_import_breaks_its_contract_and_no_other(
    house, already_broken, contract, files
):
    with written({house / "src/tipdesk" / name: text for name, text in files.items()}):
        assert set(broken_contracts(house)) == {contract, *already_broken}


def test_every_contract_is_shown_to_break():
    assert {contract for contract, _ in BREAKS} == set(CONTRACTS)
