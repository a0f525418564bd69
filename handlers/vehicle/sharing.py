"""Riding along: a confirmed trip that goes the same way at that time and has seats left (rules M16-1)."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.engine.booking import Booking
from handlers.engine.facts import Facts
from handlers.vehicle import booked
from handlers.vehicle.places import direction
from handlers.vehicle.trip import SEAT, Trip
from handlers.vehicle.when import say_times


@dataclass(frozen=True)
class Ride:
    """A trip that can be joined, with the seats that are left in its car."""

    serial: str
    trip: Trip
    seats: tuple[int, ...]
    driver: str
    label: str


def rides(trip: Trip, serial: str, facts: Facts) -> tuple[Ride, ...]:
    """The confirmed trips that this one could ride along with: same way, overlapping times, enough seats, not left."""
    if trip.private:
        return ()
    found = (_ride(other.serial, host, facts) for other, host in booked.confirmed(facts) if other.serial != serial)
    return tuple(ride for ride in found if ride and _fits(ride, trip, facts))


def seat(host: str, number: int) -> str:
    """How a booking names one seat of a trip's car: no two riders sit on it."""
    return f"{SEAT} {host}/{number}"


def seats_taken(serial: str, trip: Trip, firm: bool) -> tuple[Booking, ...]:
    """What somebody who rides along takes: single seats of the other trip's car."""
    return tuple(Booking(serial, seat(trip.shares, n), trip.depart, trip.back, firm) for n in trip.seats)


def _ride(serial: str, host: Trip, facts: Facts) -> Ride | None:
    vehicle = next((v for v in facts.roster.vehicles if v.plate == host.car), None)
    if vehicle is None or host.shares or host.private or host.left_at is not None:
        return None
    sold = {b.resource for b in facts.bookings if b.firm}
    free = (n for n in range(host.passengers + 1, vehicle.seats) if seat(serial, n) not in sold)
    left = tuple(free)
    times = say_times(host.depart, host.back, facts.today)
    said = f"拼车 {serial} {host.car} {times}去{host.destination}，余{len(left)}座"
    return Ride(serial, host, left, host.driver, said)


def _fits(ride: Ride, trip: Trip, facts: Facts) -> bool:
    meets = ride.trip.depart < trip.back and trip.depart < ride.trip.back
    same_way = direction(ride.trip.destination, facts) == direction(trip.destination, facts)
    return meets and same_way and len(ride.seats) >= trip.passengers
