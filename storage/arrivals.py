"""What a platform was told «received» about and the house has not worked through yet, sealed as it came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from storage.instants import to_text
from storage.platform_tables import platform_arrivals as arrivals
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Arrival:
    """One of them: by which door it came, and its sealed text."""

    id: int
    door: str
    sealed: str


_WAITING = (
    select(arrivals.c.id, arrivals.c.door, arrivals.c.sealed)
    .where(
        arrivals.c.org == bindparam("org"),
        arrivals.c.channel == bindparam("channel"),
        arrivals.c.arrived_at <= bindparam("until"),
    )
    .order_by(arrivals.c.order, arrivals.c.id)
    .limit(bindparam("most"))
)
_DONE = delete(arrivals).where(arrivals.c.id == bindparam("b_id"))


def put(uow: UnitOfWork, org: str, channel: str, door: str, sealed: str, at: datetime) -> int:
    """Keep it until it is worked through; its id. `at` is when it came, to the microsecond: that is its order."""
    order = int(at.timestamp() * 1_000_000)
    values = {"door": door, "sealed": sealed, "arrived_at": to_text(at), "order": order}
    return uow.insert(arrivals, org=org, channel=channel, **values)


def done(uow: UnitOfWork, id: int) -> None:
    """It is worked through, and forgotten here."""
    uow.execute(_DONE, {"b_id": id})


def waiting(uow: UnitOfWork, org: str, channel: str, until: datetime, most: int) -> Sequence[Arrival]:
    """What arrived until this moment and is still here, in the order in which it came."""
    values = {"org": org, "channel": channel, "until": to_text(until), "most": most}
    return [Arrival(row.id, row.door, row.sealed) for row in uow.rows(_WAITING, values)]
