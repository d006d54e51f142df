import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from tipdesk.store import schema
from tipdesk.store.connecting import writing_engine

FULL_TEXT = ("tip_words", "sqlite_")


# What an index of an expression is made of can't be read back; that it is used is asserted
# where searches are tested.
@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_the_steps_lead_to_the_tables_that_the_nouns_say(tmp_path):
    engine = writing_engine(tmp_path / "desk.db", None)
    schema.bring_up(engine)
    with engine.begin() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, *_: not (name or "").startswith(FULL_TEXT)},
        )
        assert compare_metadata(context, SQLModel.metadata) == []
        assert schema.version(connection) == schema.HEAD
    engine.dispose()


def test_the_program_knows_every_step_and_the_last_is_its_head():
    steps = ScriptDirectory(str(schema.__file__).replace("schema.py", "migrations"))
    assert {step.revision for step in steps.walk_revisions()} == schema.KNOWN
    assert steps.get_current_head() == schema.HEAD
