"""Hints beside the tip of what its files are, and indexes that a tip leaves when it is trashed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

# In none of these stands a tip that lies in the trash.
_KEPT = (
    ("workflow", "workflow, trashed_at, received_at, id", ""),
    ("channel", "channel, trashed_at, received_at, id", ""),
    ("priority", "trashed_at, priority, received_at, id", ""),
    ("changed", "trashed_at, changed_at, id", ""),
    ("headline", "trashed_at, lower(headline), id", ""),
    ("due", "trashed_at, due_at, id, workflow", "due_at IS NOT NULL AND "),
    ("unread", "trashed_at, received_at, id, workflow", "opened_at IS NULL AND "),
    ("verdict", "verdict, trashed_at, received_at, id", "verdict <> 'unverified' AND "),
)
_FEW = (
    ("ix_tip_protected", "tip", "trashed_at, received_at, id", "protected IS 1"),
    ("ix_facts_credentials", "facts", "digest", "credentials <> 'null'"),
    ("ix_facts_said", "facts", "digest", "words <> ''"),
)


def upgrade() -> None:
    """Make room for the hints, which follow afterwards, and make the indexes."""
    op.add_column("tip", sa.Column("hints", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("tip", sa.Column("taken_from", sa.String(), nullable=True))
    op.add_column("tip", sa.Column("taken_until", sa.String(), nullable=True))
    op.drop_index("ix_tip_newest")
    hinted = ["trashed_at", "received_at", "id", "hints", "taken_from", "taken_until"]
    op.create_index("ix_tip_newest", "tip", hinted)
    op.drop_index("ix_tip_protected")
    for name, columns, holds in _KEPT:
        op.drop_index(f"ix_tip_{name}")
        kept = f"{holds}trashed_at IS NULL"
        op.execute(f"CREATE INDEX ix_tip_{name} ON tip ({columns}) WHERE {kept}")
    for name, table, columns, holds in _FEW:
        op.execute(f"CREATE INDEX {name} ON {table} ({columns}) WHERE {holds}")


def downgrade() -> None:
    """Refuse: a desk goes back by its backup."""
    raise AssertionError("a desk goes back by its backup")
