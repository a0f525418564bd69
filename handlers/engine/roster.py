"""The office on paper: what its lists say, as plain data, before anybody asks who stands in what relation to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from handlers.engine.absence import DutySlot
from handlers.engine.people import Directory, Member, Unit

EVERYBODY = "全体"
"""The scope of a group chat that everyone in service belongs to."""


@dataclass(frozen=True)
class Group:
    """A group chat and whom it is for: one unit's people, or everybody (全体)."""

    name: str
    scope: str


@dataclass(frozen=True)
class Seal:
    """A seal, who keeps it (account), and which leader allows its use (党委主要领导, or a role)."""

    name: str
    keeper: str
    approver: str


@dataclass(frozen=True)
class Vehicle:
    """A car: its plate, its kind, its seats, its driver (account, "" where none), and whether it can be used."""

    plate: str
    model: str
    seats: int
    driver: str
    state: str


@dataclass(frozen=True)
class Place:
    """A place that people name, by which other names, and how far it is (乡 村 县 州)."""

    name: str
    aliases: tuple[str, ...]
    category: str


@dataclass(frozen=True)
class Room:
    """A meeting room, its seats and what stands in it."""

    name: str
    seats: int
    equipment: tuple[str, ...]


@dataclass(frozen=True)
class Roster:
    """Everything that an office hands in about itself, in the order in which it is written there.

    `former` are people who were in service once: their names are still wanted for old requests. `duty` is what the
    files bring; what stands planned is asked from the store by the day, so a roster read from there has none.
    """

    units: tuple[Unit, ...] = ()
    members: tuple[Member, ...] = ()
    former: tuple[Member, ...] = ()
    stand_ins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    seals: tuple[Seal, ...] = ()
    vehicles: tuple[Vehicle, ...] = ()
    places: tuple[Place, ...] = ()
    rooms: tuple[Room, ...] = ()
    duty: tuple[DutySlot, ...] = ()

    def directory(self, line_words: tuple[tuple[str, str], ...] = ()) -> Directory:
        """Who is who among those in service; `line_words` comes from the policy."""
        return Directory(
            {member.account: member for member in self.members},
            {unit.name: unit for unit in self.units},
            self.stand_ins,
            line_words,
        )

    def accounts_in(self, group: Group) -> tuple[str, ...]:
        """Who belongs to a group chat."""
        return tuple(m.account for m in self.members if group.scope in (EVERYBODY, m.unit))
