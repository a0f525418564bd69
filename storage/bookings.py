"""Bookings: no thing is firmly taken twice at one time, whoever writes at the same moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, select

from handlers.engine.booking import Booking
from storage.instants import from_text, to_text
from storage.tables import bookings
from storage.unit_of_work import UnitOfWork

_B = bookings.c
_DROP = delete(bookings).where(_B.org == bindparam("b_org"), _B.serial == bindparam("b_serial"))
_SINCE = (
    select(bookings)
    .where(_B.org == bindparam("org"), _B.end_at > bindparam("since"))
    .order_by(_B.start_at, _B.serial, _B.resource)
)
_IN_THE_WAY = (
    select(bookings)
    .where(
        _B.org == bindparam("org"),
        _B.resource == bindparam("resource"),
        _B.serial != bindparam("serial"),
        _B.firm.is_(True),
        _B.start_at < bindparam("until"),
        _B.end_at > bindparam("since"),
    )
    .order_by(_B.start_at)
    .limit(1)
)


def in_the_way(uow: UnitOfWork, org: str, wanted: Iterable[Booking]) -> Booking | None:
    """The first firm booking of another request that one of these firm ones would meet, or None.

    Each wanted thing is held until the transaction ends, so that of two who ask at one moment one is told.
    """
    for booking in sorted((b for b in wanted if b.firm), key=lambda b: b.resource):
        uow.lock(org, "booking", booking.resource)
        row = uow.one_or_none(_IN_THE_WAY, _interval(org, booking))
        if row is not None:
            return _booking(row)
    return None


def rewrite(uow: UnitOfWork, org: str, serial: str, now_meant: Iterable[Booking]) -> None:
    """Make the book say what the request takes now."""
    uow.execute(_DROP, {"b_org": org, "b_serial": serial})
    for booking in now_meant:
        uow.insert(
            bookings,
            org=org,
            serial=serial,
            resource=booking.resource,
            start_at=to_text(booking.start),
            end_at=to_text(booking.end),
            firm=booking.firm,
        )


def since(uow: UnitOfWork, org: str, moment: datetime) -> tuple[Booking, ...]:
    """Every booking, wished for or firm, that is not over at this moment, in order."""
    return tuple(_booking(row) for row in uow.rows(_SINCE, {"org": org, "since": to_text(moment)}))


def _interval(org: str, booking: Booking) -> dict[str, str]:
    return {
        "org": org,
        "resource": booking.resource,
        "serial": booking.serial,
        "since": to_text(booking.start),
        "until": to_text(booking.end),
    }


def _booking(row: Row[Any]) -> Booking:
    return Booking(row.serial, row.resource, from_text(row.start_at), from_text(row.end_at), row.firm)
