"""Fuel and repairs: approved first, at the office's stations and garages, else the driver pays (M16-2 to M16-4)."""

from __future__ import annotations

import pytest

from tests.scenes.stage import DECIDE, Stage
from tests.scenes.vehicle.trips import SUV, TWO_HOURS, Trips


@pytest.fixture
def trip(trips: Trips) -> str:
    """A confirmed trip of 马刚."""
    return trips.confirmed("林芳", TWO_HOURS, SUV)


@pytest.fixture
def slip(stage: Stage, trip: str) -> str:
    """A fuel slip of forty litres that the office approved."""
    stage.say("马刚", f"加油 {trip} 40升")
    stage.expect("mag", "card", "派车加油单", f"派车：{trip}（去县委党校）", "计划油量：40升")
    stage.tap("马刚", "提交")
    serial = stage.expect("mag", "update", "已提交").about
    stage.expect("chenj", "card", about=serial, buttons=DECIDE)
    stage.tap("陈静", "同意", on=serial)
    stage.expect("mag", "card", "已批准加油40升", buttons=["已加油"])
    stage.forget()
    return serial


def test_fuel_without_a_trip_is_refused(stage: Stage) -> None:
    stage.say("马刚", "申请加油40升")
    stage.expect("mag", "text", "加油单须对应一次派车", "第2条")


def test_the_litres_are_asked_for(stage: Stage, trip: str) -> None:
    stage.say("马刚", "要加油")
    stage.expect("mag", "card", "需要加多少升")
    stage.say("马刚", "35")
    stage.expect("mag", "update")
    stage.expect("mag", "card", "计划油量：35升")


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("38升", "请写全"),
        ("38升 296元", "请写全"),
        ("44.01升 340元 45260 青禾加油站", "须说明原因"),
    ],
)
def test_what_was_filled_is_registered_whole(stage: Stage, slip: str, said: str, wrong: str) -> None:
    stage.tap("马刚", "已加油", on=slip, input=said)
    stage.expect("mag", "text", wrong)
    assert stage.state(slip) == "已同意"


@pytest.mark.parametrize(
    "said", ["38升 296元 45260 青禾加油站", "44升 340.5元 45260公里", "50升 388元 45260 青禾加油站 原因：临时加派行程"]
)
def test_what_was_filled_is_registered(stage: Stage, slip: str, said: str) -> None:
    stage.tap("马刚", "已加油", on=slip, input=said)
    assert stage.state(slip) == "已办结"
    assert stage.request(slip).form["km"] == 45260
    stage.forget()


def test_more_than_approved_and_another_station_are_told_to_the_office(stage: Stage, slip: str) -> None:
    stage.tap("马刚", "已加油", on=slip, input="50升 388元 45260 路边加油站 原因：临时加派行程")
    told = stage.expect("chenj", "text", "路边加油站", "不在定点名单", "实加50升，批准40升", "临时加派行程")
    assert told.about == slip
    stage.forget()


@pytest.mark.parametrize(("button", "pays"), [("同意", "核销（事后批准）"), ("驳回", "自理")])
def test_fuel_that_nobody_approved_is_the_offices_to_decide(stage: Stage, trip: str, button: str, pays: str) -> None:
    stage.say("马刚", "已加油30升 240元，没来得及报批")
    stage.expect("mag", "card", "未批先加油", "费用自理")
    stage.tap("马刚", "提交")
    serial = stage.expect("mag", "update").about
    stage.expect("chenj", "card", "费用由加油者自理", "同意为核销，驳回为自理", about=serial)
    stage.tap("陈静", button, on=serial)
    stage.forget()
    from bot import sample
    from storage import ledgers

    rows = stage.store.read(lambda uow: ledgers.read(uow, sample.ORG, "加油台账"))
    assert [row.data["费用"] for row in rows] == ["自理（待办公室决定）", pays]


def test_a_repair_goes_to_the_leader_and_the_car_is_not_assigned_meanwhile(trips: Trips, stage: Stage) -> None:
    stage.say("唐伟", "云E·A2207刹车异响，需要维修")
    stage.expect("tangw", "card", "云E·A2207", "刹车异响", "县城顺达汽修厂")
    stage.tap("唐伟", "提交")
    serial = stage.expect("tangw", "update").about
    stage.expect("chenj", "card", "第3条", about=serial)
    stage.tap("陈静", "同意", on=serial)
    stage.expect("qianj", "text", "云E·A2207 送修", "不能派车")
    stage.forget()
    trips.book("林芳", TWO_HOURS)
    assert {choice.split()[0] for choice in trips.card.choices} == {SUV}
    stage.tap("唐伟", "已修好", on=serial, input="680元")
    stage.expect("qianj", "text", "已修好", "可以派车")
    stage.forget()
    assert stage.state(serial) == "已办结"


def test_a_garage_that_is_not_designated_is_refused_with_the_article(stage: Stage) -> None:
    stage.say("唐伟", "云E·A2207刹车异响，到老王修理厂修一下")
    stage.expect("tangw", "text", "不是指定的维修地点", "费用自理", "第3条", "县城顺达汽修厂")


def test_a_repair_elsewhere_is_the_drivers_to_pay(stage: Stage) -> None:
    stage.say("唐伟", "云E·A2207刹车异响，需要维修")
    stage.tap("唐伟", "提交")
    stage.tap("陈静", "同意", on="CX-2026-0001")
    stage.forget()
    stage.tap("唐伟", "已修好", on="CX-2026-0001", input="680元 在老王修理厂")
    stage.expect("chenj", "text", "老王修理厂", "不予核销，费用自理")
    stage.expect("tangw", "text", "费用自理")
    stage.forget()


@pytest.mark.parametrize(("button", "state"), [("确认", "已同意"), ("不是我批的", "口头批准被否认")])
def test_a_breakdown_on_the_road_is_confirmed_later(stage: Stage, button: str, state: str) -> None:
    stage.say("马刚", "云E·A1023在半路抛锚了，刘主任电话同意修")
    stage.expect("mag", "card", "途中口头批准", "口头批准：刘洋")
    stage.tap("马刚", "提交")
    serial = stage.expect("mag", "update").about
    stage.expect("liuy", "card", "您已口头同意", about=serial, buttons=["确认", "不是我批的"])
    stage.tap("刘洋", button, on=serial)
    stage.forget()
    assert stage.state(serial) == state


def test_the_word_of_somebody_who_may_not_allow_it_does_not_count(stage: Stage) -> None:
    stage.say("马刚", "云E·A1023在半路抛锚了，何平电话同意修")
    stage.expect("mag", "card", "是哪位领导口头同意的")


def test_repairs_of_other_things_are_no_cars(stage: Stage) -> None:
    stage.say("黄燕", "用车去县里送修打印机，明天上午9点，上午11点回")
    stage.expect("huangy", "card", "用车")
