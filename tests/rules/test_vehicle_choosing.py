"""Which car and which driver are free: half-open intervals, seats, leave, duty, repair (rules M16-1)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.engine.absence import Absence, AbsenceKind, AbsenceState, DutySlot
from handlers.engine.days import Span
from handlers.vehicle.choosing import alternatives, chosen, free_pairs
from handlers.vehicle.trip import Trip
from tests.rules.vehicle_office import SUV, VAN, at, facts, roster, taken, trip


def pairs_of(wanted: Trip, **known: object) -> list[tuple[str, str]]:
    return [(p.vehicle.plate, p.driver.account) for p in free_pairs(wanted, "YC-2026-0009", facts(**known))]


ALL = [(SUV, "mag"), (VAN, "tangw"), (SUV, "tangw"), (VAN, "mag")]


def test_each_cars_own_driver_comes_first() -> None:
    assert pairs_of(trip()) == ALL


@pytest.mark.parametrize(
    ("start", "end", "free"),
    [
        (at(2, 7), at(2, 9), True),  # over when the trip begins
        (at(2, 7), at(2, 9, 1), False),
        (at(2, 11), at(2, 12), True),  # begins when the trip is over
        (at(2, 10, 59), at(2, 12), False),
        (at(2, 9, 30), at(2, 10), False),
        (at(2, 7), at(2, 18), False),
    ],
)
def test_intervals_are_half_open(start: object, end: object, free: bool) -> None:
    other = taken("YC-2026-0001", SUV, "mag", start, end)  # type: ignore[arg-type]
    assert ((SUV, "mag") in pairs_of(trip(), bookings=other)) is free
    assert ((VAN, "mag") in pairs_of(trip(), bookings=other)) is free, "who drives one car drives no other"
    assert (VAN, "tangw") in pairs_of(trip(), bookings=other)


def test_a_wish_takes_nothing_but_comes_last() -> None:
    wish = taken("YC-2026-0001", SUV, "mag", at(2, 9), at(2, 11), firm=False)
    found = free_pairs(trip(), "YC-2026-0009", facts(bookings=wish))
    assert [p.vehicle.plate for p in found] == [VAN, VAN, SUV, SUV]
    assert found[-1].label.endswith("（YC-2026-0001 待批）")


def test_a_bookings_own_car_is_not_in_its_way() -> None:
    own = taken("YC-2026-0009", SUV, "mag", at(2, 9), at(2, 11))
    assert pairs_of(trip(), bookings=own) == ALL


@pytest.mark.parametrize(("passengers", "cars"), [(1, {SUV, VAN}), (4, {SUV, VAN}), (5, {VAN}), (6, {VAN}), (7, set())])
def test_the_driver_needs_a_seat_too(passengers: int, cars: set[str]) -> None:
    assert {plate for plate, _ in pairs_of(trip(passengers=passengers))} == cars


@pytest.mark.parametrize(
    ("kind", "state", "away"),
    [
        (AbsenceKind.LEAVE, AbsenceState.STANDS, True),
        (AbsenceKind.OUTING, AbsenceState.STANDS, True),
        (AbsenceKind.LEAVE, AbsenceState.ASKED, False),
        (AbsenceKind.LEAVE, AbsenceState.VOID, False),
    ],
)
def test_a_driver_who_is_away_does_not_drive(kind: AbsenceKind, state: AbsenceState, away: bool) -> None:
    day = at(2, 9).date()
    absence = Absence("QJ-2026-0001", "mag", kind, Span.whole_days(day, day), state)
    assert ("mag" not in {driver for _, driver in pairs_of(trip(), absences=(absence,))}) is away


def test_another_trip_that_day_is_no_absence() -> None:
    day = at(2, 9).date()
    out = Absence("YC-2026-0001", "mag", AbsenceKind.OUTING, Span.whole_days(day, day), AbsenceState.STANDS)
    assert pairs_of(trip(), absences=(out,)) == ALL


def test_a_driver_on_duty_does_not_drive() -> None:
    slot = DutySlot(at(2, 8), at(3, 8), "值班", "wangq", "tangw")
    assert {driver for _, driver in pairs_of(trip(), on_duty=lambda since, until: (slot,))} == {"mag"}


def test_a_car_in_repair_is_not_offered() -> None:
    assert "云E·A0861" not in {plate for plate, _ in pairs_of(trip())}


def test_what_was_wished_for_comes_first() -> None:
    assert pairs_of(trip(wish="商务车"))[0] == (VAN, "tangw")
    assert pairs_of(trip(wish="A2207"))[0] == (VAN, "tangw")


def test_each_car_is_named_with_the_time_from_which_it_is_free() -> None:
    first = taken("YC-2026-0001", SUV, "mag", at(2, 8), at(2, 10))
    next_one = taken("YC-2026-0002", SUV, "mag", at(2, 11), at(2, 12))
    other = taken("YC-2026-0003", VAN, "tangw", at(2, 8), at(2, 17))
    said = alternatives(trip(), "", facts(bookings=(*first, *next_one, *other)))
    assert said == f"{SUV} 12月2日（周三）12:00起空；{VAN} 12月2日（周三）17:00起空"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", (SUV, "mag")),
        (f"{VAN} 商务车7座 马刚", (VAN, "mag")),
        (VAN, (VAN, "tangw")),
        ("A2207 马刚", (VAN, "mag")),
        ("2207", (VAN, "tangw")),
        ("商务车", (VAN, "tangw")),
        ("唐伟", (VAN, "tangw")),
        ("云E·A9999", None),
    ],
)
def test_what_the_dispatcher_means(words: str, found: tuple[str, str] | None) -> None:
    pair = chosen(words, free_pairs(trip(), "", facts()))
    assert (pair and (pair.vehicle.plate, pair.driver.account)) == found


def test_an_office_without_drivers_has_no_pair() -> None:
    nobody = facts()
    without = replace(
        nobody, directory=replace(nobody.directory, members={"linf": nobody.directory.members["linf"]}), roster=roster()
    )
    assert free_pairs(trip(), "", without) == ()
