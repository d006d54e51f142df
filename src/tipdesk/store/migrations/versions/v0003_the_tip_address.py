"""The tip address: messages, mailboxes, blocked senders; files that are finished later."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add what mail and chats need; the mails that are there already stay as they are."""
    _mailboxes()
    _messages()
    op.add_column(
        "contributor", sa.Column("blocked", sa.Boolean(), nullable=False, server_default="0")
    )
    # SQLite adds no foreign key to a table that is there; the message is looked after by verbs.
    op.add_column("media", sa.Column("message_id", sa.Integer(), nullable=True))
    op.create_index("ix_media_message_id", "media", ["message_id"])
    op.add_column("facts", sa.Column("finished", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_facts_finished", "facts", ["kind", "finished"])


def downgrade() -> None:
    """Refuse: a desk goes back by its backup."""
    raise AssertionError("a desk goes back by its backup")


def _mailboxes() -> None:
    op.create_table(
        "mailbox",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "host")),
        sa.Column("port", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in (
                *("security", "user", "sign_in", "client_id", "tenant", "folder"),
                "trusted_server",
            )
        ),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("rules", sa.JSON(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("uid_validity", "last_uid", "mod_seq")
        ),
        sa.Column("fetched_at", sa.DateTime(), nullable=True),
        sa.Column("trouble", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )


def _messages() -> None:
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tip_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("contributor_id", sa.Integer(), nullable=True),
        sa.Column("mailbox_id", sa.Integer(), nullable=True),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("subject", "text")),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["tip_id"], ["tip.id"]),
        sa.ForeignKeyConstraint(["digest"], ["facts.digest"]),
        sa.ForeignKeyConstraint(["contributor_id"], ["contributor.id"]),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailbox.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_message_tip", "message", ["tip_id", "position"])
    for name in ("digest", "key", "message_id", "contributor_id"):
        op.create_index(f"ix_message_{name}", "message", [name])
