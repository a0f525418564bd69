"""A roster brought along as a table: what each row may say, and that every hour is covered once (rules M19-1)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.affairs import duty_sheet
from handlers.duty.hours import DAY, NIGHT
from handlers.duty.importing import Wrong, read
from handlers.engine.absence import Absence, DutySlot
from handlers.engine.calendar import UnknownYearError
from storage.instants import ZONE
from tests.rules.leave_office import TUESDAY, facts, leave
from tests.rules.test_duty_rota import at

HEADING = "日期,班次,带班领导,值班员"
TIMED = "日期,班次,开始,结束,带班领导,值班员"
SATURDAY = ("2026-12-05,白班,杨丽,黄燕", "2026-12-05,夜班,杨丽,谢红")
STANDING = (DutySlot(at(4, "17:30"), at(5, "08:30"), NIGHT, "zhangy", "fengt"),)


def brought(
    *rows: str, heading: str = HEADING, absences: Sequence[Absence] = (), standing: Sequence[DutySlot] = STANDING
) -> tuple[list[str], list[DutySlot]]:
    """What is wrong with the table, and the slots that it plans."""
    sheet = duty_sheet.of_words("\n".join([heading, *rows]))
    start = duty_sheet.heading_of(sheet)
    assert start is not None
    found, wrong = duty_sheet.rows_of(sheet, start, TUESDAY.date())
    planned = read(found, standing, facts(*absences), ZONE)
    faults = [*wrong, *(one for one in planned if isinstance(one, Wrong))]
    return [str(one) for one in faults], [one for one in planned if isinstance(one, DutySlot)]


def test_names_and_the_offices_own_hours_are_enough() -> None:
    faults, slots = brought(*SATURDAY)
    assert faults == []
    assert slots == [
        DutySlot(at(5, "08:30"), at(5, "17:30"), DAY, "yangl", "huangy"),
        DutySlot(at(5, "17:30"), at(6, "08:30"), NIGHT, "yangl", "xieh"),
    ]


@pytest.mark.parametrize("day", ["2026-12-05", "2026/12/5", "2026年12月5日", "12月5日", "12-5", "12月5日（周六）"])
def test_a_day_as_people_write_it(day: str) -> None:
    faults, slots = brought(f"{day},白班,yangl,huangy", f"{day},夜班,yangl,xieh")
    assert (faults, [slot.start for slot in slots]) == ([], [at(5, "08:30"), at(5, "17:30")])


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("2026-12-05,白班,杨丽,", "第2行：「值班员」是空的，请填写"),
        (",白班,杨丽,黄燕", "第2行：「日期」是空的，请填写"),
        ("2026-13-05,白班,杨丽,黄燕", "第2行：「日期」填的是“2026-13-05”，请写成 2026-12-01"),
        ("2026-12-05,中班,杨丽,黄燕", "第2行：「班次」填的是“中班”，请写白班或者夜班；别的班次请写明开始和结束"),
        ("2026-12-04,白班,杨丽,黄燕", "第2行：12月4日是上班的日子，没有白班，请删去这一行，或者写明开始和结束"),
        ("2026-12-05,白班,杨丽,张三", "第2行：「值班员」里的“张三”在花名册里没有，请写全名或者账号"),
        ("2026-12-05,白班,杨丽,李静", "第2行：「值班员」里的“李静”有2位，请写成“"),
        ("2026-12-05,白班,林芳,黄燕", "第2行：林芳不是带班领导，请换成班子成员"),
        ("2026-12-05,白班,杨丽,杨丽", "第2行：杨丽既带班又值班，请换一个人"),
        ("2026-11-30,夜班,杨丽,黄燕", "第2行：11月30日（周一）夜班（17:30至次日08:30）已经开始或者过去，不能改"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_named_with_what_to_do(row: str, fault: str) -> None:
    faults, slots = brought(row)
    assert [one for one in faults if one.startswith(fault)]
    assert slots == []


def test_every_fault_of_a_row_is_told_at_once() -> None:
    faults, _ = brought("2026-12-05,中班,林芳,张三")
    assert len(faults) == 3


def test_somebody_on_approved_leave_cannot_be_planned() -> None:
    faults, _ = brought(*SATURDAY, absences=[leave("huangy", "12-05")])
    assert faults == ["第2行：黄燕这一班请假，请换成别人"]
    assert brought(*SATURDAY, absences=[leave("huangy", "12-05", asked=True)])[0] == []


def test_hours_that_nobody_covers_are_told() -> None:
    faults, slots = brought(SATURDAY[0], "2026-12-06,白班,赵敏,罗霞", "2026-12-06,夜班,赵敏,孙磊")
    assert (faults, slots) == (["12月5日（周六）17:30至12月6日（周日）08:30没有人值班，请补上这一班"], [])


def test_two_at_one_time_are_told_with_both_rows() -> None:
    faults, _ = brought(*SATURDAY, "2026-12-05,白班,杨丽,罗霞")
    assert faults == ["第4行：与第2行的12月5日（周六）白班（08:30至17:30）时间重叠，一个时间只能有一班，请只留一行"]


def test_hours_of_the_tables_own_cover_as_well_as_the_offices() -> None:
    faults, slots = brought(
        "2026-12-05,上半日,08:30,12:00,杨丽,黄燕",
        "2026-12-05,下半日,12:00,17:30,杨丽,钱俊",
        "2026-12-05,夜班,17:30,次日08:30,杨丽,谢红",
        heading=TIMED,
    )
    assert (faults, len(slots)) == ([], 3)


def test_two_shifts_of_one_name_on_one_day_are_told() -> None:
    rows = ("2026-12-05,白班,08:30,12:00,杨丽,黄燕", "2026-12-05,白班,12:00,17:30,杨丽,钱俊")
    faults, _ = brought(*rows, heading=TIMED)
    assert faults[0].startswith("第3行：与第2行是同一天的同一个班次“白班”，请给两班起不同的名字")


@pytest.mark.parametrize(
    ("times", "fault"),
    [
        ("17:30,08:30", "第2行：结束“08:30”不晚于开始“17:30”"),
        ("17点,次日08:30", "第2行：时间填的是“17点”至“次日08:30”"),
        ("17:30,", "第2行：时间填的是“17:30”至“空”"),
    ],
)
def test_times_that_cannot_be_are_told(times: str, fault: str) -> None:
    faults, _ = brought(f"2026-12-05,夜班,{times},杨丽,谢红", heading=TIMED)
    assert [one for one in faults if one.startswith(fault)]


def test_a_shift_that_stays_beside_the_table_is_not_overlapped() -> None:
    early = ("2026-12-05,白班,08:00,17:30,杨丽,黄燕", "2026-12-05,夜班,17:30,次日08:30,杨丽,谢红")
    faults, _ = brought(*early, heading=TIMED)
    said = "第2行：与已排的12月4日（周五）夜班（17:30至次日08:30）时间重叠，请改时间，或者把那一班也写进表里"
    assert faults == [said]


def test_what_has_begun_may_stand_in_the_table_as_it_is() -> None:
    begun = DutySlot(at(1, "08:30"), at(1, "17:30"), "上午", "yangl", "huangy")
    rows = ("2026-12-01,上午,08:30,17:30,杨丽,黄燕", "2026-12-01,夜班,17:30,次日08:30,杨丽,谢红")
    faults, slots = brought(*rows, heading=TIMED, standing=(begun,))
    assert (faults, [slot.start for slot in slots]) == ([], [at(1, "17:30")])


def test_a_year_that_nobody_has_published_is_not_guessed() -> None:
    with pytest.raises(UnknownYearError):
        brought("2027-01-02,白班,杨丽,黄燕")
