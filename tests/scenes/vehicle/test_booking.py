"""A car for duty: from one sentence to the car back in the yard (车辆及驾驶员管理制度 第1条; rules M16-1, M16-7)."""

from __future__ import annotations

import pytest

from tests.scenes.stage import EVERYBODY, Stage
from tests.scenes.vehicle.trips import SUV, TWO_HOURS, VAN, Trips


def test_a_trip_from_one_sentence_to_the_car_back(trips: Trips, stage: Stage) -> None:
    stage.say("林芳", "明天上午9点用车去县农业农村局送材料，2个人，下午5点回")
    stage.expect(
        "linf",
        "card",
        "钱俊派车，再由陈静审批",
        fields={"时间": "12月2日（周三）09:00至17:00", "去向": "县农业农村局", "乘车": "2人（林芳）", "用途": "送材料"},
    )
    serial = trips.submit("林芳")
    assert list(trips.card.choices) == [
        f"{SUV} 越野车5座 马刚",
        f"{VAN} 商务车7座 唐伟",
        f"{SUV} 越野车5座 唐伟",
        f"{VAN} 商务车7座 马刚",
    ]
    trips.assign(serial, f"{VAN} 商务车7座 唐伟")
    told = trips.approve(serial)
    assert f"{VAN}，驾驶员唐伟" in told.text
    stage.wait_until("2026-12-02T08:50")
    stage.tap("唐伟", "出车", on=serial, input="45210")
    stage.expect("linf", "update", "出车45210")
    stage.expect("tangw", "update")
    stage.expect("tangw", "card", "严禁酒后驾车", buttons=["收车"])
    stage.tap("唐伟", "收车", on=serial, input="45300")
    for account in ("linf", "qianj", "chenj", "tangw", "tangw"):
        stage.expect(account, "update", "共90公里")
    assert stage.state(serial) == "已办结"
    assert stage.book(serial, "用车台账") == ["申请", "办理", "同意", "办理", "办理"]


def test_an_ordinary_trip_costs_few_messages(trips: Trips, stage: Stage) -> None:
    trips.confirmed("林芳", TWO_HOURS)
    assert stage.went_out("text", "card") == 5  # check, assign, decide, drive, and the applicant's word


@pytest.mark.parametrize(
    ("words", "asked", "answer"),
    [
        ("明天用车去县里", "办什么事", "开会"),
        ("明天用车开会", "去哪里", "县里"),
        ("用车去县里开会", "什么时候出发", "明天上午"),
    ],
)
def test_one_missing_thing_is_asked(stage: Stage, words: str, asked: str, answer: str) -> None:
    stage.say("林芳", words)
    stage.expect("linf", "card", asked)
    stage.say("林芳", answer)
    stage.expect("linf", "update")
    stage.expect("linf", "card", "请核对", "县里", "开会", "12月2日（周三）08:30至17:30", "返回时间未说明")


def test_a_vague_purpose_is_asked_about_once_and_then_marked(trips: Trips, stage: Stage) -> None:
    stage.say("何平", "明天用车去石桥村，下午回，办事")
    stage.expect("hep", "card", "写明用车办什么事")
    stage.say("何平", "有事")
    stage.expect("hep", "update")
    stage.expect("hep", "card", "用途不明确，由办公室审批时核实")
    trips.submit("何平")
    assert "用途不明确" in trips.card.fields["用途"]


def test_a_rest_day_needs_a_reason(trips: Trips, stage: Stage) -> None:
    stage.say("何平", "周六上午9点用车去石桥村核查灾情，中午12点回")
    stage.expect("hep", "card", "12月5日（周六）是休息日", "为什么必须在这天用车")
    stage.say("何平", "村里发现裂缝，要当天核实")
    stage.expect("hep", "update")
    stage.expect("hep", "card", "休息日用车原因：村里发现裂缝，要当天核实")
    trips.submit("何平")


def test_another_day_keeps_the_hour(stage: Stage) -> None:
    stage.say("林芳", "明天下午3点用车去县里送材料")
    stage.expect("linf", "card", "12月2日（周三）15:00")
    stage.say("林芳", "改成后天")
    stage.expect("linf", "update", "12月3日（周四）15:00至17:30")


def test_a_correction_of_the_return_leaves_the_departure(stage: Stage) -> None:
    stage.say("林芳", "明天下午3点用车去县里送材料")
    stage.expect("linf", "card", "返回时间未说明")
    stage.say("林芳", "改到下午5点回")
    stage.expect("linf", "update", "12月2日（周三）15:00至17:00", without=["未说明"])


def test_a_car_for_somebody_else_is_not_for_the_writer(stage: Stage) -> None:
    stage.say("罗霞", "给李文华派辆车，明天上午8点去县里开会，下午回")
    stage.expect("luox", "card", fields={"乘车": "1人（李文华）", "去向": "县里"})


@pytest.mark.parametrize("words", ["不用车了", "取消用车", "用车取消", "车不用了"])
def test_a_booking_is_given_up_in_plain_words(trips: Trips, stage: Stage, words: str) -> None:
    serial = trips.book("林芳", TWO_HOURS)
    stage.say("林芳", words)
    stage.expect("linf", "update", "已撤回")
    stage.expect("qianj", "update", "已撤回")
    assert stage.state(serial) == "已撤回"


def test_a_form_is_dropped_in_plain_words(stage: Stage) -> None:
    stage.say("林芳", TWO_HOURS)
    stage.expect("linf", "card")
    stage.say("林芳", "不用车了")
    stage.expect("linf", "update", "已取消，没有提交")


def test_the_riders_are_out_while_the_trip_lasts(trips: Trips, stage: Stage) -> None:
    serial = trips.confirmed("何平", "明天上午9点和高峰一起用车去石桥村核查灾情，中午12点回")
    out = {(a.member, a.span.first.half.value, a.span.last.half.value) for a in stage.facts().absences}
    assert out == {("hep", "am", "am"), ("gaof", "am", "am"), (trips.driver(serial), "am", "am")}


def test_in_the_group_only_that_it_was_received(trips: Trips, stage: Stage) -> None:
    stage.say("林芳", f"@小助手 {TWO_HOURS}", chat=EVERYBODY)
    stage.expect(EVERYBODY, "text", "已收到，私聊您确认", without=["党校"])
    stage.expect("linf", "card", "县委党校")


def test_the_dispatchers_own_booking_is_assigned_by_another(trips: Trips) -> None:
    serial = trips.book("钱俊", TWO_HOURS, dispatcher="huangy")
    assert trips.stage.request(serial).holders == ("huangy",)


def test_the_directors_own_booking_is_approved_by_another(trips: Trips, stage: Stage) -> None:
    serial = trips.book("陈静", TWO_HOURS)
    stage.tap("钱俊", "派车", on=serial)
    stage.expect("chenj", "update", "刘洋")
    stage.expect("qianj", "update")
    stage.expect("liuy", "card", about=serial)


def test_words_assign_like_a_tap(trips: Trips, stage: Stage) -> None:
    serial = trips.book("林芳", TWO_HOURS)
    stage.say("钱俊", f"派车 {serial} {VAN} 唐伟")
    stage.expect("linf", "update")
    stage.expect("qianj", "update")
    stage.expect("chenj", "card", f"{VAN}，驾驶员唐伟")


def test_a_car_that_cannot_be_had_is_refused_with_the_reason(trips: Trips, stage: Stage) -> None:
    serial = trips.book("林芳", TWO_HOURS)
    stage.say("钱俊", f"派车 {serial} 云E·A0861")
    stage.expect("qianj", "text", "云E·A0861 不能派：维修")
    assert stage.state(serial) == "审批中"


def test_six_riders_get_the_car_with_seven_seats(trips: Trips) -> None:
    trips.book("林芳", "明天上午9点用车去县委党校开会，6个人，上午11点回")
    assert {choice.split()[0] for choice in trips.card.choices} == {VAN}


def test_seven_riders_and_a_driver_fit_into_no_car(trips: Trips, stage: Stage) -> None:
    stage.say("林芳", "明天上午9点用车去县委党校开会，7个人，上午11点回")
    stage.expect("linf", "card", "没有坐得下7人的车")


def test_where_the_policy_says_so_the_assignment_is_enough(own_stage: Stage) -> None:
    own_stage.change_policy('"调度员直接派车的去向" = []', '"调度员直接派车的去向" = ["村", "县"]')
    trips = Trips(own_stage)
    serial = trips.book("林芳", TWO_HOURS)
    own_stage.tap("钱俊", "派车", on=serial)
    own_stage.expect("linf", "update")
    own_stage.expect("qianj", "update")
    own_stage.expect("mag", "card", "出车")
    own_stage.expect("linf", "text", "已安排", f"{SUV}，驾驶员马刚")
    assert own_stage.state(serial) == "已同意"
