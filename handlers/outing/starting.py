"""How a report of an outing begins: of oneself, or entered by the office for somebody who telephoned (第3条)."""

from __future__ import annotations

import re
from typing import Any

from handlers.engine.absence import Absence, AbsenceKind, AbsenceState
from handlers.engine.days import Half
from handlers.engine.facts import Facts
from handlers.engine.matter import Fault, Slots
from handlers.engine.people import Directory, Member

ARTICLE = "考勤制度 第3条"
RULE = (
    f"{ARTICLE}：干部职工外出办事、开会、出差、下乡，向乡党政办报告去向；不能到办公室说明的，必须电话告知，由党政办记录"
)

_CALLED = re.compile(
    r"来电|电话(?:里)?(?:告知|报告|告诉|说)|打(?:了|来|过来)?(?:个)?电话(?:来|过来)?(?:说|告知|报告|告诉)|来了?个?电话"
)
_OUT = re.compile(r"外出|下乡|下村|出差|开会|去|到.{1,8}(?:办事|开会)")
_OTHER_BUSINESS = re.compile(r"请假|病假|事假|年假|休假|同意|批准|盖|章|用车|派车|值班|[?？]|吗|号码|通知")
_ONLY_KIND = frozenset({"下乡", "下村", "外出", "出差", "开会", "办事", "外出办事", "培训"})
_KINDS = (
    (re.compile(r"出差"), "出差"),
    (re.compile(r"下乡|下村|驻村|进村|入村|入户|走村"), "下乡"),
    (re.compile(r"开会|会议|参会|培训|学习|听课"), "开会"),
)
_CALLED_OFF = re.compile(r"不去了|不出差了|不下乡了|取消(?:外出|下乡|出差)|去不成")
_WHERE = re.compile(r"(?:去|到|前往)([\u4e00-\u9fff]{2,12}?)(?=开会|办事|办理|参加|培训|出差|调研|检查|[，,。；;]|$)")


def is_meant(text: str) -> bool:
    """Whether the words write down a call from somebody who is out."""
    return bool(_CALLED.search(text) and _OUT.search(text)) and not _OTHER_BUSINESS.search(text)


def starting(text: str, slots: Slots, facts: Facts, writer: str) -> Slots | Fault:
    """The slots a form begins with: who, where, since when, and of which kind."""
    if _CALLED_OFF.search(text) and (own := _ahead(facts, writer)):
        return Fault(f"不去了请回复“撤回 {own}”。")
    known = _placed(text, dict(slots))
    caller = _caller(text, known, facts.directory, writer) if _CALLED.search(text) else None
    if caller is not None:
        member = facts.directory.member(writer)
        if member is None or not facts.directory.in_office(member):
            return Fault(f"{RULE}。代他人登记由党政办办理，请{caller.name}本人报告，或者告知党政办。")
        known = _without(known, caller) | {"applicant": caller.account, "writer": writer}
    if "start" not in known:
        known |= _from_now(facts)
    return known | {"category": _kind(text, str(known.get("destination", "")), facts)}


def _from_now(facts: Facts) -> dict[str, str]:
    """From this half day until the evening, where nothing is said of the time."""
    part = {"start_part": "pm"} if facts.this_half.half is Half.AFTERNOON else {}
    return {"start": facts.today.isoformat(), **part}


def _ahead(facts: Facts, account: str) -> str:
    """The number of the outing of this person that is on record and not over, "" where there is none or several."""
    own = {a.serial for a in facts.absences if a.member == account and _stands(a)}
    return own.pop() if len(own) == 1 else ""


def _stands(absence: Absence) -> bool:
    return absence.kind is AbsenceKind.OUTING and absence.state is AbsenceState.STANDS


def _placed(text: str, slots: dict[str, Any]) -> dict[str, Any]:
    """Where: never a kind of outing taken for a place."""
    if str(slots.get("destination", "")) in _ONLY_KIND:
        del slots["destination"]
    if "destination" not in slots and (match := _WHERE.search(text)):
        slots["destination"] = match[1]
    return slots


def _caller(text: str, slots: Slots, directory: Directory, writer: str) -> Member | None:
    """The one who telephoned: named first, and not the one who writes it down."""
    said = [(text.find(m.name), m) for m in directory.members.values() if m.name in text and m.account != writer]
    named = sorted(said, key=lambda pair: pair[0])
    if not named or (len(named) > 1 and named[0][0] == named[1][0]):
        return None
    return named[0][1]


def _without(slots: dict[str, Any], caller: Member) -> dict[str, Any]:
    """The caller is no companion of his own."""
    persons = slots.get("persons", [])
    left = [one for one in ([persons] if isinstance(persons, str) else persons) if str(one) != caller.name]
    rest = {name: value for name, value in slots.items() if name not in ("persons", "person")}
    return {**rest, "persons": left} if left else rest


def _kind(text: str, place: str, facts: Facts) -> str:
    """By the words, else by the place: a village is 下乡."""
    said = next((kind for pattern, kind in _KINDS if pattern.search(text)), "")
    village = any(p.category == "村" and place in (p.name, *p.aliases) for p in facts.roster.places)
    return said or ("下乡" if village else "外出办事")
