"""The sample office as a rule about cars is handed it: people, cars, policy, a moment, and what is booked."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from handlers.engine.booking import Booking
from handlers.engine.facts import Facts
from handlers.engine.policy import Policy
from handlers.engine.roster import Roster
from handlers.vehicle import booked
from handlers.vehicle.trip import Trip
from storage.instants import ZONE
from storage.roster_files import read_folder
from tests.rules.office_files import SAMPLE, sample_policy

TUESDAY = datetime(2026, 12, 1, 9, tzinfo=ZONE)
SUV, VAN = "云E·A1023", "云E·A2207"


@lru_cache(maxsize=1)
def policy() -> Policy:
    """The sample's policy, which nobody changes."""
    return sample_policy()


@lru_cache(maxsize=1)
def roster() -> Roster:
    """The sample's people and cars."""
    return read_folder(SAMPLE)


def facts(**known: Any) -> Facts:
    """The office on Tuesday, 1 December 2026, at nine."""
    given = {"now": TUESDAY, "policy": policy(), **known}
    directory = roster().directory(given["policy"].leadership.lines)
    return Facts(directory=directory, policy_version=1, roster=roster(), **given)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in December 2026."""
    return datetime(2026, 12, day, hour, minute, tzinfo=ZONE)


def trip(**said: Any) -> Trip:
    """A trip to the county's Party school, tomorrow from nine to eleven, for one, unless said otherwise."""
    wanted = Trip(at(2, 9), at(2, 11), "县委党校", "开会", 1, ("linf",))
    return replace(wanted, **said)


def taken(
    serial: str, plate: str, driver: str, start: datetime, end: datetime, firm: bool = True
) -> tuple[Booking, ...]:
    """What a trip with this car and this driver has in the book."""
    return tuple(Booking(serial, thing, start, end, firm) for thing in (booked.car(plate), booked.driver(driver)))
