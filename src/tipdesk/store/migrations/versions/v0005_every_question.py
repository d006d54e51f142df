"""Every question at once: when a tip was last changed, and an index for what had none."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

# Columns that are empty in most rows: those rows stand in no index.
_WHERE_SAID = (
    ("ix_media_permission", "media", "permission, tip_id", "permission <> 'not_asked'"),
    ("ix_media_label", "media", "label, tip_id", "label <> 'none'"),
    ("ix_facts_taken", "facts", "taken_at", "taken_at IS NOT NULL"),
    ("ix_facts_place", "facts", "latitude, longitude", "latitude IS NOT NULL"),
    (
        *("ix_facts_camera", "facts", "coalesce(make, '') || ' ' || coalesce(model, '')"),
        "make IS NOT NULL OR model IS NOT NULL",
    ),
    ("ix_use_published", "use", "published_at, tip_id", "withdrawn_at IS NULL"),
    ("ix_tip_unread", "tip", "trashed_at, received_at, id, workflow", "opened_at IS NULL"),
    ("ix_tip_verdict", "tip", "verdict, trashed_at, received_at, id", "verdict <> 'unverified'"),
    ("ix_tip_language", "tip", "language", "language <> ''"),
    ("ix_tip_place", "tip", "trashed_at, lower(place), received_at, id", "place <> ''"),
)
_LAST_CHANGE = (
    "SELECT at FROM ledgerentry WHERE ledgerentry.tip_id = tip.id ORDER BY ledgerentry.id DESC"
)
_STAMP = (
    "CREATE TRIGGER stamp_tip AFTER INSERT ON ledgerentry WHEN NEW.tip_id IS NOT NULL"
    " BEGIN UPDATE tip SET changed_at = NEW.at"
    " WHERE id = NEW.tip_id AND changed_at IS NOT NEW.at; END"
)


def upgrade() -> None:
    """Let the ledger stamp each tip that it speaks of, and make the indexes."""
    op.add_column("tip", sa.Column("changed_at", sa.DateTime(), nullable=True))
    op.execute(f"UPDATE tip SET changed_at = coalesce(({_LAST_CHANGE} LIMIT 1), received_at)")  # noqa: S608
    op.drop_index("ix_tip_assignee")
    held = ["assignee_id", "workflow", "trashed_at", "received_at", "id"]
    op.create_index("ix_tip_assignee", "tip", held)
    op.drop_index("ix_media_digest")
    op.create_index("ix_media_digest", "media", ["digest", "tip_id"])
    op.create_index("ix_tip_changed", "tip", ["trashed_at", "changed_at", "id"])
    op.execute("CREATE INDEX ix_tip_headline ON tip (trashed_at, lower(headline), id)")
    for name, table, columns, holds in _WHERE_SAID:
        op.execute(f"CREATE INDEX {name} ON {table} ({columns}) WHERE {holds}")
    op.execute(_STAMP)


def downgrade() -> None:
    """Refuse: a desk goes back by its backup."""
    raise AssertionError("a desk goes back by its backup")
