"""Who allows the use of a seal: the leader whom the list of seals names (印鉴管理制度 第2条; M07-2, X1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from handlers.engine.facts import Facts
from handlers.engine.people import Line, Member, Role
from handlers.engine.request import Step, StepKind
from handlers.engine.roster import Seal
from handlers.engine.route import Seat, seat
from handlers.seal.names import short

ARTICLE = "印鉴管理制度 第2条"
OUT_ARTICLE = "印鉴管理制度 第4条"


def holder(seal: Seal, facts: Facts) -> Member | None:
    """The leader whom the list names for this seal, whether at work or not."""
    directory = facts.directory
    for line in (Line.PARTY, Line.GOVERNMENT):
        if seal.approver == f"{line.value}{Role.PRINCIPAL.value}":
            return directory.principal(line)
    return next(iter(directory.holders(seal.approver)), None)


def may_say_yes(seal: Seal, applicant: str, facts: Facts) -> tuple[Member, ...]:
    """Whose word by telephone counts for this seal: its leader, and the recorded stand-in of an absent one."""
    named = holder(seal, facts)
    if named is None:
        return ()
    acting = _decider(seal, {applicant}, takes_out=False, facts=facts)
    people = (named, acting.member if acting else None)
    return tuple(dict.fromkeys(m for m in people if m is not None and m.account != applicant))


def deciding_steps(seals: Iterable[Seal], applicant: str, custodian: str, facts: Facts) -> tuple[Step, ...]:
    """One step for each leader, in the order of the seals; a leader of two seals decides once.

    A take-out may not be allowed by whoever would carry the seal (rules M07-6).
    """
    steps: list[Step] = []
    for seal in seals:
        step = _step(seal, applicant, custodian, facts)
        same = next((n for n, other in enumerate(steps) if other.approvers == step.approvers), None)
        if same is None:
            steps.append(step)
        else:
            steps[same] = replace(steps[same], why=f"{steps[same].why}；{step.why}")
    return tuple(steps)


def _step(seal: Seal, applicant: str, custodian: str, facts: Facts) -> Step:
    takes_out = bool(custodian)
    article = OUT_ARTICLE if takes_out else ARTICLE
    taken = _decider(seal, {applicant, custodian} - {""}, takes_out, facts)
    if taken is None or taken.member is None:
        contact = facts.contact(but=applicant)
        why = f"{short(seal.name)}的审批人（{seal.approver}）及其代理人均不能审批，请党政办指定审批人"
        return Step(StepKind.ASSIGN, (contact,) if contact else (), why, article)
    return Step(StepKind.DECIDE, (taken.member.account,), _because(seal, taken, applicant, facts), article)


def _decider(seal: Seal, barred: Collection[str], takes_out: bool, facts: Facts) -> Seat | None:
    """Who decides today: the seal's leader or stand-in, the next one up where that would be whoever asks (rules X1)."""
    for level in _levels(seal, takes_out, facts):
        if level.account in barred:
            continue
        taken = seat(level, "", facts.away | set(barred), facts.directory)
        if taken.member is not None or not set(facts.directory.stand_ins.get(level.account, ())) & set(barred):
            return taken
    return None


def _levels(seal: Seal, takes_out: bool, facts: Facts) -> tuple[Member, ...]:
    """The seal's leader, then who comes next: for the office's own seal its superiors, for a principal the other."""
    first = holder(seal, facts)
    if first is None:
        return ()
    directory = facts.directory
    above = None if takes_out or first.holds(Role.PRINCIPAL) else directory.supervising_leader(first)
    own_line = directory.principal(directory.line_of(first))
    others = (above, own_line, *directory.holders(Role.PRINCIPAL))
    return tuple(dict.fromkeys(m for m in (first, *others) if m is not None))


def _because(seal: Seal, taken: Seat, applicant: str, facts: Facts) -> str:
    rule = f"{short(seal.name)}由{seal.approver}审批"
    named = holder(seal, facts)
    if named is not None and taken.holder != named:
        own = "本人不能审批自己的申请" if named.account == applicant else "保管人不能自己批准"
        rule = f"{rule}，{named.name}{own}，由{taken.holder.name}审批"
    if taken.stood_in and taken.member is not None:
        rule = f"{rule}；{taken.holder.name}不在岗，由代理人{taken.member.name}审批"
    return rule
