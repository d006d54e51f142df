import json
import signal
import subprocess

from tests import child
from tests.terminal import Terminal


def test_files_put_into_a_watched_folder_become_tips_until_ctrl_c(tmp_path):
    folder = tmp_path / "drop"
    folder.mkdir()
    terminal = Terminal(tmp_path / "desk", passphrase="four plain words here")
    line = terminal.line("import", "--watch", "--json", folder)
    watching = subprocess.Popen(
        line, env=terminal.whole_env(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    with watching:
        (folder / "letter.eml").write_text("From: Ada <ada@example.org>\nSubject: Flood\n\nHelp\n")
        assert json.loads(watching.stdout.readline())["number"] == 1
        watching.send_signal(signal.SIGINT)
        _, said = child.end(watching)
    assert watching.returncode == 130
    assert "kept" in said
