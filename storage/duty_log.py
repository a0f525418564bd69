"""The duty log and the hand-overs: rows are only added."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select

from handlers.engine.duty_log import Event, HandOver
from handlers.engine.duty_log import Row as Written
from storage import counters
from storage.instants import from_text, to_text
from storage.office_tables import duty_handovers, duty_log
from storage.unit_of_work import UnitOfWork

_L = duty_log.c
_OF_ORG = select(duty_log).where(_L.org == bindparam("org")).order_by(_L.id)
_BETWEEN = _OF_ORG.where(_L.happened_at >= bindparam("since"), _L.happened_at < bindparam("until"))
_OF_SHIFTS = _OF_ORG.where(_L.shift_at.in_(bindparam("shifts", expanding=True)))
_OF_NUMBER = _OF_ORG.where(_L.number == bindparam("number"))
_FROM = _OF_ORG.where(_L.at >= bindparam("since"))
_H = duty_handovers.c
_HANDED = select(duty_handovers).where(_H.org == bindparam("org"), _H.start_at.in_(bindparam("shifts", expanding=True)))
_COUNTER = "duty_log"


def next_number(uow: UnitOfWork, org: str, year: int) -> int:
    """The running number of the year's next point."""
    return counters.next_number(uow, org, _COUNTER, year)


def add(uow: UnitOfWork, org: str, row: Written) -> None:
    """Write it down."""
    uow.insert(
        duty_log,
        org=org,
        year=row.year,
        number=row.number,
        shift_at=to_text(row.shift) if row.shift else "",
        event=row.event.value,
        happened_at=to_text(row.happened),
        words=row.words,
        writer=row.writer,
        at=to_text(row.at),
    )


def of_shifts(uow: UnitOfWork, org: str, shifts: Sequence[datetime]) -> tuple[Written, ...]:
    """Every row of the shifts that began then, in the order in which they were written."""
    return _rows(uow.rows(_OF_SHIFTS, {"org": org, "shifts": [to_text(at) for at in shifts]}))


def of_number(uow: UnitOfWork, org: str, number: int) -> tuple[Written, ...]:
    """Every row about the newest point of this number, in order."""
    found = _rows(uow.rows(_OF_NUMBER, {"org": org, "number": number}))
    return tuple(row for row in found if row.year == found[-1].year)


def between(uow: UnitOfWork, org: str, since: datetime, until: datetime) -> tuple[Written, ...]:
    """Every row about what happened from `since` on and before `until`."""
    return _rows(uow.rows(_BETWEEN, {"org": org, "since": to_text(since), "until": to_text(until)}))


def written_since(uow: UnitOfWork, org: str, since: datetime) -> tuple[Written, ...]:
    """Every row that was written from this moment on."""
    return _rows(uow.rows(_FROM, {"org": org, "since": to_text(since)}))


def hand_over(uow: UnitOfWork, org: str, done: HandOver) -> bool:
    """The shift is handed over. False if it was already."""
    return uow.insert_ignore(
        duty_handovers,
        org=org,
        start_at=to_text(done.shift),
        member=done.member,
        words=done.words,
        handed_at=to_text(done.at),
    )


def handed(uow: UnitOfWork, org: str, shifts: Sequence[datetime]) -> dict[datetime, HandOver]:
    """Which of the shifts that began then were handed over."""
    rows = uow.rows(_HANDED, {"org": org, "shifts": [to_text(at) for at in shifts]})
    found = (HandOver(from_text(r.start_at), r.member, r.words, from_text(r.handed_at)) for r in rows)
    return {done.shift: done for done in found}


def _rows(rows: Sequence[Row[Any]]) -> tuple[Written, ...]:
    return tuple(
        Written(
            row.year,
            row.number,
            from_text(row.shift_at) if row.shift_at else None,
            Event(row.event),
            from_text(row.happened_at),
            row.words,
            row.writer,
            from_text(row.at),
        )
        for row in rows
    )
