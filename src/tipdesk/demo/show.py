"""Shows the sample desk: in the window, or without a screen by doing the main job on it."""

import sys
from pathlib import Path

from platformdirs import user_data_path

from tipdesk import app
from tipdesk.demo.main_job import do_main_job
from tipdesk.demo.making import sample_desk
from tipdesk.store.database import Store


def run(into: Path | None, editor: str, *, headless: bool, screenshots: Path | None) -> int:
    """Make or open the sample desk in `into`, and show it; returns the exit code."""
    place = into or user_data_path("tipdesk") / "sample"
    store = sample_desk(place / "desk", editor, _drawing)
    if not headless:
        return app.run_on(store)
    try:
        return _without_screen(store, screenshots or place / "results", scenes=bool(screenshots))
    finally:
        store.close()


def _without_screen(store: Store, results: Path, *, scenes: bool) -> int:
    results.mkdir(parents=True, exist_ok=True)
    locked = "encrypted" if store.encrypted else "not encrypted: this machine has no keyring"
    print(f"The sample desk lies in {store.folder.path} ({locked}).")
    done = do_main_job(store, results)
    for said in done.said:
        print(said)
    for picture in app.portraits(store, results, tip=done.tip, scenes=scenes):
        print(f"A picture of the window: {picture}")
    return 0


def _drawing(done: int, total: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\rDrawing the sample desk: {done} of {total} tips", end=end, file=sys.stderr)
