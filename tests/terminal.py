"""Calls the command `tipdesk`: in this process where that is enough, else in one of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from tests import child
from tipdesk.cli.main import app

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Told:
    """What a call answered."""

    returncode: int
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Terminal:
    """A terminal in which TIPDESK_DESK and TIPDESK_PASSPHRASE are set."""

    desk: Path
    passphrase: str = ""

    def __call__(self, *words: object, typed: str | bytes | None = None, **other) -> Told:
        """Run a command in this process; what it doesn't catch itself fails the test."""
        args = [str(word) for word in words]
        env = self.env(**other)
        done = CliRunner().invoke(app, args, input=typed, env=env, catch_exceptions=False)
        return Told(done.exit_code, done.stdout, done.stderr)

    def process(self, *words: object, **options) -> subprocess.CompletedProcess[str]:
        """Run a command in a process of its own, and wait for its end."""
        options = {"capture_output": True, "text": True, **options}
        return child.run(self.line(*words), env=self.whole_env(), check=False, **options)

    def start(self, *words: object, **options) -> subprocess.Popen[str]:
        """Run a command in a process of its own."""
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **options}
        return subprocess.Popen(self.line(*words), env=self.whole_env(), **options)

    def line(self, *words: object) -> list[str]:
        """Write the command out as a process is started with it."""
        return [sys.executable, "-m", "tipdesk", *map(str, words)]

    def env(self, *, desk: Path | None = None, passphrase: str | None = None) -> dict[str, str]:
        """Name what is set for a call."""
        secret = self.passphrase if passphrase is None else passphrase
        return {"TIPDESK_DESK": str(desk or self.desk), "TIPDESK_PASSPHRASE": secret}

    def whole_env(self) -> dict[str, str]:
        """Name all that is set for a process."""
        return {**os.environ, **self.env(), "PYTHONPATH": str(ROOT / "src")}
