"""How Alembic is run here: on a connection handed in, in its transaction, on both databases alike."""

from __future__ import annotations

from alembic import context

import storage.platform_tables
import storage.workplace_tables  # noqa: F401 - its tables belong to the same metadata
from storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
