"""The months whose attendance sheet has gone out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what this version brings."""
    op.create_table(
        "attendance_sheets",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("sent_at", sa.String(length=32), nullable=False),
        sa.Column("settled_at", sa.String(length=32), nullable=False),
        sa.Column("settled_by", sa.String(length=64), nullable=False),
        sa.Column("published", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("org", "month", name=op.f("pk_attendance_sheets")),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("attendance_sheets")
