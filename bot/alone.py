"""One process at a time on an embedded database: SQLite keeps its promises with one."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.errors import StoreUnavailableError


@contextmanager
def alone(database: Path) -> Iterator[None]:
    """Hold the database for this process. Raises StoreUnavailableError where another one holds it.

    The system lets go of it with the process, however that ends.
    """
    mark = database.with_name(database.name + ".lock")
    with mark.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreUnavailableError(
                f"另一个程序正在使用数据库 {database}：请先停止它，或者换一个数据目录"
            ) from error
        yield
