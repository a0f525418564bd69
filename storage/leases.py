"""What only one process may do at a time, whichever comes first: claimed for a while, held by claiming again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, or_, select, update

from storage.instants import to_text
from storage.platform_tables import platform_leases as leases
from storage.unit_of_work import UnitOfWork

_THIS = (leases.c.org == bindparam("b_org"), leases.c.name == bindparam("b_name"))
_TAKE = (
    update(leases)
    .where(*_THIS, or_(leases.c.holder == bindparam("b_holder"), leases.c.until <= bindparam("b_now")))
    .values(holder=bindparam("b_holder"), until=bindparam("b_until"))
)
_LET_GO = delete(leases).where(*_THIS, leases.c.holder == bindparam("b_holder"))
_HOLDER = select(leases.c.holder).where(*_THIS, leases.c.until > bindparam("b_now"))


def take(uow: UnitOfWork, org: str, name: str, holder: str, now: datetime, until: datetime) -> bool:
    """Take it, or hold it longer. False where somebody else has it. Times are this machine's, not the office's."""
    if uow.insert_ignore(leases, org=org, name=name, holder=holder, until=to_text(until)):
        return True
    values = {"b_org": org, "b_name": name, "b_holder": holder, "b_now": to_text(now), "b_until": to_text(until)}
    return uow.changed(_TAKE, values) == 1


def let_go(uow: UnitOfWork, org: str, name: str, holder: str) -> bool:
    """Let others have it. False where somebody else has it by now."""
    return uow.changed(_LET_GO, {"b_org": org, "b_name": name, "b_holder": holder}) == 1


def holder(uow: UnitOfWork, org: str, name: str, now: datetime) -> str:
    """Who has it, "" where nobody has."""
    return str(uow.scalar(_HOLDER, {"b_org": org, "b_name": name, "b_now": to_text(now)}) or "")
