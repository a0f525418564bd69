"""A roster that the office brings along as a table: every row right and every hour covered once, or nothing (M19-1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from handlers.duty import changing, crew
from handlers.duty.hours import DAY, NIGHT, Shift, doubles, gaps, shifts
from handlers.duty.wording import span_of, stretch
from handlers.engine.absence import DutySlot
from handlers.engine.facts import Facts

LEADER, MEMBER = "带班领导", "值班员"


@dataclass(frozen=True)
class Row:
    """A row of the table: its number as Excel shows it, the shift, and the people in words (names or accounts).

    `times` are the begin and the end where the table gives them; else they follow from the kind of shift.
    """

    number: int
    day: date
    kind: str
    times: tuple[datetime, datetime] | None
    leader: str
    member: str


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a row (0: with the whole table), and what to do."""

    row: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"第{self.row}行：{self.what}，{self.remedy}" if self.row else f"{self.what}，{self.remedy}"


@dataclass(frozen=True)
class Planned:
    """A slot and the row that it comes from."""

    row: int
    slot: DutySlot


def read(
    rows: Sequence[Row], standing: Sequence[DutySlot], facts: Facts, zone: tzinfo
) -> tuple[DutySlot, ...] | tuple[Wrong, ...]:
    """The slots that are still to come, in order; everything that is wrong, where anything is.

    `standing` is the roster as it is: a row about a shift that has begun must agree with it. Raises UnknownYearError.
    """
    wrong: list[Wrong] = []
    planned = [one for row in rows if (one := _planned(row, facts, zone, wrong)) is not None]
    wrong += _overlapping(planned, facts)
    wrong += _twice(planned)
    wrong += [w for one in planned if (w := _begun(one, standing, facts) or _beside(one, planned, standing, facts))]
    if not wrong:
        wrong += _uncovered([one.slot for one in planned], facts, zone)
    if wrong:
        return tuple(sorted(wrong, key=lambda one: (one.row == 0, one.row)))
    return tuple(sorted((p.slot for p in planned if p.slot.start > facts.now), key=lambda slot: slot.start))


def _planned(row: Row, facts: Facts, zone: tzinfo, wrong: list[Wrong]) -> Planned | None:
    """The slot of a row; None (and everything that is wrong with it is noted) where it is none."""
    shift = _shift(row, facts, zone)
    leader = _account(row, LEADER, row.leader, facts)
    member = _account(row, MEMBER, row.member, facts)
    found = [one for one in (shift, leader, member) if isinstance(one, Wrong)]
    if isinstance(leader, str) and leader not in {m.account for m in crew.leaders(facts)}:
        found.append(Wrong(row.number, f"{facts.directory.name(leader)}不是带班领导", "请换成班子成员"))
    if leader == member:
        found.append(Wrong(row.number, f"{facts.directory.name(str(leader))}既带班又值班", "请换一个人"))
    if isinstance(shift, Shift):
        found += _away(row, shift, [one for one in (leader, member) if isinstance(one, str)], facts)
    wrong += found
    if found or isinstance(shift, Wrong):
        return None
    return Planned(row.number, DutySlot(shift.start, shift.end, shift.kind, str(leader), str(member)))


def _shift(row: Row, facts: Facts, zone: tzinfo) -> Shift | Wrong:
    """As the table gives it, else the office's own shift of that kind."""
    if row.times is not None:
        return Shift(row.day, row.kind, *row.times)
    if row.kind not in (DAY, NIGHT):
        return Wrong(row.number, f"「班次」填的是“{row.kind}”", "请写白班或者夜班；别的班次请写明开始和结束")
    usual = shifts(row.day, row.day, facts.calendar, facts.policy.hours, zone)
    found = next((shift for shift in usual if shift.kind == row.kind), None)
    said = f"{row.day.month}月{row.day.day}日是上班的日子，没有白班"
    return found or Wrong(row.number, said, "请删去这一行，或者写明开始和结束")


def _account(row: Row, column: str, words: str, facts: Facts) -> str | Wrong:
    if facts.directory.member(words) is not None:
        return words
    found = changing.named(words, facts.directory)
    if len(found) == 1:
        return found[0].account
    if not found:
        return Wrong(row.number, f"「{column}」里的“{words}”在花名册里没有", "请写全名或者账号")
    called = f"{found[0].unit}{found[0].name}"
    return Wrong(row.number, f"「{column}」里的“{words}”有{len(found)}位", f"请写成“{called}”的样子")


def _away(row: Row, shift: Shift, accounts: Sequence[str], facts: Facts) -> list[Wrong]:
    """Who is on approved leave during a shift that is still to come."""
    if shift.start <= facts.now:
        return []
    begins = facts.policy.hours.on(shift.day).morning_from
    away = [a for a in dict.fromkeys(accounts) if crew.on_leave(a, shift, facts.absences, begins)]
    return [Wrong(row.number, f"{facts.directory.name(account)}这一班请假", "请换成别人") for account in away]


def _overlapping(planned: Sequence[Planned], facts: Facts) -> Iterable[Wrong]:
    row_of = {id(one.slot): one.row for one in planned}
    for double in doubles([one.slot for one in planned]):
        first, second = sorted((row_of[id(double.one)], row_of[id(double.other)]))
        yield Wrong(
            second, f"与第{first}行的{span_of(double.one, facts.today)}时间重叠", "一个时间只能有一班，请只留一行"
        )


def _twice(planned: Sequence[Planned]) -> Iterable[Wrong]:
    """Two shifts of one name on one day could not be told apart afterwards."""
    first: dict[tuple[date, str], Planned] = {}
    for one in planned:
        other = first.setdefault((one.slot.start.date(), one.slot.kind), one)
        if other is not one and one.slot.start >= other.slot.end:
            what = f"与第{other.row}行是同一天的同一个班次“{one.slot.kind}”"
            yield Wrong(one.row, what, "请给两班起不同的名字，例如上半日、下半日")


def _begun(one: Planned, standing: Sequence[DutySlot], facts: Facts) -> Wrong | None:
    if one.slot.start > facts.now or one.slot in standing:
        return None
    return Wrong(one.row, f"{span_of(one.slot, facts.today)}已经开始或者过去，不能改", "请删去这一行")


def _beside(one: Planned, planned: Sequence[Planned], standing: Sequence[DutySlot], facts: Facts) -> Wrong | None:
    """A shift that stays, before the first or behind the last of the table, and runs at the same time."""
    starts = [other.slot.start for other in planned]
    stay = (slot for slot in standing if not min(starts) <= slot.start <= max(starts))
    for slot in stay:
        if slot.start < one.slot.end and one.slot.start < slot.end:
            return Wrong(one.row, f"与已排的{span_of(slot, facts.today)}时间重叠", "请改时间，或者把那一班也写进表里")
    return None


def _uncovered(slots: Sequence[DutySlot], facts: Facts, zone: tzinfo) -> Iterable[Wrong]:
    """Hours from the first to the last day of the table, as far as they are still to come, that nobody covers."""
    if not slots:
        return
    days = [slot.start.date() for slot in slots]
    wanted = shifts(min(days), max(days), facts.calendar, facts.policy.hours, zone)
    for gap in gaps(slots, [shift for shift in wanted if shift.start > facts.now]):
        yield Wrong(0, f"{stretch(gap, facts.today)}没有人值班", "请补上这一班")
