"""What the office was asked about a platform's contacts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what this version brings."""
    op.create_table(
        "contact_questions",
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("asked_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("org", "channel", "key", name=op.f("pk_contact_questions")),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("contact_questions")
