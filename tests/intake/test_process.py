import os
import subprocess
import sys

from tipdesk.intake.process import is_gone, this_process


def test_a_running_process_is_there():
    assert not is_gone(this_process())


def test_a_process_that_ended_is_gone_even_while_nobody_noticed():
    code = "from tipdesk.intake.process import this_process; print(this_process())"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as child:
        named = child.stdout.read().strip()
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        assert is_gone(named)
    assert is_gone(named)


def test_a_later_process_of_the_same_number_is_another_one():
    host, pid, started = this_process().rsplit(":", 2)
    assert is_gone(f"{host}:{pid}:{int(started) - 1}")


def test_nobody_can_tell_about_another_host():
    assert not is_gone("elsewhere.example:1:1")
    assert is_gone("")
