"""What about somebody's absence still waits: whoever decides is reminded, a slip that did not come is asked about anew,
an objection that nobody answers is said (rules M20-6, M20-7, X4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from handlers.attendance import absence_words, objection_words
from handlers.attendance.record import BOOK, OVERDUE, Record, records, to_data
from handlers.attendance.registering import asked_for
from handlers.attendance.timing import Finding
from handlers.attendance.who_verifies import who_verifies
from handlers.attendance.window import end_of_workday_after, workdays_since
from schedules.engine import CLOCK, Desk, next_on_workdays
from schedules.moving import HAND
from storage import audit, ledgers
from storage.ledgers import Entry

PURPOSE = "absence_check"


class AttendanceWaiting:
    """考勤核实提醒."""

    name = "attendance_waiting"
    title = "考勤核实提醒"
    changes_state = True
    grace: timedelta | None = None

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """In the morning of every working day."""
        return next_on_workdays((desk.facts.policy.attendance.waiting_time,), after, desk.facts.calendar)

    def fire(self, desk: Desk, due: datetime) -> None:
        """One card a person whose slip is overdue; one line to each who has something waiting."""
        desk.uow.lock("attendance", desk.org)
        found = records(ledgers.read(desk.uow, desk.org, BOOK))
        overdue = [r for r in found if r.finding is Finding.SLIP_DUE and _slip_is_overdue(r, desk)]
        for account in dict.fromkeys(record.member for record in overdue):
            _ask_again(desk, account, [record for record in overdue if record.member == account])
        waiting = [r for r in found if r.finding is Finding.SUSPECTED and _is_time_again(r, desk)]
        _remind(desk, waiting, absence_words.waiting)
        objected = [r for r in found if r.objection and not r.undecided and _is_time_again(r, desk)]
        _remind(desk, objected, objection_words.unanswered)


def _slip_is_overdue(record: Record, desk: Desk) -> bool:
    days = desk.facts.policy.leave.slip_due_workdays
    return end_of_workday_after(record.touched_at or desk.facts.now, days, desk.facts) < desk.facts.now


def _is_time_again(record: Record, desk: Desk) -> bool:
    """Every so many working days after it was put to somebody."""
    passed = workdays_since(record.touched_at or desk.facts.now, desk.facts)
    return passed > 0 and passed % desk.facts.policy.attendance.waiting_workdays == 0


def _ask_again(desk: Desk, account: str, overdue: Sequence[Record]) -> None:
    member = desk.facts.directory.member(account)
    decider = who_verifies(member, desk.facts) if member else None
    if member is None or decider is None:
        return
    again = [replace(record, finding=Finding.SUSPECTED, ground="") for record in overdue]
    for record in again:
        data = to_data(record, HAND, "补假到期没有补办")
        ledgers.write(desk.uow, desk.org, Entry(BOOK, record.serial, account, OVERDUE, data, desk.facts.now))
        audit.append(desk.uow, desk.org, desk.facts.now, CLOCK, f"attendance {OVERDUE}", record.serial, {})
    today = desk.facts.today
    serials = [record.serial for record in again]
    why = absence_words.slip_overdue(again, today)
    asked = asked_for(account, again, desk.about(account).absences)
    card = absence_words.check_card(absence_words.Case(member, again, "", HAND, asked, why), today)
    desk.out.show(decider.account, card, PURPOSE, serials[0], {"serials": serials})
    desk.out.say(account, absence_words.slip_overdue_to_the_person(again, today), serials[0])


def _remind(desk: Desk, found: Sequence[Record], said: Callable[[Sequence[Record]], str]) -> None:
    """One line to each, whatever waits for them."""
    waiting: dict[str, list[Record]] = {}
    for record in found:
        if to := _holder(record, desk):
            waiting.setdefault(to, []).append(record)
    for account, theirs in waiting.items():
        desk.out.say(account, said(theirs))


def _holder(record: Record, desk: Desk) -> str:
    member = desk.facts.directory.member(record.member)
    if member is None:
        return ""
    if record.is_absence:
        decider = who_verifies(member, desk.facts)
        return decider.account if decider else ""
    return desk.facts.contact(but=record.member)
