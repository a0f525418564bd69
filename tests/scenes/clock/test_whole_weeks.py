"""Whole weeks with every recurring duty on: all that the office sends by itself, to whom and when, and nothing else.

Whoever is on duty takes over by a tap; apart from that nobody does anything. A line is: day, time, receivers, and how
the words begin.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from schedules.engine import Job
from schedules.register import JOBS
from tests.scenes.conftest import StageAt
from tests.scenes.stage import Sent, Stage

GROUP = "青禾乡干部职工大群"
HEADS = "chenj xieh dengc fengt hep jiangb luox pengj"


@pytest.fixture
def jobs() -> Sequence[Job]:
    """All of them."""
    return JOBS


def _lived(stage: Stage, until: str) -> list[str]:
    """What was sent until then, duty's and attendance's own apart (they have scenes of their own)."""
    end = datetime.fromisoformat(until).replace(tzinfo=stage.now.tzinfo)
    answered: set[str] = set()
    while stage.now < end:
        stage.wait_until(min(stage.now + timedelta(minutes=10), end).isoformat()[:16])
        for sent in [s for s in stage.record if s.title == "请接班" and s.card not in answered and s.buttons]:
            answered.add(sent.card)
            stage.tap(sent.to, "接班")
    stage.forget()
    return _told([s for s in stage.record if s.kind != "update" and not _elsewhere(s)])


def _elsewhere(sent: Sent) -> bool:
    return sent.title == "请接班" or sent.text.startswith(("值班提醒", "已接班", "您已接班")) or "考勤" in sent.words


def _told(sent: Sequence[Sent]) -> list[str]:
    """The same words to several at the same time are one line."""
    lines: dict[tuple[str, str], list[str]] = {}
    for one in sent:
        words = (one.title or one.text).split("\n")[0][:16]
        lines.setdefault((f"{one.at[8:10]} {one.at[11:]}", words), []).append("大群" if one.to == GROUP else one.to)
    return [f"{when} {' '.join(to)}：{words}" for (when, words), to in lines.items()]


def test_an_ordinary_week(stage_at: StageAt) -> None:
    assert _lived(stage_at("2026-03-09T07:00"), "2026-03-16T07:00") == [
        "09 07:43 大群：今天09:00在会议室召开职工例",
        "09 08:06 chenj：3月9日（周一）晨报",
        "09 08:51 chenj：3月9日（周一）09:00例会点",
        "10 08:06 chenj：3月10日（周二）晨报",
        "10 08:41 chenj：《武定信息》本月已有0期，每月不",
        "11 08:06 chenj：3月11日（周三）晨报",
        "12 08:06 chenj：3月12日（周四）晨报",
        "12 15:47 luox：主讲提醒：3月15日（周日）09",
        "13 08:06 chenj：3月13日（周五）晨报",
        f"13 16:07 {HEADS}：3月16日（周一）09:00例会",
        "14 08:06 fengt：3月14日（周六）晨报",
        "14 17:03 大群：明天3月15日（周日）09:00",
        "15 08:02 大群：今天3月15日（周日）09:00",
        "15 08:06 xieh：3月15日（周日）晨报",
        "15 08:51 chenj：3月15日（周日）09:00学习",
    ]


def test_the_qingming_monday(stage_at: StageAt) -> None:
    assert _lived(stage_at("2026-04-03T12:00"), "2026-04-07T12:00") == [
        "03 16:37 chenj：4月6日（周一）的例会怎么安排？",
        "03 16:37 chenj：4月5日（周日）的学习怎么安排？",
        f"03 17:07 {HEADS}：4月7日（周二）09:00例会，",
        "04 08:06 sunl：4月4日（周六）晨报",
        "05 08:06 chenj：4月5日（周日）晨报",
        "06 08:06 luox：4月6日（周一）晨报",
        "07 07:43 大群：今天09:00在会议室召开职工例",
        "07 08:06 chenj：4月7日（周二）晨报",
        "07 08:51 chenj：4月7日（周二）09:00例会点",
    ]


def test_the_make_up_sunday(stage_at: StageAt) -> None:
    assert _lived(stage_at("2026-09-18T12:00"), "2026-09-21T08:00") == [
        "18 16:37 chenj：9月20日（周日）的学习怎么安排",
        "19 08:06 qianj：9月19日（周六）晨报",
        "19 17:03 大群：明天9月20日（周日）09:00",
        "20 08:02 大群：今天9月20日（周日）09:00",
        "20 08:06 chenj：9月20日（周日）晨报",
        "20 08:41 chenj：《武定信息》本月已有0期，每月不",
        "20 08:51 chenj：9月20日（周日）09:00学习",
        f"20 16:07 {HEADS}：9月21日（周一）09:00例会",
        "21 07:43 大群：今天09:00在会议室召开职工例",
    ]


def test_the_national_day_week(stage_at: StageAt) -> None:
    assert _lived(stage_at("2026-09-30T12:00"), "2026-10-12T09:00") == [
        "30 15:13 chenj：季度信息通报，请核对",
        "30 16:37 chenj：10月5日（周一）的例会怎么安排",
        "30 16:37 chenj：10月4日（周日）的学习怎么安排",
        f"30 17:07 {HEADS}：10月8日（周四）09:00例会",
        "01 08:06 huangy：10月1日（周四）晨报",
        "02 08:06 xieh：10月2日（周五）晨报",
        "03 08:06 luox：10月3日（周六）晨报",
        "04 08:06 qianj：10月4日（周日）晨报",
        "05 08:06 sunl：10月5日（周一）晨报",
        "06 08:06 liuy：10月6日（周二）晨报",
        "07 08:06 xieh：10月7日（周三）晨报",
        "08 07:43 大群：今天09:00在会议室召开职工例",
        "08 08:06 chenj：10月8日（周四）晨报",
        "08 08:51 chenj：10月8日（周四）09:00例会",
        "08 10:13 chenj：2026年9月、2026年第3季",
        "08 15:47 hep：主讲提醒：10月11日（周日）0",
        "09 08:06 chenj：10月9日（周五）晨报",
        "10 08:06 chenj：10月10日（周六）晨报",
        "10 08:41 chenj：《武定信息》本月已有0期，每月不",
        f"10 16:07 {HEADS}：10月12日（周一）09:00例",
        "10 17:03 大群：明天10月11日（周日）09:0",
        "11 08:02 大群：今天10月11日（周日）09:0",
        "11 08:06 huangy：10月11日（周日）晨报",
        "11 08:51 chenj：10月11日（周日）09:00学",
        "12 07:43 大群：今天09:00在会议室召开职工例",
        "12 08:06 chenj：10月12日（周一）晨报",
        "12 08:51 chenj：10月12日（周一）09:00例",
    ]


def test_a_week_of_a_year_whose_table_is_missing(stage_at: StageAt) -> None:
    assert _lived(stage_at("2027-02-04T12:00"), "2027-02-09T12:00") == [
        "04 15:47 jiangb：主讲提醒：2月7日（周日）09:",
        "05 08:06 chenj：2月5日（周五）晨报",
        "05 16:37 chenj：2月8日（周一）的例会怎么安排？",
        "05 16:37 chenj：2月7日（周日）的学习怎么安排？",
        f"05 17:07 {HEADS}：2月8日（周一）09:00例会，",
        "06 17:03 大群：明天2月7日（周日）09:00在",
        "07 08:02 大群：今天2月7日（周日）09:00在",
        "07 08:51 chenj：2月7日（周日）09:00学习点",
        "08 07:43 大群：今天09:00在会议室召开职工例",
        "08 08:06 chenj：2月8日（周一）晨报",
        "08 08:51 chenj：2月8日（周一）09:00例会点",
        "09 08:06 chenj：2月9日（周二）晨报",
    ]
