"""The suite's own rules hold: see tests/conftest.py."""

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests import child

CONFTEST = Path(__file__).parents[1] / "conftest.py"
CASES = """
import logging, os
from pathlib import Path
import pytest

def test_passes(): pass
def test_skips(): pytest.skip("needs a teapot")
@pytest.mark.xfail(reason="known")
def test_is_known_to_fail(): assert False
def test_warns(): logging.getLogger("tipdesk.desk").warning("cup is empty")
def test_looks_at_the_log(caplog): logging.getLogger("tipdesk.desk").warning("seen")
def test_informs(): logging.getLogger("tipdesk.desk").info("all well")
@pytest.mark.parametrize("time", [1, 2])
def test_finds_no_settings(time):
    settings = Path(os.environ["XDG_CONFIG_HOME"], "tipdesk")
    settings.mkdir(parents=True)
def test_has_no_persons_home():
    assert "tipdesk-tests-" in os.environ["HOME"]
    assert "TIPDESK_DESK" not in os.environ
    assert "DBUS_SESSION_BUS_ADDRESS" not in os.environ
"""


def run_cases(folder: Path, **environment: str) -> str:
    shutil.copy(CONFTEST, folder)
    (folder / "test_cases.py").write_text(CASES)
    (folder / "test_module.py").write_text("import pytest\npytest.importorskip('no_such_module')")
    options = ["-q", "-p", "no:cacheprovider", "--continue-on-collection-errors"]
    done = child.run(
        [sys.executable, "-m", "pytest", *options],
        check=False,
        cwd=folder,
        env=os.environ | {"TIPDESK_DESK": "/real", "TIPDESK_NO_SKIPS": ""} | environment,
        capture_output=True,
        text=True,
    )
    return done.stdout


def test_an_unexpected_warning_in_the_log_fails_the_test(tmp_path):
    said = run_cases(tmp_path)
    assert "unexpected in the log: tipdesk.desk: cup is empty" in said
    assert "1 failed, 6 passed, 2 skipped, 1 xfailed" in said


def test_where_nothing_may_be_skipped_each_skip_is_a_failure_with_its_reason(tmp_path):
    said = run_cases(tmp_path, TIPDESK_NO_SKIPS="1")
    assert "test_skips was skipped, and here nothing may be. Skipped: needs a teapot" in said
    assert "test_module.py was skipped" in said
    assert "could not import 'no_such_module'" in said
    assert "2 failed, 6 passed, 1 xfailed, 1 error" in said


@pytest.mark.parametrize("variable", ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"])
def test_tests_never_see_a_persons_folders(variable):
    assert "tipdesk-tests-" in os.environ[variable]


def test_no_test_waits_for_ever_for_a_program_that_it_started():
    tests = CONFTEST.parent
    endless = re.compile(r"\bsubprocess\.run\(|\.communicate\(\)|\.wait\(\)")
    waiting = [
        file.relative_to(tests).as_posix()
        for file in tests.rglob("*.py")
        if file.parent.name != "bench" and endless.search(file.read_text())
    ]
    # One gives its program an end; another attacks the worker, and would wait behind the wall.
    assert sorted(waiting) == ["child.py", "media/attacks.py"]


def test_a_program_that_hangs_fails_its_test_with_what_it_said():
    hangs = "import time; print('on my way', flush=True); time.sleep(60)"
    with pytest.raises(pytest.fail.Exception, match=r"without an end.*on my way"):
        child.run([sys.executable, "-c", hangs], timeout=2, check=True, capture_output=True)
