"""The office as it stands: its units, people, stand-ins, groups, seals, cars, places and rooms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, Table, bindparam, delete, select, update

from handlers.engine.people import Member, Unit
from handlers.engine.roster import Group, Place, Room, Roster, Seal, Vehicle
from storage import duty
from storage.instants import to_text
from storage.office_tables import groups, members, orgs, places, rooms, seals, stand_ins, units, vehicles
from storage.unit_of_work import UnitOfWork

_REPLACED = (units, stand_ins, groups, seals, vehicles, places, rooms)


def _of_org(table: Table, *order: str) -> Select[Any]:
    return select(table).where(table.c.org == bindparam("org")).order_by(*(table.c[name] for name in order))


_CLEAR = {table.name: delete(table).where(table.c.org == bindparam("b_org")) for table in (*_REPLACED, members)}
_UNITS = _of_org(units, "position")
_MEMBERS = _of_org(members, "position", "account")
_STAND_INS = _of_org(stand_ins, "member", "position")
_GROUPS = _of_org(groups, "position")
_SEALS = _of_org(seals, "position")
_VEHICLES = _of_org(vehicles, "position")
_PLACES = _of_org(places, "position")
_ROOMS = _of_org(rooms, "position")
_ORGS = select(orgs.c.org, orgs.c.name).order_by(orgs.c.org)
_VERSION = select(orgs.c.roster_version).where(orgs.c.org == bindparam("org"))
_RENAME = update(orgs).where(orgs.c.org == bindparam("b_org")).values(name=bindparam("b_name"))
_NEW_VERSION = update(orgs).where(orgs.c.org == bindparam("b_org")).values(roster_version=orgs.c.roster_version + 1)


def register_org(uow: UnitOfWork, org: str, name: str, at: datetime) -> None:
    """Make an office known, or give a known one another name."""
    if not uow.insert_ignore(orgs, org=org, name=name, created_at=to_text(at)):
        uow.execute(_RENAME, {"b_org": org, "b_name": name})


def org_names(uow: UnitOfWork) -> dict[str, str]:
    """Every office of this deployment and what it is called."""
    return {row.org: row.name for row in uow.rows(_ORGS)}


def roster_version(uow: UnitOfWork, org: str) -> int:
    """Grows whenever the roster is replaced; 0 for an office that nobody registered."""
    return int(uow.scalar(_VERSION, {"org": org}) or 0)


def replace_roster(uow: UnitOfWork, org: str, roster: Roster, at: datetime) -> None:
    """Put a roster in the place of the one before. The office must be registered: else LookupError.

    Whoever stood in the old roster and not in the new one is kept as a former member, so that old requests still
    know their names. Duty slots that the roster brings replace those of the same days.
    """
    if not uow.changed(_NEW_VERSION, {"b_org": org}):
        raise LookupError(f"org {org!r} is not registered")
    former = (*roster.former, *_vanished(uow, org, roster))
    for statement in _CLEAR.values():
        uow.execute(statement, {"b_org": org})
    _put_people(uow, org, roster, former)
    _put_things(uow, org, roster)
    duty.put(uow, org, roster.duty)


def load_roster(uow: UnitOfWork, org: str) -> Roster:
    """The roster as it was last put in, without duty: that is asked for by the day (storage.duty)."""
    of_org = {"org": org}
    people = [(_member(row), row.active) for row in uow.rows(_MEMBERS, of_org)]
    return Roster(
        units=tuple(
            Unit(row.name, row.kind, row.line, row.supervising_leader, row.head) for row in uow.rows(_UNITS, of_org)
        ),
        members=tuple(member for member, active in people if active),
        former=tuple(member for member, active in people if not active),
        stand_ins=_stand_ins(uow.rows(_STAND_INS, of_org)),
        groups=tuple(Group(row.name, row.scope) for row in uow.rows(_GROUPS, of_org)),
        seals=tuple(Seal(row.name, row.keeper, row.approver) for row in uow.rows(_SEALS, of_org)),
        vehicles=tuple(
            Vehicle(row.plate, row.model, row.seats, row.driver, row.state) for row in uow.rows(_VEHICLES, of_org)
        ),
        places=tuple(Place(row.name, tuple(row.aliases), row.category) for row in uow.rows(_PLACES, of_org)),
        rooms=tuple(Room(row.name, row.seats, tuple(row.equipment)) for row in uow.rows(_ROOMS, of_org)),
    )


def _vanished(uow: UnitOfWork, org: str, roster: Roster) -> tuple[Member, ...]:
    kept = {member.account for member in (*roster.members, *roster.former)}
    return tuple(_member(row) for row in uow.rows(_MEMBERS, {"org": org}) if row.account not in kept)


def _put_people(uow: UnitOfWork, org: str, roster: Roster, former: Sequence[Member]) -> None:
    for position, unit in enumerate(roster.units):
        uow.insert(units, org=org, position=position, **vars(unit))
    everyone = [*((member, True) for member in roster.members), *((member, False) for member in former)]
    for position, (member, active) in enumerate(everyone):
        uow.insert(
            members,
            org=org,
            account=member.account,
            name=member.name,
            unit=member.unit,
            post=member.post,
            roles=sorted(member.roles),
            service_from=f"{member.service_from:%Y-%m}" if member.service_from else "",
            active=active,
            position=position,
        )
    for member_account, chosen in roster.stand_ins.items():
        for position, stand_in in enumerate(chosen):
            uow.insert(stand_ins, org=org, member=member_account, position=position, stand_in=stand_in)


def _put_things(uow: UnitOfWork, org: str, roster: Roster) -> None:
    for position, group in enumerate(roster.groups):
        uow.insert(groups, org=org, position=position, **vars(group))
    for position, seal in enumerate(roster.seals):
        uow.insert(seals, org=org, position=position, **vars(seal))
    for position, vehicle in enumerate(roster.vehicles):
        uow.insert(vehicles, org=org, position=position, **vars(vehicle))
    for position, place in enumerate(roster.places):
        uow.insert(places, org=org, position=position, **vars(place))
    for position, room in enumerate(roster.rooms):
        uow.insert(rooms, org=org, position=position, **vars(room))


def _member(row: Row[Any]) -> Member:
    return Member(row.account, row.name, row.unit, row.post, frozenset(row.roles), _month(row.service_from))


def _month(text: str) -> date | None:
    return date(int(text[:4]), int(text[5:7]), 1) if text else None


def _stand_ins(rows: Sequence[Row[Any]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        found[row.member] = (*found.get(row.member, ()), row.stand_in)
    return found
