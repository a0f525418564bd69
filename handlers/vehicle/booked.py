"""What the books say of cars and drivers: the other bookings, who is out, how far a car has run, what is in repair."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from handlers.engine.booking import Booking
from handlers.engine.facts import Facts
from handlers.engine.request import Request, State
from handlers.vehicle.trip import CAR, CODE, DRIVER, ON_THE_ROAD, Trip, trip_of

REPAIRS = "CX"
FUEL = "JY"

USABLE = "可用"


def car(plate: str) -> str:
    """How a booking names a car."""
    return f"{CAR} {plate}"


def driver(account: str) -> str:
    """How a booking names a driver."""
    return f"{DRIVER} {account}"


def trips(facts: Facts, states: Collection[State] = tuple(State)) -> Iterator[tuple[Request, Trip]]:
    """The bookings in these states: whatever is not over, and those of the last months; newest first."""
    return ((request, trip_of(request)) for request in facts.recent(CODE) if request.state in states)


def confirmed(facts: Facts) -> list[tuple[Request, Trip]]:
    """The trips that stand: approved, with a car, not back yet."""
    return [(r, t) for r, t in trips(facts, ON_THE_ROAD) if t.car and t.returned_at is None]


def trip_numbered(serial: str, facts: Facts) -> tuple[Request, Trip] | None:
    """The booking of this number."""
    return next(((r, trip_of(r)) for r in facts.recent(CODE) if r.serial == serial), None)


def out_with(facts: Facts, plate: str = "", account: str = "", but: str = "") -> Request | None:
    """The trip on which this car, or this driver, is under way; None where it is in."""
    for request, trip in confirmed(facts):
        meant = (plate and trip.car == plate) or (account and trip.driver == account)
        if meant and not trip.shares and trip.under_way and request.serial != but:
            return request
    return None


def in_repair(plate: str, facts: Facts) -> bool:
    """Whether the car cannot be used: by the office's list, or because an approved repair is not finished."""
    listed = next((v for v in facts.roster.vehicles if v.plate == plate), None)
    if listed is not None and listed.state != USABLE:
        return True
    return any(r.form.get("car") == plate and _under_repair(r) for r in facts.recent(REPAIRS))


def last_km(plate: str, facts: Facts) -> int:
    """The highest reading of the car's odometer in the books, -1 where nobody has read it yet."""
    driven = (r.form for r in facts.recent(CODE) if r.form.get("car") == plate and not r.form.get("shares"))
    read = [int(form[name]) for form in driven for name in ("start_km", "end_km")]
    fuelled = [int(r.form.get("km", -1)) for r in facts.recent(FUEL) if r.form.get("car") == plate]
    return max((*read, *fuelled), default=-1)


def free_from(plate: str, start: datetime, end: datetime, facts: Facts, but: str = "") -> datetime:
    """The first moment from `start` at which the car is free for as long as from `start` to `end`."""
    length, moment = end - start, start
    for booking in sorted(_of(car(plate), facts, but), key=lambda b: b.start):
        if booking.end > moment and booking.start < moment + length:
            moment = booking.end
    return moment


def _of(resource: str, facts: Facts, but: str) -> list[Booking]:
    return [b for b in facts.bookings if b.resource == resource and b.firm and b.serial != but]


def _under_repair(request: Request) -> bool:
    oral = request.state is State.WAITING and bool(request.form.get("oral"))
    return oral or request.state in (State.APPROVED, State.ANNULLING)
