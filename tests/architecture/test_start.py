import sys

from tests import child

LOAD = "import sys, tipdesk.gui.shell.desk_page; print('numpy' in sys.modules)"


def test_numpy_is_slow_to_load_and_the_window_does_not_wait_for_it():
    done = child.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"
