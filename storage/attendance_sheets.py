"""The months whose attendance sheet has gone out: when, and what was published of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import bindparam, select, update

from storage.attendance_tables import attendance_sheets
from storage.instants import from_text, to_text
from storage.unit_of_work import UnitOfWork

_S = attendance_sheets.c
_ONE = select(attendance_sheets).where(_S.org == bindparam("org"), _S.month == bindparam("month"))
_SETTLE = (
    update(attendance_sheets)
    .where(_S.org == bindparam("b_org"), _S.month == bindparam("b_month"))
    .values(settled_at=bindparam("b_at"), settled_by=bindparam("b_by"), published=bindparam("b_published"))
)


@dataclass(frozen=True)
class SheetOut:
    """One month's sheet: when everybody got their lines, when the office settled whether it is published, and the
    figures that the group read (empty where it read none)."""

    month: date
    sent_at: datetime
    settled_at: datetime | None = None
    published: Mapping[str, str] = field(default_factory=dict)


def get(uow: UnitOfWork, org: str, month: date) -> SheetOut | None:
    """The sheet of the month that begins on this day; None where it has not gone out."""
    row = uow.one_or_none(_ONE, {"org": org, "month": month})
    if row is None:
        return None
    settled = from_text(row.settled_at) if row.settled_at else None
    return SheetOut(row.month, from_text(row.sent_at), settled, dict(row.published))


def put_out(uow: UnitOfWork, org: str, month: date, at: datetime) -> bool:
    """It goes out now. False where it went out before."""
    return uow.insert_ignore(
        attendance_sheets,
        org=org,
        month=month,
        sent_at=to_text(at),
        settled_at="",
        settled_by="",
        published={},
    )


def settle(uow: UnitOfWork, org: str, month: date, at: datetime, by: str, published: Mapping[str, str]) -> None:
    """The office has published these figures, or (empty) will publish none."""
    values = {"b_org": org, "b_month": month, "b_at": to_text(at), "b_by": by, "b_published": dict(published)}
    uow.execute(_SETTLE, values)
