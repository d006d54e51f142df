import sys

from tests import child
from tipdesk.cli.main import COMMANDS, GROUPS

_SLOW = ("sqlmodel", "sqlalchemy", "numpy", "typst", "PySide6")


def test_help_tells_of_every_command(tipdesk):
    told = tipdesk("--help").stdout
    assert all(f" {name} " in told for name in COMMANDS | GROUPS)


def test_a_command_that_is_not_there_is_answered_with_those_that_are_like_it(tipdesk):
    done = tipdesk("lst")
    assert done.returncode == 2
    assert "'list'" in done.stderr


def test_nothing_slow_is_loaded_before_it_is_known_which_command_is_meant():
    look = f"import sys, tipdesk.__main__; print({{*{_SLOW}}} & sys.modules.keys())"
    told = child.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert told.stdout == "set()\n"
