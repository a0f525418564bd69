"""Who decides a leave: under three days the supervising leader, three and over the principal (考勤制度 第4条)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from handlers.engine.facts import Facts
from handlers.engine.people import Member, Role
from handlers.engine.policy import Policy
from handlers.engine.request import Step, StepKind
from handlers.engine.route import Seat, seat
from handlers.engine.wording import say_days
from handlers.leave.length import Length

ARTICLE = "考勤制度 第4条"


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


def route(applicant: Member, long: Length, facts: Facts) -> Route:
    """Who decides this leave, who is told, and why (考勤制度 第4条; rules M20-5, X1, X4)."""
    if applicant.holds(Role.PRINCIPAL):
        return Route(())
    supervising = facts.directory.supervising_leader(applicant)
    if applicant.holds(Role.SUPERVISING_LEADER) or supervising == applicant:
        return Route((_principal_step(applicant, "班子成员请假由主要领导审批", facts),))
    if not principal_decides(long.whole, facts.policy):
        return Route((_step(supervising, applicant, _under(facts.policy), "分管领导", facts),))
    return _upward(applicant, supervising, _and_over(long, facts.policy), facts)


def can_decide(applicant: Member, facts: Facts) -> frozenset[str]:
    """Everyone who would decide a leave of this person today, a short one or a long one (accounts)."""
    supervising = facts.directory.supervising_leader(applicant)
    steps = (_step(supervising, applicant, "", "分管领导", facts), _principal_step(applicant, "", facts))
    return frozenset(account for step in steps if step.kind is StepKind.DECIDE for account in step.approvers)


def _under(policy: Policy) -> str:
    return f"请假{say_days(policy.leave.principal_from_days)}以内由分管领导审批"


def _and_over(long: Length, policy: Policy) -> str:
    """The words of the article, and how they were read where they leave it open (rules N15, M20-5)."""
    limit = policy.leave.principal_from_days
    line = say_days(limit)
    rule = f"{line}及以上由主要领导审批"
    if long.own < limit:
        return f"{rule}（与前后请假相连，连续离岗{say_days(long.whole)}）"
    if long.whole == limit:
        return f"{rule}（“{line}以内”和“{line}及以上”都含{line}，整{line}按“及以上”办理）"
    if long.working is not None and long.working < limit:
        return f"{rule}（含休息日，按自然日{say_days(long.own)}计）"
    return rule


def _upward(applicant: Member, supervising: Member | None, rule: str, facts: Facts) -> Route:
    """Three days and over: the principal decides, the supervising leader is told and may write an opinion."""
    decides = _principal_step(applicant, rule, facts)
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
