"""PostgreSQL: a small pool of connections, one transaction a job, run again from the start where two collided."""

from __future__ import annotations

import random
import time
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError

from storage.errors import CommitFailedError, StoreClosedError, StoreUnavailableError
from storage.inserts import InsertTexts
from storage.lanes import Job, JobMark, T, compact_json, hand_over
from storage.unit_of_work import UnitOfWork

CONNECTIONS = 8
ATTEMPTS = 12
COLLISIONS = frozenset({"40001", "40P01"})
"""SQLSTATE of a serialisation failure and of a deadlock: nothing was committed, the same job may succeed now."""


class PostgresqlLane:
    """One server's database. Writers see each other's commits statement by statement (read committed); what must
    not happen twice is held by unique keys, compare-and-set and `UnitOfWork.lock`."""

    dialect = "postgresql"

    def __init__(self, url: URL) -> None:
        self._engine = open_engine(url)
        self._picture = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self._inserts = InsertTexts(self._engine.dialect)
        self._mark = JobMark()
        self._threads = ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="postgresql")
        self._closed = False

    def write(self, job: Job[T]) -> T:
        """Run the job in the calling thread, in its own transaction, until it is committed or truly failed."""
        self._mark.refuse_nesting()
        if self._closed:
            raise StoreClosedError
        return self._persist(self._engine, job)

    def submit_write(self, job: Job[T]) -> Future[T]:
        """Run the job in one of the pool's threads."""
        return hand_over(self._threads, self.write, job)

    def read(self, job: Job[T]) -> T:
        """Run the job in the calling thread on one picture of the database."""
        self._mark.refuse_nesting()
        if self._closed:
            raise StoreClosedError
        return self._persist(self._picture, job)

    def submit_read(self, job: Job[T]) -> Future[T]:
        """Run the job in one of the pool's threads."""
        return hand_over(self._threads, self.read, job)

    def close(self) -> None:
        """Finish what was handed in and close the connections."""
        self._threads.shutdown()
        self._closed = True
        self._engine.dispose()

    def _persist(self, engine: Engine, job: Job[T]) -> T:
        """Attempt the job again while it collides with another, a little later and less regularly each time."""
        for attempt in range(1, ATTEMPTS):
            try:
                return self._attempt(engine, job)
            except DBAPIError as fault:
                if not _may_be_repeated(fault):
                    raise
            time.sleep(random.uniform(0, 0.002 * 2 ** min(attempt, 8)))
        return self._attempt(engine, job)

    def _attempt(self, engine: Engine, job: Job[T]) -> T:
        with engine.connect() as connection:
            with self._mark.running():
                result = job(UnitOfWork(connection, self._inserts))
            try:
                connection.commit()
            except DBAPIError as fault:
                if _collided(fault):
                    raise
                raise CommitFailedError(fault) from fault
            return result


def _collided(fault: DBAPIError) -> bool:
    return getattr(fault.orig, "sqlstate", None) in COLLISIONS


def _may_be_repeated(fault: DBAPIError) -> bool:
    """A collision, or a connection lost before the commit was asked for: in both, nothing was written."""
    return _collided(fault) or fault.connection_invalidated


def open_engine(url: URL) -> Engine:
    """An engine on the server, tried once so that a wrong address is told at the start."""
    engine = create_engine(
        url,
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=60,
        json_serializer=compact_json,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _set_up)
    try:
        with engine.connect():
            pass
    except OperationalError as fault:
        engine.dispose()
        reason = str(fault.orig).strip().splitlines()[-1]
        address = url.render_as_string(hide_password=True)
        raise StoreUnavailableError(
            f"连不上数据库 {address}（{reason}）：请检查地址、用户和密码，以及服务是否启动"
        ) from fault
    return engine


def _set_up(raw: Any, _record: Any) -> None:
    """A process that freezes inside a transaction must not hold its locks for ever."""
    raw.execute("SET idle_in_transaction_session_timeout = '60s'")
    raw.commit()
