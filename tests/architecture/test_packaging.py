"""The locks are hashed and name no place; the wheel holds the program and its resources."""

import os
import re
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests import child

ROOT = Path(__file__).parents[2]
LOCKS = ["requirements.txt", "requirements-dev.txt"]
PLACE = re.compile(r"://|\bfile:|--(extra-)?index|--find-links|--trusted|\s@\s|^/", re.MULTILINE)


def locked(name: str) -> dict[str, str]:
    """Read a lock: what is installed, by name, with its version and markers."""
    entries = re.findall(r"^([\w.-]+)(==[^\\]+)\\\n    --hash=", (ROOT / name).read_text(), re.M)
    return dict(entries)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host_and_no_path(lock):
    assert PLACE.findall((ROOT / lock).read_text()) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_in_a_lock_has_a_version_and_a_hash(lock):
    lines = [line for line in (ROOT / lock).read_text().splitlines() if not line.startswith(" ")]
    assert len(locked(lock)) == len(lines) > 0


def test_the_lock_for_tests_holds_the_one_that_users_run():
    assert locked("requirements.txt").items() <= locked("requirements-dev.txt").items()


def test_everything_that_the_project_asks_for_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    asked = [*project["project"]["dependencies"], *groups["build"]]
    asked += [each for each in groups["dev"] if isinstance(each, str)]
    names = {re.match(r"[\w.-]+", each)[0].lower() for each in asked}
    assert names <= locked("requirements-dev.txt").keys()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "-qq"]
    options = ["--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", folder]
    child.run([*pip, *options, ROOT], check=True, timeout=child.LATE)
    (built,) = folder.glob("*.whl")
    return built


def files_in(folder: Path) -> set[str]:
    return {
        f.relative_to(folder).as_posix()
        for f in folder.rglob("*")
        if f.is_file() and "__pycache__" not in f.parts
    }


def test_the_wheel_holds_the_program_and_its_resources(wheel):
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    program = {f"tipdesk/{name}" for name in files_in(ROOT / "src/tipdesk")}
    resources = {f"tipdesk/resources/{name}" for name in files_in(ROOT / "resources")}
    assert inside == program | resources


def test_the_program_in_the_wheel_finds_its_resources(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    done = child.run(
        [sys.executable, "-c", "from tipdesk.settings import resources; print(resources())"],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(done.stdout.strip()) == tmp_path / "tipdesk/resources"
