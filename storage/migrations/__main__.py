"""Draft the next migration from what the tables have and the last one has not: `python -m storage.migrations Subject`.

Correct the draft by hand and run the tests: they hold that tables and migrations say the same.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command
from sqlalchemy import create_engine

from storage import migrate, schema


def main(subject: str) -> None:
    """Write the draft beside the other versions."""
    number = f"{int(max(schema.known(), default='0000')) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'draft.db'}"
        if schema.known():
            migrate.upgrade(url)
        engine = create_engine(url)
        with engine.begin() as connection:
            command.revision(migrate.configuration(connection), subject, autogenerate=True, rev_id=number)
        engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1])
