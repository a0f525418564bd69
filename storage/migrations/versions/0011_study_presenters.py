"""Who presents at a study out of turn."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what this version brings."""
    op.create_table(
        "study_presenters",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("planned", sa.Date(), nullable=False),
        sa.Column("member", sa.String(length=64), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("org", "planned", name=op.f("pk_study_presenters")),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("study_presenters")
