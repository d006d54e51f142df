"""Sound on a real sound server, whose device plays into nothing."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import child
from tests.media.marked import marked_film

SECONDS = 2.0


@pytest.fixture
def server(tmp_path: Path, needs: Callable[..., None]) -> Iterator[dict[str, str]]:
    needs("pulseaudio", "pactl")
    folder = tmp_path / "pulse"
    folder.mkdir(mode=0o700)
    env = {**os.environ, "XDG_RUNTIME_DIR": str(folder), "HOME": str(folder)}
    env["PULSE_SERVER"] = f"unix:{folder}/native"
    modules = ["module-null-sink", f"module-native-protocol-unix socket={folder}/native"]
    load = [word for module in modules for word in ("-L", module)]
    line = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", *load]
    process = subprocess.Popen(line, env=env, stderr=subprocess.DEVNULL)
    try:
        yield env
    finally:
        process.terminate()
        process.wait(child.SOON)


def test_frames_follow_what_a_real_device_has_played(server: dict[str, str], tmp_path: Path):
    film = tmp_path / "film"
    film.write_bytes(marked_film(seconds=SECONDS))
    waited = child.run(
        ["sh", "-c", 'until test -S "${PULSE_SERVER#unix:}"; do sleep 0.05; done'],
        env=server,
        check=False,
    )
    assert waited.returncode == 0
    line = [sys.executable, "-m", "tests.gui.player.heard", str(film)]
    run = child.run(
        line, env={**server, "PYTHONPATH": "src"}, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told["missed"] == 0
    assert [at for _, at in told["shown"]] == pytest.approx([n / 25 for n in range(50)])
    late = [position - at for position, at in told["shown"][1:]]
    assert max(map(abs, late)) < 0.04
    # Once it plays, the sound's clock goes as the clock on the wall does.
    going = [(wall, heard) for wall, heard in told["heard"] if 0.2 < heard < SECONDS - 0.2]
    passed, played = (going[-1][side] - going[0][side] for side in (0, 1))
    assert played == pytest.approx(passed, abs=0.1)
