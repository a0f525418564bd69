"""Bring a database to this program's version, or tell which version it has. Works from the installed package."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import URL

from storage import schema
from storage.address import is_fresh, parse

if TYPE_CHECKING:
    from alembic.config import Config

LOCK = 0x647A62  # «dzb»: one process migrates, the others wait for it


def head() -> str:
    """The version that this program writes."""
    return schema.head()


def current(url: str) -> str:
    """The version that the database bears, "" where it has no tables yet. Changes nothing."""
    address = parse(url)
    if is_fresh(address):
        return ""
    with _connected(address) as connection:
        return schema.found(connection)


def upgrade(url: str) -> bool:
    """Run the migrations that are missing, all of them or none. True if there were any.

    Raises SchemaNewerError for a database of a newer program, SchemaForeignError for another program's database.
    """
    with _connected(parse(url)) as connection:
        _wait_for_others(connection)
        schema.require_not_newer(connection)
        if schema.found(connection) == head():
            return False
        _alembic(connection, "upgrade", "head")
    return True


def downgrade(url: str, version: str) -> None:
    """Take migrations back down to a version ("base" for none). What their tables held is lost."""
    with _connected(parse(url)) as connection:
        _wait_for_others(connection)
        _alembic(connection, "downgrade", version)


def configuration(connection: Connection) -> Config:
    """Alembic's settings for this package's migrations on an open connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    return config


def _alembic(connection: Connection, command: str, version: str) -> None:
    """Alembic is heavy to load (half a second), so it is only loaded where something is to be done."""
    from alembic import command as commands

    getattr(commands, command)(configuration(connection), version)


@contextmanager
def _connected(address: URL) -> Iterator[Connection]:
    engine = _engine(address)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _engine(address: URL) -> Engine:
    if address.get_backend_name() == "postgresql":
        from storage import postgresql

        return postgresql.open_engine(address)
    from storage import sqlite

    return sqlite.open_engine(address, "BEGIN IMMEDIATE", 1)


def _wait_for_others(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
