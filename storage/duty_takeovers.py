"""Who has taken over which duty shift, and when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select

from storage.instants import from_text, to_text
from storage.office_tables import duty_takeovers
from storage.unit_of_work import UnitOfWork

_OF_SHIFT = (
    select(duty_takeovers.c.member, duty_takeovers.c.taken_at)
    .where(duty_takeovers.c.org == bindparam("org"), duty_takeovers.c.start_at == bindparam("start"))
    .order_by(duty_takeovers.c.taken_at)
)


def take_over(uow: UnitOfWork, org: str, start: datetime, member: str, at: datetime) -> bool:
    """This person has taken over the shift that begins at `start`. False if they had already."""
    return uow.insert_ignore(duty_takeovers, org=org, start_at=to_text(start), member=member, taken_at=to_text(at))


def taken_by(uow: UnitOfWork, org: str, start: datetime) -> frozenset[str]:
    """Everyone who has taken over the shift that begins at `start`."""
    return frozenset(row.member for row in uow.rows(_OF_SHIFT, {"org": org, "start": to_text(start)}))


def times_of(uow: UnitOfWork, org: str, start: datetime) -> dict[str, datetime]:
    """When each has taken over the shift that begins at `start`, the first first."""
    rows = uow.rows(_OF_SHIFT, {"org": org, "start": to_text(start)})
    return {row.member: from_text(row.taken_at) for row in rows}
