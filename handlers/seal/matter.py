"""Seals as a matter: what the regulation declares to the house (印鉴管理制度; rules M07)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers.engine.booking import Booking
from handlers.engine.content import Field
from handlers.engine.facts import Facts
from handlers.engine.matter import Fault, Notice, PlainMatter, Plan, Question, Slots, Task
from handlers.engine.request import Request, State, Step, StepKind
from handlers.seal import asking, keeping, on_paper, oral, refusals, starting, taking_out, words
from handlers.seal.forbidding import forbidden
from handlers.seal.names import meant
from handlers.seal.reading import read_use, slots_of
from handlers.seal.route import BACK, OUT, STAMP, route
from handlers.seal.stamping import Stamping
from handlers.seal.use import Kind, Use

_HELD_IN = frozenset({State.WAITING, State.APPROVED, State.ANNULLING, State.FINISHED})


class SealMatter(PlainMatter):
    """用印: the matter that the seal regulation declares."""

    code = "YY"
    name = "用印"
    changes = "“份数改成5份”“文件改成《……》”“改盖党委章”"
    book = "用印登记台账"
    ledger = on_paper.LEDGER
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
        use = read_use(slots, seals, applicant, facts)
        if fault := forbidden(use, slots, seals, applicant, facts):
            return fault
        steps = route(use, seals, applicant, facts)
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
        return slots_of(Use.from_form(request.form))

    def entry(self, request: Request, facts: Facts) -> Mapping[str, Any]:
        """The line of the register (用印登记簿)."""
        return on_paper.entry(request, facts)


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


def _check_lines(use: Use, steps: tuple[Step, ...], slots: Slots, facts: Facts) -> tuple[Field, ...]:
    person = asking.person(slots, facts) if use.kind is Kind.ORAL else None
    found = (
        Field("申请人", person.name if person else ""),
        *words.subject(use, None, facts),
        Field("审批", words.who(steps, facts)),
        Field("依据", words.why(steps)),
    )
    return tuple(field for field in found if field.value)
