"""What a leave is taken from: how each kind counts, and how much of it a year gives (考勤制度 第5条; rules 1.23)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from handlers.engine.absence import Absence
from handlers.engine.calendar import Calendar, UnknownYearError
from handlers.engine.days import Span, calendar_days, working_days
from handlers.engine.facts import Facts
from handlers.engine.people import Member
from handlers.engine.policy import SERVICE_YEARS, LeaveType, Policy


def leave_type(name: str, policy: Policy) -> LeaveType:
    """The kind of leave of this name; the policy's default kind where it knows none of it."""
    known = {kind.name: kind for kind in policy.leave.types}
    return known.get(name) or known[policy.leave.default_type]


def taken_days(span: Span, kind: LeaveType, calendar: Calendar) -> Decimal:
    """What this leave takes from its balance: working days or natural days, by its kind.

    Raises UnknownYearError where working days of an unpublished year would have to be guessed.
    """
    return working_days(span, calendar) if kind.counted == "workdays" else calendar_days(span)


def entitlement(kind: LeaveType, member: Member, on: date, policy: Policy) -> Decimal | None:
    """How many days of this kind a year gives, or None where it has no fixed number.

    Annual leave goes by full years of service: 5 days from 1 year, 10 from 10, 15 from 20 (职工带薪年休假条例 第3条).
    """
    if kind.entitlement is None or isinstance(kind.entitlement, Decimal):
        return kind.entitlement
    if member.service_from is None:
        return None
    years = _full_years(member.service_from, on)
    return Decimal(max((days for least, days in policy.leave.annual_leave if years >= least), default=0))


def used_days(kind: LeaveType, leaves: Iterable[Absence], year: int, calendar: Calendar) -> Decimal | None:
    """Days of this kind that leaves, approved and asked for, have taken from the year; one over New Year from both.

    None where the year's holidays are not published, so that nobody can say.
    """
    parts = (_within(leave.span, year) for leave in leaves if leave.label == kind.name)
    try:
        return sum((taken_days(part, kind, calendar) for part in parts if part), Decimal(0))
    except UnknownYearError:
        return None


def _within(span: Span, year: int) -> Span | None:
    """The part of the span that lies in this year."""
    whole = Span.whole_days(date(year, 1, 1), date(year, 12, 31))
    if not span.overlaps(whole):
        return None
    return Span(max(span.first, whole.first), min(span.last, whole.last))


def _full_years(since: date, on: date) -> int:
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


def left_over(member: Member, leaves: Iterable[Absence], facts: Facts) -> Decimal:
    """Days of annual leave that this year still gives; 0 where it gives none, or nobody can say."""
    kinds = (kind for kind in facts.policy.leave.types if kind.entitlement == SERVICE_YEARS)
    kind = next(kinds, None)
    given = entitlement(kind, member, facts.today, facts.policy) if kind else None
    used = used_days(kind, leaves, facts.today.year, facts.calendar) if kind and given else None
    return max(given - used, Decimal(0)) if given is not None and used is not None else Decimal(0)
