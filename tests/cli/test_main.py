import sys
from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    ("called", "said"),
    [
        (("--nope",), "No such option: --nope. Nothing was done; `tipdesk -h` tells how"),
        (("list", "--nope"), "No such option: --nope. Nothing was done; `tipdesk list -h` tells"),
        (("set",), "Missing argument 'NUMBER...'. Nothing was done;"),
        (("list", "--limit", "x"), "Invalid value for '--limit': "),
        (("mail",), "Missing command. Nothing was done; `tipdesk mail -h` tells how"),
        (("people", "nobody"), "No such command 'nobody'. Nothing was done; `tipdesk people -h`"),
        (("list", "--\x1b[31m"), "No such option: --\\x1b[31m."),
    ],
)
def test_a_wrong_call_is_answered_in_one_sentence(tipdesk, called, said):
    done = tipdesk(*called)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert said in done.stderr


@pytest.mark.parametrize("command", [(), ("list",), ("mail",), ("mail", "fetch")])
def test_help_that_can_not_be_written_is_told_of_in_one_sentence(tipdesk, command):
    with Path("/dev/full").open("w") as full:
        done = tipdesk.process(*command, "-h", capture_output=False, stdout=full, stderr=-1)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("The answer could not be written to the output")


def test_nothing_slow_is_loaded_before_it_is_known_which_command_is_meant():
    look = f"import sys, tipdesk.__main__; print({{*{_SLOW}}} & sys.modules.keys())"
    told = child.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert told.stdout == "set()\n"
