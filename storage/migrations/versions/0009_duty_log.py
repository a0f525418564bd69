"""The duty log, and which shifts were handed over."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what this version brings."""
    op.create_table(
        "duty_log",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("shift_at", sa.String(length=32), nullable=False),
        sa.Column("event", sa.String(length=8), nullable=False),
        sa.Column("happened_at", sa.String(length=32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("writer", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_log")),
    )
    for columns in (("org", "year", "number"), ("org", "happened_at"), ("org", "shift_at")):
        op.create_index(op.f(f"ix_duty_log_{'_'.join(columns)}"), "duty_log", list(columns))
    op.create_table(
        "duty_handovers",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("start_at", sa.String(length=32), nullable=False),
        sa.Column("member", sa.String(length=64), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("handed_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("org", "start_at", name=op.f("pk_duty_handovers")),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("duty_handovers")
    op.drop_table("duty_log")
