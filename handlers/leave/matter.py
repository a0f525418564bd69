"""Leave as a matter: what it declares to the house (考勤制度 第4、5条)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.engine.absence import Absence, AbsenceKind, AbsenceState, DutySlot
from handlers.engine.content import Field
from handlers.engine.facts import Facts
from handlers.engine.matter import Fault, Finish, Notice, Offer, PlainMatter, Plan, Question, Slots
from handlers.engine.paper import Paper
from handlers.engine.people import Member
from handlers.engine.request import OWED, Request, State, StepKind
from handlers.engine.said_days import merged
from handlers.leave import asking, clashes, coming_back, on_paper, starting, words
from handlers.leave.length import Length, length
from handlers.leave.slip import Slip, read_slip, slots_of
from handlers.leave.who_decides import Route, route

_ABSENT_IN = {
    State.WAITING: AbsenceState.ASKED,
    State.APPROVED: AbsenceState.STANDS,
    State.ANNULLING: AbsenceState.STANDS,
    State.FINISHED: AbsenceState.STANDS,
    State.RECORDED: AbsenceState.STANDS,
}


class LeaveMatter(PlainMatter):
    """请假: the matter that the leave regulation declares."""

    code = "QJ"
    name = "请假"
    changes = "“改成后天”“到周五”“理由改成看病”“改为年假”"
    book = "请假台账"
    ledger = on_paper.LEDGER
    intent = "leave"
    finish = "销假"
    free_slot = "reason"
    recallable = True

    def starting(self, text: str, slots: Slots, facts: Facts, writer: str) -> Slots | Fault:
        """For whom the slip is, and which leave it extends."""
        return starting.starting(text, slots, facts, writer)

    def merged(self, slots: Slots, changes: Slots) -> dict[str, Any]:
        """The slots after an answer or a correction."""
        return merged(slots, changes)

    def question(self, slots: Slots, facts: Facts, applicant: str) -> Question | None:
        """The first thing the slip still lacks."""
        return asking.question(slots, facts)

    def plan(self, slots: Slots, facts: Facts, applicant: str) -> Plan | Fault:
        """The slip as it would be submitted, with its route, or why it cannot be."""
        member = facts.directory.member(applicant)
        if member is None:
            return Fault("花名册里没有这位同志，请联系党政办核对。")
        slip = read_slip(slots, facts)
        if isinstance(slip, Fault):
            return slip
        clash = clashes.overlapping(slip.span, facts.leaves_of(applicant))
        if clash:
            return Fault(words.already(clash, facts.today))
        plan = _plan(slip, member, facts)
        if "writer" not in slots:
            return plan
        told = words.needs_cover(member, clashes.duty_clashes(applicant, slip.span, facts), facts)
        by_telephone = _by_telephone(plan, str(slots["writer"]))
        return replace(by_telephone, notices=(*plan.notices, Notice("", told))) if told else by_telephone

    def consequences(self, before: Request, after: Request, facts: Facts) -> tuple[Notice, ...]:
        """Approved although a shift has nobody: the office finds somebody (rules M19-4)."""
        member = facts.directory.member(after.applicant)
        if member is None or before.state is not State.WAITING or after.state is not State.APPROVED:
            return ()
        if facts.policy.duty.leave_needs_cover:
            return ()
        slots = clashes.duty_clashes(after.applicant, Slip.from_form(after.form).span, facts)
        told = words.needs_cover(member, slots, facts)
        return (Notice("", told),) if told else ()

    def finishing(self, request: Request, slots: Slots, facts: Facts) -> Finish | Fault:
        """Back from leave, in time, early or late (rules M20-8)."""
        return coming_back.finishing(request, slots, facts)

    def on_record(self, request: Request, facts: Facts) -> Offer:
        """A principal's own leave: decided above, recorded here (rules M20-5)."""
        return Offer(f"已备案，编号 {request.serial}。主要领导请假由上级审批，请按规定报县里。", ())

    def title(self, request: Request, facts: Facts) -> str:
        """«林芳的请假申请»."""
        return f"{facts.directory.name(request.applicant)}的{words.paper(Slip.from_form(request.form))}"

    def lines(self, request: Request, facts: Facts) -> tuple[Field, ...]:
        """Who, when, how long, what kind, why, what clashes, what else (lessons 5.2, line 19)."""
        slip = Slip.from_form(request.form)
        member = facts.directory.member(request.applicant)
        if member is None:
            return (Field("时间", words.when(slip.span, facts.today)),)
        others = tuple(a for a in facts.leaves_of(request.applicant) if a.serial != request.serial)
        return _lines(slip, member, others, facts)

    def brief(self, request: Request, facts: Facts) -> str:
        """Name, time and length; neither kind nor reason (rules X6)."""
        slip = Slip.from_form(request.form)
        return words.brief(slip, facts.directory.name(request.applicant), facts.today)

    def absences(self, request: Request, facts: Facts) -> tuple[Absence, ...]:
        """One absence, of the applicant. A telephone leave stands before it is confirmed (rules M20-6)."""
        slip = Slip.from_form(request.form)
        state = _ABSENT_IN.get(request.state, AbsenceState.VOID)
        if slip.slip and state is AbsenceState.ASKED:
            state = AbsenceState.STANDS
        return (Absence(request.serial, request.applicant, AbsenceKind.LEAVE, slip.span, state, slip.kind),)

    def uncovered(self, request: Request, facts: Facts) -> tuple[DutySlot, ...]:
        """Shifts of the applicant within the leave that are still theirs, where the policy asks for cover first."""
        if not facts.policy.duty.leave_needs_cover:
            return ()
        slots = clashes.duty_clashes(request.applicant, Slip.from_form(request.form).span, facts)
        return tuple(slot for slot in slots if slot.end > facts.now)

    def slots(self, request: Request) -> Slots:
        """The slip's lines, to be changed."""
        return slots_of(Slip.from_form(request.form))

    def entry(self, request: Request, facts: Facts) -> Mapping[str, Any]:
        """The line of the leave book. The reason stays in the slip alone."""
        return on_paper.entry(request, facts)

    def papers(self, request: Request, facts: Facts) -> tuple[Paper, ...]:
        """The leave slip (假条)."""
        return on_paper.papers(request, facts)


def _plan(slip: Slip, member: Member, facts: Facts) -> Plan:
    long = length(slip.span, facts.leaves_of(member.account), facts.calendar)
    way = route(member, long, facts)
    notes = (
        words.late_note(slip),
        words.clash_words(slip, member, facts),
        words.short_of(slip, member, facts),
        words.unknown_year(long),
    )
    return Plan(
        title=words.paper(slip),
        form=slip.to_form(),
        steps=way.steps,
        informed=way.informed,
        fields=_check_lines(slip, member, long, way, facts),
        notes=tuple(note for note in notes if note),
        notices=_notices(slip, member, long, way, facts),
    )


def _by_telephone(plan: Plan, writer: str) -> Plan:
    """Entered for somebody: by the approver who took the call, or by the office, which has it confirmed (M20-6)."""
    if not plan.steps:
        return plan
    step = replace(plan.steps[-1], kind=StepKind.CONFIRM)
    settled = writer in step.approvers
    note = "由您本人登记，即为您已口头同意。" if settled else "登记后请审批领导确认。"
    return replace(plan, steps=(step,), settled=settled, notes=(note, *plan.notes))


def _check_lines(slip: Slip, member: Member, long: Length, way: Route, facts: Facts) -> tuple[Field, ...]:
    return _drop_empty(
        Field("请假人", member.name if slip.slip == OWED else ""),
        Field("类别", words.kind_line(slip, member, facts.leaves_of(member.account), facts)),
        Field("时间", words.when(slip.span, facts.today)),
        Field("天数", words.counts(slip, long, facts)),
        Field("事由", slip.reason or "未填写"),
        Field("审批", words.who(way, facts)),
        Field("依据", words.why(way)),
    )


def _lines(slip: Slip, member: Member, others: tuple[Absence, ...], facts: Facts) -> tuple[Field, ...]:
    long = length(slip.span, others, facts.calendar)
    return _drop_empty(
        Field("申请人", words.who_asks(member, facts)),
        Field("时间", words.when(slip.span, facts.today)),
        Field("天数", words.counts(slip, long, facts)),
        Field("类别", words.kind_line(replace(slip, kind_said=True), member, others, facts)),
        Field("事由", slip.reason or "未填写"),
        Field("提示", words.clash_words(slip, member, facts) + words.nearby(slip, others, facts)),
    )


def _notices(slip: Slip, member: Member, long: Length, way: Route, facts: Facts) -> tuple[Notice, ...]:
    """The office is told of a principal's leave, and asked for a holiday table that is missing (rules 1.24)."""
    told = "" if way.steps else words.recorded(slip, member, facts.today)
    asked = words.ask_for_table(long)
    return tuple(Notice("", text) for text in (told, asked) if text)


def _drop_empty(*fields: Field) -> tuple[Field, ...]:
    return tuple(field for field in fields if field.value)
