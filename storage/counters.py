"""Running numbers without gaps: a number that a transaction took and did not keep is given out again."""

from __future__ import annotations

from sqlalchemy import bindparam, select, update

from storage.tables import counters
from storage.unit_of_work import UnitOfWork

_THIS = (
    counters.c.org == bindparam("b_org"),
    counters.c.kind == bindparam("b_kind"),
    counters.c.year == bindparam("b_year"),
)
_RAISE = update(counters).where(*_THIS).values(value=counters.c.value + 1)
_READ = select(counters.c.value).where(*_THIS)


def next_number(uow: UnitOfWork, org: str, kind: str, year: int) -> int:
    """The next running number of a kind (QJ, YC ...) in a year, from 1. Others wait until this transaction ends."""
    key = {"b_org": org, "b_kind": kind, "b_year": year}
    if not uow.changed(_RAISE, key):
        uow.insert_ignore(counters, org=org, kind=kind, year=year, value=0)
        uow.execute(_RAISE, key)
    return int(uow.scalar(_READ, key))
