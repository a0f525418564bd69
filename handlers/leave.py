"""Leave: who decides, how long it is, what it is taken from, when one must be back (考勤制度 第4、5条)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from handlers.engine.absence import Absence, AbsenceState, DutySlot
from handlers.engine.calendar import Calendar, UnknownYearError
from handlers.engine.days import HALF, Half, HalfDay, Span, calendar_days, continuous, working_days
from handlers.engine.facts import Facts
from handlers.engine.people import Member, Role
from handlers.engine.policy import LeaveType, Policy
from handlers.engine.request import Step, StepKind
from handlers.engine.route import Seat, seat

ARTICLE = "考勤制度 第4条"
UNDER_THREE = "请假3天以内由分管领导审批"
THREE_AND_OVER = "3天及以上由主要领导审批"


# --- how long it is ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Length:
    """How long a leave is: its own natural days, its working days, and the whole continuous absence.

    `working` is None where the holiday table of the year has not been published: it is asked about, never guessed.
    """

    own: Decimal
    working: Decimal | None
    whole: Decimal
    whole_span: Span


def length(span: Span, own_leaves: tuple[Absence, ...], calendar: Calendar) -> Length:
    """The three counts of a leave.

    The line of three days is drawn on the whole continuous absence in natural days: adjoining leaves, extensions
    and leaves with nothing but rest days between them are one (考勤制度 第4条; rules M20-5, M20-8).
    """
    whole = continuous(span, (absence.span for absence in own_leaves), calendar)
    try:
        working = working_days(span, calendar)
    except UnknownYearError:
        working = None
    return Length(calendar_days(span), working, calendar_days(whole), whole)


# --- who decides ---------------------------------------------------------------------------------------------


def principal_decides(whole_days: Decimal, policy: Policy) -> bool:
    """Three days and over go to the principal leader; three itself is «and over» (考勤制度 第4条; rules N15).

    The article names three in both halves («3天以内», «3天及以上»); where it straddles, it is resolved upward.
    """
    return whole_days >= policy.leave.principal_from_days


@dataclass(frozen=True)
class Route:
    """The way of one leave: its steps, and who is told at once without having to decide.

    A principal's own leave has no step: the county decides, the office records (rules M20-5).
    """

    steps: tuple[Step, ...]
    informed: tuple[str, ...] = ()


def route(applicant: Member, whole_days: Decimal, facts: Facts) -> Route:
    """Who decides this leave, who is told, and why (考勤制度 第4条; rules M20-5, X1, X4)."""
    if applicant.holds(Role.PRINCIPAL):
        return Route(())
    supervising = facts.directory.supervising_leader(applicant)
    if applicant.holds(Role.SUPERVISING_LEADER) or supervising == applicant:
        return Route((_principal_step(applicant, "班子成员请假由主要领导审批", facts),))
    if not principal_decides(whole_days, facts.policy):
        return Route((_step(supervising, applicant, UNDER_THREE, "分管领导", facts),))
    return _upward(applicant, supervising, facts)


def _upward(applicant: Member, supervising: Member | None, facts: Facts) -> Route:
    """Three days and over: the principal decides, the supervising leader is told and may write an opinion."""
    decides = _principal_step(applicant, THREE_AND_OVER, facts)
    told = seat(supervising, applicant.account, facts.away, facts.directory).member if supervising else None
    if told is None or told.account in decides.approvers:
        return Route((decides,))
    if facts.policy.leave.opinion_first:
        first = Step(StepKind.OPINION, (told.account,), "先由分管领导签署意见", ARTICLE)
        return Route((first, decides))
    return Route((decides,), (told.account,))


def _principal_step(applicant: Member, rule: str, facts: Facts) -> Step:
    principal = facts.directory.principal(facts.directory.line_of(applicant))
    return _step(principal, applicant, rule, "主要领导", facts)


def _step(holder: Member | None, applicant: Member, rule: str, office: str, facts: Facts) -> Step:
    """A deciding step in the holder's seat; where nobody is left in it, the office is asked to name somebody."""
    if holder is None:
        return _ask_office(f"花名册中没有登记{applicant.unit}的{office}，请党政办指定审批人", applicant, facts)
    taken = seat(holder, applicant.account, facts.away, facts.directory)
    if taken.member is None:
        return _ask_office(f"{office}{holder.name}及其代理人均不能审批，请党政办指定审批人", applicant, facts)
    return Step(StepKind.DECIDE, (taken.member.account,), _because(taken, rule, office), ARTICLE)


def _ask_office(why: str, applicant: Member, facts: Facts) -> Step:
    contact = facts.contact(but=applicant.account)
    return Step(StepKind.ASSIGN, (contact,) if contact else (), why, ARTICLE)


def _because(taken: Seat, rule: str, office: str) -> str:
    if not taken.stood_in or taken.member is None:
        return rule
    return f"{rule}；{office}{taken.holder.name}不在岗，由代理人{taken.member.name}审批"


def candidates(applicant: str, facts: Facts) -> tuple[Member, ...]:
    """Whom the office may name where nobody is left: leaders at work, never the applicant."""
    roles = (Role.PRINCIPAL, Role.SUPERVISING_LEADER)
    leaders = (m for role in roles for m in facts.directory.holders(role))
    return tuple(m for m in leaders if m.account != applicant and m.account not in facts.away)


# --- what it is taken from -----------------------------------------------------------------------------------


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


def used_days(kind: LeaveType, leaves: tuple[Absence, ...], year: int, calendar: Calendar) -> Decimal:
    """Days of this kind that the year's leaves, approved and asked for, have already taken."""
    ours = (leave.span for leave in leaves if leave.label == kind.name and leave.span.first.day.year == year)
    return sum((_known_days(span, kind, calendar) for span in ours), Decimal(0))


def _known_days(span: Span, kind: LeaveType, calendar: Calendar) -> Decimal:
    try:
        return taken_days(span, kind, calendar)
    except UnknownYearError:
        return Decimal(0)


def _full_years(since: date, on: date) -> int:
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


# --- clashes -------------------------------------------------------------------------------------------------


def overlapping(span: Span, own_leaves: tuple[Absence, ...]) -> Absence | None:
    """An own leave, asked for or approved, that shares a half day with this one."""
    return next((leave for leave in own_leaves if leave.span.overlaps(span)), None)


def duty_clashes(account: str, span: Span, duty: tuple[DutySlot, ...]) -> tuple[DutySlot, ...]:
    """Duty slots of this person that the leave would leave uncovered (rules M19-4)."""
    return tuple(slot for slot in duty if account in (slot.leader, slot.member) and slot.overlaps(span))


def colleagues_away(applicant: Member, span: Span, facts: Facts) -> tuple[str, ...]:
    """Names of others of the same unit whose approved absence overlaps; names only (rules X6)."""
    away = (a.member for a in facts.absences if a.state is AbsenceState.STANDS and a.span.overlaps(span))
    members = (facts.directory.member(account) for account in dict.fromkeys(away) if account != applicant.account)
    return tuple(member.name for member in members if member and member.unit == applicant.unit)


def is_after_the_fact(span: Span, now: HalfDay) -> bool:
    """Whether the leave began before it was asked for: then only a late slip is possible (补假条; rules M20-6)."""
    return span.first < now


# --- coming back ---------------------------------------------------------------------------------------------


def due_back(span: Span, calendar: Calendar) -> date:
    """The day on which one must be at work again: the last day's afternoon, or the next working day."""
    if span.last.half is Half.MORNING and calendar.is_workday(span.last.day):
        return span.last.day
    return calendar.next_workday(span.last.day)


def after_return(span: Span, back: HalfDay) -> Span | None:
    """What was really taken when somebody is back at work at `back`; None where nothing of it was taken."""
    last = min(span.last, back.previous())
    return Span(span.first, last) if span.first <= last else None


def late_by(span: Span, back: HalfDay, calendar: Calendar) -> Decimal:
    """Working days by which somebody came back late; 0 in time. Rest days after the leave do not count."""
    missed = span.last.next()
    if back <= missed:
        return Decimal(0)
    return sum(
        (HALF for moment in Span(missed, back.previous()).halves() if calendar.is_workday(moment.day)), Decimal(0)
    )
