"""Small jobs for tests of the store: settings come and go, as rows that nobody else cares about."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from storage.instants import ZONE
from storage.office_tables import settings
from storage.store import Store
from storage.unit_of_work import UnitOfWork

ORG = "qinghe"
NOON = datetime(2026, 12, 1, 12, tzinfo=ZONE)
KEYS = select(settings.c.key).where(settings.c.org == bindparam("org")).order_by(settings.c.key)


def after(seconds: float) -> datetime:
    """A moment that many seconds after noon."""
    return NOON + timedelta(seconds=seconds)


def put(*keys: str) -> Callable[[UnitOfWork], None]:
    """A job that writes these keys."""

    def job(uow: UnitOfWork) -> None:
        for key in keys:
            uow.insert(settings, org=ORG, key=key, value="")

    return job


def put_and_fail(key: str) -> Callable[[UnitOfWork], None]:
    """A job that writes a key and then raises."""

    def job(uow: UnitOfWork) -> None:
        put(key)(uow)
        raise ValueError(f"not {key}")

    return job


def keys(store: Store) -> list[str]:
    """Every key that is there."""
    return store.read(lambda uow: [row.key for row in uow.rows(KEYS, {"org": ORG})])
