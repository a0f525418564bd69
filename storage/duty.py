"""The duty roster: who leads and who is on duty, from when until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, update

from handlers.engine.absence import DutySlot
from storage.instants import from_text, to_text
from storage.office_tables import duty_slots
from storage.unit_of_work import UnitOfWork

_SLOT = duty_slots.c
_OF_ORG = select(duty_slots).where(_SLOT.org == bindparam("org")).order_by(_SLOT.start_at, _SLOT.member)
_OVERLAPPING = _OF_ORG.where(_SLOT.start_at < bindparam("until"), _SLOT.end_at > bindparam("since"))
_FROM = _OF_ORG.where(_SLOT.end_at > bindparam("since"))
_OF_MEMBER = _OF_ORG.where(
    (_SLOT.member == bindparam("member")) | (_SLOT.leader == bindparam("member")), _SLOT.end_at > bindparam("since")
)
_NEXT = _OF_MEMBER.limit(1)
_CLEAR = delete(duty_slots).where(
    _SLOT.org == bindparam("b_org"), _SLOT.start_at >= bindparam("b_first"), _SLOT.start_at <= bindparam("b_last")
)
_BEGINNING = _OF_ORG.where(_SLOT.start_at >= bindparam("since"), _SLOT.start_at < bindparam("until"))
_THIS = (_SLOT.org == bindparam("b_org"), _SLOT.start_at == bindparam("b_start"), _SLOT.member == bindparam("b_member"))
_UNPLAN = delete(duty_slots).where(
    _SLOT.org == bindparam("b_org"), _SLOT.start_at >= bindparam("b_since"), _SLOT.start_at < bindparam("b_until")
)
_SERVED = update(duty_slots).where(*_THIS, _SLOT.leader == bindparam("b_leader")).values(member=bindparam("b_to"))
_LED = update(duty_slots).where(*_THIS, _SLOT.leader == bindparam("b_leader")).values(leader=bindparam("b_to"))


def overlapping(uow: UnitOfWork, org: str, since: datetime, until: datetime) -> tuple[DutySlot, ...]:
    """Every slot that has some time in common with the interval, in order."""
    return _slots(uow.rows(_OVERLAPPING, {"org": org, "since": to_text(since), "until": to_text(until)}))


def beginning(uow: UnitOfWork, org: str, since: datetime, until: datetime) -> tuple[DutySlot, ...]:
    """Every slot that begins from `since` on and before `until`, in order."""
    return _slots(uow.rows(_BEGINNING, {"org": org, "since": to_text(since), "until": to_text(until)}))


def first_from(uow: UnitOfWork, org: str, since: datetime, until: datetime) -> DutySlot | None:
    """The first slot that begins from `since` on and before `until`; None where none does."""
    rows = uow.rows(_BEGINNING.limit(1), {"org": org, "since": to_text(since), "until": to_text(until)})
    return next(iter(_slots(rows)), None)


def hold(uow: UnitOfWork, org: str) -> None:
    """Nobody else changes the roster before this transaction ends."""
    uow.lock("duty", org)


def hand(uow: UnitOfWork, org: str, slot: DutySlot, to: str, leading: bool) -> bool:
    """Somebody else serves it, or leads it. False where it is not as it was any more: then nothing is changed."""
    who = {"b_org": org, "b_start": to_text(slot.start), "b_member": slot.member, "b_leader": slot.leader}
    return uow.changed(_LED if leading else _SERVED, {**who, "b_to": to}) == 1


def from_on(uow: UnitOfWork, org: str, since: datetime) -> tuple[DutySlot, ...]:
    """Every slot that is not over at this moment, in order."""
    return _slots(uow.rows(_FROM, {"org": org, "since": to_text(since)}))


def of_member(uow: UnitOfWork, org: str, member: str, since: datetime) -> tuple[DutySlot, ...]:
    """Every slot that this person leads or serves and that is not over at this moment, in order."""
    return _slots(uow.rows(_OF_MEMBER, {"org": org, "member": member, "since": to_text(since)}))


def next_of(uow: UnitOfWork, org: str, member: str, since: datetime) -> DutySlot | None:
    """The slot that this person leads or serves now, or else the next one; None where none is planned."""
    found = _slots(uow.rows(_NEXT, {"org": org, "member": member, "since": to_text(since)}))
    return found[0] if found else None


def put(uow: UnitOfWork, org: str, slots: Sequence[DutySlot]) -> None:
    """Plan these slots in the place of whatever was planned between the first and the last of them."""
    if not slots:
        return
    starts = [to_text(slot.start) for slot in slots]
    uow.execute(_CLEAR, {"b_org": org, "b_first": min(starts), "b_last": max(starts)})
    _add(uow, org, slots)


def plan(uow: UnitOfWork, org: str, since: datetime, until: datetime, slots: Sequence[DutySlot]) -> None:
    """Plan these slots in the place of whatever begins from `since` on and before `until`."""
    uow.execute(_UNPLAN, {"b_org": org, "b_since": to_text(since), "b_until": to_text(until)})
    _add(uow, org, slots)


def _add(uow: UnitOfWork, org: str, slots: Sequence[DutySlot]) -> None:
    for slot in slots:
        uow.insert(
            duty_slots,
            org=org,
            start_at=to_text(slot.start),
            end_at=to_text(slot.end),
            kind=slot.kind,
            leader=slot.leader,
            member=slot.member,
        )


def _slots(rows: Sequence[Row[Any]]) -> tuple[DutySlot, ...]:
    return tuple(
        DutySlot(from_text(row.start_at), from_text(row.end_at), row.kind, row.leader, row.member) for row in rows
    )
