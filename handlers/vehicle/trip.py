"""A trip: what a booking wants, what was assigned to it, and what was driven."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from handlers.engine.days import Half, HalfDay, Span
from handlers.engine.request import Request, State

CODE = "YC"

CAR, DRIVER, SEAT = "车", "驾驶员", "座位"
"""The kinds of thing that a trip takes, as its bookings name them."""

ON_THE_ROAD = frozenset({State.APPROVED, State.ANNULLING})
"""The states in which a trip holds its car firmly."""

_NOON = 12


@dataclass(frozen=True)
class Trip:
    """A trip as its request keeps it.

    `riders` are accounts, `guests` names that the roster does not know, `passengers` how many ride in all without the
    driver. `shares` is the number of the trip in whose car it rides along, on which `seats`. Kilometres are those of
    the odometer; -1 where nobody has read it yet.
    """

    depart: datetime
    back: datetime
    destination: str
    purpose: str
    passengers: int
    riders: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    back_said: bool = True
    private: bool = False
    vague: bool = False
    holiday_reason: str = ""
    wish: str = ""
    waits: bool = False
    car: str = ""
    driver: str = ""
    shares: str = ""
    seats: tuple[int, ...] = ()
    defect: str = ""
    left_at: datetime | None = None
    start_km: int = -1
    returned_at: datetime | None = None
    end_km: int = -1

    @property
    def under_way(self) -> bool:
        """Whether the car has left and is not back yet."""
        return self.left_at is not None and self.returned_at is None

    @property
    def km(self) -> int | None:
        """Kilometres driven, None where that is not known yet."""
        return self.end_km - self.start_km if self.end_km >= 0 <= self.start_km else None

    @property
    def span(self) -> Span:
        """The half days that it touches: from the departure to the return, or to what was planned."""
        last = max(self.returned_at or self.back, self.depart)
        first_half = HalfDay(self.depart.date(), _half(self.depart.hour))
        return Span(first_half, max(first_half, HalfDay(last.date(), _last_half(last))))

    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        return self.depart.date(), self.back.date()

    def to_form(self) -> dict[str, Any]:
        """As plain data, for the request's row."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_form(cls, form: Mapping[str, Any]) -> Trip:
        """The trip that `to_form` wrote."""
        known = {name: value for name, value in form.items() if name in _NAMES}
        moments = {name: _moment(known.get(name)) for name in _MOMENTS if known.get(name)}
        several = {name: tuple(known.get(name, ())) for name in _SEVERAL}
        return cls(**{**known, **dict.fromkeys(("left_at", "returned_at")), **moments, **several})


_NAMES = frozenset(field.name for field in fields(Trip))
_MOMENTS = ("depart", "back", "left_at", "returned_at")
_SEVERAL = ("riders", "guests", "seats")


def trip_of(request: Request) -> Trip:
    """The trip that a booking is about."""
    return Trip.from_form(request.form)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _moment(value: object) -> datetime:
    return datetime.fromisoformat(str(value))


def _half(hour: int) -> Half:
    return Half.MORNING if hour < _NOON else Half.AFTERNOON


def _last_half(moment: datetime) -> Half:
    """Back at twelve sharp is the morning only."""
    return Half.MORNING if (moment.hour, moment.minute) <= (_NOON, 0) else Half.AFTERNOON
