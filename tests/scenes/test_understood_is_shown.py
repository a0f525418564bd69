"""What was understood is shown in full before anything is filed; what can mean two things is asked with buttons."""

from __future__ import annotations

import pytest

from tests.scenes.conftest import StageAt

FRIDAY = "2026-11-27T09:00"
MONDAY = "2026-11-30T09:00"


def test_friday_said_on_a_friday_is_asked_and_the_tapped_day_is_shown(stage_at: StageAt) -> None:
    stage = stage_at(FRIDAY)
    stage.say("林芳", "周五请一天，办退税")
    days = ["今天11月27日（周五）", "12月4日（周五）"]
    stage.expect("linf", "card", "您说的“周五”是指哪一个？", buttons=[*days, "取消"])
    stage.tap("林芳", days[1])
    stage.expect("linf", "update", "已更新")
    stage.expect("linf", "card", fields={"时间": "12月4日（周五）"}, buttons=["提交", "修改", "取消"])
    stage.expect_nothing_else()


def test_next_monday_said_on_a_sunday_is_asked(stage_at: StageAt) -> None:
    stage = stage_at("2026-11-29T09:00")
    stage.say("林芳", "下周一请一天，办退税")
    stage.expect("linf", "card", "“下周一”", buttons=["明天11月30日（周一）", "12月7日（周一）", "取消"])
    stage.expect_nothing_else()


def test_three_oclock_is_asked_and_the_tapped_hour_is_shown(stage_at: StageAt) -> None:
    stage = stage_at(MONDAY)
    stage.say("林芳", "明天三点用车去县农业农村局送报表，两个人，下午5点回")
    stage.expect("linf", "card", "“明天三点”", buttons=["下午3:00", "凌晨3:00", "取消"])
    stage.tap("林芳", "下午3:00")
    stage.expect("linf", "update", "已更新")
    shown = stage.expect("linf", "card", "12月1日", "15:00", buttons=["提交", "修改", "取消"])
    assert shown.about == ""
    stage.expect_nothing_else()


def test_days_that_nobody_can_tell_are_asked(stage_at: StageAt) -> None:
    stage = stage_at("2026-04-20T09:00")
    stage.say("林芳", "五一后请两天假，回老家")
    stage.expect("linf", "card", "“五一后”")
    stage.expect_nothing_else()


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("下周三到周五请假，老人住院", "12月9日（周三）至12月11日（周五）"),
        ("下周头两天请事假，搬家", "12月7日（周一）至12月8日（周二）"),
        ("后天下午请半天，带娃打疫苗", "12月2日（周三）下午"),
        ("周四在县委党校学习，报备", "12月3日（周四）"),
        ("4号上午下松坪村核查产业，中午回来", "12月4日（周五）"),
    ],
)
def test_the_dates_understood_are_shown_in_full_before_anything_is_filed(
    stage_at: StageAt, words: str, shown: str
) -> None:
    stage = stage_at(MONDAY)
    stage.say("林芳", words)
    card = stage.expect("linf", "card", shown, buttons=["提交", "修改", "取消"])
    assert card.about == ""
    stage.expect_nothing_else()


@pytest.mark.parametrize(
    "words", ["乡长昨天发火，说请假的太多了", "何平不批他的假，他气得够呛", "等书记同意了再说吧", "县里派的车就是好坐"]
)
def test_what_is_merely_told_opens_no_form_and_decides_nothing(stage_at: StageAt, words: str) -> None:
    stage = stage_at(MONDAY)
    serial = stage.file("林芳", "明天请假一天，看病", "wangq")
    stage.say("王强", words)
    assert not [sent for sent in stage.left if sent.kind == "card"]
    assert stage.state(serial) == "审批中"
    stage.forget()
