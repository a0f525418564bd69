"""How a trip reads on every card and in every sentence."""

from __future__ import annotations

from handlers.engine.absence import AbsenceKind, AbsenceState
from handlers.engine.calendar import each_day
from handlers.engine.content import Field
from handlers.engine.facts import Facts
from handlers.engine.request import Request, Step, StepKind
from handlers.engine.wording import say_day
from handlers.vehicle import choosing, sharing
from handlers.vehicle.trip import Trip
from handlers.vehicle.when import say_times

PRIVATE = "公车私用"
SAFETY = "严禁酒后驾车，不得擅自将车辆交由他人驾驶。"


def paper(trip: Trip) -> str:
    """What the booking is called."""
    return f"{PRIVATE}申请" if trip.private else "用车申请"


def who_rides(trip: Trip, facts: Facts) -> str:
    """How many, and who of them is known."""
    named = names(trip, facts)
    return f"{trip.passengers}人（{named}）" if named else f"{trip.passengers}人"


def names(trip: Trip, facts: Facts) -> str:
    """Who rides, as far as they are known by name."""
    return "、".join((*(facts.directory.name(account) for account in trip.riders), *trip.guests))


def what_for(trip: Trip) -> str:
    """The purpose, and what has to be said about it."""
    purpose = trip.purpose or "未填写"
    if trip.private:
        return f"{PRIVATE}：{purpose}"
    said = f"{purpose}（用途不明确）" if trip.vague else purpose
    return f"{said}；休息日用车原因：{trip.holiday_reason}" if trip.holiday_reason else said


def times(trip: Trip, facts: Facts) -> str:
    """When, and that the return is only proposed where nobody said it."""
    said = say_times(trip.depart, trip.back, facts.today)
    return said if trip.back_said else f"{said}（返回时间未说明，暂按此安排）"


def car(trip: Trip, facts: Facts) -> str:
    """What was assigned: 云E·A1023，驾驶员马刚; "" where nothing is yet."""
    if not trip.car:
        return ""
    shared = f"，与 {trip.shares} 拼车" if trip.shares else ""
    return f"{trip.car}，驾驶员{facts.directory.name(trip.driver)}{shared}"


def lines(trip: Trip, applicant: str, serial: str, facts: Facts) -> tuple[Field, ...]:
    """What a decider needs to know (lessons 5.2, line 19)."""
    member = facts.directory.member(applicant)
    who = f"{member.name}（{member.unit}{member.post}）" if member else applicant
    fields = (
        Field("申请人", who),
        Field("时间", times(trip, facts)),
        Field("去向", trip.destination),
        Field("乘车", who_rides(trip, facts)),
        Field("用途", what_for(trip)),
        Field("车辆", car(trip, facts)),
        Field("里程", driven(trip)),
        Field("提示", hints(trip, serial, facts)),
    )
    return tuple(field for field in fields if field.value)


def driven(trip: Trip) -> str:
    """What the odometer said."""
    if trip.start_km < 0:
        return ""
    return f"出车{trip.start_km}，收车{trip.end_km}，共{trip.km}公里" if trip.km is not None else f"出车{trip.start_km}"


def hints(trip: Trip, serial: str, facts: Facts) -> str:
    """What a decider would ask: riders on leave, a defect that was found, that it waits for a car."""
    if trip.returned_at is not None:
        return ""
    defect = f"出车前检查发现：{trip.defect}。" if trip.defect and trip.left_at is None else ""
    waits = "没有空车，候补。" if trip.waits and not trip.car else ""
    private = "公车私用按规定一般不予批准，确有特殊情况的才可同意。" if trip.private and not trip.car else ""
    return private + on_leave(trip, facts) + driver_away(trip, serial, facts) + waits + defect


def driver_away(trip: Trip, serial: str, facts: Facts) -> str:
    """That the driver who was assigned cannot drive any more: on leave since, on duty, with another car."""
    if not trip.driver or trip.shares or trip.left_at is not None:
        return ""
    why = choosing.why_no_driver(trip.driver, trip, serial, facts)
    return f"驾驶员{facts.directory.name(trip.driver)}{why}，请换驾驶员。" if why else ""


def on_leave(trip: Trip, facts: Facts) -> str:
    """Riders whose approved leave lies in the time of the trip."""
    away = {
        facts.directory.name(a.member)
        for a in facts.absences
        if a.kind is AbsenceKind.LEAVE
        and a.state is AbsenceState.STANDS
        and a.member in trip.riders
        and a.span.overlaps(trip.span)
    }
    return f"{'、'.join(sorted(away))}同期请假。" if away else ""


def brief(request: Request, trip: Trip, facts: Facts) -> str:
    """Name, time, place, car; no purpose (rules X6)."""
    name = facts.directory.name(request.applicant)
    assigned = f"，{car(trip, facts)}" if trip.car else ""
    return f"{name}{say_times(trip.depart, trip.back, facts.today)}用车去{trip.destination}{assigned}"


def who(steps: tuple[Step, ...], facts: Facts) -> str:
    """Who has it after 提交, in order."""
    return "，再由".join(_part(step, facts) for step in steps)


def _part(step: Step, facts: Facts) -> str:
    names = "、".join(facts.directory.name(account) for account in step.approvers)
    if step.kind is StepKind.TASK:
        return f"{names}派车"
    return f"党政办{names}指定的领导审批" if step.kind is StepKind.ASSIGN else f"{names}审批"


def nothing_free(trip: Trip, serial: str, facts: Facts) -> str:
    """That no car is free, and which is when."""
    others = choosing.alternatives(trip, serial, facts)
    named = f"可改时间：{others}。" if others else f"没有坐得下{trip.passengers}人的车，可以分乘或改期。"
    return f"这个时间没有空车。{named}"


def can_join(trip: Trip, serial: str, facts: Facts) -> str:
    """Trips that could be joined."""
    found = sharing.rides(trip, serial, facts)
    return "；".join(ride.label for ride in found[:2]) + "。" if found else ""


def holiday(trip: Trip, facts: Facts) -> str:
    """The first rest day of the trip, as people say it; "" where every day is worked."""
    calendar = facts.calendar.presumed()
    rest = [day for day in each_day(*trip.days()) if not calendar.is_workday(day)]
    if not rest:
        return ""
    named = calendar.holiday(rest[0]) if calendar.knows(rest[0]) else ""
    return f"{say_day(rest[0], facts.today)}是{named or '休息日'}"
