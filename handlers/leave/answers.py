"""Questions about leave: what is left, and what the rule says (考勤制度 第4、5条)."""

from __future__ import annotations

from handlers.engine.absence import Absence, AbsenceState
from handlers.engine.facts import Facts
from handlers.engine.people import Member
from handlers.engine.policy import Policy
from handlers.engine.statement import Statement
from handlers.engine.wording import say_days
from handlers.leave.balance import entitlement, leave_type, used_days
from handlers.leave.words import used_words, when


def balance(name: str, member: Member, facts: Facts, whose: str = "您") -> str:
    """What a year gives, what is used, what is left, and of which leaves that is made (lessons 3.3, item 59)."""
    kind = leave_type(name, facts.policy)
    due = entitlement(kind, member, facts.today, facts.policy)
    if due is None:
        return f"{kind.title}没有固定的年度天数，按实际审批。"
    year = facts.today.year
    ours = tuple(a for a in facts.leaves_of(member.account) if a.label == kind.name and _touches(a, year))
    used = used_days(kind, ours, year, facts.calendar)
    left = f"，还剩{say_days(due - used)}" if used is not None else ""
    lines = [f"{whose}{year}年{kind.title}：应休{say_days(due)}，{used_words(used)}{left}。"]
    waiting = {AbsenceState.ASKED: "，审批中"}
    lines += [f"{a.serial} {when(a.span, facts.today)}{waiting.get(a.state, '')}" for a in ours]
    return "\n".join(lines)


def _touches(leave: Absence, year: int) -> bool:
    return leave.span.first.day.year <= year <= leave.span.last.day.year


def _who_decides(policy: Policy) -> str:
    line = say_days(policy.leave.principal_from_days)
    return (
        f"考勤制度 第4条：请假{line}以内由分管领导审批，{line}及以上由主要领导审批。整{line}按“及以上”办理；"
        "前后相连的假期合并计算，双休日和节假日夹在中间的也算相连。"
    )


def _slip(policy: Policy) -> str:
    return (
        "考勤制度 第5条：请假以假条为准；特殊情况可先电话请假，事后补假条。没有批准也没有假条擅自离岗的，按旷工论处。"
    )


def _annual(policy: Policy) -> str:
    steps = "，".join(f"满{years}年{days}天" for years, days in policy.leave.annual_leave)
    return f"年休假按参加工作年限：{steps}，按工作日计算。"


STATEMENTS = (
    Statement((("假条", "电话请假", "旷工"),), _slip),
    Statement((("年假", "年休假", "公休"), ("几天", "多少", "规定")), _annual),
    Statement(
        (("请假", "假"), ("谁批", "找谁", "哪个批", "谁审批", "审批", "怎么请", "规定", "怎么办理")), _who_decides
    ),
)
