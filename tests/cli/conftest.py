import json
from pathlib import Path

import pytest

from tests.terminal import Terminal, Told


@pytest.fixture
def tipdesk(tmp_path: Path) -> Terminal:
    """Call the command on a desk of its own, locked with a passphrase."""
    return Terminal(tmp_path / "desk", "open sesame")


@pytest.fixture
def records():
    def read(done: Told) -> list[dict]:
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return read
