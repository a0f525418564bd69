"""Leave from a study: asked of the office, not of the leader, whatever its length (学习制度 第4项; rules M18-4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from handlers.engine.absence import Absence, AbsenceKind, AbsenceState
from handlers.engine.content import Field
from handlers.engine.days import Half, HalfDay, Span
from handlers.engine.facts import Facts
from handlers.engine.ledger import Column, Holds, Ledger
from handlers.engine.matter import Fault, PlainMatter, Plan, Question, Slots
from handlers.engine.paper import member_of, person
from handlers.engine.request import Request, State, Step, StepKind
from handlers.engine.wording import say_day

ARTICLE = "学习制度 第4项"
_WHY = "学习请假必须向党政办公室请假"
_MEANT = re.compile(
    r"学习[^，,。]{0,4}(?:请个?假|请一?下假|来不了|参加不了|去不了|不来了|不去了|不参加|不能(?:来|参加))"
    r"|(?:请个?假|不参加|来不了|参加不了|不能参加)[^，,。]{0,8}(?:星期[天日]|周[日天]|集中|今天|明天)的?(?:集中)?学习"
    r"|(?:星期[天日]|周[日天])[^，,。]{0,3}学习[^。]{0,14}(?:请个?假|来不了|参加不了)"
)
_ELSEWHERE = re.compile(r"党校|外出学习|脱产|培训|(?:去|到|赴)[\u4e00-\u9fff]{2,8}学习")
_SUNDAY = 6
_STATES = {
    State.WAITING: AbsenceState.ASKED,
    State.APPROVED: AbsenceState.STANDS,
    State.ANNULLING: AbsenceState.STANDS,
}
_CLAUSE = re.compile(r"[，,。；;]")
_NO_REASON = re.compile(r"学习|不参加|不来|不去|请假")
_TAIL = re.compile(r"^[^，,。；;]{0,8}[，,。；;\s]+(?:因为|原因是|我)?(?P<reason>[^。]{2,30})")


class StudyLeaveMatter(PlainMatter):
    """学习请假."""

    code = "XJ"
    name = "学习请假"
    book = "学习请假台账"
    intent = "leave"
    changes = "“理由改成……”"
    free_slot = "reason"
    ledger = Ledger(
        columns=(Column("姓名"), Column("单位"), Column("学习日期", Holds.DATE)),
        first_day="学习日期",
        last_day="学习日期",
    )

    def is_meant(self, text: str) -> bool:
        """«星期天的学习请个假»; studying somewhere else is an outing."""
        match = _MEANT.search(text)
        return match is not None and not _ELSEWHERE.search(_about_the_study(text, match))

    def starting(self, text: str, slots: Slots, facts: Facts, writer: str) -> Slots | Fault:
        """The next study, or the Sunday that is named."""
        kept = {"day": _day(slots, facts).isoformat()}
        reason = _reason(text, str(slots.get("reason") or ""))
        return kept | ({"reason": reason} if reason else {})

    def question(self, slots: Slots, facts: Facts, applicant: str) -> Question | None:
        """Nothing is asked: one sentence is enough."""
        return None

    def plan(self, slots: Slots, facts: Facts, applicant: str) -> Plan | Fault:
        """To whoever is in charge of the office today; never to oneself (rules X1)."""
        day = date.fromisoformat(str(slots.get("day") or _day(slots, facts)))
        if fault := _excused_already(day, applicant, facts) or _too_late(day, facts):
            return Fault(fault)
        decider = facts.contact(but=applicant)
        if not decider:
            return Fault("党政办现在没有人在岗受理，请直接打电话向党政办请假。")
        who = facts.directory.member(decider)
        named = f"{who.name}（{who.post}）" if who else ""
        reason = str(slots.get("reason", ""))
        return Plan(
            title="学习请假",
            form={"day": day.isoformat(), "reason": reason},
            steps=(Step(StepKind.DECIDE, (decider,), _WHY, ARTICLE),),
            informed=(),
            fields=(
                Field("学习时间", f"{say_day(day, facts.today)}上午"),
                *((Field("事由", reason),) if reason else ()),
                Field("审批", f"{named}审批"),
                Field("依据", f"{ARTICLE}：{_WHY}"),
            ),
        )

    def title(self, request: Request, facts: Facts) -> str:
        """«林芳的学习请假»."""
        return f"{facts.directory.name(request.applicant)}的学习请假"

    def lines(self, request: Request, facts: Facts) -> tuple[Field, ...]:
        """Who, which study, why."""
        member = member_of(request.applicant, facts)
        who = f"{member.name}（{member.unit}{member.post}）" if member else ""
        reason = str(request.form.get("reason", ""))
        return (
            Field("申请人", who),
            Field("学习时间", f"{say_day(_of(request), facts.today)}上午"),
            *((Field("事由", reason),) if reason else ()),
            Field("依据", f"{ARTICLE}：{_WHY}"),
        )

    def brief(self, request: Request, facts: Facts) -> str:
        """Name and day, never the reason (rules X6)."""
        return f"{facts.directory.name(request.applicant)}{say_day(_of(request), facts.today)}学习请假"

    def absences(self, request: Request, facts: Facts) -> tuple[Absence, ...]:
        """Excused on that morning where the office has agreed, asked for while it has not answered."""
        half = HalfDay(_of(request), Half.MORNING)
        state = _STATES.get(request.state, AbsenceState.VOID)
        return (Absence(request.serial, request.applicant, AbsenceKind.STUDY, Span(half, half), state, "学习请假"),)

    def slots(self, request: Request) -> Slots:
        """The form again."""
        return dict(request.form)

    def entry(self, request: Request, facts: Facts) -> Mapping[str, Any]:
        """The line of the book; the reason stays in the request."""
        member = member_of(request.applicant, facts)
        return {
            "姓名": person(request.applicant, facts),
            "单位": member.unit if member else "",
            "学习日期": _of(request).isoformat(),
        }


def _about_the_study(text: str, match: re.Match[str]) -> str:
    """The clause that names the study, as far as it asks for leave; what follows is the reason."""
    begins = max((sep.end() for sep in _CLAUSE.finditer(text, 0, match.start())), default=0)
    return _CLAUSE.split(text[begins : match.end()])[0]


def _reason(text: str, read: str) -> str:
    """Why, in the writer's words: never the study itself."""
    if read and not _NO_REASON.search(read):
        return read
    match = _MEANT.search(text)
    tail = _TAIL.search(text[match.end() :]) if match else None
    return tail["reason"].strip() if tail else ""


def _of(request: Request) -> date:
    return date.fromisoformat(str(request.form["day"]))


def _day(slots: Slots, facts: Facts) -> date:
    said = str(slots.get("start") or slots.get("date") or "")[:10]
    day = date.fromisoformat(said) if said else facts.today
    return day + timedelta(days=(_SUNDAY - day.weekday()) % 7)


def _too_late(day: date, facts: Facts) -> str:
    until = datetime.combine(day, facts.policy.study.leave_until, facts.now.tzinfo)
    if facts.now <= until:
        return ""
    if day < facts.today:
        return f"{say_day(day, facts.today)}的学习已经过去，不能再请假；那天有事的，请向党政办说明，由党政办更正点名。"
    return f"{say_day(day, facts.today)}学习的请假已在{until:%H:%M}截止，请直接打电话告知党政办，由党政办在点名时注明。"


def _excused_already(day: date, account: str, facts: Facts) -> str:
    half = HalfDay(day, Half.MORNING)
    for absence in facts.absences:
        if absence.member != account or not absence.span.covers(half):
            continue
        if absence.state is AbsenceState.STANDS:
            return f"您{say_day(day, facts.today)}已经登记（{absence.serial}），学习点名时自动标注，不用再请假。"
        if absence.state is AbsenceState.ASKED and absence.kind is AbsenceKind.STUDY:
            return f"您{say_day(day, facts.today)}的学习请假已经提交（{absence.serial}），正在审批，不用再请。"
    return ""
