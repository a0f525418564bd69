"""Which car and which driver are free for a trip, and what else there is where none is (rules M16-1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from handlers.engine.absence import AbsenceState
from handlers.engine.booking import taken
from handlers.engine.facts import Facts
from handlers.engine.people import Member, Role
from handlers.engine.roster import Vehicle
from handlers.engine.wording import say_moment
from handlers.vehicle import booked
from handlers.vehicle.trip import CODE, Trip

_MOST = 6


@dataclass(frozen=True)
class Pair:
    """A free car with a free driver; `rival` is another trip that wishes for the car but is not approved yet."""

    vehicle: Vehicle
    driver: Member
    rival: str = ""

    @property
    def label(self) -> str:
        """As the dispatcher chooses it: 云E·A1023 越野车5座 马刚."""
        said = f"{self.vehicle.plate} {self.vehicle.model}{self.vehicle.seats}座 {self.driver.name}"
        return f"{said}（{self.rival} 待批）" if self.rival else said


def is_named(plate: str, words: str) -> bool:
    """Whether the words name the car: the whole plate, or its last four or five signs."""
    said = words.upper()
    return any(part in said for part in (plate, plate[-5:], plate[-4:]))


def free_pairs(trip: Trip, serial: str, facts: Facts) -> tuple[Pair, ...]:
    """The cars that are free with the drivers who are, the best first: the kind that was wished for, the car's own
    driver, the fewest empty seats, cars that nobody else waits for."""
    drivers = [m for m in facts.directory.holders(Role.DRIVER) if not why_no_driver(m.account, trip, serial, facts)]
    cars = [v for v in facts.roster.vehicles if not why_no_car(v, trip, serial, facts)]
    pairs = [Pair(v, m, _rival(v.plate, trip, serial, facts)) for v in cars for m in drivers]
    return tuple(sorted(pairs, key=lambda pair: _order(pair, trip))[:_MOST])


def why_no_car(vehicle: Vehicle, trip: Trip, serial: str, facts: Facts) -> str:
    """Why this car cannot be had for the trip; "" where it can. The driver needs a seat too."""
    if booked.in_repair(vehicle.plate, facts):
        return "维修"
    if vehicle.seats < trip.passengers + 1:
        return f"{vehicle.seats}座，坐不下"
    clash = taken(booked.car(vehicle.plate), trip.depart, trip.back, facts.bookings, serial)
    return f"已派 {clash.serial}，{say_moment(clash.end, facts.today)}后空" if clash else ""


def why_no_driver(account: str, trip: Trip, serial: str, facts: Facts) -> str:
    """Why this driver cannot drive the trip; "" where he can: no leave, no duty, no other trip (rules M16-1)."""
    if account in trip.riders:
        return "本人乘车"
    for absence in facts.absences:
        stands = absence.member == account and absence.state is AbsenceState.STANDS
        if stands and not absence.serial.startswith(CODE) and absence.span.overlaps(trip.span):
            return f"不在岗（{absence.serial}）"
    if any(account in (slot.leader, slot.member) for slot in facts.on_duty(trip.depart, trip.back)):
        return "值班"
    clash = taken(booked.driver(account), trip.depart, trip.back, facts.bookings, serial)
    return f"已出车 {clash.serial}" if clash else ""


def alternatives(trip: Trip, serial: str, facts: Facts) -> str:
    """Which car is free when, where none is free at the time asked for; "" where none will do at all."""
    fit = [v for v in facts.roster.vehicles if v.seats > trip.passengers and not booked.in_repair(v.plate, facts)]
    free = sorted((booked.free_from(v.plate, trip.depart, trip.back, facts, serial), v.plate) for v in fit)
    return "；".join(f"{plate} {_from(moment, trip, facts)}" for moment, plate in free)


def _from(moment: datetime, trip: Trip, facts: Facts) -> str:
    return f"{say_moment(moment, facts.today)}起空" if moment > trip.depart else "空着，但没有驾驶员"


def _rival(plate: str, trip: Trip, serial: str, facts: Facts) -> str:
    wishes = (b for b in facts.bookings if not b.firm and b.serial != serial and b.resource == booked.car(plate))
    return next((b.serial for b in wishes if b.start < trip.back and trip.depart < b.end), "")


def _order(pair: Pair, trip: Trip) -> tuple[bool, bool, bool, int, str]:
    wished = bool(trip.wish) and not (is_named(pair.vehicle.plate, trip.wish) or trip.wish in pair.vehicle.model)
    own = pair.vehicle.driver not in ("", pair.driver.account)
    return wished, bool(pair.rival), own, pair.vehicle.seats, pair.vehicle.plate


def chosen(words: str, pairs: tuple[Pair, ...]) -> Pair | None:
    """The pair that the words mean: by its label, else by the car, and by the driver where one is named.

    Without any words the first, which the card says is proposed.
    """
    if not words.strip():
        return pairs[0] if pairs else None
    exact = next((pair for pair in pairs if pair.label == words.strip()), None)
    return exact or next(_meant(words, pairs), None)


def _meant(words: str, pairs: tuple[Pair, ...]) -> Iterator[Pair]:
    cars = [pair for pair in pairs if is_named(pair.vehicle.plate, words)] or [
        pair for pair in pairs if pair.vehicle.model in words
    ]
    by_name = [pair for pair in cars or pairs if pair.driver.name in words or pair.driver.account in words]
    named_driver = any(pair.driver.name in words for pair in pairs)
    yield from by_name or ([] if named_driver else cars)
