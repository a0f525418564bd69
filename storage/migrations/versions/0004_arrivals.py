"""Callbacks that were acknowledged before they were worked through."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what this version brings."""
    op.create_table(
        "platform_arrivals",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("door", sa.String(length=16), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("arrived_at", sa.String(length=32), nullable=False),
        sa.Column("order", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_platform_arrivals")),
    )
    op.create_index(op.f("ix_platform_arrivals_org_channel"), "platform_arrivals", ["org", "channel"], unique=False)


def downgrade() -> None:
    """Take it away again."""
    op.drop_index(op.f("ix_platform_arrivals_org_channel"), table_name="platform_arrivals")
    op.drop_table("platform_arrivals")
