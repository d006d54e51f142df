"""A real secret service of the tests' own: a bus and a keyring that end with one program."""

import os
import sys
from pathlib import Path

from tests import child

UNLOCKED = 'printf secret | gnome-keyring-daemon --unlock --components=secrets >&2; exec "$@"'
LOCKED = 'gnome-keyring-daemon --start --components=secrets >&2; exec "$@"'
ROOT = Path(__file__).parents[2]


def run_beside(home: Path, keyring: str, program: str, *words: str) -> str:
    """Run a program of Python beside a keyring that keeps its secrets in `home`."""
    env = {**os.environ, "HOME": str(home), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    env |= {"XDG_DATA_HOME": str(home / "share"), "XDG_RUNTIME_DIR": str(home)}
    env.pop("PYTHON_KEYRING_BACKEND", None)
    return child.run(
        [
            "dbus-run-session",
            "--",
            "sh",
            "-c",
            keyring,
            "sh",
            sys.executable,
            "-c",
            program,
            *words,
        ],
        env=env,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
