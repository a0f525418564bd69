"""Meetings and studies as the office changed or opened them, and their rolls."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, delete, select

from handlers.engine.facts import Facts
from handlers.engine.gathering import Gathering, Series, Standing, by_default, planned_days
from handlers.engine.roll_call import Mark, RollEvent
from storage.gathering_tables import gatherings, roll_events
from storage.instants import ZONE, from_text, to_text
from storage.unit_of_work import UnitOfWork

_G = gatherings.c
_ONE = select(gatherings).where(
    _G.org == bindparam("org"), _G.series == bindparam("series"), _G.planned == bindparam("planned")
)
_BETWEEN = (
    select(gatherings)
    .where(
        _G.org == bindparam("org"),
        _G.series == bindparam("series"),
        _G.planned >= bindparam("first"),
        _G.planned <= bindparam("last"),
    )
    .order_by(_G.planned)
)
_DROP = delete(gatherings).where(
    _G.org == bindparam("b_org"), _G.series == bindparam("b_series"), _G.planned == bindparam("b_planned")
)
_E = roll_events.c
_EVENTS = (
    select(roll_events)
    .where(_E.org == bindparam("org"), _E.series == bindparam("series"), _E.planned == bindparam("planned"))
    .order_by(_E.id)
)


def standing(uow: UnitOfWork, org: str, series: Series, planned: date, facts: Facts) -> Gathering:
    """How it stands: as the office changed or opened it, else as the week and the holidays have it."""
    changed = get(uow, org, series, planned)
    policy = facts.policy.meeting if series is Series.MEETING else facts.policy.study
    return changed or by_default(series, planned, policy, facts.calendar, ZONE)


def coming(uow: UnitOfWork, org: str, series: Series, first: date, last: date, facts: Facts) -> tuple[Gathering, ...]:
    """Those whose day by the week lies between these, as they stand; none where the office has switched them off."""
    policy = facts.policy.meeting if series is Series.MEETING else facts.policy.study
    if not policy.on:
        return ()
    changed = between(uow, org, series, first, last)
    return tuple(
        changed.get(planned) or by_default(series, planned, policy, facts.calendar, ZONE)
        for planned in planned_days(series, first, last)
    )


def held_on(uow: UnitOfWork, org: str, day: date, facts: Facts) -> tuple[Gathering, ...]:
    """What is held on this day, whatever day it was planned for."""
    found = (
        gathering
        for series in Series
        for gathering in coming(uow, org, series, day - timedelta(days=21), day + timedelta(days=7), facts)
    )
    return tuple(gathering for gathering in found if gathering.at and gathering.at.date() == day)


def get(uow: UnitOfWork, org: str, series: Series, planned: date) -> Gathering | None:
    """As it was changed or opened; None where it stands as the week has it."""
    row = uow.one_or_none(_ONE, {"org": org, "series": series.value, "planned": planned})
    return _gathering(row) if row is not None else None


def between(uow: UnitOfWork, org: str, series: Series, first: date, last: date) -> dict[date, Gathering]:
    """Those that were changed or opened whose day by the week lies between these, both included."""
    rows = uow.rows(_BETWEEN, {"org": org, "series": series.value, "first": first, "last": last})
    return {row.planned: _gathering(row) for row in rows}


def put(uow: UnitOfWork, org: str, gathering: Gathering, by: str, at: datetime) -> None:
    """Remember how it stands now."""
    key = {"org": org, "series": gathering.series.value, "planned": gathering.planned}
    uow.execute(_DROP, {f"b_{name}": value for name, value in key.items()})
    uow.insert(
        gatherings,
        **key,
        at=to_text(gathering.at) if gathering.at else "",
        standing=gathering.standing.value,
        settled_by=by if gathering.settled else "",
        headcount=-1 if gathering.headcount is None else gathering.headcount,
        remark=gathering.remark,
        changed_at=to_text(at),
    )


def note(uow: UnitOfWork, org: str, gathering: Gathering, event: RollEvent) -> None:
    """Add an event to the roll."""
    uow.insert(
        roll_events,
        org=org,
        series=gathering.series.value,
        planned=gathering.planned,
        member=event.member,
        mark=event.mark.value,
        words=event.words,
        actor=event.actor,
        at=to_text(event.at),
    )


def events(uow: UnitOfWork, org: str, series: Series, planned: date) -> tuple[RollEvent, ...]:
    """Everything noted on the roll, in order."""
    rows = uow.rows(_EVENTS, {"org": org, "series": series.value, "planned": planned})
    return tuple(RollEvent(row.member, Mark(row.mark), from_text(row.at), row.actor, row.words) for row in rows)


def _gathering(row: Row[Any]) -> Gathering:
    standing = Standing(row.standing)
    return Gathering(
        Series(row.series),
        row.planned,
        from_text(row.at) if row.at else None,
        standing,
        bool(row.settled_by),
        None if row.headcount < 0 else row.headcount,
        row.remark,
        from_text(row.changed_at) if standing is Standing.CLOSED else None,
    )
