"""The store: every reading and every writing of the house goes through `read` and `write`."""

from __future__ import annotations

import asyncio

from sqlalchemy.engine import URL

from storage import migrate as migrations
from storage import schema
from storage.address import is_fresh, is_in_memory, parse
from storage.errors import SchemaOlderError
from storage.lanes import Job, Lane, T


class Store:
    """One database, opened. Jobs are plain functions of a `UnitOfWork`; they may be run again from the start and
    must have no effect outside it."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self.dialect = lane.dialect

    @classmethod
    def open(cls, url: str, migrate: bool = False) -> Store:
        """Open `sqlite:///path/file.db`, `postgresql+psycopg://...`, or `sqlite://` (in memory, always fresh).

        Raises SchemaNewerError for a database of a newer program, SchemaOlderError for an earlier or empty one
        unless `migrate` is true, StoreUnavailableError where it cannot be opened. Nothing is changed then.
        """
        address = parse(url)
        if not is_in_memory(address):
            if migrate:
                migrations.upgrade(url)
            elif is_fresh(address):
                raise SchemaOlderError("", schema.head())
        store = cls(_lane(address))
        try:
            store._make_sure_of_the_schema(address)
        except BaseException:
            store.close()
            raise
        return store

    def write(self, job: Job[T]) -> T:
        """Run the job in one transaction, all of it or nothing; returns after the commit. Blocks."""
        return self._lane.write(job)

    async def write_async(self, job: Job[T]) -> T:
        """The same from the event loop, which goes on meanwhile."""
        return await asyncio.wrap_future(self._lane.submit_write(job))

    def read(self, job: Job[T]) -> T:
        """Run the job on one unchanging picture of the database; writing in it is an error. Blocks."""
        return self._lane.read(job)

    async def read_async(self, job: Job[T]) -> T:
        """The same from the event loop, which goes on meanwhile."""
        return await asyncio.wrap_future(self._lane.submit_read(job))

    def close(self) -> None:
        """Finish what was handed in, then let the database go. Further work is refused."""
        self._lane.close()

    def _make_sure_of_the_schema(self, address: URL) -> None:
        if is_in_memory(address):
            self.write(lambda uow: schema.create(uow.connection))
        else:
            self.read(lambda uow: schema.require_current(uow.connection))


def _lane(address: URL) -> Lane:
    if address.get_backend_name() == "postgresql":
        from storage.postgresql import PostgresqlLane

        return PostgresqlLane(address)
    from storage.sqlite import SqliteLane

    return SqliteLane(address)
