"""Who has taken over which duty shift."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what this version brings."""
    op.create_table(
        "duty_takeovers",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("start_at", sa.String(length=32), nullable=False),
        sa.Column("member", sa.String(length=64), nullable=False),
        sa.Column("taken_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("org", "start_at", "member", name=op.f("pk_duty_takeovers")),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("duty_takeovers")
