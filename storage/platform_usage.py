"""How much of what a platform counts by the month was used."""

from __future__ import annotations

from sqlalchemy import bindparam, select, update

from storage.platform_tables import platform_usage as usage
from storage.unit_of_work import UnitOfWork

_THIS = (
    usage.c.org == bindparam("b_org"),
    usage.c.channel == bindparam("b_channel"),
    usage.c.month == bindparam("b_month"),
    usage.c.kind == bindparam("b_kind"),
)
_ADD = update(usage).where(*_THIS).values(count=usage.c.count + bindparam("b_count"))
_READ = select(usage.c.count).where(*_THIS)


def add(uow: UnitOfWork, org: str, channel: str, month: str, kind: str, count: int) -> int:
    """So many more in this month (2026-12); how many that makes."""
    key = {"b_org": org, "b_channel": channel, "b_month": month, "b_kind": kind}
    if not uow.changed(_ADD, key | {"b_count": count}):
        uow.insert_ignore(usage, org=org, channel=channel, month=month, kind=kind, count=0)
        uow.execute(_ADD, key | {"b_count": count})
    return used(uow, org, channel, month, kind)


def used(uow: UnitOfWork, org: str, channel: str, month: str, kind: str) -> int:
    """How many in this month."""
    return int(uow.scalar(_READ, {"b_org": org, "b_channel": channel, "b_month": month, "b_kind": kind}) or 0)
