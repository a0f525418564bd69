"""Coming back from leave: when one must, and what an early or late return makes of it (rules M20-8)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from handlers.engine.calendar import Calendar, UnknownYearError
from handlers.engine.days import Half, HalfDay, Span, calendar_days, working_days
from handlers.engine.facts import Facts
from handlers.engine.matter import Fault, Finish, Notice, Slots
from handlers.engine.request import OWED, Request, State
from handlers.engine.wording import say_days
from handlers.leave.slip import Slip


def due_back(span: Span, calendar: Calendar) -> date:
    """The day on which one must be at work again: the last day's afternoon, or the next working day.

    In a year whose holidays nobody has published, the next Monday to Friday.
    """
    known = calendar.presumed()
    if span.last.half is Half.MORNING and known.is_workday(span.last.day):
        return span.last.day
    return known.next_workday(span.last.day)


def after_return(span: Span, back: HalfDay) -> Span | None:
    """What was really taken when somebody is back at work at `back`; None where nothing of it was taken."""
    last = min(span.last, back.previous())
    return Span(span.first, last) if span.first <= last else None


def late_by(span: Span, back: HalfDay, calendar: Calendar) -> Decimal | None:
    """Working days by which somebody came back late; 0 in time. Rest days after the leave do not count.

    None where it was late or not by days of a year that nobody has published: the office looks, nobody guesses.
    """
    missed = span.last.next()
    if back <= missed:
        return Decimal(0)
    try:
        return working_days(Span(missed, back.previous()), calendar)
    except UnknownYearError:
        return None


def finishing(request: Request, slots: Slots, facts: Facts) -> Finish | Fault:
    """The end of an approved leave: what was really taken goes into the slip, a late return to the office (M20-7)."""
    slip = Slip.from_form(request.form)
    if facts.this_half < slip.span.first:
        return Fault(f"{request.serial} 的假期还没有开始；不休了请回复“撤回 {request.serial}”。")
    back = _back(slots, facts)
    taken = after_return(slip.span, back)
    if taken is None:
        return Fault(f"{request.serial} 一天也没有休，请回复“撤回 {request.serial}”申请撤销。")
    return _ended(request, slip, taken, back, facts)


def _ended(request: Request, slip: Slip, taken: Span, back: HalfDay, facts: Facts) -> Finish:
    """In time, early, late, or back long before the slip was written."""
    name, serial = facts.directory.name(request.applicant), request.serial
    if _half_day_of(request.created_at) > slip.span.last:
        return Finish(request.form, "销假", f"{serial} 已销假。")
    form = replace(slip, span=taken).to_form()
    late = late_by(slip.span, back, facts.calendar)
    if late is None:
        unsure = "当年放假安排尚未录入，是否按时返岗"
        to_office = Notice("", f"{name}（{serial}）已销假。{unsure}请核实。")
        return Finish(form, "销假（是否逾期待核实）", f"{serial} 已销假。{unsure}由党政办核实。", (to_office,))
    if late:
        return Finish(form, "逾期销假", _late_words(request, late), (Notice("", _to_office(request, late, facts)),))
    if taken != slip.span:
        days = f"{say_days(calendar_days(slip.span))}改为{say_days(calendar_days(taken))}"
        return Finish(form, "提前销假", f"{serial} 已销假，提前返岗，请假天数由{days}。")
    return Finish(form, "销假", f"{serial} 已销假。")


def _half_day_of(moment: datetime) -> HalfDay:
    """Whoever wrote a late slip when the leave was over had been back by then."""
    return HalfDay(moment.date(), Half.MORNING if moment.hour < 12 else Half.AFTERNOON)


def _back(slots: Slots, facts: Facts) -> HalfDay:
    """The first half day back at work: as said, else now; after the day's end of work it is the next morning."""
    if "date" in slots:
        part = Half.AFTERNOON if slots.get("date_part") in ("pm", "eve", "noon") else Half.MORNING
        return HalfDay(date.fromisoformat(str(slots["date"])[:10]), part)
    if facts.now.time() >= facts.policy.hours.on(facts.today).afternoon_until:
        return HalfDay(facts.today, Half.AFTERNOON).next()
    return facts.this_half


def _late_words(request: Request, late: Decimal) -> str:
    return f"{request.serial} 已销假，比批准的时间晚{say_days(late)}，已告知党政办。如已口头续假，请补办续假手续。"


def _to_office(request: Request, late: Decimal, facts: Facts) -> str:
    name = facts.directory.name(request.applicant)
    return f"{name}（{request.serial}）逾期返岗{say_days(late)}，没有续假记录，待核实（考勤制度 第5条）。"


@dataclass(frozen=True)
class Reminder:
    """What to say on a morning about a leave that is over; `overdue` goes to the office instead."""

    words: str
    overdue: bool = False


def reminder(request: Request, facts: Facts) -> Reminder | None:
    """Whether somebody is to be reminded today: of 销假 on the first day back from a long leave, of an owed slip."""
    slip = Slip.from_form(request.form)
    back = due_back(slip.span, facts.calendar)
    if slip.slip == OWED:
        return _slip_reminder(request, back, facts)
    long = calendar_days(slip.span) >= facts.policy.leave.return_reminder_from_days
    if request.state is not State.APPROVED or back != facts.today or not long:
        return None
    return Reminder(f"您的请假 {request.serial} 已到期，今天应返岗，请点“销假”或者回复“销假”。")


def _slip_reminder(request: Request, back: date, facts: Facts) -> Reminder | None:
    """On the day back and the next working day the person, on the one after that the office (rules M20-6)."""
    again = facts.calendar.presumed().next_workday(back)
    if facts.today in (back, again):
        until = "今天下班前" if facts.today == back else "今天"
        return Reminder(
            f"您的电话请假 {request.serial} 还没有补假条，请{until}点“提交”或者回复“补假条”（考勤制度 第5条）。"
        )
    if facts.today == facts.calendar.presumed().next_workday(again):
        return Reminder(f"{request.serial} {facts.directory.name(request.applicant)}", overdue=True)
    return None
