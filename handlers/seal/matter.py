"""Seals as a matter: what the regulation declares to the house (印鉴管理制度; rules M07)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from handlers.engine.booking import Booking, taken
from handlers.engine.content import Field
from handlers.engine.facts import Facts
from handlers.engine.matter import Fault, Notice, PlainMatter, Plan, Question, Slots, Task
from handlers.engine.request import Request, State, Step, StepKind
from handlers.engine.roster import Seal
from handlers.engine.wording import say_moment
from handlers.seal import asking, keeping, oral, refusals, starting, taking_out, words
from handlers.seal.names import meant, short
from handlers.seal.stamping import Stamping
from handlers.seal.use import Kind, Use
from handlers.seal.who_decides import ARTICLE, deciding_steps

STAMP, OUT, BACK = "stamp", "out", "back"
_HELD_IN = frozenset({State.WAITING, State.APPROVED, State.ANNULLING, State.FINISHED})


class SealMatter(PlainMatter):
    """用印: the matter that the seal regulation declares."""

    code = "YY"
    name = "用印"
    book = "用印登记台账"
    intent = "seal"
    tasks: Mapping[str, Task] = {
        STAMP: Stamping(),
        OUT: taking_out.TakingOut(),
        BACK: taking_out.BringingBack(),
    }

    def is_meant(self, text: str) -> bool:
        """An oral approval written down, or a seal that is to be given away: language reads them as many things."""
        return oral.is_meant(text) or refusals.lends(text)

    def starting(self, text: str, slots: Slots, facts: Facts, writer: str) -> Slots | Fault:
        """What the words say beside the slots, or the article that forbids it."""
        begun = starting.starting(text, slots, facts, writer)
        return begun if isinstance(begun, Fault) else _for_whom(begun, facts, writer)

    def merged(self, slots: Slots, changes: Slots) -> dict[str, Any]:
        """The slots after an answer or a correction."""
        return starting.merged(slots, changes)

    def question(self, slots: Slots, facts: Facts, applicant: str) -> Question | None:
        """The first thing still missing."""
        return asking.question(slots, facts, _applicant(slots, facts, applicant))

    def plan(self, slots: Slots, facts: Facts, applicant: str) -> Plan | Fault:
        """The use as it would be filed, with its route, or the article against it."""
        applicant = _applicant(slots, facts, applicant)
        seals, _ = meant(slots.get("seal"), facts.roster.seals)
        use = _use(slots, seals, applicant, facts)
        if fault := _forbidden(use, slots, seals, applicant, facts):
            return fault
        steps = _route(use, seals, applicant, facts)
        nobody = keeping.nobody(seals, facts)
        return Plan(
            title=words.paper(use),
            form=use.to_form(),
            steps=steps,
            informed=(),
            fields=_check_lines(use, steps, slots, facts),
            notes=(*words.notes(use, facts), *((nobody,) if nobody else ())),
            notices=(Notice("", f"{{serial}}：{nobody}"),) if nobody else (),
        )

    def title(self, request: Request, facts: Facts) -> str:
        """«林芳的用印申请»."""
        return f"{facts.directory.name(request.applicant)}的{words.paper(Use.from_form(request.form))}"

    def lines(self, request: Request, facts: Facts) -> tuple[Field, ...]:
        """Who, which seal, on what, how often, and what came of it."""
        member = facts.directory.member(request.applicant)
        return words.lines(Use.from_form(request.form), member, request, facts)

    def brief(self, request: Request, facts: Facts) -> str:
        """Name, seal, document and number; an oral approval is marked until it is confirmed (rules M07-3)."""
        name = facts.directory.name(request.applicant)
        return words.brief(Use.from_form(request.form), name, words.oral_mark(request), facts)

    def bookings(self, request: Request, facts: Facts) -> tuple[Booking, ...]:
        """A take-out takes its seals for the time: as planned, then as it was."""
        use = Use.from_form(request.form)
        if use.kind is not Kind.TAKE_OUT or request.state not in _HELD_IN:
            return ()
        start, end = use.planned
        start = datetime.fromisoformat(use.out_at) if use.out_at else start
        end = datetime.fromisoformat(use.back_at) if use.back_at else max(end, start)
        firm = request.state is not State.WAITING
        return tuple(Booking(request.serial, f"印章 {name}", start, end, firm) for name in use.seals if end > start)

    def due_from(self, request: Request, facts: Facts) -> datetime | None:
        """A seal is handed out, and due back, when that was planned."""
        use = Use.from_form(request.form)
        step = request.open_step
        if use.kind is not Kind.TAKE_OUT or step is None or step.kind is not StepKind.TASK:
            return None
        return use.planned[1] if step.name == BACK else use.planned[0]

    def slots(self, request: Request) -> Slots:
        """The lines of the form again, for one that was returned."""
        return _slots(Use.from_form(request.form), request)

    def entry(self, request: Request, facts: Facts) -> Mapping[str, Any]:
        """The line of the register (用印登记簿)."""
        return _entry(Use.from_form(request.form), request, facts)


# --- for whom, and what ----------------------------------------------------------------------


def _for_whom(slots: Slots, facts: Facts, writer: str) -> Slots | Fault:
    """An oral entry belongs to whom the seal is used for, not to the keeper who writes it."""
    if not slots.get("oral"):
        return slots
    seals, _ = meant(slots.get("seal"), facts.roster.seals)
    applicant = _applicant(slots, facts, "")
    leader = oral.leader_of(str(slots.get("leader", "")), facts.directory)
    if leader and (wrong := oral.not_on_the_list(leader, seals, applicant, facts)):
        return Fault(wrong)
    return {**slots, "applicant": applicant} if applicant else slots


def _applicant(slots: Slots, facts: Facts, otherwise: str) -> str:
    person = asking.person(slots, facts) if slots.get("oral") else None
    return person.account if person else otherwise


def _use(slots: Slots, seals: tuple[Seal, ...], applicant: str, facts: Facts) -> Use:
    document = slots.get("document") or slots.get("doc_no") or ""
    leader = oral.leader_of(str(slots.get("leader", "")), facts.directory)
    carrier = asking.custodian(slots, facts, applicant)
    kind = _kind(slots)
    use = Use(
        kind=kind,
        seals=tuple(seal.name for seal in seals),
        keepers=tuple(seal.keeper for seal in seals),
        document="》《".join(document) if isinstance(document, list) else str(document).strip("《》"),
        copies=int(slots.get("copies") or 0),
        purpose=str(slots.get("purpose", "")),
        doc_no=str(slots.get("doc_no", "")) if kind is Kind.ISSUED else "",
    )
    if kind is Kind.ORAL:
        return replace(use, leader=leader.account if leader else "", said_at=str(slots["said_at"]))
    return _outside(use, slots, carrier.account if carrier else "", facts) if kind is Kind.TAKE_OUT else use


def _outside(use: Use, slots: Slots, custodian: str, facts: Facts) -> Use:
    places = slots.get("destination", "")
    out = taking_out.moment(slots, "depart", facts.policy.hours, facts)
    back = taking_out.moment(slots, "return", facts.policy.hours, facts)
    return replace(
        use,
        place="、".join(places) if isinstance(places, list) else str(places),
        out=out.isoformat() if out else "",
        back=back.isoformat() if back else "",
        custodian=custodian,
    )


def _kind(slots: Slots) -> Kind:
    if slots.get("oral"):
        return Kind.ORAL
    if slots.get("carry_out"):
        return Kind.TAKE_OUT
    return Kind.ISSUED if slots.get("issued") and slots.get("doc_no") else Kind.SIGNED


def _forbidden(use: Use, slots: Slots, seals: tuple[Seal, ...], applicant: str, facts: Facts) -> Fault | None:
    if fault := refusals.blank(f"盖{use.document}", facts):
        return fault
    if use.kind is Kind.ORAL:
        return _oral_forbidden(use, slots, seals, applicant, facts)
    return _out_forbidden(use, facts) if use.kind is Kind.TAKE_OUT else None


def _oral_forbidden(use: Use, slots: Slots, seals: tuple[Seal, ...], applicant: str, facts: Facts) -> Fault | None:
    if applicant == slots.get("writer"):
        return Fault(oral.for_oneself(seals, facts))
    if not keeping.keeps(str(slots.get("writer")), seals, facts):
        return Fault(oral.keeper_only(seals, facts))
    leader = facts.directory.member(use.leader)
    wrong = oral.not_on_the_list(leader, seals, applicant, facts) if leader else ""
    return Fault(wrong) if wrong else None


def _out_forbidden(use: Use, facts: Facts) -> Fault | None:
    out, back = use.planned
    if back <= out:
        return Fault("带回时间不晚于带出时间，请核对，例如“明天下午5点带回”。")
    clash = next((c for name in use.seals if (c := taken(f"印章 {name}", out, back, facts.bookings))), None)
    if clash is None:
        return None
    until = say_moment(clash.end, facts.today)
    name = short(clash.resource.removeprefix("印章 "))
    return Fault(
        f"{name}在{say_moment(clash.start, facts.today)}至{until}已定带出（{clash.serial}），预计{until}回，请改时间。"
    )


# --- the route ----------------------------------------------------------------------


def _route(use: Use, seals: tuple[Seal, ...], applicant: str, facts: Facts) -> tuple[Step, ...]:
    if use.kind is Kind.TAKE_OUT:
        out, back = keeping.task(OUT, seals, facts), keeping.task(BACK, seals, facts)
        return (*deciding_steps(seals, applicant, use.custodian, facts), *out[:1], *back[:1])
    stamp = keeping.task(STAMP, seals, facts)
    if use.kind is Kind.ISSUED:
        why = f"文件用印凭签发文号 {use.doc_no}，不再报领导审批，照常登记"
        return tuple(replace(step, why=f"{why}；{step.why}", article=ARTICLE) for step in stamp)
    if use.kind is Kind.ORAL:
        why = f"{'、'.join(f'{short(s.name)}由{s.approver}审批' for s in seals)}；口头批准须经领导补确认"
        return (Step(StepKind.CONFIRM, (use.leader,), why, ARTICLE), *stamp)
    return (*deciding_steps(seals, applicant, "", facts), *stamp)


def _check_lines(use: Use, steps: tuple[Step, ...], slots: Slots, facts: Facts) -> tuple[Field, ...]:
    person = asking.person(slots, facts) if use.kind is Kind.ORAL else None
    found = (
        Field("申请人", person.name if person else ""),
        *words.subject(use, None, facts),
        Field("审批", words.who(steps, facts)),
        Field("依据", words.why(steps)),
    )
    return tuple(field for field in found if field.value)


# --- the register ----------------------------------------------------------------------


def _slots(use: Use, request: Request) -> dict[str, Any]:
    found: dict[str, Any] = {
        "seal": [short(name) for name in use.seals],
        "document": use.document,
        "copies": use.copies or None,
        "purpose": use.purpose or None,
        "doc_no": use.doc_no or None,
        "issued": use.kind is Kind.ISSUED or None,
        "destination": use.place or None,
        "carry_out": use.kind is Kind.TAKE_OUT or None,
        "depart": use.out[:16] or None,
        "return": use.back[:16] or None,
        "custodian": use.custodian or None,
    }
    return {name: value for name, value in found.items() if value is not None}


def _entry(use: Use, request: Request, facts: Facts) -> dict[str, Any]:
    name = facts.directory.name
    member = facts.directory.member(request.applicant)
    stamp = use.stamps[-1] if use.stamps else None
    return {
        "申请人": name(request.applicant),
        "单位": member.unit if member else "",
        "印章": "、".join(use.seals),
        "文件": use.paper,
        "用途": use.purpose,
        "批准方式": words.ground(use, None, facts).removeprefix(f"{words.UNCONFIRMED}："),
        "批准份数": use.copies or "",
        "实盖份数": stamp.count if stamp else "",
        "用印时间": stamp.at[:16] if stamp else "",
        "用印人": name(stamp.by) if stamp else "",
        "印章交接": _handed_over(use, request, facts),
        "去向": use.place,
        "外带保管人": name(use.custodian) if use.custodian else "",
        "带出时间": use.out_at[:16],
        "归还时间": use.back_at[:16],
        "过夜": "是" if use.out_at and use.overnight else "",
    }


def _handed_over(use: Use, request: Request, facts: Facts) -> str:
    """Who holds the seal in the keeper's place for this use: the hand-over record (rules M07-1)."""
    acting = {account for step in request.steps if step.kind is StepKind.TASK for account in step.approvers}
    away = [account for account in dict.fromkeys(use.keepers) if account not in acting]
    if not away or not acting:
        return ""
    names = "、".join(facts.directory.name(account) for account in acting if account not in use.keepers)
    return f"{'、'.join(facts.directory.name(a) for a in away)}不在岗，交{names}代管"
