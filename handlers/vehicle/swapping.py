"""Another car or another driver for a trip that was assigned: through the dispatcher alone (第7条; rules M16-6)."""

from __future__ import annotations

from dataclasses import replace

from handlers.engine.content import Field
from handlers.engine.facts import Facts
from handlers.engine.matter import Fault, Notice, Plan, Slots
from handlers.engine.people import Role
from handlers.engine.request import Request, State, Step, StepKind, StepState
from handlers.engine.roster import Vehicle
from handlers.vehicle import choosing, words
from handlers.vehicle.trip import Trip
from handlers.vehicle.who_decides import RETURN, driving


def plan(request: Request, trip: Trip, slots: Slots, facts: Facts) -> Plan | Fault:
    """The trip with what the words name instead; what they do not name stays."""
    if not trip.car:
        return Fault(f"{request.serial} 还没有派车，请在卡片上选择车辆和驾驶员后点“派车”。")
    other = _with(request, trip, str(slots["another"]), facts)
    if isinstance(other, Fault):
        return other
    return Plan(
        title="换车" if other.car != trip.car else "换驾驶员",
        form=_changes(other),
        steps=_rest(request, other),
        informed=(),
        fields=(
            Field("编号", request.serial),
            Field("原派", words.car(trip, facts)),
            Field("改为", words.car(other, facts)),
        ),
        notices=_told(request, trip, other, facts),
        amends=request.serial,
    )


def _with(request: Request, trip: Trip, text: str, facts: Facts) -> Trip | Fault:
    said = text.replace(request.serial, "")
    car = next((v for v in facts.roster.vehicles if choosing.is_named(v.plate, said)), None)
    named = [m.account for m in facts.directory.holders(Role.DRIVER) if m.name in said or m.account in said]
    if car is None and not named:
        return Fault(f"请写明换成哪辆车或者哪位驾驶员，例如“换驾驶员 {request.serial} {_some_driver(trip, facts)}”。")
    if car is not None and trip.under_way:
        return Fault(f"{request.serial} 已经出车，不能换车；换驾驶员请写姓名。")
    other = _alone(trip, car, named)
    return _why_not(request, trip, other, car, facts) or other


def _alone(trip: Trip, car: Vehicle | None, named: list[str]) -> Trip:
    """In a car of its own from now on, were it a ride along before."""
    driver = named[0] if named else (car.driver if car and car.driver else trip.driver)
    plate = car.plate if car else trip.car
    return replace(trip, car=plate, driver=driver, shares="", seats=(), defect="")


def _why_not(request: Request, trip: Trip, other: Trip, car: Vehicle | None, facts: Facts) -> Fault | None:
    if (other.car, other.driver, other.shares) == (trip.car, trip.driver, trip.shares):
        return Fault(f"{request.serial} 现在就是{words.car(trip, facts)}，没有变化。")
    why = choosing.why_no_car(car, other, request.serial, facts) if car else ""
    if why:
        return Fault(f"{other.car} 不能派：{why}。")
    no_driver = choosing.why_no_driver(other.driver, other, request.serial, facts)
    name = facts.directory.name(other.driver)
    return Fault(f"驾驶员{name}不能出车：{no_driver}，请写明另一位驾驶员。") if no_driver else None


def _changes(other: Trip) -> dict[str, object]:
    form = other.to_form()
    return {name: form[name] for name in ("car", "driver", "shares", "seats", "defect")}


def _rest(request: Request, other: Trip) -> tuple[Step, ...]:
    """What is still to be decided, then what the driver has to do now."""
    ahead = (s for s in request.steps if s.kind is not StepKind.TASK and s.state is not StepState.DONE)
    decisions = tuple(replace(s, state=StepState.LATER, opened_at=None) for s in ahead)
    steps = driving(other.driver)
    if request.state is State.APPROVED and other.under_way:
        return tuple(step for step in steps if step.name == RETURN)
    return (*decisions, *steps)


def _told(request: Request, trip: Trip, other: Trip, facts: Facts) -> tuple[Notice, ...]:
    said = f"{request.serial} 改派{words.car(other, facts)}。"
    notices = [Notice(request.applicant, f"您的用车 {said}")]
    if trip.driver != other.driver and not trip.shares:
        notices.append(Notice(trip.driver, f"{said}您不用出这趟车。"))
    return tuple(notices)


def _some_driver(trip: Trip, facts: Facts) -> str:
    others = (m.name for m in facts.directory.holders(Role.DRIVER) if m.account != trip.driver)
    return next(others, "姓名")
