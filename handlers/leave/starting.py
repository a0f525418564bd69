"""How a leave form begins: for oneself, for somebody who telephoned, or as the extension of another."""

from __future__ import annotations

import re

from handlers.engine.absence import Absence, AbsenceState
from handlers.engine.days import Half
from handlers.engine.facts import Facts
from handlers.engine.matter import Fault, Slots
from handlers.engine.people import Member
from handlers.leave.who_decides import can_decide

_AGREED = re.compile(r"[\u4e00-\u9fff]{0,5}?(?:已经?|电话|口头|也)*(?:同意|批准|批了|答应|准了|知道|知情)")
_CLAUSES = re.compile(r"[，,。；;：:\s]+")
_NO_REASON = re.compile(r"电话|来电|请|假|同意|批|登记|知道|[\d天周号日月点]|[今明后昨]|上午|下午|半|吗|？")
_EXTENDING = ("续假", "续请", "延长", "延期", "再请")


def starting(text: str, slots: Slots, facts: Facts, writer: str) -> Slots | Fault:
    """The slots a form begins with."""
    told = _telephoned(text, slots, facts, writer)
    if isinstance(told, Fault):
        return told
    slots = told
    if slots.get("person"):
        return _for_somebody(slots, facts, writer)
    if any(word in text for word in _EXTENDING) and "start" not in slots:
        return _extension(slots, facts, writer)
    return slots


def _telephoned(text: str, slots: Slots, facts: Facts, writer: str) -> Slots | Fault:
    """Somebody else's name in words about a telephone call: the leave is that person's, never the writer's, and not
    that of the leader who is said to have agreed."""
    if "电话" in str(slots.get("reason", "")):
        slots = {**slots, "reason": _reason_beside(text, facts)}
    if "电话" not in text or slots.get("person"):
        return slots
    names = {m.name for m in facts.directory.members.values() if m.name in text and m.account != writer}
    asking = {name for name in names if not _AGREED.match(text, text.index(name) + len(name))}
    if len(asking) > 1:
        return Fault(f"请写明是谁请假：话里有{'、'.join(sorted(asking))}。例如“林芳来电请假，今天一天，发烧”。")
    return {**slots, "person": asking.pop()} if asking else slots


def _reason_beside(text: str, facts: Facts) -> str:
    """What a telephone leave is for: the one clause that tells of no person, no time and no approval."""
    names = {member.name for member in facts.directory.members.values()}
    clauses = [clause.strip() for clause in _CLAUSES.split(text)]
    told = [c for c in clauses if c and not _NO_REASON.search(c) and not any(name in c for name in names)]
    return told[0] if len(told) == 1 else ""


def _for_somebody(slots: Slots, facts: Facts, writer: str) -> Slots | Fault:
    """A telephone leave: entered by the approver who took the call or by the office, nobody else (rules M20-6, X7)."""
    found = facts.directory.named(str(slots["person"]))
    if not found:
        return Fault(f"花名册里没有找到“{slots['person']}”，请写全名。")
    if len(found) > 1:
        which = "、".join(f"{member.unit}的{member.name}（{member.account}）" for member in found)
        return Fault(f"有{len(found)}位同名：{which}。请用账号说明是哪一位。")
    if found[0].account == writer:
        return {name: value for name, value in slots.items() if name != "person"}
    if not _may_enter(found[0], facts, writer):
        return Fault(
            f"代他人登记请假，只能由接到电话的审批领导或者党政办办理（考勤制度 第5条）。请{found[0].name}本人申请。"
        )
    return {**slots, "applicant": found[0].account, "writer": writer}


def _may_enter(applicant: Member, facts: Facts, writer: str) -> bool:
    member = facts.directory.member(writer)
    if member is None or applicant.account == writer:
        return False
    return writer in can_decide(applicant, facts) or facts.directory.in_office(member)


def _extension(slots: Slots, facts: Facts, writer: str) -> Slots | Fault:
    """续假 begins where the leave that is running, or the next one, ends; the lengths are summed (rules M20-8)."""
    standing = [a for a in facts.leaves_of(writer) if a.span.last >= facts.this_half and a.state is AbsenceState.STANDS]
    if not standing:
        return Fault("没有找到可以续的请假。请直接说从哪天请到哪天。")
    return {**slots, **_after(_last_adjoining(standing))}


def _last_adjoining(standing: list[Absence]) -> Absence:
    """The end of the first unbroken row of leaves: one that was extended before is extended from its new end."""
    last = standing[0]
    for leave in standing[1:]:
        if leave.span.first <= last.span.last.next():
            last = leave
    return last


def _after(leave: Absence) -> Slots:
    begins = leave.span.last.next()
    part = {"start_part": "pm"} if begins.half is Half.AFTERNOON else {}
    return {"start": begins.day.isoformat(), "extends": leave.serial, "leave_type": leave.label, **part}
