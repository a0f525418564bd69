"""Who decides a trip: the dispatcher assigns, the office director approves; private use is the director's alone."""

from __future__ import annotations

from dataclasses import replace

from handlers.engine.facts import Facts
from handlers.engine.people import Member
from handlers.engine.request import Step, StepKind, StepState
from handlers.engine.route import seat
from handlers.vehicle.places import category
from handlers.vehicle.trip import Trip

ARTICLE = "车辆及驾驶员管理制度"
ASSIGN, DEPART, RETURN = "assign", "depart", "return"


def route(trip: Trip, applicant: str, facts: Facts) -> tuple[Step, ...]:
    """The steps of a booking until its car is settled; the driver's own follow when it is known who drives.

    Private use goes to the office leader before anybody looks for a car (第8条; rules M16-5).
    """
    assign = Step(
        StepKind.TASK, dispatchers(applicant, facts), "公务用车由办公室统筹安排", f"{ARTICLE} 第1条", name=ASSIGN
    )
    if trip.private:
        return (_approver("公车原则上不允许私用，特殊情况须经办公室领导批准", "第8条", applicant, facts), assign)
    if dispatcher_is_enough(trip, facts):
        return (assign,)
    return (assign, _approver("公务用车由办公室统筹安排，派车后由办公室领导审批", "第1条", applicant, facts))


def dispatcher_is_enough(trip: Trip, facts: Facts) -> bool:
    """Whether the assignment is the approval: by the policy, near, within one working day, with a clear purpose."""
    near = category(trip.destination, facts) in facts.policy.vehicles.dispatcher_alone
    one_day = trip.depart.date() == trip.back.date() and facts.calendar.presumed().is_workday(trip.depart.date())
    return near and one_day and not trip.vague


def driving(driver: str) -> tuple[Step, ...]:
    """What the driver has to do: look the car over and leave, and bring it back (第4至7条; rules M16-7)."""
    return (
        Step(StepKind.TASK, (driver,), "出车前须认真检查车辆", f"{ARTICLE} 第5条", name=DEPART),
        Step(StepKind.TASK, (driver,), "收车后登记里程", f"{ARTICLE} 第1条", name=RETURN),
    )


def still_to_decide(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The decisions that a booking has yet to pass after its car was assigned."""
    later = (step for step in steps if step.state is StepState.LATER and step.kind is not StepKind.TASK)
    return tuple(replace(step, opened_at=None) for step in later)


def dispatchers(applicant: str, facts: Facts) -> tuple[str, ...]:
    """Who assigns cars today: never one's own (rules X1), who stands in for one away, else the office's contact."""
    holders = facts.directory.holders(facts.policy.vehicles.dispatcher_role)
    return _acting(holders, applicant, facts) or _contact(applicant, facts)


def is_dispatcher(account: str, facts: Facts) -> bool:
    """Whether somebody may change cars and drivers: a dispatcher, or who stands in for one who is away."""
    holders = facts.directory.holders(facts.policy.vehicles.dispatcher_role)
    return account in {*_acting(holders, "", facts), *(member.account for member in holders)}


def approvers(applicant: str, facts: Facts) -> tuple[str, ...]:
    """The office leader who approves, or the stand-in; empty where nobody is left."""
    return _acting(facts.directory.holders(facts.policy.vehicles.approver_role), applicant, facts)


def office_step(why: str, article: str, applicant: str, facts: Facts) -> Step:
    """A decision of the office leader; where nobody is left, the office's contact names somebody (rules X4)."""
    return _approver(why, article, applicant, facts)


def _approver(why: str, article: str, applicant: str, facts: Facts) -> Step:
    decides = approvers(applicant, facts)
    if decides:
        return Step(StepKind.DECIDE, decides, why, f"{ARTICLE} {article}")
    role = facts.policy.vehicles.approver_role
    asked = f"{role}及其代理人均不能审批，请党政办指定审批人"
    return Step(StepKind.ASSIGN, _contact(applicant, facts), asked, f"{ARTICLE} {article}")


def _acting(holders: tuple[Member, ...], applicant: str, facts: Facts) -> tuple[str, ...]:
    seats = (seat(holder, applicant, facts.away, facts.directory).member for holder in holders)
    return tuple(dict.fromkeys(member.account for member in seats if member))


def _contact(applicant: str, facts: Facts) -> tuple[str, ...]:
    contact = facts.contact(but=applicant)
    return (contact,) if contact else ()
