"""The law's counters: what a person has decided, in a row and within the year (公务员法 第88条; rules M20-7)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from handlers.attendance.law import counted, crossed, said
from handlers.attendance.record import Record
from handlers.attendance.timing import Finding
from handlers.engine.days import Half
from tests.rules.office_files import sample_policy

POLICY = sample_policy()
CALENDAR = POLICY.calendar
BOTH = tuple(Half)
AFTERNOON, MORNING = (Half.AFTERNOON,), (Half.MORNING,)
ONE_AND_A_HALF = Decimal("1.5")


def record(day: date, finding: Finding = Finding.UNEXCUSED, halves: tuple[Half, ...] = BOTH) -> Record:
    return Record(f"KQ-{day}", "gaof", "高峰", "农业农村服务中心", day, halves, finding)


def workdays(first: date, number: int) -> list[Record]:
    found, day = [], first
    while len(found) < number:
        if CALENDAR.is_workday(day):
            found.append(record(day))
        day += timedelta(days=1)
    return found


@pytest.mark.parametrize(
    ("records", "running", "natural", "year"),
    [
        ([], 0, 0, 0),
        (workdays(date(2026, 11, 2), 1), 1, 1, 1),
        (workdays(date(2026, 11, 2), 5), 5, 5, 5),
        (workdays(date(2026, 11, 2), 6), 6, 8, 6),  # a weekend does not break the row
        (workdays(date(2026, 9, 28), 6), 6, 13, 6),  # nor do the National Day holidays and the make-up Saturday
        ([*workdays(date(2026, 11, 2), 2), *workdays(date(2026, 11, 5), 2)], 2, 2, 4),  # a day at work does
        ([record(date(2026, 11, 2), halves=AFTERNOON), record(date(2026, 11, 3))], *(ONE_AND_A_HALF,) * 3),
        ([record(date(2026, 11, 2), halves=MORNING), record(date(2026, 11, 3))], 1, 1, ONE_AND_A_HALF),
        ([record(date(2025, 11, 3)), record(date(2026, 11, 2))], 1, 1, 1),  # each year for itself
    ],
)  # fmt: skip
def test_days_in_a_row_and_in_the_year(
    records: list[Record], running: Decimal, natural: Decimal, year: Decimal
) -> None:
    found = counted(records, 2026, CALENDAR)
    assert (found.running, found.natural, found.year) == (running, natural, year)


@pytest.mark.parametrize("finding", [f for f in Finding if f is not Finding.UNEXCUSED])
def test_nothing_counts_that_nobody_decided(finding: Finding) -> None:
    assert counted([record(date(2026, 11, 2), finding)], 2026, CALENDAR).year == 0


def test_what_waits_is_told_apart() -> None:
    found = counted([record(date(2026, 11, 2), Finding.SUSPECTED)], 2026, CALENDAR)
    assert found.undecided == 1
    assert "另有待核实1天，没有计入" in said("高峰", found, 2026, date(2026, 12, 1))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [(4, 5, True), (5, 6, False), (7, 8, True), (8, 9, False), (9, 10, True), (10, 11, True), (20, 21, False)],
)
def test_told_when_a_line_of_the_policy_is_reached(before: int, after: int, told: bool) -> None:
    """5, 10 and 15 natural days in a row; 10, 20 and 30 working days in the year."""
    first = date(2026, 3, 2)
    one, other = (counted(workdays(first, n), 2026, CALENDAR) for n in (before, after))
    assert crossed(one, other, POLICY.attendance) is told, (one, other)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (11, "现在没有超过"),  # 15 natural days
        (12, "按工作日没有超过，连休息日计已经超过"),  # 16 natural days
        (15, "按工作日没有超过"),
        (16, "现在已经超过"),
        (31, "现在已经超过"),
    ],
)
def test_over_fifteen_means_more_than_fifteen(number: int, words: str) -> None:
    found = counted(workdays(date(2026, 3, 2), number), 2026, CALENDAR)
    assert words in said("高峰", found, 2026, date(2026, 12, 1))
