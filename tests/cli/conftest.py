import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Tipdesk = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def tipdesk(tmp_path: Path) -> Tipdesk:
    """Call the real command on a desk of its own, locked with a passphrase."""

    def call(*words: object, **options) -> subprocess.CompletedProcess[str]:
        desk = options.pop("desk", tmp_path / "desk")
        env = {**os.environ, "TIPDESK_DESK": str(desk), "TIPDESK_PASSPHRASE": "open sesame"}
        return subprocess.run(
            [sys.executable, "-m", "tipdesk", *(str(word) for word in words)],
            env={**env, "PYTHONPATH": "src", **options.pop("env", {})},
            capture_output=True,
            text=True,
            check=False,
            **options,
        )

    return call


@pytest.fixture
def records():
    def read(done: subprocess.CompletedProcess[str]) -> list[dict]:
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return read
