"""Finds our templates and fonts, in a checkout and in an installed wheel."""

from functools import cache
from pathlib import Path


@cache
def resources() -> Path:
    """Give the folder of our own resources."""
    here = Path(__file__).resolve()
    installed = here.parents[2] / "resources"
    return installed if installed.is_dir() else here.parents[4] / "resources"
