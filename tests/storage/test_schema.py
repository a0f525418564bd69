"""Versions of the database: what is refused, what is migrated, and that tables and migrations say the same."""

import ast
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, delete, inspect, text, update
from sqlalchemy.exc import DBAPIError

from storage import audit, migrate, schema
from storage.errors import SchemaForeignError, SchemaNewerError, SchemaOlderError, StoreError, StoreUnavailableError
from storage.store import Store
from storage.tables import audit as audit_table
from storage.tables import audit_heads, decisions, metadata, requests
from tests.storage.rows import NOON, ORG, keys, put


def run(url: str, *statements: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_an_empty_database_is_not_opened_and_not_touched(empty_database_url: str) -> None:
    with pytest.raises(SchemaOlderError, match="dzb migrate"):
        Store.open(empty_database_url)
    assert migrate.current(empty_database_url) == ""
    if empty_database_url.startswith("sqlite"):
        assert not Path(empty_database_url.removeprefix("sqlite:///")).exists()


def test_an_empty_database_is_migrated_where_that_is_asked_for(empty_database_url: str) -> None:
    store = Store.open(empty_database_url, migrate=True)
    store.write(put("a"))
    store.close()
    store = Store.open(empty_database_url)
    assert keys(store) == ["a"]
    store.close()
    assert migrate.current(empty_database_url) == migrate.head()


def test_migrating_tells_whether_there_was_anything_to_do(empty_database_url: str) -> None:
    assert migrate.upgrade(empty_database_url) is True
    assert migrate.upgrade(empty_database_url) is False


def test_an_older_database_is_not_opened(database_url: str) -> None:
    run(database_url, "DELETE FROM alembic_version")
    run(database_url, *(f'DROP TABLE "{table.name}"' for table in reversed(metadata.sorted_tables)))
    with pytest.raises(SchemaOlderError):
        Store.open(database_url)


@pytest.mark.parametrize("version", ["9999", "b7c1deadbeef"])
@pytest.mark.parametrize("migrating", [False, True])
def test_a_newer_database_is_neither_opened_nor_migrated(database_url: str, version: str, migrating: bool) -> None:
    run(database_url, f"UPDATE alembic_version SET version_num = '{version}'")
    with pytest.raises(SchemaNewerError, match=version) as refusal:
        Store.open(database_url, migrate=migrating)
    assert "\n" not in str(refusal.value)
    assert migrate.current(database_url) == version


def test_another_programs_database_is_left_alone(empty_database_url: str) -> None:
    run(empty_database_url, "CREATE TABLE members (id INTEGER)")
    with pytest.raises(SchemaForeignError, match="members"):
        Store.open(empty_database_url, migrate=True)
    engine = create_engine(empty_database_url)
    assert inspect(engine).get_table_names() == ["members"]
    engine.dispose()


def test_migrations_can_be_taken_down_and_up_again(database_url: str) -> None:
    migrate.downgrade(database_url, "base")
    engine = create_engine(database_url)
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    engine.dispose()
    migrate.upgrade(database_url)
    store = Store.open(database_url)
    store.write(put("a"))
    store.close()


def test_a_migration_that_fails_changes_nothing(empty_database_url: str) -> None:
    """The last table is in the way; the first ones must not stay behind."""
    run(empty_database_url, "CREATE TABLE alembic_version (version_num VARCHAR(32))")
    run(empty_database_url, "CREATE INDEX ix_outbox_open ON alembic_version (version_num)")
    with pytest.raises(DBAPIError):
        migrate.upgrade(empty_database_url)
    engine = create_engine(empty_database_url)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_processes_that_start_at_once_migrate_once(empty_database_url: str) -> None:
    done: list[bool] = []
    threads = [threading.Thread(target=lambda: done.append(migrate.upgrade(empty_database_url))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(done) == [False, False, True]


def test_tables_and_migrations_do_not_drift_apart(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_a_database_made_at_once_is_the_one_that_migrations_make(database_url: str, empty_database_url: str) -> None:
    engine = create_engine(empty_database_url)
    with engine.begin() as connection:
        schema.create(connection)
        made_at_once = described(connection)
    engine.dispose()
    engine = create_engine(database_url)
    with engine.connect() as connection:
        assert described(connection) == made_at_once
    engine.dispose()


def described(connection: Connection) -> dict[str, object]:
    """Everything a catalogue tells: columns, keys, indexes with their conditions, triggers."""
    seen = inspect(connection)
    tables = {
        table: (
            sorted((c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(table)),
            seen.get_pk_constraint(table)["constrained_columns"],
            sorted(
                (i["name"], i["column_names"], *map(str, i["dialect_options"].values()))
                for i in seen.get_indexes(table)
            ),
            sorted(str(u["column_names"]) for u in seen.get_unique_constraints(table)),
            sorted(str(f["constrained_columns"]) for f in seen.get_foreign_keys(table)),
        )
        for table in seen.get_table_names()
    }
    triggers = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
        "postgresql": "SELECT tgname, pg_get_triggerdef(oid) || pg_get_functiondef(tgfoid) FROM pg_trigger "
        "WHERE NOT tgisinternal ORDER BY tgname",
    }[connection.dialect.name]
    return {**tables, "triggers": [tuple(row) for row in connection.execute(text(triggers))]}


def test_every_row_bears_its_org() -> None:
    for table in metadata.sorted_tables:
        assert "org" in table.c, table.name
        key = [column.name for column in table.primary_key]
        assert key[0] == "org" or key == ["id"], table.name


def test_every_index_begins_with_the_org() -> None:
    indexes = [index for table in metadata.sorted_tables for index in table.indexes]
    assert [index.name for index in indexes if next(iter(index.columns)).name != "org"] == []


@pytest.mark.parametrize("table", [audit_table, decisions, audit_heads], ids=lambda table: table.name)
@pytest.mark.parametrize("change", [delete, lambda table: update(table).values(org="other")], ids=["delete", "update"])
def test_proof_can_be_neither_changed_nor_deleted(store: Store, table, change) -> None:
    store.write(some_proof)
    with pytest.raises(DBAPIError, match="append-only"):
        store.write(lambda uow: uow.execute(change(table)))
    assert store.read(lambda uow: uow.scalar(table.select().with_only_columns(table.c.org))) == ORG


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
@pytest.mark.parametrize("table", ["audit", "decisions", "audit_heads"])
def test_proof_cannot_be_emptied(store: Store, table: str) -> None:
    store.write(some_proof)
    with pytest.raises(DBAPIError, match="append-only"):
        store.write(lambda uow: uow.execute(text(f"TRUNCATE {table}")))


def some_proof(uow) -> None:
    moments = {"created_at": "x", "changed_at": "x"}
    uow.insert(
        requests,
        org=ORG,
        serial="QJ-2026-0001",
        matter="QJ",
        applicant="linf",
        entered_by="linf",
        state="submitted",
        form={},
        policy_version=1,
        informed=[],
        **moments,
    )
    uow.insert(
        decisions,
        org=ORG,
        serial="QJ-2026-0001",
        position=1,
        actor="wangq",
        verdict="approve",
        channel="workplace",
        at="x",
    )
    audit.append(uow, ORG, NOON, "linf", "submit", "QJ-2026-0001", {})


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "数据库地址写得不对"),
        ("mysql://u@h/d", "不支持这种数据库"),
        ("sqlite:////nowhere/at/all/house.db", "目录"),
        ("postgresql://nobody:secret@127.0.0.1:1/none", "连不上数据库"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_in_one_line(url: str, said: str) -> None:
    with pytest.raises(StoreError, match=said) as refusal:
        Store.open(url, migrate=True)
    assert "\n" not in str(refusal.value)
    assert "secret" not in str(refusal.value)


def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "letter.db"
    file.write_bytes(b"a letter, not a database. " * 100)
    before = file.read_bytes()
    for migrating in (False, True):
        with pytest.raises(StoreUnavailableError, match="打不开"):
            Store.open(f"sqlite:///{file}", migrate=migrating)
    assert file.read_bytes() == before


def test_a_file_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "house.db"
    folder.mkdir()
    with pytest.raises(StoreUnavailableError, match="打不开"):
        Store.open(f"sqlite:///{folder}")


def test_opening_a_current_database_does_not_load_alembic(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/house.db"
    migrate.upgrade(url)
    code = (
        "import sys; from storage.store import Store; "
        f"Store.open({url!r}, migrate=True).close(); Store.open('sqlite://').close(); "
        "print('alembic' in sys.modules)"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"


def test_versions_are_numbered_in_their_files_as_in_their_names() -> None:
    for file in schema.VERSIONS.glob("*.py"):
        assigned = {
            node.targets[0].id: ast.literal_eval(node.value)
            for node in ast.parse(file.read_text()).body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }
        assert assigned["revision"] == file.name[:4]


def test_a_database_written_by_sqlite_alone_can_be_read_by_the_store(database_url: str, dialect: str) -> None:
    """A copy made with the log folded in, as a backup is, opens like the original."""
    if dialect == "sqlite":
        file = Path(database_url.removeprefix("sqlite:///"))
        sqlite3.connect(file).execute("VACUUM INTO ?", (str(file.with_name("copy.db")),)).connection.close()
        store = Store.open(f"sqlite:///{file.with_name('copy.db')}")
        assert keys(store) == []
        store.close()
