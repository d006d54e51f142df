import json
import shutil
from pathlib import Path

import pytest

from tests.terminal import Terminal, Told

PASSPHRASE = "open sesame"


@pytest.fixture
def newcomer(tmp_path: Path, keys_once: None) -> Terminal:
    """Call the command where there is no desk yet."""
    return Terminal(tmp_path / "desk", PASSPHRASE)


@pytest.fixture(scope="session")
def locked(tmp_path_factory: pytest.TempPathFactory, keys_once: None) -> Path:
    """Make one desk that is locked with a passphrase, for all tests to copy."""
    path = tmp_path_factory.mktemp("locked") / "desk"
    assert Terminal(path, PASSPHRASE)("new", "desk").returncode == 0
    return path


@pytest.fixture
def tipdesk(newcomer: Terminal, locked: Path) -> Terminal:
    """Call the command on a desk of its own, locked with a passphrase."""
    shutil.copytree(locked, newcomer.desk)
    return newcomer


@pytest.fixture
def records():
    def read(done: Told) -> list[dict]:
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return read
