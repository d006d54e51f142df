"""A million tips: saved views, snoozed and merged tips, running numbers, more indexes."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_ORDERS = {
    "channel": ["channel", "trashed_at", "received_at", "id"],
    "priority": ["trashed_at", "priority", "received_at", "id"],
    "due": ["trashed_at", "due_at", "id", "workflow"],
}


def upgrade() -> None:
    """Add what views, snoozing, merging and counting need; the numbers follow afterwards."""
    op.add_column("tip", sa.Column("snoozed_until", sa.DateTime(), nullable=True))
    op.add_column("tip", sa.Column("merged_into", sa.Integer(), nullable=True))
    for name, columns in _ORDERS.items():
        op.create_index(f"ix_tip_{name}", "tip", columns)
    for column in ("embargo_until", "snoozed_until", "merged_into"):
        is_set = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"ix_tip_{column}", "tip", [column, "trashed_at"], sqlite_where=is_set)
    _views()
    op.create_table(
        "tally",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Refuse: a desk goes back by its backup."""
    raise AssertionError("a desk goes back by its backup")


def _views() -> None:
    op.create_table(
        "savedview",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "query", "icon")),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("editor_id", sa.Integer(), nullable=True),
        *(
            sa.Column(name, sa.Boolean(), nullable=False)
            for name in ("is_start", "in_digest", "reminds")
        ),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.Column("reminded_of", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["editor_id"], ["editor.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_savedview_editor_id", "savedview", ["editor_id"])
