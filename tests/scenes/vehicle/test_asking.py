"""Questions about cars (rules M16-9)."""

from __future__ import annotations

import pytest

from tests.scenes.stage import EVERYBODY, Stage
from tests.scenes.vehicle.trips import SUV, TWO_HOURS, Trips


@pytest.mark.parametrize("words", ["明天哪辆车空着", "车辆情况 明天", "明天有空车吗"])
def test_which_car_is_free_when(trips: Trips, stage: Stage, words: str) -> None:
    trips.confirmed("林芳", TWO_HOURS, SUV)
    stage.say("罗霞", words)
    stage.expect(
        "luox",
        "text",
        f"{SUV} 越野车5座：12月2日（周三）09:00至11:00去县委党校",
        "云E·A2207 商务车7座：空着",
        "云E·A0861 皮卡5座：维修，不能派",
    )


def test_in_the_group_it_is_answered_there(stage: Stage) -> None:
    stage.say("罗霞", "@小助手 哪辆车空着", chat=EVERYBODY)
    stage.expect(EVERYBODY, "text", "现在空着")


def test_the_month_is_added_up_for_the_office_alone(trips: Trips, stage: Stage) -> None:
    serial = trips.confirmed("林芳", TWO_HOURS, SUV)
    stage.wait_until("2026-12-02T08:50")
    stage.tap("马刚", "出车", on=serial, input="45210")
    stage.tap("马刚", "收车", on=serial, input="45310")
    stage.forget()
    stage.say("钱俊", "用车月报")
    stage.expect("qianj", "text", "2026年12月用车月报", f"{SUV}：出车1次，100公里", "合计：出车1次，100公里")
    stage.say("林芳", "用车月报")
    stage.expect("linf", "text", "由党政办查看", without=["公里"])
    stage.say("钱俊", "11月用车月报")
    stage.expect("qianj", "text", "2026年11月用车月报", "出车0次")


@pytest.mark.parametrize(
    ("words", "article"),
    [("公车私用有什么规定", "第8条"), ("用车找谁批", "第1条"), ("加油找谁批", "第2条"), ("车辆维修怎么办理", "第3条")],
)
def test_the_rule_is_said_with_its_article(stage: Stage, words: str, article: str) -> None:
    stage.say("林芳", words)
    stage.expect("linf", "text", "车辆及驾驶员管理制度", article)
