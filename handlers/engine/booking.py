"""What a request takes for a time: a car, a driver, a room. Half-open intervals: ten to eleven and eleven to twelve
do not meet. A wish blocks nobody, a firm booking does (rules M16-1, M02-1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Booking:
    """One thing taken by one request, from `start` until just before `end`.

    `resource` names the thing with its kind («车 云E·A1023», «驾驶员 mag»); `firm` is false while it is a mere wish.
    """

    serial: str
    resource: str
    start: datetime
    end: datetime
    firm: bool

    def meets(self, other: Booking) -> bool:
        """Whether both want the same thing at the same time."""
        return self.resource == other.resource and self.start < other.end and other.start < self.end


def taken(resource: str, start: datetime, end: datetime, bookings: Iterable[Booking], but: str = "") -> Booking | None:
    """The firm booking of another request that stands in the way, or None where the thing is free."""
    wish = Booking(but, resource, start, end, firm=False)
    return next((b for b in bookings if b.firm and b.serial != but and b.meets(wish)), None)
