"""The leave slip: what is asked, how it reads on every card, and what it writes into the books (考勤制度 第4、5条)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from handlers import leave
from handlers.engine.absence import Absence, AbsenceKind, AbsenceState, DutySlot
from handlers.engine.content import Field
from handlers.engine.days import Half, HalfDay, Span, calendar_days
from handlers.engine.facts import Facts
from handlers.engine.matter import Fault, Plan, Question, Slots
from handlers.engine.people import Member
from handlers.engine.request import Request, State, Step, StepKind
from handlers.engine.wording import say_day, say_days, say_span

_AFTERNOON_PARTS = ("pm", "eve")
_LONGEST_DAYS = 400

_ABSENT_IN = {
    State.WAITING: AbsenceState.ASKED,
    State.APPROVED: AbsenceState.STANDS,
    State.ANNULLING: AbsenceState.STANDS,
    State.FINISHED: AbsenceState.STANDS,
    State.RECORDED: AbsenceState.STANDS,
}


@dataclass(frozen=True)
class Slip:
    """A leave as its request keeps it. `kind_said` is false where the kind is only the policy's default."""

    kind: str
    kind_said: bool
    span: Span
    reason: str = ""
    late: bool = False
    phone: str = ""
    extends: str = ""

    def to_form(self) -> dict[str, Any]:
        """As plain data, for the request's row."""
        return {
            "kind": self.kind,
            "kind_said": self.kind_said,
            "first": [self.span.first.day.isoformat(), self.span.first.half.value],
            "last": [self.span.last.day.isoformat(), self.span.last.half.value],
            "reason": self.reason,
            "late": self.late,
            "phone": self.phone,
            "extends": self.extends,
        }

    @classmethod
    def from_form(cls, form: Mapping[str, Any]) -> Slip:
        """The slip that `to_form` wrote."""
        span = Span(_half_day(*form["first"]), _half_day(*form["last"]))
        rest = {name: form[name] for name in ("kind", "kind_said", "reason", "late", "phone", "extends")}
        return cls(span=span, **rest)


class LeaveMatter:
    """请假: the matter that the leave regulation declares."""

    code = "QJ"
    name = "请假"
    book = "请假台账"
    intent = "leave"

    def question(self, slots: Slots, facts: Facts, applicant: str) -> Question | None:
        """What a slip still lacks: the first day, then how long, then (where the policy wants it) the reason."""
        if "start" not in slots:
            return Question("start", "请问从哪天起请假？", ("今天", "明天", "后天"), "假条须写明起止时间。")
        if _last(slots) is None:
            return _how_long(slots, facts.today)
        if facts.policy.leave.reason_required and not slots.get("reason"):
            return Question("reason", "请简单写明请假事由（只给审批领导和党政办看）。")
        return _contradiction(slots, facts.today)

    def plan(self, slots: Slots, facts: Facts, applicant: str) -> Plan | Fault:
        """The slip as it would be submitted, with its route, or why it cannot be."""
        member = facts.directory.member(applicant)
        slip = read_slip(slots, facts)
        if isinstance(slip, Fault) or member is None:
            return slip if isinstance(slip, Fault) else Fault("花名册里没有您的登记，请联系党政办。")
        clash = leave.overlapping(slip.span, facts.leaves_of(applicant))
        if clash:
            return _already(clash, facts)
        return _plan(slip, member, facts)

    def title(self, request: Request, facts: Facts) -> str:
        """«林芳的请假申请»."""
        return f"{facts.directory.name(request.applicant)}的{_paper(Slip.from_form(request.form))}"

    def lines(self, request: Request, facts: Facts) -> tuple[Field, ...]:
        """Who, when, how long, what kind, why, what clashes, what else (lessons 5.2, line 19)."""
        slip = Slip.from_form(request.form)
        member = facts.directory.member(request.applicant)
        if member is None:
            return (Field("时间", _when(slip.span, facts.today)),)
        others = _other_leaves(facts, request.applicant, request.serial)
        long = leave.length(slip.span, others, facts.calendar)
        return _drop_empty(
            Field("申请人", f"{member.name}（{member.unit}{member.post}）"),
            Field("时间", _when(slip.span, facts.today)),
            Field("天数", _counts(slip, long, facts)),
            Field("类别", _kind(slip, member, others, facts)),
            Field("事由", slip.reason or "未填写"),
            Field("提示", _clashes(slip, member, facts)),
            Field("前后请假", _nearby(slip, others, facts)),
        )

    def brief(self, request: Request, facts: Facts) -> str:
        """Name, time and length; neither kind nor reason (rules X6)."""
        slip = Slip.from_form(request.form)
        name = facts.directory.name(request.applicant)
        return f"{name}请假，{_when(slip.span, facts.today)}，{say_days(calendar_days(slip.span))}"

    def absences(self, request: Request, facts: Facts) -> tuple[Absence, ...]:
        """One absence, of the applicant."""
        slip = Slip.from_form(request.form)
        state = _ABSENT_IN.get(request.state, AbsenceState.VOID)
        return (Absence(request.serial, request.applicant, AbsenceKind.LEAVE, slip.span, state, slip.kind),)

    def entry(self, request: Request, facts: Facts) -> Mapping[str, Any]:
        """The line of the leave book. The reason stays in the slip alone."""
        slip = Slip.from_form(request.form)
        member = facts.directory.member(request.applicant)
        return {
            "姓名": facts.directory.name(request.applicant),
            "单位": member.unit if member else "",
            "类别": slip.kind,
            "时间": _when(slip.span, facts.today),
            "自然日": str(calendar_days(slip.span)),
            "方式": "电话请假" if slip.phone else _paper(slip),
        }


# --- reading a slip ------------------------------------------------------------------------------------------


def read_slip(slots: Slots, facts: Facts) -> Slip | Fault:
    """The slip that complete slots mean, or what is wrong with them."""
    first, last = _first(slots), _last(slots)
    if last is None:
        return Fault("还缺请假的结束时间，请说明请到哪天或者请几天。")
    if last < first:
        return Fault(f"结束时间早于开始时间（{say_day(first.day, facts.today)}），请核对日期。")
    if (last.day - first.day).days > _LONGEST_DAYS:
        return Fault("一次请假超过一年，请核对日期；确需长假的请到党政办办理。")
    span = Span(first, last)
    kind = leave.leave_type(str(slots.get("leave_type", "")), facts.policy)
    return Slip(
        kind=kind.name,
        kind_said="leave_type" in slots,
        span=span,
        reason=str(slots.get("reason", "")),
        late=leave.is_after_the_fact(span, facts.this_half),
        extends=str(slots.get("extends", "")),
    )


def merged(slots: Slots, changes: Slots) -> dict[str, Any]:
    """The slots after an answer or a correction. What a new value makes untrue goes: a new end drops the old length."""
    kept = dict(slots)
    if "end" in changes and "days" not in changes:
        kept.pop("days", None)
    if "days" in changes and "end" not in changes:
        kept.pop("end", None)
        kept.pop("end_part", None)
    for name in ("start", "end"):
        if name in changes and f"{name}_part" not in changes:
            kept.pop(f"{name}_part", None)
    return {name: value for name, value in {**kept, **changes}.items() if value is not None}


def _first(slots: Slots) -> HalfDay:
    return HalfDay(_day(slots["start"]), _half(slots, "start", Half.MORNING))


def _last(slots: Slots) -> HalfDay | None:
    first = _first(slots)
    if "end" in slots:
        return HalfDay(_day(slots["end"]), _half(slots, "end", Half.AFTERNOON))
    if "days" in slots:
        return _after_halves(first, int(Decimal(str(slots["days"])) * 2))
    if "hours" in slots or slots.get("start_part") in (*_AFTERNOON_PARTS, "am"):
        return first
    return None


def _after_halves(first: HalfDay, halves: int) -> HalfDay:
    last = first
    for _ in range(max(halves, 1) - 1):
        last = last.next()
    return last


def _half(slots: Slots, name: str, otherwise: Half) -> Half:
    value, part = str(slots[name]), slots.get(f"{name}_part")
    if "T" in value:
        hour = int(value[11:13])
        return Half.MORNING if hour < 12 or (hour == 12 and name == "end") else Half.AFTERNOON
    if part == "noon":
        return Half.AFTERNOON if name == "start" else Half.MORNING
    if part is None:
        return otherwise
    return Half.AFTERNOON if part in _AFTERNOON_PARTS else Half.MORNING


def _half_day(day: str, half: str) -> HalfDay:
    return HalfDay(date.fromisoformat(day), Half(half))


def _day(value: object) -> date:
    return date.fromisoformat(str(value)[:10])


# --- what is asked -------------------------------------------------------------------------------------------


def _how_long(slots: Slots, today: date) -> Question:
    day = say_day(_first(slots).day, today)
    choices = ("上午半天", "下午半天", "1天", "2天")
    return Question("end", f"{day}起，请到哪天为止，或者请几天？", choices, "天数决定由哪位领导审批。")


def _contradiction(slots: Slots, today: date) -> Question | None:
    """Where the days that were said do not fit the dates that were said, neither is taken for true."""
    last = _last(slots)
    if last is None or "days" not in slots or "end" not in slots or last < _first(slots):
        return None
    said, counted = Decimal(str(slots["days"])), calendar_days(Span(_first(slots), last))
    if said == counted or slots.get("counted") == "workdays" or _close_enough(said, counted, slots):
        return None
    end = say_day(last.day, today)
    text = f"您说的是{say_days(said)}，而到{end}共{say_days(counted)}，以哪个为准？"
    return Question("end", text, (f"到{end}", say_days(said)))


def _close_enough(said: Decimal, counted: Decimal, slots: Slots) -> bool:
    """Working days were meant: «请四个工作日», Friday to Wednesday (rest days lie between)."""
    weekends = sum(1 for moment in Span(_first(slots), _last(slots) or _first(slots)).halves() if _weekend(moment))
    return said == counted - Decimal(weekends) / 2


def _weekend(moment: HalfDay) -> bool:
    return moment.day.weekday() >= 5


# --- what is planned -----------------------------------------------------------------------------------------


def _plan(slip: Slip, member: Member, facts: Facts) -> Plan:
    long = leave.length(slip.span, tuple(_other_leaves(facts, member.account)), facts.calendar)
    way = leave.route(member, long.whole, facts)
    fields = _drop_empty(
        Field("类别", _kind(slip, member, facts.leaves_of(member.account), facts)),
        Field("时间", _when(slip.span, facts.today)),
        Field("天数", _counts(slip, long, facts)),
        Field("事由", slip.reason or "未填写"),
        Field("审批", _who(way, facts)),
        Field("依据", _why(way, long)),
    )
    notes = (_late_note(slip), _clashes(slip, member, facts), _unknown_year(long, facts))
    return Plan(_paper(slip), slip.to_form(), way.steps, way.informed, fields, tuple(n for n in notes if n))


def _already(clash: Absence, facts: Facts) -> Fault:
    state = "正在审批" if clash.state is AbsenceState.ASKED else "已经批准"
    when = _when(clash.span, facts.today)
    return Fault(f"您在{when}已有请假 {clash.serial}（{state}），时间重叠。请改时间，或者先撤回那一份。")


def _other_leaves(facts: Facts, account: str, but: str = "") -> tuple[Absence, ...]:
    return tuple(absence for absence in facts.leaves_of(account) if absence.serial != but)


# --- how it reads --------------------------------------------------------------------------------------------


def _paper(slip: Slip) -> str:
    if slip.phone:
        return "电话请假登记"
    if slip.late:
        return "补假条"
    return "续假申请" if slip.extends else "请假申请"


def _when(span: Span, today: date) -> str:
    return say_span(span.first.day, span.first.half.value, span.last.day, span.last.half.value, today)


def _counts(slip: Slip, long: leave.Length, facts: Facts) -> str:
    counts = _own_counts(slip, long, facts)
    if long.whole == long.own:
        return counts
    return f"{counts}；与前后请假相连，{_when(long.whole_span, facts.today)}连续离岗{say_days(long.whole)}"


def _own_counts(slip: Slip, long: leave.Length, facts: Facts) -> str:
    if long.working is None:
        return f"自然日{say_days(long.own)}，工作日待定"
    if long.working == long.own:
        return say_days(long.own)
    kind = leave.leave_type(slip.kind, facts.policy)
    taken = "工作日" if kind.counted == "workdays" else "自然日"
    return f"自然日{say_days(long.own)}（定审批权限），工作日{say_days(long.working)}；{kind.title}按{taken}计"


def _kind(slip: Slip, member: Member, others: tuple[Absence, ...], facts: Facts) -> str:
    kind = leave.leave_type(slip.kind, facts.policy)
    if not slip.kind_said:
        return f"{kind.title}（未说明类别，按{kind.title}）"
    due = leave.entitlement(kind, member, slip.span.first.day, facts.policy)
    if due is None:
        return kind.title
    used = leave.used_days(kind, others, slip.span.first.day.year, facts.calendar)
    return f"{kind.title}（本年应休{say_days(due)}，此前已用{say_days(used)}）"


def _who(way: leave.Route, facts: Facts) -> str:
    if not way.steps:
        return "主要领导请假由上级审批，这里只作备案"
    who = "，再由".join(_step_people(step, facts) for step in way.steps)
    told = "、".join(_titled(account, facts) for account in way.informed)
    return f"{who}审批，同时告知{told}" if told else f"{who}审批"


def _step_people(step: Step, facts: Facts) -> str:
    names = "、".join(_titled(account, facts) for account in step.approvers)
    if step.kind is StepKind.ASSIGN:
        return f"党政办{names}指定的领导"
    return f"{names}签署意见" if step.kind is StepKind.OPINION else names


def _titled(account: str, facts: Facts) -> str:
    member = facts.directory.member(account)
    return f"{member.name}（{member.post}）" if member else account


def _why(way: leave.Route, long: leave.Length) -> str:
    if not way.steps:
        return f"{leave.ARTICLE}：逐级请假"
    reason = way.steps[-1].why
    if long.whole == 3:
        reason += "；整3天按“及以上”办理"
    elif long.working is not None and long.working < 3 <= long.whole and long.own == long.whole:
        reason += "；含休息日，按自然日计满3天"
    return (
        f"{way.steps[-1].article}“{leave.THREE_AND_OVER}”"
        if reason == leave.THREE_AND_OVER
        else f"{leave.ARTICLE}：{reason}"
    )


def _late_note(slip: Slip) -> str:
    return "请假时间已经开始，将按补假条办理（考勤制度 第5条）。" if slip.late else ""


def _unknown_year(long: leave.Length, facts: Facts) -> str:
    if long.working is not None:
        return ""
    year = long.whole_span.last.day.year
    return f"{year}年的放假调休安排尚未录入，工作日天数待党政办录入后计算。"


def _clashes(slip: Slip, member: Member, facts: Facts) -> str:
    slots = leave.duty_clashes(member.account, slip.span, facts.duty)
    mates = leave.colleagues_away(member, slip.span, facts)
    duty = "；".join(_duty(slot, member, facts.today) for slot in slots[:2])
    more = f"等{len(slots)}个班次" if len(slots) > 2 else ""
    sentences = [f"期间排有值班（{duty}{more}），请先换班。"] if duty else []
    sentences += [f"同单位{'、'.join(mates)}同期不在岗。"] if mates else []
    return "".join(sentences)


def _duty(slot: DutySlot, member: Member, today: date) -> str:
    part = "带班" if slot.leader == member.account else "值班"
    return f"{say_day(slot.start.date(), today)}{slot.kind}{part}"


def _nearby(slip: Slip, others: tuple[Absence, ...], facts: Facts) -> str:
    reach = facts.policy.leave.earlier_leaves_shown_days
    near = (a for a in others if abs((a.span.first.day - slip.span.first.day).days) <= reach)
    return "；".join(f"{_when(a.span, facts.today)}（{a.serial}）" for a in near)


def _drop_empty(*fields: Field) -> tuple[Field, ...]:
    return tuple(field for field in fields if field.value)
