"""One transaction: what a job is given to work with. Nothing in it outlives the commit.

Statements that run often are built once, as module constants with `bindparam`, and get their values as `params`:
SQLAlchemy then neither builds nor compiles them again (measured: 32 µs against 100 to 220 µs for one that is built
anew). Inserts go through `insert` and `insert_ignore`, whose text is kept from the first use (16 µs).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable, Row, Table

from storage.inserts import InsertTexts

Params = Mapping[str, Any] | Sequence[Mapping[str, Any]] | None


class UnitOfWork:
    """The connection of this transaction, with the few verbs that named queries are written in.

    A job may be run again from the start (two writers collided on PostgreSQL), so it must have no effect outside.
    It neither commits nor rolls back: returning commits, raising rolls back.
    """

    __slots__ = ("_inserts", "connection", "dialect")

    def __init__(self, connection: Connection, inserts: InsertTexts) -> None:
        self.connection = connection
        self._inserts = inserts
        self.dialect = connection.dialect.name

    def execute(self, statement: Executable, params: Params = None) -> CursorResult[Any]:
        """Run a statement; `.rowcount` of the result tells how many rows an update or delete touched."""
        return self.connection.execute(statement, params)

    def changed(self, statement: Executable, params: Params = None) -> int:
        """Run an update or delete and return how many rows it touched: compare-and-set asks for exactly 1."""
        return self.execute(statement, params).rowcount

    def rows(self, statement: Executable, params: Params = None) -> Sequence[Row[Any]]:
        """All rows of a query; columns are read as attributes (`row.serial`)."""
        return self.execute(statement, params).all()

    def one_or_none(self, statement: Executable, params: Params = None) -> Row[Any] | None:
        """The only row of a query, or None; more than one is a fault of the query and raises."""
        return self.execute(statement, params).one_or_none()

    def scalar(self, statement: Executable, params: Params = None) -> Any:
        """The first column of the first row, or None where there is no row."""
        return self.execute(statement, params).scalar()

    def insert(self, table: Table, **values: Any) -> int:
        """Add a row. Returns its id where the table numbers its own rows, else 0."""
        text = self._inserts.text(table, tuple(values))
        result = self.connection.exec_driver_sql(text.sql, text.bind(values))
        return text.new_id(result)

    def insert_ignore(self, table: Table, **values: Any) -> bool:
        """Add a row unless one with the same key is there already. True if it was added: the caller was first."""
        text = self._inserts.text(table, tuple(values), ignore=True)
        return self.connection.exec_driver_sql(text.sql, text.bind(values)).rowcount == 1

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Whatever is written inside is taken back at its end: for looking at what would be."""
        self.connection.exec_driver_sql("SAVEPOINT undone")
        try:
            yield
        finally:
            self.connection.exec_driver_sql("ROLLBACK TO SAVEPOINT undone")
            self.connection.exec_driver_sql("RELEASE SAVEPOINT undone")

    def lock(self, *names: str) -> None:
        """Wait until nobody else holds these names; they are let go with the end of the transaction.

        For what no row stands for yet («one request at a time of this member»). On SQLite the single writer is
        the lock, so nothing is done.
        """
        if self.dialect == "postgresql":
            self.connection.exec_driver_sql(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", ("\x1f".join(names),)
            )
