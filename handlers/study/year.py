"""A year of studies, person by person, as the roll's book has it (学习制度 第5项; rules M18-5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handlers.engine.ledger import Entry
from handlers.engine.roll_call import Mark

BOOK = "学习点名台账"


@dataclass(frozen=True)
class Noted:
    """One person at one study: what stands, on what ground, and what the book said before it was corrected."""

    day: str
    account: str
    name: str
    unit: str
    mark: Mark
    ground: str
    before: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Tally:
    """One person's year, with every study behind the figures; `present` counts those who came late."""

    account: str
    name: str
    unit: str
    studies: tuple[Noted, ...]

    @property
    def expected(self) -> int:
        """How many studies the person stood on the roll of."""
        return len(self.studies)

    @property
    def present(self) -> int:
        """Came, late or not."""
        return self.times(Mark.PRESENT) + self.times(Mark.LATE)

    def times(self, mark: Mark) -> int:
        """How often this mark stands."""
        return sum(1 for noted in self.studies if noted.mark is mark)


def tallies(entries: Iterable[Entry], year: int) -> tuple[Tally, ...]:
    """Everybody who stood on a roll of the year, in the order of the roll: nobody is ranked (lessons 4.4)."""
    standing: dict[tuple[str, str], Noted] = {}
    for entry in entries:
        if str(entry.data["日期"]).startswith(f"{year}-"):
            key = (entry.member, entry.serial.rpartition("-")[0])
            standing[key] = _noted(entry, standing.get(key))
    people: dict[str, list[Noted]] = {}
    for noted in standing.values():
        people.setdefault(noted.account, []).append(noted)
    return tuple(_tally(sorted(studies, key=lambda noted: noted.day)) for studies in people.values())


def _tally(studies: list[Noted]) -> Tally:
    newest = studies[-1]
    return Tally(newest.account, newest.name, newest.unit, tuple(studies))


def _noted(entry: Entry, before: Noted | None) -> Noted:
    earlier = (*before.before, before.mark) if before else ()
    data = entry.data
    ground = str(data["依据"])
    return Noted(data["日期"], entry.member, data["姓名"], data["单位"], Mark(data["情况"]), ground, earlier)


def figures(tally: Tally) -> str:
    """应到40次，到36次（其中迟到1次），请假外出值班3次，未到1次."""
    late = f"（其中迟到{tally.times(Mark.LATE)}次）" if tally.times(Mark.LATE) else ""
    return (
        f"应到{tally.expected}次，到{tally.present}次{late}，"
        f"请假外出值班{tally.times(Mark.EXCUSED)}次，未到{tally.times(Mark.ABSENT)}次"
    )


def said_of(noted: Noted) -> str:
    """12月6日已请假（依据 QJ-2026-0001；原记“未到”）."""
    month, day = noted.day.split("-")[1:]
    told = (noted.ground, *(f"原记“{mark.value}”" for mark in noted.before))
    why = "；".join(part for part in told if part)
    return f"{int(month)}月{int(day)}日{noted.mark.value}" + (f"（{why}）" if why else "")


def to_the_person(tally: Tally, year: int) -> str:
    """One's own year: the figures, and every study at which one was not simply there."""
    lines = [f"您{year}年集中学习：{figures(tally)}。"]
    told = [said_of(noted) for noted in tally.studies if noted.mark is not Mark.PRESENT or noted.before]
    lines += [f"{'；'.join(told)}。"] if told else []
    return "\n".join([*lines, "有不符的，请联系党政办核对。"])


def to_the_office(found: tuple[Tally, ...], year: int) -> str:
    """What the sheet that follows holds."""
    held = len({noted.day for tally in found for noted in tally.studies})
    return f"{year}年集中学习共点名{held}次，{len(found)}人，每人的次数和依据见表。供年终考核参考，由党政办核定。"


def nothing(year: int) -> str:
    """No roll of the year was closed."""
    return f"{year}年还没有学习点名记录。"
