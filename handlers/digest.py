"""The morning digest in words: one message, plain lines, nothing private, empty parts left out (rules 1.24, X6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta

from handlers.engine.absence import AbsenceKind
from handlers.engine.days import Span
from handlers.engine.facts import Facts
from handlers.engine.request import Request, StepKind
from handlers.engine.wording import say_clock, say_day

_THINGS = ("车 ", "印章 ")
"""How a booking's resource begins where a thing leaves the house: a driver is no thing."""
_MOST = 8
"""How many names or items one line holds; what is over is counted."""


def receivers(facts: Facts) -> tuple[str, ...]:
    """The office's contact on a working day; whoever is on duty on any other (rules 1.24)."""
    if facts.calendar.presumed().is_workday(facts.today):
        contact = facts.contact()
        return (contact,) if contact else ()
    on_duty = facts.on_duty(facts.now, facts.now + timedelta(hours=12))
    return tuple(slot.member for slot in on_duty if slot.start.date() == facts.today)[:1]


def morning(
    waiting: Sequence[Request],
    not_back: Sequence[str],
    brief: Callable[[Request], str],
    facts: Facts,
    duty_left: Sequence[str] = (),
    things_out: Sequence[str] = (),
    slips_owed: Sequence[str] = (),
) -> str:
    """What the day looks like: leave, outings, duty, cars and seals outside, what waits for whom, what is owed.

    `not_back` names whose leave is over and who has not reported back, `duty_left` what the duty log leaves open,
    `things_out` which cars and seals should have been back by yesterday, `slips_owed` who owes a slip for a leave
    by telephone.
    """
    lines = [
        f"{say_day(facts.today)}晨报",
        _away(facts, AbsenceKind.LEAVE, "请假"),
        _away(facts, AbsenceKind.OUTING, "外出"),
        *_duty(facts),
        f"值班待办{len(duty_left)}件：{_some(duty_left)}" if duty_left else "",
        _outside(facts),
        f"过了预计返回日还没有交回{len(things_out)}项：{_some(things_out)}" if things_out else "",
        *_waiting([r for r in waiting if not _oral(r)], brief, facts),
        _unconfirmed([r for r in waiting if _oral(r)], facts),
        f"假期已满还没有销假{len(not_back)}人：{_some(not_back)}" if not_back else "",
        f"电话请假还没有补假条{len(slips_owed)}人：{_some(slips_owed)}" if slips_owed else "",
    ]
    said = [line for line in lines if line]
    return "\n".join(said if len(said) > 1 else [*said, "今天没有登记请假、外出，也没有待办。"])


def _away(facts: Facts, kind: AbsenceKind, word: str) -> str:
    today = Span.whole_days(facts.today, facts.today)
    found = [a for a in facts.absences if a.kind is kind and a.counts and a.span.overlaps(today)]
    names = dict.fromkeys(facts.directory.name(a.member) for a in found)
    return f"{word}{len(names)}人：{_some(list(names))}" if names else ""


def _duty(facts: Facts) -> list[str]:
    midnight = datetime.combine(facts.today + timedelta(days=1), time(), facts.now.tzinfo)
    slots = [s for s in facts.on_duty(facts.now, midnight) if s.start.date() == facts.today]
    name = facts.directory.name
    return [
        f"值班（{slot.kind}，{say_clock(slot.start)}起）：{name(slot.member)}，带班{name(slot.leader)}"
        for slot in slots
    ]


def _outside(facts: Facts) -> str:
    """What is booked for today: cars and seals that leave the house."""
    today = facts.today
    taken = [b for b in facts.bookings if b.firm and b.start.date() <= today <= b.end.date()]
    things = dict.fromkeys(f"{_thing(b.resource)}（{b.serial}）" for b in taken if b.resource.startswith(_THINGS))
    return f"今天车辆、印章外出：{_some(list(things))}" if things else ""


def _thing(resource: str) -> str:
    return resource.split(" ", 1)[-1]


def _waiting(waiting: Sequence[Request], brief: Callable[[Request], str], facts: Facts) -> list[str]:
    if not waiting:
        return []
    held = Counter(facts.directory.name(account) for request in waiting for account in request.holders)
    counted = "、".join(f"{name}{count}项" for name, count in held.most_common(_MOST))
    oldest = min(waiting, key=lambda request: request.created_at)
    return [f"待办：{counted}", f"等得最久的：{oldest.serial} {brief(oldest)}"]


def _some(names: Sequence[str]) -> str:
    rest = f"等{len(names)}项" if len(names) > _MOST else ""
    return "、".join(names[:_MOST]) + rest


def _oral(request: Request) -> bool:
    """Approved by telephone and not confirmed yet (rules X7)."""
    return request.open_step is not None and request.open_step.kind is StepKind.CONFIRM


def _unconfirmed(oral: Sequence[Request], facts: Facts) -> str:
    name = facts.directory.name
    asked = [(r.serial, r.open_step.approvers) for r in oral if r.open_step]
    told = [f"{serial}（{'、'.join(name(account) for account in approvers)}）" for serial, approvers in asked]
    return f"口头批准还没有补确认：{_some(told)}" if told else ""
