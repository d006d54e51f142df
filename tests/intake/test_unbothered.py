import gc

import pytest

from tipdesk.intake.unbothered import unbothered


@pytest.fixture(autouse=True)
def nothing_left_out():
    """Begin as a terminal's command does, whatever a window in this process has left out."""
    left_out = gc.get_freeze_count() > 0
    gc.unfreeze()
    yield
    if left_out:
        gc.freeze()


def test_what_was_there_before_is_left_out_of_searches_for_garbage_and_comes_back():
    with unbothered():
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() == 0


def test_it_comes_back_when_the_work_fails():
    with pytest.raises(OSError, match="full"), unbothered():
        raise OSError("full")
    assert gc.get_freeze_count() == 0


def test_what_a_window_has_left_out_stays_left_out():
    gc.freeze()
    try:
        with unbothered():
            pass
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
