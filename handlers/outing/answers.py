"""Who is out: told with places to leaders and the office, to others the names of their own unit (rules M20-4, X6)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from handlers.engine.absence import Absence, AbsenceKind, AbsenceState
from handlers.engine.days import Span
from handlers.engine.facts import Facts
from handlers.engine.people import Member, Role
from handlers.engine.policy import Policy
from handlers.engine.statement import Enquiry, Statement
from handlers.engine.wording import say_day, say_span
from handlers.outing.starting import RULE

_WHO = r"(?:谁|哪些人|哪几个人|哪些同志|哪几位|有没有人|还有谁|都有谁)"
_DAY = r"(?P<day>今天|今日|现在|目前|这会儿|明天|后天)?"
_ASKED = re.compile(
    rf"^{_DAY}(?:单位|乡里|办公室|我们站|我们单位)?(?:有|都有|还有)?{_WHO}(?:今天|现在|都|还)*"
    r"(?P<what>在外面?|在外头|外出|出去|下乡|出差|不在岗?|没在)(?:了|的|办事|开会)*[?？。]*$"
)
_SITUATION = re.compile(rf"^{_DAY}(?:的)?(?P<what>外出|在外|去向)(?:情况|人员|名单|登记情况)[?？。]*$")
_AHEAD = {"明天": 1, "后天": 2}


def _match(text: str) -> re.Match[str] | None:
    plain = re.sub(r"@\S+\s*", "", text).strip()
    return _ASKED.match(plain) or _SITUATION.match(plain)


def _is_asked(text: str) -> bool:
    return _match(text) is not None


def _answer(text: str, facts: Facts, asker: str) -> str:
    """Those who are out on the day that was asked about; now, where none was."""
    match = _match(text)
    said = match["day"] if match else None
    day = facts.today + timedelta(days=_AHEAD.get(said or "", 0))
    span = (
        Span(facts.this_half, facts.this_half) if said not in ("今天", "今日", *_AHEAD) else Span.whole_days(day, day)
    )
    me = facts.directory.member(asker)
    leaves = bool(match and match["what"] in ("不在", "不在岗", "没在"))
    found = [a for a in facts.absences if _counts(a, span, leaves)]
    if me is not None and _may_know(me, facts):
        return _with_places(found, day, facts)
    return _own_unit(found, me, day, facts)


def _counts(absence: Absence, span: Span, leaves: bool) -> bool:
    kinds = (AbsenceKind.OUTING, AbsenceKind.LEAVE) if leaves else (AbsenceKind.OUTING,)
    return absence.state is AbsenceState.STANDS and absence.kind in kinds and absence.span.overlaps(span)


def _may_know(member: Member, facts: Facts) -> bool:
    leader = member.holds(Role.PRINCIPAL) or member.holds(Role.SUPERVISING_LEADER)
    return leader or facts.directory.in_office(member)


def _with_places(found: list[Absence], day: date, facts: Facts) -> str:
    when = say_day(day, facts.today)
    if not found:
        return f"{when}没有登记在外的同志。"
    people = {absence.member: _line(absence, facts) for absence in found}
    return "\n".join([f"{when}在外{len(people)}人：", *people.values()])


def _line(absence: Absence, facts: Facts) -> str:
    member = facts.directory.member(absence.member)
    unit = f"（{member.unit}）" if member else ""
    first, last = absence.span.first, absence.span.last
    when = say_span(first.day, first.half.value, last.day, last.half.value, facts.today)
    what = "请假" if absence.kind is AbsenceKind.LEAVE else absence.label
    return f"{facts.directory.name(absence.member)}{unit}：{what}，{when}（{absence.serial}）"


def _own_unit(found: list[Absence], me: Member | None, day: date, facts: Facts) -> str:
    members = (facts.directory.member(account) for account in dict.fromkeys(a.member for a in found))
    names = [m.name for m in members if m is not None and me is not None and m.unit == me.unit]
    when = say_day(day, facts.today)
    own = f"{when}您单位在外：{'、'.join(names)}。" if names else f"{when}您单位没有登记在外的同志。"
    return f"{own}其他单位的情况请问党政办。"


def _reporting(policy: Policy) -> str:
    return f"{RULE}。直接说“下午去石桥村收医保”即可报告，不用审批；返岗后回复“返岗”。"


STATEMENTS = (Statement((("外出", "下乡", "出差"), ("怎么", "规定", "找谁", "要不要", "如何", "谁批")), _reporting),)

ENQUIRIES = (Enquiry(_is_asked, _answer, private=True),)
