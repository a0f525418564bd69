"""What follows when a car is free again before its time: a driver who stays, riders who need another car, who waits."""

from __future__ import annotations

from handlers.engine.facts import Facts
from handlers.engine.matter import Notice
from handlers.engine.request import Request, State
from handlers.vehicle import booked
from handlers.vehicle.assigning import first_waiting
from handlers.vehicle.trip import ON_THE_ROAD, Trip, trip_of
from handlers.vehicle.when import say_times
from handlers.vehicle.who_decides import dispatchers


def consequences(before: Request, after: Request, facts: Facts) -> tuple[Notice, ...]:
    """Who hears of a move on a booking beside the people of its route (rules M16-1)."""
    had, has = trip_of(before), trip_of(after)
    if before.state not in ON_THE_ROAD or not had.car or had.shares:
        return ()
    if after.state is State.WAITING:
        return _asked_anew(after, had)
    given_up = after.state not in (*ON_THE_ROAD, State.FINISHED)
    told = (*_driver_stays(after, had, facts), *_riders_along(after, facts)) if given_up else ()
    return (*told, *(_to_the_waiting(after, had, facts) if _is_free(after, had, has) else ()))


def _is_free(after: Request, had: Trip, has: Trip) -> bool:
    """Whether the car, or a part of the time it was taken for, belongs to nobody now."""
    returned = has.returned_at is not None and has.returned_at < had.back
    return after.state not in (*ON_THE_ROAD, State.FINISHED) or returned or has.car != had.car or has.back < had.back


def _asked_anew(after: Request, had: Trip) -> tuple[Notice, ...]:
    """A mis-tap was taken back: nothing is free yet, but nobody is to leave either."""
    said = f"{after.serial}（{had.car}，去{had.destination}）正在重新审批，请等通知再出车。"
    return (Notice(had.driver, said),) if had.driver and had.left_at is None else ()


def _driver_stays(after: Request, had: Trip, facts: Facts) -> tuple[Notice, ...]:
    if not had.driver or had.left_at is not None:
        return ()
    times = say_times(had.depart, had.back, facts.today)
    said = f"{after.serial}（{times}去{had.destination}，{had.car}）{after.state.value}，不用出车。"
    return (Notice(had.driver, said),)


def _riders_along(after: Request, facts: Facts) -> tuple[Notice, ...]:
    """Whoever was to ride along in this car needs another."""
    along = [r for r, t in booked.trips(facts, (*ON_THE_ROAD, State.WAITING)) if t.shares == after.serial]
    to_riders = (Notice(r.applicant, f"您拼车的 {after.serial} 已取消，{r.serial} 由调度员另行派车。") for r in along)
    numbers = "、".join(r.serial for r in along)
    again = f"{after.serial} 已取消，拼车的 {numbers} 需要另行派车，请回复“换车 编号 车牌 驾驶员”。"
    return (*to_riders, *(Notice(a, again) for a in dispatchers("", facts) if along))


def _to_the_waiting(after: Request, had: Trip, facts: Facts) -> tuple[Notice, ...]:
    """The first on the waiting list, to the dispatcher, with its card."""
    first = first_waiting(had, after.serial, facts)
    if first is None:
        return ()
    wants = trip_of(first)
    times = say_times(wants.depart, wants.back, facts.today)
    name = facts.directory.name(first.applicant)
    said = f"{had.car} 已空出。候补第一位是 {first.serial}：{name}{times}去{wants.destination}，请派车。"
    return tuple(Notice(account, said, card=first.serial) for account in dispatchers(first.applicant, facts))
