"""Which trip a driver means who asks for fuel or reports a breakdown."""

from __future__ import annotations

import re

from handlers.engine import serial as serials
from handlers.engine.facts import Facts
from handlers.engine.matter import Fault
from handlers.engine.request import Request, State
from handlers.vehicle import booked
from handlers.vehicle.trip import ON_THE_ROAD, Trip

NUMBER = re.compile(r"YC-?(?:\d{4}-)?\d{1,6}", re.I)
"""How a booking's number stands in what people write."""


def own_trip(text: str, writer: str, facts: Facts) -> Request | Fault:
    """The trip of this driver that the words name, else the one under way, else the next, else today's last."""
    own = [(r, t) for r, t in booked.trips(facts) if t.driver == writer and not t.shares and _stands(r, t, facts)]
    if number := NUMBER.search(text):
        spoken = serials.spoken(number[0])
        named = [r for r, _ in own if spoken and spoken.means(r.serial)]
        return named[0] if named else Fault(f"{number[0].upper()} 不是派给您的车，请核对派车单号。")
    if not own:
        return Fault("没有找到派给您的车，加油单由驾驶员填写。")
    return min(own, key=lambda found: _order(found[1]))[0]


def _stands(request: Request, trip: Trip, facts: Facts) -> bool:
    """Approved, or over since no earlier than yesterday."""
    if request.state in ON_THE_ROAD:
        return True
    ended = trip.returned_at
    return request.state is State.FINISHED and ended is not None and (facts.today - ended.date()).days <= 1


def _order(trip: Trip) -> tuple[bool, bool, float]:
    over = trip.returned_at is not None
    return over, not trip.under_way, -trip.depart.timestamp() if over else trip.depart.timestamp()
