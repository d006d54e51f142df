import random

import pytest

from tests.intake.killing import complete, copy_of, kill_import, make_desk, make_files

FILES = 200
KILLS = 20


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    return make_files(tmp_path_factory.mktemp("sent") / "march", FILES)


@pytest.fixture(scope="module")
def empty_desk(tmp_path_factory):
    return make_desk(tmp_path_factory.mktemp("empty") / "desk")


@pytest.mark.parametrize("number", range(KILLS))
def test_an_import_that_was_killed_at_any_moment_is_completed(number, paths, empty_desk, tmp_path):
    chance = random.Random(number)  # noqa: S311  not a secret
    each = number % 10 == 3
    # One step a file and one at its beginning; the last ones fall into the transaction.
    last = 2 * FILES if each else FILES + 1
    step = last if number % 5 == 0 else chance.randint(1, last)
    desk = copy_of(empty_desk, tmp_path / "desk")
    kill_import(desk, paths, each=each, step=step, later=chance.uniform(0, 0.05))
    complete(desk, paths, each=each, by_resuming=number % 2 == 0)
