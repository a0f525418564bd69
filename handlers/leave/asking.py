"""What a leave slip still lacks, and how it is asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from handlers.engine.days import HalfDay, Span, calendar_days
from handlers.engine.facts import Facts
from handlers.engine.matter import Question, Slots
from handlers.engine.said_days import first_half_day, last_half_day
from handlers.engine.wording import say_day, say_days


def question(slots: Slots, facts: Facts) -> Question | None:
    """What a slip still lacks: the first day, then how long, then (where the policy wants it) the reason."""
    if "start" not in slots:
        return Question("start", "请问从哪天起请假？", ("今天", "明天", "后天"), "假条须写明起止时间")
    if last_half_day(slots) is None:
        return _how_long(slots, facts.today)
    if _is_some_half_day(slots):
        day = say_day(first_half_day(slots).day, facts.today)
        return Question("start", f"{day}是上午还是下午请假？", ("上午", "下午"), "假条须写明起止时间")
    if facts.policy.leave.reason_required and not slots.get("reason"):
        return Question("reason", "请简单写明请假事由。", (), "只给审批领导和党政办看")
    return _contradiction(slots, facts.today)


def _is_some_half_day(slots: Slots) -> bool:
    """Half a day, or some hours, of which it was not said when: the morning is not taken for granted."""
    if {"start_part", "end_part", "extends"} & slots.keys() or "T" in str(slots["start"]):
        return False
    one_day = str(slots.get("end", slots["start"])) == str(slots["start"])
    return one_day and (slots.get("days") == 0.5 or ("hours" in slots and "days" not in slots))


def _how_long(slots: Slots, today: date) -> Question:
    day = say_day(first_half_day(slots).day, today)
    choices = ("上午半天", "下午半天", "1天", "2天")
    return Question("end", f"{day}起，请到哪天为止，或者请几天？", choices, "天数决定由哪位领导审批")


def _contradiction(slots: Slots, today: date) -> Question | None:
    """Where the days that were said do not fit the dates that were said, neither is taken for true."""
    last = last_half_day(slots)
    if last is None or "days" not in slots or "end" not in slots or last < first_half_day(slots):
        return None
    span = Span(first_half_day(slots), last)
    said, counted = Decimal(str(slots["days"])), calendar_days(span)
    if said in (counted, counted - _weekend_days(span)):
        return None
    end = say_day(last.day, today)
    text = f"您说的是{say_days(said)}，而到{end}共{say_days(counted)}，以哪个为准？"
    return Question("end", text, (f"到{end}", say_days(said)))


def _weekend_days(span: Span) -> Decimal:
    """Working days may have been meant: «请四个工作日», Friday to Wednesday."""
    return Decimal(sum(1 for moment in span.halves() if _weekend(moment))) / 2


def _weekend(moment: HalfDay) -> bool:
    return moment.day.weekday() >= 5
