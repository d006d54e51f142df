"""Opens database connections the one way that is safe here.

Kept free of SQLAlchemy, so that the window can paint before the store's libraries are loaded.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlcipher

from tipdesk.store.folder import DeskFolder
from tipdesk.store.signs import folded, indexed, says

_WAIT_FOR_OTHERS = 60.0  # seconds; longer than the largest change takes on a busy computer
_WRITER_CACHE = 32 * 1024  # KiB
_READER_CACHE = 96 * 1024

Error = sqlcipher.Error

# Whatever is neither text nor number the driver asks at length what else it would like to be.
for _kind in (type(None), bytes):
    sqlcipher.register_adapter(_kind, lambda value: value)
sqlcipher.register_adapter(bool, int)


def connect(database: Path, key: bytes | None, *, mode: str) -> Any:
    """Open one connection; foreign keys on, durable, no trust in the schema of the file."""
    connection = sqlcipher.connect(
        f"file:{quote(os.fsencode(database))}?mode={mode}",
        uri=True,
        timeout=_WAIT_FOR_OTHERS,
        isolation_level=None,
        check_same_thread=False,
    )
    # What SQLCipher would write to stderr, we say in a sentence.
    connection.execute("PRAGMA cipher_log_level=NONE")
    if key is not None:
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    for function, arguments in ((folded, 1), (indexed, 1), (says, 2)):
        connection.create_function(function.__name__, arguments, function, deterministic=True)
    cache = _WRITER_CACHE if mode == "rwc" else _READER_CACHE
    for pragma in (
        f"cache_size=-{cache}",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "trusted_schema=OFF",
        "cell_size_check=ON",
        *(("journal_mode=WAL", "synchronous=FULL") if mode == "rwc" else ("query_only=ON",)),
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


@contextmanager
def connection_to(folder: DeskFolder, key: bytes | None) -> Iterator[Any]:
    """Open one connection for reading one state of a desk, and close it again."""
    mode = "ro&immutable=1" if folder.frozen() else "ro"
    with closing(connect(folder.database, key, mode=mode)) as connection:
        connection.execute("BEGIN")
        yield connection
