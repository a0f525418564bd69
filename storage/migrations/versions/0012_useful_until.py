"""Until when a message is of use to whom it goes to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what this version brings."""
    with op.batch_alter_table("outbox") as table:
        table.add_column(sa.Column("useful_until", sa.String(length=32), nullable=False, server_default=sa.text("''")))


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("outbox") as table:
        table.drop_column("useful_until")
