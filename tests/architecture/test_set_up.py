"""The set-up says what to do where it can't do it itself."""

import os
import subprocess
from pathlib import Path

import pytest

from tests import child

ROOT = Path(__file__).parents[2]


@pytest.fixture
def machine(tmp_path):
    """A machine with nothing installed and an ordinary user; programs are replaced by scripts."""
    for name, script in {
        "id": "echo 1000",
        "sudo": "exit 1",
        "dpkg-query": "exit 1",
        "apt-get": f'echo "$@" >>"{tmp_path}/asked"',
    }.items():
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
    return tmp_path


def system_packages(machine: Path, *sets: str) -> subprocess.CompletedProcess[str]:
    return child.run(
        ["sh", ROOT / "scripts/system-packages", *sets],
        env=os.environ | {"PATH": f"{machine}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_root_the_one_command_to_run_is_printed(machine):
    done = system_packages(machine, "qt", "python3-venv")
    assert done.returncode == 1
    (command,) = [line for line in done.stderr.splitlines() if "apt-get" in line]
    assert command.startswith("    sudo apt-get install -y --no-install-recommends libgl1 ")
    assert command.endswith(" python3-venv")
    assert not (machine / "asked").exists()


def test_without_root_the_tests_go_on_and_it_is_said_what_they_lack(machine):
    done = system_packages(machine, "tests")
    assert done.returncode == 0
    assert "Tests that need more of the system are skipped" in done.stderr
    assert "xdotool" in done.stderr


def test_root_installs_what_is_missing_and_fetches_no_lists_without_need(machine):
    (machine / "id").write_text("#!/bin/sh\necho 0\n")
    done = system_packages(machine, "python3-venv")
    assert (done.returncode, done.stderr) == (0, "Installing system packages: python3-venv\n")
    assert (machine / "asked").read_text() == (
        "-qq install -y --no-install-recommends python3-venv\n"
    )


def test_lists_are_fetched_when_a_package_is_not_in_them(machine):
    (machine / "id").write_text("#!/bin/sh\necho 0\n")
    (machine / "apt-get").write_text(
        f'#!/bin/sh\necho "$2" >>"{machine}/asked"\n'
        f'[ "$2" = update ] || grep -q update "{machine}/asked"\n'
    )
    assert system_packages(machine, "tests").returncode == 0
    assert (machine / "asked").read_text().split() == ["install", "update", "install"]


def test_a_package_that_was_renamed_counts_as_installed(machine):
    (machine / "dpkg-query").write_text(
        "#!/bin/sh\nfor name; do case $name in *t64) echo installed;; esac; done\n"
    )
    done = system_packages(machine, "qt")
    assert (done.returncode, done.stderr) == (0, "")


def test_an_old_python_is_refused_in_one_sentence(machine):
    for name in ["python3", "python3.11", "python3.12", "python3.13"]:
        old = machine / name
        old.write_text("#!/bin/sh\nexit 1\n")
        old.chmod(0o755)
    checkout = machine / "a folder"
    (checkout / "scripts").mkdir(parents=True)
    for name in ["set-up", "system-packages"]:
        (checkout / "scripts" / name).write_text((ROOT / "scripts" / name).read_text())
    done = child.run(
        ["sh", "scripts/set-up", "run"],
        cwd=checkout,
        env={"PATH": f"{machine}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == (
        "Tipdesk needs Python 3.11 or newer, and none was found; please install python3.\n"
    )


def test_make_help_names_every_command():
    makefile = (ROOT / "Makefile").read_text()
    (phony,) = [line for line in makefile.splitlines() if line.startswith(".PHONY:")]
    done = child.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert {line.split()[1] for line in done.stdout.splitlines()} == set(phony.split()[1:])
