"""A desk of a million invented tips, built once and kept in TIPDESK_BENCH_DIR."""

import os
import shutil
import tempfile
from pathlib import Path

from tests.bench.synthetic import fill
from tests.nouns import EDITOR
from tipdesk.store import schema
from tipdesk.store.database import Store
from tipdesk.store.folder import Protection
from tipdesk.store.opening import create_desk, open_desk

TIPS = int(os.environ.get("TIPDESK_BENCH_TIPS", "1000000"))


def desk_of(tips: int) -> Store:
    """Open the desk with so many tips; it is built where it is not there yet."""
    kept = os.environ.get("TIPDESK_BENCH_DIR") or tempfile.gettempdir()
    place = Path(kept) / f"tipdesk-{tips}-{schema.HEAD}"
    if not place.exists():
        half = place.with_suffix(".part")
        shutil.rmtree(half, ignore_errors=True)
        store = create_desk(half, name="Bench", editor=EDITOR, protection=Protection.NONE)
        fill(store, tips)
        store.close()
        half.rename(place)
    return open_desk(place, editor=EDITOR)
