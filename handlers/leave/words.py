"""How a leave reads on every card and in every sentence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from handlers.engine.absence import Absence, AbsenceKind, AbsenceState, DutySlot
from handlers.engine.days import Span, calendar_days
from handlers.engine.facts import Facts
from handlers.engine.people import Member
from handlers.engine.request import Step, StepKind
from handlers.engine.wording import say_day, say_days, say_span
from handlers.leave import balance, clashes
from handlers.leave.length import Length
from handlers.leave.slip import Slip
from handlers.leave.who_decides import ARTICLE, Route

_STANDING = {AbsenceState.ASKED: "，审批中", AbsenceState.STANDS: "", AbsenceState.VOID: "，已撤销"}


def paper(slip: Slip) -> str:
    """What the slip is called."""
    if slip.slip:
        return "电话请假登记"
    if slip.late:
        return "补假条"
    return "续假申请" if slip.extends else "请假申请"


def when(span: Span, today: date) -> str:
    """From when to when, both included."""
    return say_span(span.first.day, span.first.half.value, span.last.day, span.last.half.value, today)


def counts(slip: Slip, long: Length, facts: Facts) -> str:
    """How long: both counts where they differ, and the whole continuous absence where there is more of it."""
    own = _own_counts(slip, long, facts)
    if long.whole == long.own:
        return own
    return f"{own}；与前后请假相连，{when(long.whole_span, facts.today)}连续离岗{say_days(long.whole)}"


def _own_counts(slip: Slip, long: Length, facts: Facts) -> str:
    if long.working is None:
        return f"自然日{say_days(long.own)}，工作日待定"
    if long.working == long.own:
        return say_days(long.own)
    kind = balance.leave_type(slip.kind, facts.policy)
    taken = "工作日" if kind.counted == "workdays" else "自然日"
    return f"自然日{say_days(long.own)}（定审批权限），工作日{say_days(long.working)}；{kind.title}按{taken}计"


def kind_line(slip: Slip, member: Member, others: tuple[Absence, ...], facts: Facts) -> str:
    """The kind of leave, and what is left of it where a year gives a fixed number."""
    kind = balance.leave_type(slip.kind, facts.policy)
    if not slip.kind_said:
        return f"{kind.title}（未说明类别，先按{kind.title}）"
    due = balance.entitlement(kind, member, slip.span.first.day, facts.policy)
    if due is None:
        return kind.title
    used = balance.used_days(kind, others, slip.span.first.day.year, facts.calendar)
    return f"{kind.title}（本年应休{say_days(due)}，此前{used_words(used)}）"


def used_words(used: Decimal | None) -> str:
    """How much of a year's days is gone, or that nobody can say yet."""
    return "已用天数待放假安排录入后计算" if used is None else f"已用{say_days(used)}"


def short_of(slip: Slip, member: Member, facts: Facts) -> str:
    """That a year's days of this kind do not suffice. Whoever decides is not bound by it."""
    kind = balance.leave_type(slip.kind, facts.policy)
    due = balance.entitlement(kind, member, slip.span.first.day, facts.policy)
    if due is None:
        return ""
    year = slip.span.first.day.year
    before = facts.leaves_of(member.account)
    this = Absence("", member.account, AbsenceKind.LEAVE, slip.span, AbsenceState.ASKED, slip.kind)
    used = balance.used_days(kind, before, year, facts.calendar)
    after = balance.used_days(kind, (*before, this), year, facts.calendar)
    if used is None or after is None or after <= due:
        return ""
    return f"{kind.title}本年还剩{say_days(max(due - used, Decimal(0)))}，不够本次的{say_days(after - used)}。"


def who(way: Route, facts: Facts) -> str:
    """Who has it after 提交, and who is told."""
    if not way.steps:
        return "主要领导请假由上级审批，这里只作备案"
    deciders = "，再由".join(_step_people(step, facts) for step in way.steps)
    told = "、".join(_titled(account, facts) for account in way.informed)
    return f"{deciders}审批，同时告知{told}" if told else f"{deciders}审批"


def why(way: Route) -> str:
    """The article, its words, and how the boundary was read (rules N15, M20-5)."""
    return f"{ARTICLE}：{way.steps[-1].why if way.steps else '逐级请假'}"


def clash_words(slip: Slip, member: Member, facts: Facts) -> str:
    """Duty that would be uncovered, and colleagues of the unit who are away too."""
    slots = clashes.duty_clashes(member.account, slip.span, facts)
    said = "、".join(_duty(slot, member, facts.today) for slot in slots[:2])
    more = f"等{len(slots)}个班次" if len(slots) > 2 else ""
    duty = f"期间排有值班（{said}{more}），须先换班。" if slots else ""
    mates = clashes.colleagues_away(member, slip.span, facts)
    return duty + (f"{_mates(member, facts)}同期不在岗：{'、'.join(mates)}。" if mates else "")


def nearby(slip: Slip, others: tuple[Absence, ...], facts: Facts) -> str:
    """Other leaves shortly before or after, so that a split is seen (rules M20-5, row «asked together»)."""
    reach = facts.policy.leave.earlier_leaves_shown_days
    near = [a for a in others if abs((a.span.first.day - slip.span.first.day).days) <= reach]
    said = "；".join(f"{when(a.span, facts.today)}{_STANDING[a.state]}（{a.serial}）" for a in near)
    return f"前后{reach}天内另有请假：{said}。" if said else ""


def already(clash: Absence, today: date) -> str:
    """Why two leaves cannot overlap."""
    state = "正在审批" if clash.state is AbsenceState.ASKED else "已经批准"
    return (
        f"与已有的请假时间重叠：{when(clash.span, today)}（{clash.serial}，{state}）。"
        f"请另说时间，或者先回复“撤回 {clash.serial}”。"
    )


def late_note(slip: Slip) -> str:
    """Asked for after it began."""
    return "请假时间已经开始，将按补假条办理（考勤制度 第5条）。" if slip.late and not slip.slip else ""


def unknown_year(long: Length) -> str:
    """The working days of a year whose holidays nobody has published."""
    if long.working is not None:
        return ""
    return f"{long.whole_span.last.day.year}年的放假安排还没有录入，工作日天数待党政办录入后计算。"


def ask_for_table(long: Length) -> str:
    """To the office: a table is missing (rules 1.24, November)."""
    if long.working is not None:
        return ""
    year = long.whole_span.last.day.year
    return f"有人请假涉及{year}年，而{year}年的放假安排还没有录入。请在制度文件的“放假安排”里补录。"


def brief(slip: Slip, name: str, today: date) -> str:
    """«林芳12月9日（周三）请假1天»: neither kind nor reason (rules X6)."""
    return f"{name}{when(slip.span, today)}请假{say_days(calendar_days(slip.span))}"


def recorded(slip: Slip, member: Member, today: date) -> str:
    """To the office: a principal's own leave is on record."""
    return f"{brief(slip, member.name, today)}，已备案（{{serial}}）。主要领导请假由上级审批。"


def _step_people(step: Step, facts: Facts) -> str:
    names = "、".join(_titled(account, facts) for account in step.approvers)
    if step.kind is StepKind.ASSIGN:
        return f"党政办{names}指定的领导"
    return f"{names}签署意见" if step.kind is StepKind.OPINION else names


def _titled(account: str, facts: Facts) -> str:
    member = facts.directory.member(account)
    return f"{member.name}（{member.post}）" if member else account


def who_asks(member: Member, facts: Facts) -> str:
    """Name, unit and post, said once where the post names the unit: «陈静（党政办主任）», «林芳（财政所会计）»."""
    unit = facts.directory.units.get(member.unit)
    leads = unit is not None and not unit.line
    post = member.post if leads or member.post[:2] == member.unit[:2] else f"{member.unit}{member.post}"
    return f"{member.name}（{post}）"


def needs_cover(member: Member, slots: tuple[DutySlot, ...], facts: Facts) -> str:
    """To the office: somebody is away, and on duty; "" where nothing is left without somebody."""
    coming = [slot for slot in slots if slot.end > facts.now]
    if not coming:
        return ""
    said = "、".join(_duty(slot, member, facts.today) for slot in coming)
    day = coming[0].start.date()
    like = f"把{day.month}月{day.day}日{coming[0].kind}换成某某"
    return f"{member.name}请假（{{serial}}），{said}没有人顶，请尽快换人，例如“{like}”。"


def _mates(member: Member, facts: Facts) -> str:
    unit = facts.directory.units.get(member.unit)
    return "班子成员" if unit is not None and not unit.line else "同单位"


def _duty(slot: DutySlot, member: Member, today: date) -> str:
    part = "带班" if slot.leader == member.account else "值班"
    return f"{say_day(slot.start.date(), today)}{slot.kind}{part}"
