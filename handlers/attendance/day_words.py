"""Who was registered on a day, for the office and the leadership (考勤制度 第2条)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from handlers.attendance.record import Record
from handlers.attendance.timing import ABSENCES, MINUTES, Finding
from handlers.engine.absence import Absence, AbsenceKind
from handlers.engine.people import Directory
from handlers.engine.wording import say_day

LATE, EARLY, ABSENT, ALL = "迟到", "早退", "没来", "考勤"
KINDS: Mapping[str, frozenset[Finding]] = {
    LATE: frozenset({Finding.LATE, Finding.NOT_EARLY}),
    EARLY: frozenset({Finding.LEFT_EARLY, Finding.LEFT_BEFORE}),
    ABSENT: ABSENCES,
    ALL: MINUTES | ABSENCES,
}
NOT_YOURS = "谁迟到、谁没来只告诉党政办和班子成员；查自己的请说“我的考勤”。"


def registered(
    what: str, day: date, found: Sequence[Record], absences: Sequence[Absence], directory: Directory, today: date
) -> str:
    """Every line of the day, and beside it who is on leave or out: they are no exceptions."""
    lines = [f"{_name(r, directory)}{r.part}{r.said}（{r.serial}）" for r in found if r.finding in KINDS[what]]
    none = {ALL: "没有登记考勤例外", ABSENT: "没有登记无故不到岗的人"}.get(what, f"没有登记{what}的人")
    said = f"{say_day(day, today)}登记{len(lines)}条：{'、'.join(lines)}" if lines else f"{say_day(day, today)}{none}"
    away = _away(absences, directory) if what in (ABSENT, ALL) else ""
    return f"{said}。{away}"


def _name(record: Record, directory: Directory) -> str:
    member = directory.member(record.member)
    return directory.told_apart(member) if member else record.name


def _away(absences: Sequence[Absence], directory: Directory) -> str:
    parts = []
    for kind, word in ((AbsenceKind.LEAVE, "请假"), (AbsenceKind.OUTING, "外出")):
        names = dict.fromkeys(directory.name(a.member) for a in absences if a.kind is kind and a.counts)
        parts += [f"{word}{len(names)}人：{'、'.join(names)}"] if names else []
    return "；".join(parts) + "。" if parts else ""
