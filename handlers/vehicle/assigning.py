"""The dispatcher's work: a car and a driver from what is free, a seat in a car that goes there, or the waiting list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handlers.engine.content import Button, Choice, Input, Style
from handlers.engine.facts import Facts
from handlers.engine.matter import Fault, Handled, Notice, Offer, Tapped
from handlers.engine.request import Request, State, StepKind
from handlers.vehicle import booked, choosing, sharing, words
from handlers.vehicle.choosing import Pair
from handlers.vehicle.sharing import Ride
from handlers.vehicle.trip import Trip, trip_of
from handlers.vehicle.when import say_times
from handlers.vehicle.who_decides import ASSIGN, driving, still_to_decide

_ASSIGN = Button("派车", Style.PRIMARY)
_WAIT = Button("候补")
_RETURN = Button("退回")


class Assigning:
    """派车 (rules M16-1)."""

    def offer(self, request: Request, facts: Facts) -> Offer:
        """The free cars with their drivers, and the trips that could be joined."""
        trip = trip_of(request)
        pairs = choosing.free_pairs(trip, request.serial, facts)
        rides = sharing.rides(trip, request.serial, facts)
        hint = Input("退回时写明要改什么")
        if not pairs and not rides:
            said = words.nothing_free(trip, request.serial, facts)
            listed = "已列入候补，有车空出时会告诉您。" if trip.waits else "可以列入候补，或者退回请申请人改时间。"
            return Offer(said + listed, (_ASSIGN, _WAIT, _RETURN), hint)
        labels = (*(pair.label for pair in pairs), *(ride.label for ride in rides))
        proposed = f"请选择车辆和驾驶员，再点“派车”；不选即按第一项（{labels[0]}）安排。"
        return Offer(proposed, (_ASSIGN, _WAIT, _RETURN), hint, Choice("车辆和驾驶员", labels))

    def handle(self, request: Request, tapped: Tapped, facts: Facts) -> Handled | Fault:
        """派车, or 候补."""
        if tapped.button == _WAIT.label:
            return _listed(request, facts)
        trip = trip_of(request)
        said = tapped.choice or tapped.words
        ride = _ride(said, sharing.rides(trip, request.serial, facts))
        if ride is not None:
            return _joined(request, trip, ride, facts)
        pairs = choosing.free_pairs(trip, request.serial, facts)
        pair = choosing.chosen(said, pairs)
        if pair is None:
            return Fault(_why_not(said, trip, request.serial, facts))
        return _assigned(request, trip, pair, facts)


def first_waiting(freed: Trip, but: str, facts: Facts) -> Request | None:
    """The first on the waiting list for whom the freed car does: it wishes for that time, and a driver is there."""
    now_free = tuple(b for b in facts.bookings if b.serial != but)
    without = replace(facts, bookings=now_free)
    waiting = [(r, t) for r, t in booked.trips(facts, (State.WAITING,)) if t.waits and _unassigned(r)]
    for request, trip in sorted(waiting, key=lambda found: found[0].created_at):
        meets = trip.depart < freed.back and freed.depart < trip.back
        if meets and trip.back > facts.now and choosing.free_pairs(trip, request.serial, without):
            return request
    return None


def _unassigned(request: Request) -> bool:
    step = request.open_step
    return step is not None and step.kind is StepKind.TASK and step.name == ASSIGN


def _assigned(request: Request, trip: Trip, pair: Pair, facts: Facts) -> Handled:
    done = replace(trip, car=pair.vehicle.plate, driver=pair.driver.account, shares="", seats=(), waits=False)
    rest = still_to_decide(request.steps)
    route = (*rest, *driving(pair.driver.account))
    return Handled(
        done.to_form(), f"派{done.car}，驾驶员{pair.driver.name}", _told(request, done, not rest, facts), route=route
    )


def _joined(request: Request, trip: Trip, ride: Ride, facts: Facts) -> Handled:
    """Rides along: the other trip's times hold, and its driver has nothing more to do for it."""
    host = ride.trip
    done = replace(
        trip,
        depart=host.depart,
        back=host.back,
        car=host.car,
        driver=host.driver,
        shares=ride.serial,
        seats=ride.seats[: trip.passengers],
        waits=False,
    )
    rest = still_to_decide(request.steps)
    return Handled(done.to_form(), f"与 {ride.serial} 拼车", _told(request, done, not rest, facts), route=rest)


def _listed(request: Request, facts: Facts) -> Handled | Fault:
    trip = trip_of(request)
    if trip.waits:
        return Fault(f"{request.serial} 已在候补名单里。")
    told = words.nothing_free(trip, request.serial, facts)
    notice = Notice(request.applicant, f"您的用车 {request.serial} 已列入候补。{told}有车空出时优先安排。")
    return Handled(replace(trip, waits=True).to_form(), "列入候补", (notice,), done=False)


def _told(request: Request, trip: Trip, settled: bool, facts: Facts) -> tuple[Notice, ...]:
    """Where the assignment is the approval, the applicant hears of it now; else with the approval."""
    if not settled:
        return ()
    times = say_times(trip.depart, trip.back, facts.today)
    said = f"您的用车 {request.serial} 已安排：{words.car(trip, facts)}，{times}去{trip.destination}。"
    return (Notice(request.applicant, said),)


def _ride(said: str, rides: Iterable[Ride]) -> Ride | None:
    return next((ride for ride in rides if said == ride.label or (ride.serial in said and "拼" in said)), None)


def _why_not(said: str, trip: Trip, serial: str, facts: Facts) -> str:
    """Why what was named cannot be had, and what can."""
    meant = next((v for v in facts.roster.vehicles if said and choosing.is_named(v.plate, said)), None)
    if meant is None:
        return words.nothing_free(trip, serial, facts) if not said else f"没有可派的“{said}”，请从卡片上选择。"
    why = choosing.why_no_car(meant, trip, serial, facts)
    if why:
        others = "" if choosing.free_pairs(trip, serial, facts) else words.nothing_free(trip, serial, facts)
        return f"{meant.plate} 不能派：{why}。{others}"
    return f"{meant.plate} 空着，但所选驾驶员不能出车，请另选驾驶员。"
