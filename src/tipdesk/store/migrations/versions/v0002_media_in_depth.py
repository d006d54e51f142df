"""Media in depth: statements with their sources, credentials, fingerprints, rights, links."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add what the deeper readers find, and have every file read again by them."""
    _facts()
    _media()
    op.create_table(
        "fingerprint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("bits", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["facts.digest"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_fingerprint_digest", "fingerprint", ["digest"])
    op.create_table(
        "tiplink",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tip_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("other_digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["tip_id"], ["tip.id"]),
        sa.ForeignKeyConstraint(["other_id"], ["tip.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tiplink_tip_id", "tiplink", ["tip_id"])
    op.create_index("ix_tiplink_other_id", "tiplink", ["other_id"])


def downgrade() -> None:
    """Refuse: a desk goes back by its backup."""
    raise AssertionError("a desk goes back by its backup")


def _facts() -> None:
    for column in (
        sa.Column("said", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("credentials", sa.JSON(), nullable=True),
        sa.Column("thumbnail_differs", sa.Boolean(), nullable=True),
        sa.Column("pair", sa.String(), nullable=True),
        sa.Column("words", sa.String(), nullable=False, server_default=""),
        sa.Column("words_reader", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("reader", sa.Integer(), nullable=False, server_default="0"),
    ):
        op.add_column("facts", column)
    op.create_index("ix_facts_reader", "facts", ["reader"])
    op.create_index("ix_facts_words", "facts", ["kind", "words_reader"])
    op.execute("UPDATE facts SET state = 'waiting'")


def _media() -> None:
    for name in ("creator", "copyright_notice", "usage_terms"):
        op.add_column("media", sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.add_column("media", sa.Column("rating", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("media", sa.Column("choice", sa.String(), nullable=False, server_default="none"))
    op.add_column("media", sa.Column("made_from", sa.Integer(), nullable=True))
    op.add_column("media", sa.Column("made_at", sa.Float(), nullable=True))
