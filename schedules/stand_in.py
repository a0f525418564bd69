"""Work that waits for somebody who has gone on leave goes to the recorded stand-in in the morning (M07-1, X4)."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.engine import handing
from handlers.engine.request import Request, StepKind, Verdict
from schedules import moving
from schedules.engine import Desk, next_on_workdays
from storage import requests


class WorkStandIn:
    """代理人接办."""

    name = "work_stand_in"
    title = "代理人接办"
    changes_state = True
    grace: timedelta | None = timedelta(hours=8)

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """When people are back at work, on working days."""
        return next_on_workdays((desk.facts.policy.reminders.return_time,), after, desk.facts.calendar)

    def fire(self, desk: Desk, due: datetime) -> None:
        """Hand over what only absent people hold, and say so to whoever has it now."""
        for request in requests.all_waiting(desk.uow, desk.org):
            _hand_over(desk, request)


def _hand_over(desk: Desk, before: Request) -> None:
    after = handing.stood_in(before, desk.facts.away, desk.facts.directory, desk.facts.now)
    if after == before:
        return
    moving.commit(desk, before, after, Verdict.HAND_OVER.value)
    for account in after.holders:
        if account not in before.holders:
            desk.out.say(account, _words(desk, after, account), after.serial)


def _words(desk: Desk, request: Request, account: str) -> str:
    matter = desk.matters[request.matter]
    step = request.step_of(account)
    brief = matter.brief(request, desk.facts)
    if step is None or step.kind is not StepKind.TASK:
        return f"{request.serial}（{brief}）现在由您接办。"
    offer = matter.tasks[step.name].offer(request, desk.facts)
    buttons = "”或者“".join(f"{button.label} {request.serial}" for button in offer.buttons)
    absent = "、".join(desk.facts.directory.name(d.actor) for d in request.decisions[-1:])
    return f"{absent}不在岗，{request.serial}（{brief}）由您代办。{offer.text}可以回复“{buttons}”。"
