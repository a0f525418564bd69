"""What one process asks of another that alone can do it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what this version brings."""
    op.create_table(
        "platform_relays",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("org", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_platform_relays")),
    )
    op.create_index(op.f("ix_platform_relays_org_name"), "platform_relays", ["org", "name"], unique=False)


def downgrade() -> None:
    """Take it away again."""
    op.drop_index(op.f("ix_platform_relays_org_name"), table_name="platform_relays")
    op.drop_table("platform_relays")
