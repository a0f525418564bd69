"""What a database must be able to do for the store; SQLite and PostgreSQL are its two children."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from storage.errors import StoreClosedError
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")
Job = Callable[[UnitOfWork], T]


class Lane(Protocol):
    """The way of a job into its transaction and out again."""

    dialect: str

    def write(self, job: Job[T]) -> T:
        """Run the job in a transaction of its own fate, and return after the commit."""
        ...

    def submit_write(self, job: Job[T]) -> Future[T]:
        """The same without waiting."""
        ...

    def read(self, job: Job[T]) -> T:
        """Run the job on one unchanging picture of the database; it cannot write."""
        ...

    def submit_read(self, job: Job[T]) -> Future[T]:
        """The same without waiting."""
        ...

    def close(self) -> None:
        """Finish what was handed in, then let go of every connection and thread."""
        ...


class JobMark(threading.local):
    """Knows whether this thread is inside a job: a job that opened another transaction would wait for itself."""

    inside = False

    def refuse_nesting(self) -> None:
        """Raise where a job asks the store for a second transaction."""
        if self.inside:
            raise RuntimeError("a job must not open another transaction: pass its UnitOfWork on instead")

    @contextmanager
    def running(self) -> Iterator[None]:
        """Marks the thread for as long as a job runs."""
        self.inside = True
        try:
            yield
        finally:
            self.inside = False


def hand_over(threads: ThreadPoolExecutor, run: Callable[[Job[T]], T], job: Job[T]) -> Future[T]:
    """Let one of the threads run the job. Raises StoreClosedError once they take no more."""
    try:
        return threads.submit(run, job)
    except RuntimeError as fault:
        raise StoreClosedError from fault


_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def compact_json(value: Any) -> str:
    """JSON as it is stored: Chinese readable, no blanks."""
    return _COMPACT.encode(value)
