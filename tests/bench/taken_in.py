"""Imports what is named into a new desk in a process of its own; prints seconds and peak memory.

The media workers follow behind an import and are not waited for.
"""

import resource
import sys
import time
from pathlib import Path

from tipdesk.intake.importing import import_paths
from tipdesk.store.folder import Protection
from tipdesk.store.opening import create_desk


def main(desk: Path, sent: Path) -> None:
    """Take it in, into an encrypted desk."""
    store = create_desk(
        desk, name="Bench", editor="Bench", protection=Protection.PASSPHRASE, passphrase="bench"
    )
    began = time.perf_counter()
    receipts = import_paths(store, [sent])
    seconds = time.perf_counter() - began
    logged = sum(receipt.tip is not None for receipt in receipts)
    store.close()
    peak = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    sys.stdout.write(f"{logged} {seconds} {peak / 1024}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
