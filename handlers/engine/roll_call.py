"""A roll: who is expected, who is excused on what ground, who came, and how the office ticks it (rules M02-3, M18).

Nobody has to sign in: the office marks people, a 签到 is an offer (lessons 4.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from handlers.engine.absence import Absence, AbsenceKind, AbsenceState, DutySlot
from handlers.engine.days import Half, HalfDay
from handlers.engine.facts import Facts
from handlers.engine.people import Member


class Mark(StrEnum):
    """What the roll says of one person; the value is the word that people read."""

    OPEN = "未点"
    PRESENT = "到"
    LATE = "迟到"
    ABSENT = "未到"
    EXCUSED = "已请假"
    AGENDA = "议题"
    """Not a mark: the two lines that a head sent for the meeting, kept on the same roll."""
    OBJECTION = "异议"
    """Not a mark either: what somebody said against theirs."""


_NO_MARKS = (Mark.AGENDA, Mark.OBJECTION)


@dataclass(frozen=True)
class Excuse:
    """Why somebody need not come: in a word, with the number that proves it ("" for duty)."""

    words: str
    source: str = ""

    @property
    def said(self) -> str:
        """请假 QJ-2026-0031."""
        return f"{self.words} {self.source}".strip()


@dataclass(frozen=True)
class RollEvent:
    """Something that was noted on a roll: who (account) is marked how, when, by whom, on what ground."""

    member: str
    mark: Mark
    at: datetime
    actor: str
    words: str = ""


@dataclass(frozen=True)
class Line:
    """One person on the roll: the number to tick by, the excuse, and the mark that stands."""

    number: int
    member: Member
    mark: Mark
    excuse: Excuse | None = None
    words: str = ""

    @property
    def ground(self) -> str:
        """Why somebody is excused: the number that proves it, else what the office noted; "" where nothing is known."""
        return self.excuse.said if self.excuse else self.words


@dataclass(frozen=True)
class Count:
    """应到 (all), excused, present (late ones in), absent, and those nobody has ticked."""

    expected: int
    excused: int
    present: int
    late: int
    absent: int
    open: int


def expected(facts: Facts) -> tuple[Member, ...]:
    """Everybody in service of the township's own units and stations, in the order of the roster; no village."""
    units = facts.directory.units
    return tuple(m for m in facts.directory.members.values() if units[m.unit].kind != "村委会")


def half_of(at: datetime) -> HalfDay:
    """The half day that a moment lies in."""
    return HalfDay(at.date(), Half.MORNING if at.hour < 12 else Half.AFTERNOON)


def excuses(at: datetime, absences: Iterable[Absence], duty: Iterable[DutySlot]) -> dict[str, Excuse]:
    """Who is excused at this moment: approved leave, study leave, outings, duty (学习制度 第4项; rules M18-3)."""
    half = half_of(at)
    found = {slot.member: Excuse("值班") for slot in duty if slot.start <= at < slot.end}
    for absence in absences:
        if absence.state is AbsenceState.STANDS and absence.span.covers(half):
            words = "外出" if absence.kind is AbsenceKind.OUTING else "请假"
            found[absence.member] = Excuse(words, absence.serial)
    return found


def lines(members: Iterable[Member], excused: Mapping[str, Excuse], events: Iterable[RollEvent]) -> tuple[Line, ...]:
    """The roll as it stands: the last event about each person wins, else the excuse, else nobody has ticked."""
    last = {event.member: event for event in events if event.mark not in _NO_MARKS}
    return tuple(
        _line(number, member, excused.get(member.account), last.get(member.account))
        for number, member in enumerate(members, start=1)
    )


def standing_mark(account: str, events: Iterable[RollEvent]) -> RollEvent | None:
    """The event that marks this person now; None where nothing but the excuse does."""
    own = [event for event in events if event.member == account and event.mark not in _NO_MARKS]
    return own[-1] if own else None


def _line(number: int, member: Member, excuse: Excuse | None, event: RollEvent | None) -> Line:
    if event is not None:
        return Line(number, member, event.mark, excuse, event.words)
    return Line(number, member, Mark.EXCUSED if excuse else Mark.OPEN, excuse)


def count(roll: Iterable[Line]) -> Count:
    """The figures of a roll."""
    marks = [line.mark for line in roll]
    late = marks.count(Mark.LATE)
    return Count(
        len(marks),
        marks.count(Mark.EXCUSED),
        marks.count(Mark.PRESENT) + late,
        late,
        marks.count(Mark.ABSENT),
        marks.count(Mark.OPEN),
    )


_CLAUSE = re.compile(r"[，,。；;\n]+")
_NUMBERS = re.compile(r"(?P<numbers>\d+(?:\s*[-－—~～至到]\s*\d+)?(?:[、和 ]+\d+(?:\s*[-－—~～至到]\s*\d+)?)*)号?")
_RANGE = re.compile(r"(\d+)(?:\s*[-－—~～至到]\s*(\d+))?")
_REST = re.compile(r"(?:其余|其他|剩下|别的|余下)(?:的|人|同志|人员)*(?:都|全)?")
_TOLD = re.compile(r"(?P<number>\d{1,3})\s*号?\s*(?:是|在)?(?P<why>请假|病假|事假|外出|下乡|出差|开会|值班)了?")
_NOTE = re.compile(
    r"(?:他|她|本人|家属)?(?:已经?)?(?:打|来)?(?:电话|口头|微信)(?:里)?(?:告知|说的?|报告|讲的?|请的?假|通知).{0,20}"
)
_WORDS = (
    (re.compile(r"(?:都|全)?(?:迟到|晚到)"), Mark.LATE),
    (re.compile(r"(?:都|全)?(?:未到|没到|没来|不在|缺席|缺)"), Mark.ABSENT),
    (re.compile(r"(?:都|全)?(?:已到|到了|到|在|实到|来了)"), Mark.PRESENT),
)


def are_ticks(text: str) -> bool:
    """Whether these words tick a roll, rightly or not: «1-12到，15到，其余未到»."""
    clauses = [part.strip() for part in _CLAUSE.split(text) if part.strip()]
    begins = re.match(r"\s*(?:\d|其余|其他|剩下|全部到|全到|都到)", text)
    return bool(begins and clauses) and not any(_tick(clause, 10_000, {}) for clause in clauses)


def told_excuses(text: str) -> tuple[dict[int, str], str]:
    """Who is excused by word of mouth, by number, in the office's words, and what else is said (rules M18-3).

    «3号外出，电话告知，其余到»: the third, 外出，电话告知; 其余到.
    """
    found: dict[int, str] = {}
    rest: list[str] = []
    last = 0
    for clause in filter(None, (part.strip() for part in _CLAUSE.split(text))):
        if match := _TOLD.fullmatch(clause):
            last = int(match["number"])
            found[last] = match["why"]
        elif last and _NOTE.fullmatch(clause):
            found[last] += f"，{clause}"
        else:
            rest.append(clause)
            last = 0
    return found, "，".join(rest)


def ticks(text: str, size: int) -> dict[int, Mark] | str:
    """The marks that the words give by number; 0 stands for everybody whom no number names. A fault in words else."""
    marks: dict[int, Mark] = {}
    for clause in filter(None, (part.strip() for part in _CLAUSE.split(text))):
        wrong = _tick(clause, size, marks)
        if wrong:
            return wrong
    return marks or "没有看懂，请写成“1-12到，15到，其余未到”的样子。"


def _tick(clause: str, size: int, marks: dict[int, Mark]) -> str:
    rest = _REST.match(clause) or re.match(r"(?:全部|全体|全|都)(?=到)", clause)
    numbers = None if rest else _NUMBERS.match(clause)
    match = rest or numbers
    mark = _mark(clause[match.end() :].strip()) if match else None
    if match is None or mark is None:
        return f"“{clause}”没有看懂，请写成“1-12到，15到，其余未到”的样子。"
    if rest:
        marks[0] = mark
        return ""
    for first, last in _RANGE.findall(match["numbers"]):
        low, high = int(first), int(last or first)
        if low < 1 or high > size or high < low:
            return f"“{first}{'-' + last if last else ''}”超出名单，序号是1到{size}。"
        for number in range(low, high + 1):
            if marks.get(number, mark) is not mark:
                return f"第{number}号写了两种情况，请核对后重发。"
            marks[number] = mark
    return ""


def _mark(words: str) -> Mark | None:
    return next((mark for pattern, mark in _WORDS if pattern.fullmatch(words)), None)
