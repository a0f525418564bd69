"""Meetings and studies, and their rolls."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what this version brings."""
    op.create_table(
        "gatherings",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("series", sa.String(length=8), nullable=False),
        sa.Column("planned", sa.Date(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("standing", sa.String(length=16), nullable=False),
        sa.Column("settled_by", sa.String(length=64), nullable=False),
        sa.Column("headcount", sa.Integer(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("org", "series", "planned", name=op.f("pk_gatherings")),
    )
    op.create_table(
        "roll_events",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("series", sa.String(length=8), nullable=False),
        sa.Column("planned", sa.Date(), nullable=False),
        sa.Column("member", sa.String(length=64), nullable=False),
        sa.Column("mark", sa.String(length=8), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roll_events")),
    )
    op.create_index(
        op.f("ix_roll_events_org_series_planned"), "roll_events", ["org", "series", "planned"], unique=False
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_index(op.f("ix_roll_events_org_series_planned"), table_name="roll_events")
    op.drop_table("roll_events")
    op.drop_table("gatherings")
