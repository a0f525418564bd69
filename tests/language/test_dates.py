"""Which days are meant: one table of what people type, seen from the day it was typed."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.language import TimeReader
from handlers.engine.calendar import Calendar

WEDNESDAY = "2026-11-25T09:00"  # a Wednesday
SUNDAY = "2026-11-29T09:00"

READER = TimeReader(Calendar())


def values(text: str, now: str, past: bool = False) -> list[str]:
    """Each moment's value; a period as first..last; ranges in their order."""
    said = []
    for moment in READER.find(text, datetime.fromisoformat(now), past).moments():
        value = moment.value() or "?"
        value += f"..{moment.last_value()}" if moment.several else ""
        said.append(value + (f" {moment.part}" if moment.part else ""))
    return said


TABLE = [
    ("明天", WEDNESDAY, ["2026-11-26"]),
    ("大后天上午", WEDNESDAY, ["2026-11-28 am"]),
    ("外后天", WEDNESDAY, ["2026-11-28"]),
    ("今晚", WEDNESDAY, ["2026-11-25 eve"]),
    ("明早8点", WEDNESDAY, ["2026-11-26T08:00"]),
    ("下周三到周五", WEDNESDAY, ["2026-12-02", "2026-12-04"]),
    ("周三到五", WEDNESDAY, ["2026-11-25", "2026-11-27"]),
    ("下周一二三", WEDNESDAY, ["2026-11-30", "2026-12-02"]),
    ("下下周二", "2026-12-30T09:00", ["2027-01-12"]),
    ("这周五", SUNDAY, ["2026-11-27"]),
    ("下周一", SUNDAY, ["2026-11-30"]),
    ("周末", WEDNESDAY, ["2026-11-28..2026-11-29"]),
    ("星期天", WEDNESDAY, ["2026-11-29"]),
    ("礼拜天".replace("礼拜", "星期"), WEDNESDAY, ["2026-11-29"]),
    ("25号", WEDNESDAY, ["2026-11-25"]),
    ("24号", WEDNESDAY, ["2026-12-24"]),
    ("廿号", WEDNESDAY, ["2026-12-20"]),
    ("25到28号", WEDNESDAY, ["2026-11-25", "2026-11-28"]),
    ("28号到3号", WEDNESDAY, ["2026-11-28", "2026-12-03"]),
    ("12.25-12.28", WEDNESDAY, ["2026-12-25", "2026-12-28"]),
    ("12.25-28", WEDNESDAY, ["2026-12-25", "2026-12-28"]),
    ("12/25到12/28", WEDNESDAY, ["2026-12-25", "2026-12-28"]),
    ("12月30日到1月2日", WEDNESDAY, ["2026-12-30", "2027-01-02"]),
    ("10月12号13号", "2026-09-20T09:00", ["2026-10-12", "2026-10-13"]),
    ("28、29、30三天", "2026-09-20T09:00", ["2026-09-28", "2026-09-30"]),
    ("明后两天", WEDNESDAY, ["2026-11-26..2026-11-27"]),
    ("明年1月4号", WEDNESDAY, ["2027-01-04"]),
    ("三天后", WEDNESDAY, ["2026-11-28"]),
    ("月底最后两天", WEDNESDAY, ["2026-11-29..2026-11-30"]),
    ("本月最后一个工作日", WEDNESDAY, ["2026-11-30"]),
    ("国庆后上班第一天", "2026-09-20T09:00", ["2026-10-08"]),
    ("节后第一天上班", "2026-04-28T09:00", ["2026-05-06"]),
    ("节前最后一个工作日", "2026-09-29T09:00", ["2026-09-30"]),
    ("放假前一天", "2026-09-28T09:00", ["2026-09-30"]),
    ("国庆期间", "2026-09-20T09:00", ["2026-10-01..2026-10-07"]),
    ("清明节前一天", "2026-03-20T09:00", ["2026-04-04"]),
    ("年后上班第一天", "2026-02-10T09:00", ["2026-02-24"]),
    ("正月十五", "2026-02-11T09:00", ["2026-03-03"]),
    ("腊月二十八到三十", "2026-02-08T09:00", ["2026-02-15", "2026-02-16"]),
    ("除夕", "2026-02-08T09:00", ["2026-02-16"]),
    ("大年初三到初六", "2026-01-15T09:00", ["2026-02-19", "2026-02-22"]),
    ("冬至", WEDNESDAY, ["2026-12-22"]),
    ("下午3点到5点", WEDNESDAY, ["2026-11-25T15:00", "2026-11-25T17:00"]),
    ("9点到5点", WEDNESDAY, ["2026-11-25T09:00", "2026-11-25T17:00"]),
    ("上午10点到11点半", WEDNESDAY, ["2026-11-25T10:00", "2026-11-25T11:30"]),
    ("11月30日14:00至16:00", WEDNESDAY, ["2026-11-30T14:00", "2026-11-30T16:00"]),
    ("明天下午到后天上午", WEDNESDAY, ["2026-11-26 pm", "2026-11-27 am"]),
    ("12月5号（周六）上午", WEDNESDAY, ["2026-12-05 am"]),
    ("今晚开会，10点左右回", WEDNESDAY, ["2026-11-25 eve", "2026-11-25T22:00"]),
    ("下周请两天，周二和周三", "2026-08-18T14:33", ["2026-08-24..2026-08-30", "2026-08-25", "2026-08-26"]),
]


@pytest.mark.parametrize(("text", "now", "meant"), TABLE, ids=[row[0] for row in TABLE])
def test_days_are_the_ones_meant(text: str, now: str, meant: list[str]) -> None:
    assert values(text, now) == meant


@pytest.mark.parametrize(("text", "meant"), [
    ("周一报的", ["2026-11-23"]),
    ("周三那个", ["2026-11-18"]),
    ("26号交的", ["2026-10-26"]),
    ("12月3号的会", ["2025-12-03"]),
])  # fmt: skip
def test_words_about_the_past_mean_the_last_such_day(text: str, meant: list[str]) -> None:
    assert values(text, WEDNESDAY, past=True) == meant


@pytest.mark.parametrize("text", [
    "3号楼", "2号文件", "有一点事", "早点走", "3点意见", "第三天", "2.5元", "5-6个人", "三楼", "4月份的表", "回家过年",
    "国庆慰问品", "2月30号", "13.45",
])  # fmt: skip
def test_what_only_looks_like_a_day_is_none(text: str) -> None:
    assert [m for m in READER.find(text, datetime.fromisoformat(WEDNESDAY)).moments() if m.kind in ("day", "")] == []


@pytest.mark.parametrize(("text", "days", "hours"), [
    ("两天", 2, 0), ("一天半", 1.5, 0), ("三天半", 3.5, 0), ("半天", 0.5, 0), ("半个月", 15, 0), ("一个星期", 7, 0),
    ("一周", 7, 0), ("158天", 158, 0), ("两个小时", 0, 2), ("一个半小时", 0, 1.5), ("半小时", 0, 0.5), ("全天", 1, 0),
])  # fmt: skip
def test_lengths_are_counted(text: str, days: float, hours: float) -> None:
    (found,) = READER.find(text, datetime.fromisoformat(WEDNESDAY)).lengths
    assert (found.length.days, found.length.hours) == (days, hours)


def test_a_year_that_nobody_has_published_is_marked() -> None:
    (moment,) = READER.find("元旦后第一个工作日", datetime.fromisoformat("2026-12-25T09:00")).moments()
    assert moment.value() == "2027-01-04"
    assert moment.unknown_year
