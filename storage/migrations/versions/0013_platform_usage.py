"""What a platform counts by the month."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what this version brings."""
    op.create_table(
        "platform_usage",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("org", "channel", "month", "kind", name=op.f("pk_platform_usage")),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("platform_usage")
