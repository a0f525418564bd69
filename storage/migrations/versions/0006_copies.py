"""Which platform got a thing, where an office is on more than one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what this version brings."""
    op.create_table(
        "platform_copies",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("outbox_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("receiver", sa.String(length=128), nullable=False),
        sa.Column("card_id", sa.String(length=32), nullable=False),
        sa.Column("platform_id", sa.String(length=256), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("org", "outbox_id", "channel", name=op.f("pk_platform_copies")),
    )
    op.create_index(
        op.f("ix_platform_copies_org_card_id_receiver"),
        "platform_copies",
        ["org", "card_id", "receiver"],
        unique=False,
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_index(op.f("ix_platform_copies_org_card_id_receiver"), table_name="platform_copies")
    op.drop_table("platform_copies")
