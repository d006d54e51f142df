"""What a database holds besides its rows and can be made anew from them: numbers, full text."""

from sqlalchemy import Connection

from tipdesk.store import fulltext, tallies

FORM = 2  # counted up, with a migration, when the numbers or the words are kept in another way


def bring_up(connection: Connection) -> None:
    """Make all of it anew where an older program made it in another way."""
    kept = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if kept != FORM:
        tallies.make_anew(connection)
        fulltext.make_anew(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {FORM}")
