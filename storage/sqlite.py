"""SQLite: one writer thread, whose waiting jobs share one durable commit, and a few readers beside it.

Write-ahead log with synchronous=FULL: what was committed survives a power cut, and grouping the commits pays for it.
"""

from __future__ import annotations

import queue
import sqlite3
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import QueuePool, StaticPool

from storage.address import is_in_memory
from storage.errors import CommitFailedError, StoreClosedError, StoreUnavailableError
from storage.inserts import InsertTexts
from storage.lanes import Job, JobMark, T, compact_json, hand_over
from storage.unit_of_work import UnitOfWork

READERS = 3
LARGEST_GROUP = 64
LONGEST_GROUP_SECONDS = 0.02
BUSY_SECONDS = 10


@dataclass
class _Waiting(Generic[T]):
    job: Job[T]
    future: Future[T] = field(default_factory=Future)
    result: T | None = None
    failure: BaseException | None = None

    def release(self) -> None:
        """Tell the caller, once what it asked for is durable or undone."""
        if self.failure is not None:
            self.future.set_exception(self.failure)
        else:
            self.future.set_result(self.result)  # type: ignore[arg-type]


class SqliteLane:
    """One file (or one memory) with its writer thread and its readers."""

    dialect = "sqlite"

    def __init__(self, url: URL) -> None:
        self._in_memory = is_in_memory(url)
        self._writer_engine = open_engine(url, "BEGIN IMMEDIATE", 1)
        self._inserts = InsertTexts(self._writer_engine.dialect)
        self._mark = JobMark()
        self._queue: queue.SimpleQueue[_Waiting[Any] | None] = queue.SimpleQueue()
        self._gate = threading.Lock()
        self._closed = False
        self._reader_engine = None if self._in_memory else open_engine(url, "BEGIN", READERS)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="sqlite-reader")
        self._writer = threading.Thread(target=self._serve, name="sqlite-writer", daemon=True)
        self._writer.start()

    def write(self, job: Job[T]) -> T:
        """Hand the job to the writer and wait until its group is committed."""
        self._mark.refuse_nesting()
        return self.submit_write(job).result()

    def submit_write(self, job: Job[T]) -> Future[T]:
        """Hand the job to the writer."""
        waiting = _Waiting(job)
        with self._gate:
            if self._closed:
                raise StoreClosedError
            self._queue.put(waiting)
        return waiting.future

    def read(self, job: Job[T]) -> T:
        """Run the job in the calling thread on a reader's connection; in memory, between two writes."""
        self._mark.refuse_nesting()
        if self._closed:
            raise StoreClosedError
        if self._reader_engine is None:
            return self.write(lambda uow: self._read_only(uow, job))
        with self._reader_engine.connect() as connection, self._mark.running():
            return job(UnitOfWork(connection, self._inserts))

    def submit_read(self, job: Job[T]) -> Future[T]:
        """Run the job in a reader's thread."""
        if self._reader_engine is None:
            return self.submit_write(lambda uow: self._read_only(uow, job))
        return hand_over(self._readers, self.read, job)

    def close(self) -> None:
        """Finish what waits, fold the log into the file, and close it."""
        with self._gate:
            if self._closed:
                return
            self._closed = True
            self._queue.put(None)
        self._writer.join()
        self._readers.shutdown()
        if self._reader_engine is not None:
            self._reader_engine.dispose()
        self._writer_engine.dispose()

    def _read_only(self, uow: UnitOfWork, job: Job[T]) -> T:
        connection = uow.connection
        connection.exec_driver_sql("PRAGMA query_only=ON")
        try:
            return job(uow)
        finally:
            connection.exec_driver_sql("PRAGMA query_only=OFF")

    # --- in the writer thread ---

    def _serve(self) -> None:
        with self._writer_engine.connect() as connection:
            while (first := self._queue.get()) is not None:
                if first.future.set_running_or_notify_cancel():
                    self._run_group(connection, first)

    def _run_group(self, connection: Connection, first: _Waiting[Any]) -> None:
        """Run what waits, commit once, and only then tell anybody."""
        group = [first]
        try:
            _undo(connection)
            with connection.begin(), self._mark.running():
                self._run_jobs(connection, group)
        except BaseException as fault:  # noqa: BLE001 - nothing was committed: everyone hears it, the writer goes on
            for waiting in group:
                waiting.failure = waiting.failure or CommitFailedError(fault)
            with suppress(SQLAlchemyError, sqlite3.Error):  # tried once more before the next group
                _undo(connection)
        for waiting in group:
            waiting.release()

    def _run_jobs(self, connection: Connection, group: list[_Waiting[Any]]) -> None:
        closing_time = time.monotonic() + LONGEST_GROUP_SECONDS
        self._run_one(connection, group[0])
        while len(group) < LARGEST_GROUP and time.monotonic() < closing_time:
            waiting = self._next_waiting()
            if waiting is None:
                return
            group.append(waiting)
            self._run_one(connection, waiting)

    def _next_waiting(self) -> _Waiting[Any] | None:
        """The next job if one waits already. The closing mark goes back: it is for the serving loop."""
        while not self._queue.empty():
            waiting = self._queue.get()
            if waiting is None:
                self._queue.put(None)
                return None
            if waiting.future.set_running_or_notify_cancel():
                return waiting
        return None

    def _run_one(self, connection: Connection, waiting: _Waiting[Any]) -> None:
        """Run one job inside its own savepoint, so that its failure is its own."""
        raw: Any = connection.connection.dbapi_connection
        raw.execute("SAVEPOINT job")
        try:
            waiting.result = waiting.job(UnitOfWork(connection, self._inserts))
        except BaseException as fault:  # noqa: BLE001 - whatever it is, it belongs to the job's caller
            waiting.failure = fault
            raw.execute("ROLLBACK TO job")
        raw.execute("RELEASE job")


def _undo(connection: Connection) -> None:
    """Leave whatever transaction a failed commit left open."""
    connection.rollback()
    raw: Any = connection.connection.dbapi_connection
    if raw.in_transaction:
        raw.rollback()


def open_engine(url: URL, begin: str, connections: int) -> Engine:
    """An engine whose every connection is set for durability and whose transactions begin as said."""
    memory = is_in_memory(url)
    if not memory and not Path(str(url.database)).absolute().parent.is_dir():
        raise StoreUnavailableError(
            f"数据库文件所在的目录不存在：请先建立目录 {Path(str(url.database)).absolute().parent}"
        )
    pool: dict[str, Any] = {"poolclass": StaticPool} if memory else {"poolclass": QueuePool, "pool_size": connections}
    if not memory:
        pool |= {"max_overflow": 0, "pool_timeout": 60}
    engine = create_engine(
        url,
        connect_args={"isolation_level": None, "check_same_thread": False, "timeout": BUSY_SECONDS},
        json_serializer=compact_json,
        hide_parameters=True,
        **pool,
    )
    read_only = begin == "BEGIN"
    event.listen(engine, "connect", lambda raw, _record: _set_up(raw, memory, read_only))
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    _try_to_open(engine, url)
    return engine


def _set_up(raw: Any, memory: bool, read_only: bool) -> None:
    raw.execute("PRAGMA foreign_keys=ON")
    raw.execute("PRAGMA synchronous=FULL")
    if memory:
        return
    (mode,) = raw.execute("PRAGMA journal_mode=WAL").fetchone()
    if mode != "wal":
        raise StoreUnavailableError("数据库文件所在的磁盘不支持 WAL 日志：请把数据库放到本机磁盘，不要放在网络盘上")
    if read_only:
        raw.execute("PRAGMA query_only=ON")


def _try_to_open(engine: Engine, url: URL) -> None:
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except DBAPIError as fault:
        engine.dispose()
        raise StoreUnavailableError(
            f"打不开数据库文件 {url.database}（{fault.orig}）：请检查路径、权限，以及它是不是 SQLite 数据库"
        ) from fault
