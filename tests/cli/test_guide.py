from pathlib import Path

import pytest

from tipdesk.cli.main import COMMANDS, GROUPS, found

GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "command-line.md").read_text("utf-8")


@pytest.mark.parametrize("command", COMMANDS | GROUPS)
def test_the_guide_tells_of_every_command(command):
    assert f"tipdesk {command}" in GUIDE


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_of_its_own(command):
    assert (found(command).__doc__ or "").strip().endswith(".")
