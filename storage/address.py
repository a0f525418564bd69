"""Where the database is: the one line of the settings, understood."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from storage.errors import StoreUnavailableError

IN_MEMORY = make_url("sqlite+pysqlite://")


def parse(url: str) -> URL:
    """The address with its driver. Raises StoreUnavailableError where it is none, or of another database."""
    try:
        address = make_url(url)
    except ArgumentError as fault:
        raise StoreUnavailableError(
            f"数据库地址写得不对：{url}，应写成 sqlite:///文件路径 或 postgresql://用户:密码@主机/库名"
        ) from fault
    if address.get_backend_name() in ("postgresql", "postgres"):
        return address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() != "sqlite":
        raise StoreUnavailableError(f"不支持这种数据库：{address.drivername}，请用 sqlite 或 postgresql")
    if not address.database or address.database == ":memory:":
        return IN_MEMORY
    return address.set(drivername="sqlite+pysqlite", database=str(Path(address.database).expanduser()))


def is_in_memory(address: URL) -> bool:
    """Whether the database lives only as long as the program."""
    return address == IN_MEMORY


def is_fresh(address: URL) -> bool:
    """Whether the address means a file that is not there yet."""
    return address.get_backend_name() == "sqlite" and not Path(str(address.database)).exists()
