"""What a database holds besides its rows and can be made anew from them: numbers, words, hints."""

from sqlalchemy import Connection

from tipdesk.store import fulltext, hinting, tallies

# The form in which each was last kept in another way: counted up, with a migration.
_SINCE = (
    (tallies.make_anew, 2),
    (fulltext.make_anew, 2),
    (tallies.watch, 3),
    (hinting.make_anew, 3),
)
FORM = max(form for _, form in _SINCE)


def bring_up(connection: Connection) -> None:
    """Make anew whatever an older program made in another way."""
    kept = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    for make_anew, form in _SINCE:
        if kept < form:
            make_anew(connection)
    if kept < FORM:
        connection.exec_driver_sql(f"PRAGMA user_version = {FORM}")
