"""What is added to a request without moving it: an opinion, a remark, a copy, an urging, the slip that was owed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.engine.calendar import Calendar
from handlers.engine.moves import Refusal, Why, owns
from handlers.engine.request import GIVEN, OWED, Act, Request, State, Verdict
from handlers.engine.working_hours import Hours, worked_between


def opine(request: Request, act: Act) -> Request | Refusal:
    """A leader who was only told writes an opinion for the one who decides (rules M20-5)."""
    if request.state is not State.WAITING:
        return Refusal(Why.SETTLED)
    if act.actor not in request.informed:
        return Refusal(Why.NOT_YOURS)
    return request.recording(Verdict.OPINION, act)


def comment(request: Request, act: Act) -> Request:
    """备注: words that everyone concerned can read."""
    return request.recording(Verdict.COMMENT, act)


def reason(request: Request, act: Act) -> Request | Refusal:
    """Why it was refused, said afterwards by whoever refused it."""
    refused = request.settled_by
    if request.state is not State.REJECTED or refused is None or refused.actor != act.actor:
        return Refusal(Why.NOT_YOURS)
    return request.recording(Verdict.COMMENT, act)


def copy(request: Request, to: str, act: Act) -> Request | Refusal:
    """抄送: somebody is told, and has nothing to do. Twice is once."""
    if to in request.informed or to in request.holders:
        return Refusal(Why.SETTLED)
    moved = request.recording(Verdict.COPY, act)
    return replace(moved, informed=(*request.informed, to))


def urge(request: Request, every: timedelta, hours: Hours, calendar: Calendar, act: Act) -> Request | Refusal:
    """催办: whoever has it is reminded; not more often than once in so many working hours (lessons 3.4, item 69)."""
    if not owns(request, act.actor):
        return Refusal(Why.NOT_YOURS)
    if not request.holders:
        return Refusal(Why.SETTLED)
    urged = next((d.at for d in reversed(request.decisions) if d.verdict is Verdict.URGE), None)
    if urged is not None and worked_between(urged, act.at, hours, calendar) < every:
        return Refusal(Why.TOO_SOON)
    return request.recording(Verdict.URGE, act, request.open_position)


def give_slip(request: Request, act: Act) -> Request | Refusal:
    """The slip that was owed after a telephone leave has been handed in by the applicant (rules M20-6)."""
    if act.actor != request.applicant:
        return Refusal(Why.NOT_YOURS)
    if request.form.get("slip") != OWED or request.state not in (State.APPROVED, State.WAITING, State.FINISHED):
        return Refusal(Why.SETTLED)
    return replace(request.recording(Verdict.SLIP, act), form={**request.form, "slip": GIVEN})
