"""What drivers do: look the car over, leave, come back; another driver only through the dispatcher (M16-6, M16-7)."""

from __future__ import annotations

import pytest

from tests.scenes.stage import Stage
from tests.scenes.vehicle.trips import SUV, TWO_HOURS, VAN, Trips


@pytest.fixture
def ready(trips: Trips, stage: Stage) -> str:
    """A confirmed trip of tomorrow, shortly before it begins; 马刚 drives."""
    serial = trips.confirmed("林芳", TWO_HOURS, SUV)
    stage.wait_until("2026-12-02T08:50")
    return serial


def _left(stage: Stage, serial: str, km: str = "45210") -> None:
    stage.tap("马刚", "出车", on=serial, input=km)
    stage.expect("mag", "card", buttons=["收车"])
    stage.forget()


def test_the_first_reading_must_be_given(stage: Stage, ready: str) -> None:
    stage.tap("马刚", "出车", on=ready)
    stage.expect("mag", "text", "请填写里程表读数")


def test_a_car_comes_back_with_no_less_than_it_left(stage: Stage, ready: str) -> None:
    _left(stage, ready)
    stage.tap("马刚", "收车", on=ready, input="45209")
    stage.expect("mag", "text", "里程45209低于上次登记的45210")
    stage.tap("马刚", "收车", on=ready, input="45210")
    stage.forget()
    assert stage.state(ready) == "已办结"


def test_the_next_trip_begins_where_the_last_ended(trips: Trips, stage: Stage, ready: str) -> None:
    _left(stage, ready)
    stage.tap("马刚", "收车", on=ready, input="45300")
    stage.forget()
    second = trips.confirmed("罗霞", "明天上午9点用车去石桥村走访，上午11点回", SUV)
    stage.wait_until("2026-12-03T08:50")
    stage.tap("马刚", "出车", on=second, input="45299")
    stage.expect("mag", "text", "里程45299低于上次登记的45300")
    stage.tap("马刚", "出车", on=second, input="45306")
    stage.expect("qianj", "text", f"{SUV} 出车里程45306，比上次登记的45300多6公里")
    stage.forget()


def test_without_words_the_last_reading_holds(trips: Trips, stage: Stage, ready: str) -> None:
    _left(stage, ready)
    stage.tap("马刚", "收车", on=ready, input="45300")
    stage.forget()
    second = trips.confirmed("罗霞", "明天上午9点用车去石桥村走访，上午11点回", SUV)
    stage.tap("马刚", "出车", on=second)
    stage.forget()
    assert trips.trip(second)["start_km"] == 45300


def test_a_defect_is_told_to_the_dispatcher_and_the_car_stays(stage: Stage, ready: str) -> None:
    stage.tap("马刚", "有问题", on=ready)
    stage.expect("mag", "text", "请写明哪一项有问题")
    stage.tap("马刚", "有问题", on=ready, input="左前轮胎漏气")
    stage.expect("qianj", "text", f"{SUV} 左前轮胎漏气", "换车")
    stage.forget()
    assert stage.request(ready).holders == ("mag",)


def test_the_dispatcher_gives_another_car_and_driver(trips: Trips, stage: Stage, ready: str) -> None:
    stage.say("钱俊", f"换车 {ready} {VAN}")
    stage.expect("qianj", "card", f"改为：{VAN}，驾驶员唐伟")
    stage.tap("钱俊", "提交")
    stage.expect("tangw", "card", "出车", about=ready)
    stage.expect("linf", "text", f"改派{VAN}，驾驶员唐伟")
    stage.expect("mag", "text", "您不用出这趟车")
    stage.forget()
    assert stage.request(ready).holders == ("tangw",)


def test_on_the_road_only_the_driver_changes(trips: Trips, stage: Stage, ready: str) -> None:
    _left(stage, ready)
    stage.say("钱俊", f"换车 {ready} {VAN}")
    stage.expect("qianj", "text", "已经出车，不能换车")
    stage.say("钱俊", f"换驾驶员 {ready} 唐伟")
    stage.expect("qianj", "card", "换驾驶员")
    stage.tap("钱俊", "提交")
    stage.expect("tangw", "card", buttons=["收车"])
    stage.forget()
    assert trips.trip(ready)["start_km"] == 45210


@pytest.mark.parametrize("who", ["马刚", "林芳", "唐伟"])
def test_nobody_else_changes_the_driver(stage: Stage, ready: str, who: str) -> None:
    stage.say(who, f"换驾驶员 {ready} 唐伟")
    stage.expect(stage.account(who), "text", "须经车辆调度员办理", "第7条", "钱俊")


def test_a_driver_on_leave_is_not_offered(trips: Trips, stage: Stage) -> None:
    leave = stage.file("马刚", "明天请假一天，家里有事", "yangl")
    stage.approve("杨丽", leave, "mag")
    trips.book("林芳", TWO_HOURS)
    assert {choice.split()[-1] for choice in trips.card.choices} == {"唐伟"}


def test_a_driver_who_goes_on_leave_after_the_assignment_is_seen_on_the_card(trips: Trips, stage: Stage) -> None:
    serial = trips.book("林芳", TWO_HOURS)
    trips.assign(serial, SUV)
    leave = stage.file("马刚", "明天请假一天，看病", "yangl")
    stage.approve("杨丽", leave, "mag")
    stage.tap("陈静", "加签", on=serial, input="王强")
    card = stage.expect("wangq", "card", about=serial)
    assert f"驾驶员马刚不在岗（{leave}），请换驾驶员" in card.words
    stage.forget()


def test_a_mistap_taken_back_keeps_the_driver_at_home(trips: Trips, stage: Stage) -> None:
    serial = trips.confirmed("林芳", TWO_HOURS, SUV)
    stage.say("陈静", "点错了")
    stage.expect("mag", "text", serial, "正在重新审批，请等通知再出车")
    stage.forget()
    assert stage.state(serial) == "审批中"


def test_a_car_not_back_is_told_once(trips: Trips, stage: Stage, ready: str) -> None:
    _left(stage, ready)
    stage.wait_until("2026-12-02T11:39")
    stage.expect_nothing_else()
    stage.wait_until("2026-12-02T11:40")
    stage.expect("qianj", "text", ready, SUV, "马刚", "还没有收车")
    stage.expect("mag", "text", "请登记收车里程")
    stage.wait_until("2026-12-02T18:00")


def test_a_trip_that_never_left_is_told_so(trips: Trips, stage: Stage, ready: str) -> None:
    stage.wait_until("2026-12-02T11:45")
    stage.expect("qianj", "text", "一直没有登记出车")
    stage.expect("mag", "text", "没有登记出车")


def test_a_car_that_has_left_cannot_be_given_up(stage: Stage, ready: str) -> None:
    _left(stage, ready)
    stage.say("林芳", f"撤回 {ready}")
    assert any(sent.to == "linf" and sent.kind == "text" for sent in stage.left)
    stage.forget()
    assert stage.state(ready) == "已同意"
