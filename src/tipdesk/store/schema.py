"""Brings a desk's database to the form that this program knows."""

from sqlalchemy import Connection, Engine, inspect, text

from tipdesk.newsroom import tally as _tally  # noqa: F401  its table belongs to every desk
from tipdesk.store import derived

MIGRATIONS = "tipdesk.store:migrations"
HEAD = "0006"
KNOWN = frozenset({"0001", "0002", "0003", "0004", "0005", "0006"})


def version(connection: Connection) -> str | None:
    """Tell the version of a database; `None` for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def bring_up(engine: Engine) -> None:
    """Run the missing migrations, all in one transaction."""
    # Imported here: only a new or an older desk needs Alembic, and it takes a tenth of a second.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, HEAD)
        derived.bring_up(connection)
