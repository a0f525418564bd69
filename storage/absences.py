"""Who is not at work when: one row per request and person, rewritten as the request moves."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row, and_, bindparam, delete, or_, select

from handlers.engine.absence import Absence, AbsenceKind, AbsenceState
from handlers.engine.days import Half, HalfDay, Span
from storage.tables import absences
from storage.unit_of_work import UnitOfWork

_DROP = delete(absences).where(absences.c.org == bindparam("b_org"), absences.c.serial == bindparam("b_serial"))
_SINCE = (
    select(absences)
    .where(
        absences.c.org == bindparam("org"),
        or_(
            absences.c.last_day >= bindparam("today"),
            and_(absences.c.member == bindparam("member"), absences.c.last_day >= bindparam("since")),
        ),
    )
    .order_by(absences.c.first_day, absences.c.id)
)
_WITHIN = (
    select(absences)
    .where(
        absences.c.org == bindparam("org"),
        absences.c.last_day >= bindparam("first"),
        absences.c.first_day <= bindparam("last"),
    )
    .order_by(absences.c.first_day, absences.c.id)
)


def rewrite(uow: UnitOfWork, org: str, serial: str, now_meant: tuple[Absence, ...]) -> None:
    """Make the book say what the request means now."""
    uow.execute(_DROP, {"b_org": org, "b_serial": serial})
    for absence in now_meant:
        uow.insert(
            absences,
            org=org,
            serial=serial,
            member=absence.member,
            kind=absence.kind.value,
            label=absence.label,
            first_day=absence.span.first.day,
            first_half=absence.span.first.half.value,
            last_day=absence.span.last.day,
            last_half=absence.span.last.half.value,
            state=absence.state.value,
        )


def known(uow: UnitOfWork, org: str, today: date, member: str) -> tuple[Absence, ...]:
    """Everyone's absences that are not over by `today`, and this member's since the first day of the year before."""
    values = {"org": org, "today": today, "member": member, "since": date(today.year - 1, 1, 1)}
    return tuple(_absence(row) for row in uow.rows(_SINCE, values))


def within(uow: UnitOfWork, org: str, first: date, last: date) -> tuple[Absence, ...]:
    """Everyone's absences that have a day in common with these days, both included."""
    return tuple(_absence(row) for row in uow.rows(_WITHIN, {"org": org, "first": first, "last": last}))


def _absence(row: Row[Any]) -> Absence:
    span = Span(HalfDay(row.first_day, Half(row.first_half)), HalfDay(row.last_day, Half(row.last_half)))
    return Absence(row.serial, row.member, AbsenceKind(row.kind), span, AbsenceState(row.state), row.label)
