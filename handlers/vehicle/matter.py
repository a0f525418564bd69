"""A car for duty as a matter: what it declares to the house (车辆及驾驶员管理制度 第1、4至8条)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers.engine.absence import Absence, AbsenceKind, AbsenceState
from handlers.engine.booking import Booking
from handlers.engine.content import Field
from handlers.engine.facts import Facts
from handlers.engine.matter import Fault, Notice, PlainMatter, Plan, Question, Slots, Task
from handlers.engine.paper import Paper
from handlers.engine.request import Request, State, Step
from handlers.vehicle import amending, asking, booked, choosing, giving_up, on_paper, sharing, words
from handlers.vehicle.assigning import Assigning
from handlers.vehicle.driving import Departing, Returning
from handlers.vehicle.trip import CODE, ON_THE_ROAD, Trip, trip_of
from handlers.vehicle.who_decides import ASSIGN, DEPART, RETURN, route

_OUT_IN = {
    State.WAITING: AbsenceState.ASKED,
    State.APPROVED: AbsenceState.STANDS,
    State.ANNULLING: AbsenceState.STANDS,
    State.FINISHED: AbsenceState.STANDS,
}
OUTING = "用车外出"
_GIVEN_UP = re.compile(
    r"(?:我|我们)?(?:不用|不要|不需要|用不着|不坐)(?:派|用)?车子?了|(?:取消|撤销|撤回|退掉)(?:我的)?(?:用|派)车(?:申请)?|"
    r"(?:用|派)车(?:申请)?(?:取消|撤销|作废|不要了|不用了)|车不(?:用|要)了|不用(?:派|安排)车了?"
)
"""The whole message: «明天不用车了，改坐班车» may be about one of several trips, and is asked about."""


class VehicleMatter(PlainMatter):
    """用车: the matter that the vehicle regulation declares."""

    code = CODE
    name = "用车"
    changes = "“时间改成后天上午9点”“去向改成县医院”“人数改成4人”"
    book = "用车台账"
    intent = "vehicle"
    tasks: Mapping[str, Task] = {ASSIGN: Assigning(), DEPART: Departing(), RETURN: Returning()}
    ledger = on_paper.LEDGER

    def is_meant(self, text: str) -> bool:
        """A booking that exists already is to be longer, or to get another car or driver."""
        return amending.is_meant(text)

    def is_given_up(self, text: str) -> bool:
        """不用车了, 取消用车."""
        return bool(_GIVEN_UP.fullmatch(text))

    def starting(self, text: str, slots: Slots, facts: Facts, writer: str) -> Slots | Fault:
        """A new booking, or a change of one that exists."""
        return amending.starting(text, slots, facts, writer)

    def merged(self, slots: Slots, changes: Slots) -> dict[str, Any]:
        """The slots after an answer or a correction."""
        return asking.merged(slots, changes)

    def question(self, slots: Slots, facts: Facts, applicant: str) -> Question | None:
        """The first thing still missing."""
        return asking.question(slots, facts, applicant)

    def plan(self, slots: Slots, facts: Facts, applicant: str) -> Plan | Fault:
        """The booking as it would be filed, or the change as it would be made."""
        if "amends" in slots:
            return amending.plan(slots, facts, applicant)
        trip = asking.read_trip(slots, facts, applicant)
        return trip if isinstance(trip, Fault) else _plan(trip, applicant, facts)

    def title(self, request: Request, facts: Facts) -> str:
        """«林芳的用车申请»."""
        return f"{facts.directory.name(request.applicant)}的{words.paper(trip_of(request))}"

    def lines(self, request: Request, facts: Facts) -> tuple[Field, ...]:
        """Who, when, where, how many, what for, which car."""
        return words.lines(trip_of(request), request.applicant, request.serial, facts)

    def brief(self, request: Request, facts: Facts) -> str:
        """Name, time, place and car."""
        return words.brief(request, trip_of(request), facts)

    def has_begun(self, request: Request) -> bool:
        """Once the car has left; one that was only assigned can still be given up."""
        return trip_of(request).left_at is not None

    def due_from(self, request: Request, facts: Facts) -> datetime | None:
        """The driver is not reminded before the time of departure, nor to come back before the time of return."""
        step = request.open_step
        trip = trip_of(request)
        return {DEPART: trip.depart, RETURN: trip.back}.get(step.name) if step else None

    def consequences(self, before: Request, after: Request, facts: Facts) -> tuple[Notice, ...]:
        """A car that is free again goes to the first who waits for it."""
        return giving_up.consequences(before, after, facts)

    def absences(self, request: Request, facts: Facts) -> tuple[Absence, ...]:
        """The outing of everyone who rides, and of the driver (考勤制度 第3条; rules M20-4). Private use is none."""
        trip = trip_of(request)
        state = _OUT_IN.get(request.state, AbsenceState.VOID)
        who = () if trip.private else dict.fromkeys((*trip.riders, *((trip.driver,) if trip.driver else ())))
        return tuple(Absence(request.serial, a, AbsenceKind.OUTING, trip.span, state, OUTING) for a in who)

    def bookings(self, request: Request, facts: Facts) -> tuple[Booking, ...]:
        """The car and its driver, or the seats in somebody else's: firm once it is approved (rules M16-1)."""
        trip = trip_of(request)
        if not trip.car or request.state not in (*ON_THE_ROAD, State.WAITING) or trip.returned_at is not None:
            return ()
        firm = request.state in ON_THE_ROAD
        if trip.shares:
            return sharing.seats_taken(request.serial, trip, firm)
        taken = (booked.car(trip.car), booked.driver(trip.driver))
        return tuple(Booking(request.serial, resource, trip.depart, trip.back, firm) for resource in taken)

    def slots(self, request: Request) -> Slots:
        """The booking, to be changed."""
        return asking.slots_of(trip_of(request), request.applicant)

    def entry(self, request: Request, facts: Facts) -> Mapping[str, Any]:
        """The line of the vehicle book."""
        return on_paper.entry(request, facts)

    def papers(self, request: Request, facts: Facts) -> tuple[Paper, ...]:
        """The dispatch slip (派车单)."""
        return on_paper.papers(request, facts)


def _plan(trip: Trip, applicant: str, facts: Facts) -> Plan:
    steps = route(trip, applicant, facts)
    waits = bool(_nothing(trip, facts))
    listed = Trip.from_form({**trip.to_form(), "waits": waits})
    return Plan(
        title=words.paper(trip),
        form=listed.to_form(),
        steps=steps,
        informed=(),
        fields=_check_lines(trip, steps, facts),
        notes=tuple(note for note in _notes(trip, facts) if note),
    )


def _check_lines(trip: Trip, steps: tuple[Step, ...], facts: Facts) -> tuple[Field, ...]:
    fields = (
        Field("时间", words.times(trip, facts)),
        Field("去向", trip.destination),
        Field("乘车", words.who_rides(trip, facts)),
        Field("用途", words.what_for(trip)),
        Field("希望车辆", trip.wish),
        Field("审批", words.who(steps, facts)),
        Field("依据", f"{steps[0].article}：{steps[0].why}" if steps else ""),
    )
    return tuple(field for field in fields if field.value)


def _notes(trip: Trip, facts: Facts) -> tuple[str, ...]:
    private = (
        "按规定公车原则上不允许私用，一般不予批准；确有特殊情况的，提交后报办公室领导批准。" if trip.private else ""
    )
    vague = "用途不明确，由办公室审批时核实。" if trip.vague else ""
    unknown = f"花名册里不能确定{'、'.join(trip.guests)}是谁，不为其登记外出。" if trip.guests else ""
    nothing = _nothing(trip, facts)
    waits = f"{nothing}提交后列入候补，也可以改时间。" if nothing else ""
    return private, vague, unknown, words.on_leave(trip, facts), waits, words.can_join(trip, "", facts)


def _nothing(trip: Trip, facts: Facts) -> str:
    """That nothing is free, unless there is."""

    return "" if choosing.free_pairs(trip, "", facts) else words.nothing_free(trip, "", facts)
