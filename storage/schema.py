"""Which version of the tables a database bears, and which one this program knows."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

import storage.platform_tables
import storage.workplace_tables  # noqa: F401 - its tables belong to the same metadata
from storage.append_only import only_forward, refuse_changes
from storage.errors import SchemaForeignError, SchemaNewerError, SchemaOlderError
from storage.tables import metadata

VERSIONS = Path(__file__).parent / "migrations" / "versions"
MARK = "alembic_version"


def head() -> str:
    """The version that this program writes: the number of its last migration."""
    return max(known())


def known() -> frozenset[str]:
    """The numbers of all migrations, read off their file names (`0001_the_house.py`)."""
    return frozenset(file.name[:4] for file in VERSIONS.glob("[0-9][0-9][0-9][0-9]_*.py"))


def found(connection: Connection) -> str:
    """The version that the database bears, "" where it bears none."""
    if not inspect(connection).has_table(MARK):
        return ""
    return str(connection.execute(text(f"SELECT version_num FROM {MARK}")).scalar() or "")


def require_current(connection: Connection) -> None:
    """Raise SchemaNewerError or SchemaOlderError unless the database is exactly of this program's version."""
    require_not_newer(connection)
    version = found(connection)
    if version != head():
        raise SchemaOlderError(version, head())


def require_not_newer(connection: Connection) -> None:
    """Raise SchemaNewerError for a version that this program does not know, SchemaForeignError for no version at
    all beside tables named like ours."""
    version = found(connection)
    if version and version not in known():
        raise SchemaNewerError(version, head())
    if not version:
        foreign = set(inspect(connection).get_table_names()) & set(metadata.tables)
        if foreign:
            raise SchemaForeignError(min(foreign))


def guards(dialect: str) -> list[str]:
    """The statements that make the proof append-only, beside the tables themselves."""
    return [
        *refuse_changes(dialect, "audit"),
        *refuse_changes(dialect, "decisions"),
        *only_forward(dialect, "audit_heads", "sequence"),
    ]


def create(connection: Connection) -> None:
    """All tables at once in an empty database, as the migrations would leave them."""
    metadata.create_all(connection)
    for statement in guards(connection.dialect.name):
        connection.exec_driver_sql(statement)
    connection.execute(text(f"CREATE TABLE {MARK} (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text(f"INSERT INTO {MARK} VALUES (:version)"), {"version": head()})
