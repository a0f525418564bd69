"""The chat platforms: leases, tokens, how our cards stand there, and where we may speak."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_INDEXED = {"platform_cards": "card_id", "platform_codes": "task", "platform_answers": "place"}


def upgrade() -> None:
    """Add what this version brings."""
    op.create_table(
        "platform_leases",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=False),
        sa.Column("until", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("org", "name", name=op.f("pk_platform_leases")),
    )
    op.create_table(
        "platform_tokens",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("ends_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("org", "name", name=op.f("pk_platform_tokens")),
    )
    op.create_table(
        "platform_cards",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("task", sa.String(length=128), nullable=False),
        sa.Column("card_id", sa.String(length=32), nullable=False),
        sa.Column("door", sa.String(length=16), nullable=False),
        sa.Column("receiver", sa.String(length=128), nullable=False),
        sa.Column("outbox_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("message_id", sa.String(length=256), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("org", "channel", "task", name=op.f("pk_platform_cards")),
    )
    op.create_table(
        "platform_codes",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=256), nullable=False),
        sa.Column("task", sa.String(length=128), nullable=False),
        sa.Column("given_at", sa.String(length=32), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("org", "channel", "code", name=op.f("pk_platform_codes")),
    )
    op.create_table(
        "platform_chats",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("door", sa.String(length=16), nullable=False),
        sa.Column("place", sa.String(length=128), nullable=False),
        sa.Column("is_group", sa.Boolean(), nullable=False),
        sa.Column("first_heard_at", sa.String(length=32), nullable=False),
        sa.Column("last_heard_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("org", "channel", "door", "place", name=op.f("pk_platform_chats")),
    )
    op.create_table(
        "platform_answers",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("message_id", sa.String(length=128), nullable=False),
        sa.Column("place", sa.String(length=128), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("given_at", sa.String(length=32), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("org", "channel", "message_id", name=op.f("pk_platform_answers")),
    )
    for table, column in _INDEXED.items():
        op.create_index(op.f(f"ix_{table}_org_channel_{column}"), table, ["org", "channel", column], unique=False)


def downgrade() -> None:
    """Take away what this version brought."""
    for table, column in _INDEXED.items():
        op.drop_index(op.f(f"ix_{table}_org_channel_{column}"), table_name=table)
    for name in ("answers", "chats", "codes", "cards", "tokens", "leases"):
        op.drop_table(f"platform_{name}")
