"""Small things that an office has set and the program must remember."""

from __future__ import annotations

from sqlalchemy import bindparam, select, update

from storage.office_tables import settings
from storage.unit_of_work import UnitOfWork

_READ = select(settings.c.value).where(settings.c.org == bindparam("org"), settings.c.key == bindparam("key"))
_BEGINNING = select(settings.c.key, settings.c.value).where(
    settings.c.org == bindparam("org"), settings.c.key.startswith(bindparam("beginning"))
)
_CHANGE = (
    update(settings)
    .where(settings.c.org == bindparam("b_org"), settings.c.key == bindparam("b_key"))
    .values(value=bindparam("b_value"))
)


def get(uow: UnitOfWork, org: str, key: str, default: str = "") -> str:
    """What was set, or the default."""
    value = uow.scalar(_READ, {"org": org, "key": key})
    return default if value is None else str(value)


def put(uow: UnitOfWork, org: str, key: str, value: str) -> None:
    """Set it, whatever it was before."""
    if not uow.insert_ignore(settings, org=org, key=key, value=value):
        uow.execute(_CHANGE, {"b_org": org, "b_key": key, "b_value": value})


def beginning_with(uow: UnitOfWork, org: str, beginning: str) -> dict[str, str]:
    """Every setting whose key begins so, without the beginning; what was emptied is left out."""
    rows = uow.rows(_BEGINNING, {"org": org, "beginning": beginning})
    return {row.key.removeprefix(beginning): row.value for row in rows if row.value}
