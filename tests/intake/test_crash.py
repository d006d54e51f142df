import pytest

from tests.intake.killing import complete, kill_import, make_desk, make_files


@pytest.mark.parametrize(
    ("step", "each", "by_resuming"),
    [(1, False, False), (30, False, True), (61, False, False), (40, True, True), (90, True, False)],
)
def test_a_killed_import_is_completed_and_nothing_is_lost_or_doubled(
    tmp_path, step, each, by_resuming
):
    desk, paths = make_desk(tmp_path / "desk"), make_files(tmp_path / "sent", 60)
    kill_import(desk, paths, each=each, step=step, later=0)
    complete(desk, paths, each=each, by_resuming=by_resuming)
