"""What waits for a leader: bundled, in working hours, once an item a day; then the office is told (rules X4).

Silence never approves and never passes anything on by itself.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from handlers.engine.request import Request, StepKind
from handlers.engine.working_hours import worked_between
from schedules.engine import Desk, next_on_workdays
from storage import firings, requests


class WaitingReminder:
    """待办提醒."""

    name = "waiting_reminder"
    title = "待办提醒"
    grace: timedelta | None = timedelta(hours=2)

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """The policy's reminder times on working days."""
        return next_on_workdays(desk.facts.policy.reminders.times, after, desk.facts.calendar)

    def fire(self, desk: Desk, due: datetime) -> None:
        """One bundle for each who has something waiting, and one line for the office about what waits too long."""
        waiting = tuple(r for r in requests.all_waiting(desk.uow, desk.org) if _since(desk, r) <= due)
        for account, items in _by_holder(desk, waiting, due).items():
            desk.out.say(account, _bundle(desk, account, items))
        overdue = [request for request in waiting if _first_time_overdue(desk, request, due)]
        if overdue and (contact := desk.facts.contact()):
            desk.out.say(contact, _to_office(desk, overdue))


def _by_holder(desk: Desk, waiting: tuple[Request, ...], due: datetime) -> dict[str, list[Request]]:
    bundles: dict[str, list[Request]] = defaultdict(list)
    for request in waiting:
        if _first_of_the_day(desk, request, due):
            for account in request.holders:
                bundles[account].append(request)
    return bundles


def _first_of_the_day(desk: Desk, request: Request, due: datetime) -> bool:
    """Whether this is the day's first bundle since the step was opened: no item is named twice a day."""
    opened = _since(desk, request)
    earlier = [datetime.combine(due.date(), clock, due.tzinfo) for clock in desk.facts.policy.reminders.times]
    return opened < due and not any(opened < moment < due for moment in earlier)


def _first_time_overdue(desk: Desk, request: Request, due: datetime) -> bool:
    """Whether it has waited longer than the policy's working hours, and the office has not been told of it yet."""
    hours = timedelta(hours=float(desk.facts.policy.reminders.office_after_hours))
    opened = _since(desk, request)
    if worked_between(opened, due, desk.facts.policy.hours, desk.facts.calendar.presumed()) < hours:
        return False
    mark = f"overdue:{request.serial}:{request.open_position}"
    return firings.claim(desk.uow, desk.org, mark, opened, due, "told the office")


def _since(desk: Desk, request: Request) -> datetime:
    """From when on it waits: when it was opened, or later where the work is for a later day."""
    step = request.open_step
    opened = (step.opened_at if step and step.opened_at else None) or request.created_at
    due = desk.matters[request.matter].due_from(request, desk.facts)
    return max(opened, due) if due else opened


def _bundle(desk: Desk, account: str, items: list[Request]) -> str:
    lines = [f"{request.serial} {_brief(desk, request)}" for request in items]
    return "\n".join([_heading(account, items), *lines])


def _heading(account: str, items: list[Request]) -> str:
    """What is asked of this person: decisions, work, or both."""
    work = [(step := request.step_of(account)) is not None and step.kind is StepKind.TASK for request in items]
    if not any(work):
        return f"等您审批的有{len(items)}项，点卡片或者回复“同意 编号”即可："
    if all(work):
        return f"等您办理的有{len(items)}项，请点卡片办理："
    return f"等您审批和办理的有{len(items)}项，点卡片办理，审批的也可以回复“同意 编号”："


def _to_office(desk: Desk, items: list[Request]) -> str:
    name = desk.facts.directory.name
    lines = [
        f"{request.serial} {_brief(desk, request)}，在{'、'.join(name(a) for a in request.holders)}处"
        for request in items
    ]
    work = any((step := r.open_step) is not None and step.kind is StepKind.TASK for r in items)
    heading = (
        "以下事项等待审批或者办理已超过规定时间，请联系：" if work else "以下申请等待审批已超过规定时间，请联系审批人："
    )
    return "\n".join([heading, *lines])


def _brief(desk: Desk, request: Request) -> str:
    return desk.matters[request.matter].brief(request, desk.facts)
