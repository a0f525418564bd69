"""More wishes than cars: who waits, who is told when one is free, who has what somebody wants longer (M16-1)."""

from __future__ import annotations

import pytest

from tests.scenes.stage import DECIDE, Stage
from tests.scenes.vehicle.trips import SUV, TWO_HOURS, VAN, Trips

TEN = "明天上午10点用车去石桥村核查灾情，中午12点回"
HALF_NINE = "明天上午9点半用车去松坪村调解纠纷，上午11点半回"
ELEVEN = "明天上午11点用车去松坪村调解纠纷，中午12点回"


@pytest.fixture
def both_taken(trips: Trips, stage: Stage) -> tuple[str, str, str]:
    """Two confirmed trips in the two usable cars, and a third booking that overlaps both."""
    first = trips.confirmed("林芳", TWO_HOURS, SUV)
    second = trips.confirmed("罗霞", TEN, VAN)
    stage.say("魏芳", HALF_NINE)
    stage.expect("weif", "card", "这个时间没有空车", f"{SUV} 12月2日（周三）11:00起空", "12:00起空", "列入候补")
    third = trips.submit("魏芳")
    assert "已列入候补" in trips.card.text
    assert not trips.card.choices
    return first, second, third


def test_of_three_overlapping_bookings_on_two_cars_the_third_waits(
    trips: Trips, stage: Stage, both_taken: tuple[str, str, str]
) -> None:
    stage.tap("钱俊", "派车", on=both_taken[2])
    stage.expect("qianj", "text", "这个时间没有空车")
    assert [trips.trip(serial)["car"] for serial in both_taken] == [SUV, VAN, ""]


def test_half_open_times_do_not_meet(trips: Trips) -> None:
    trips.confirmed("林芳", TWO_HOURS, SUV)
    trips.confirmed("罗霞", ELEVEN, SUV)


def test_a_wish_blocks_nobody(trips: Trips, stage: Stage) -> None:
    first = trips.book("林芳", TWO_HOURS)
    trips.assign(first, SUV)
    trips.book("罗霞", TEN)
    assert any(choice.startswith(SUV) and f"（{first} 待批）" in choice for choice in trips.card.choices)


def test_an_annulled_trip_frees_the_car_for_who_waits(
    trips: Trips, stage: Stage, both_taken: tuple[str, str, str]
) -> None:
    first, _, third = both_taken
    stage.say("林芳", f"撤回 {first}")
    for account in ("linf", "qianj", "chenj", "mag"):
        stage.expect(account, "update", about=first)
    stage.expect("chenj", "card", "申请撤销")
    stage.tap("陈静", "同意", on=first)
    stage.expect("mag", "text", first, "已撤销，不用出车")
    stage.expect("qianj", "text", f"{SUV} 已空出", f"候补第一位是 {third}")
    stage.expect("qianj", "card", about=third, buttons=["派车", "候补", "退回"])
    stage.tap("钱俊", "派车", on=third)
    stage.tap("陈静", "同意", on=third)
    stage.expect("weif", "text", SUV, "已同意")
    stage.forget()


def test_a_car_that_is_back_early_goes_to_who_waits(
    trips: Trips, stage: Stage, both_taken: tuple[str, str, str]
) -> None:
    first, _, third = both_taken
    stage.wait_until("2026-12-02T08:59")
    stage.tap("马刚", "出车", on=first, input="100")
    stage.tap("马刚", "收车", on=first, input="130")
    assert any(sent.to == "qianj" and third in sent.text and "已空出" in sent.text for sent in stage.left)
    stage.forget()


def test_the_car_that_went_to_somebody_else_is_chosen_anew(trips: Trips, stage: Stage) -> None:
    first, second = trips.book("林芳", TWO_HOURS), trips.book("罗霞", TEN)
    trips.assign(first, SUV)
    stage.tap("钱俊", "派车", on=second, choose=f"{SUV} 越野车5座 马刚（{first} 待批）")
    stage.forget()
    trips.approve(first)
    stage.tap("陈静", "同意", on=second)
    stage.expect("chenj", "text", f"车 {SUV}", f"已被 {first} 占用")
    stage.expect("qianj", "card", VAN, about=second, buttons=["派车", "候补", "退回"])
    stage.tap("钱俊", "派车", on=second, choose=f"{VAN} 商务车7座 唐伟")
    stage.forget()
    stage.tap("陈静", "同意", on=second)
    stage.expect("luox", "text", VAN, "已同意")
    stage.forget()


def test_a_trip_is_not_extended_over_another(trips: Trips, stage: Stage) -> None:
    first = trips.confirmed("林芳", TWO_HOURS, SUV)
    second = trips.confirmed("罗霞", ELEVEN, SUV)
    stage.say("林芳", f"{first} 延长到中午12点回")
    stage.expect(
        "linf", "text", f"不能延长到12月2日（周三）12:00：{SUV} 12月2日（周三）11:00起已派给罗霞（{second}）", "钱俊"
    )
    assert str(trips.trip(first)["back"]).startswith("2026-12-02T11:00")


@pytest.mark.parametrize(
    "words",
    [
        "{} 改到下午1点回",
        "用车延长到明天下午1点",
        "我的用车要延到明天下午1点回来",
        "{}延长2小时",
        "用车晚两个小时回",
        "改到明天下午1点回",
    ],
)
def test_a_trip_is_extended_where_nobody_has_the_car(trips: Trips, stage: Stage, words: str) -> None:
    first = trips.confirmed("林芳", TWO_HOURS, SUV)
    stage.say("林芳", words.format(first))
    stage.expect("linf", "card", "延长用车", "改为：12月2日（周三）13:00", buttons=["提交", "修改", "取消"])
    stage.tap("林芳", "提交")
    stage.expect("qianj", "text", "返回时间改为12月2日（周三）13:00")
    stage.expect("mag", "text", "返回时间改为12月2日（周三）13:00")
    stage.forget()
    ends = {b.end.hour for b in stage.facts().bookings if b.serial == first}
    assert ends == {13}


def test_somebody_who_takes_the_car_between_check_and_submit_wins(trips: Trips, stage: Stage) -> None:
    first = trips.confirmed("林芳", TWO_HOURS, SUV)
    stage.say("林芳", f"{first} 延长到中午12点回")
    stage.expect("linf", "card", "延长用车")
    trips.confirmed("罗霞", ELEVEN, SUV)
    stage.tap("林芳", "提交")
    stage.expect("linf", "text", "不能延长")
    assert str(trips.trip(first)["back"]).startswith("2026-12-02T11:00")


def test_a_stranger_cannot_extend_a_trip(trips: Trips, stage: Stage) -> None:
    first = trips.confirmed("林芳", TWO_HOURS, SUV)
    stage.say("曹颖", f"{first} 延长到中午12点回")
    stage.expect("caoy", "text", f"没有找到您可以变更的 {first}")


def test_riding_along_takes_seats_of_the_other_trip(trips: Trips, stage: Stage) -> None:
    host = trips.confirmed("林芳", TWO_HOURS, SUV)
    stage.say("罗霞", "明天上午9点用车去县医院送材料，2个人，上午11点回")
    stage.expect("luox", "card", f"拼车 {host} {SUV}", "余3座")
    guest = trips.submit("罗霞")
    ride = next(choice for choice in trips.card.choices if choice.startswith("拼车"))
    trips.assign(guest, ride)
    told = trips.approve(guest)
    assert f"与 {host} 拼车" in told.text
    assert [b.resource for b in stage.facts().bookings if b.serial == guest] == [f"座位 {host}/2", f"座位 {host}/3"]
    stage.say("魏芳", "明天上午9点用车去县里开会，2个人，上午11点回")
    assert "拼车" not in stage.expect("weif", "card").words


def test_whoever_rides_along_is_told_when_the_trip_is_given_up(trips: Trips, stage: Stage) -> None:
    host = trips.confirmed("林芳", TWO_HOURS, SUV)
    guest = trips.book("罗霞", "明天上午9点用车去县医院送材料，2个人，上午11点回")
    trips.assign(guest, next(choice for choice in trips.card.choices if choice.startswith("拼车")))
    trips.approve(guest)
    stage.say("林芳", f"撤回 {host}")
    stage.forget()
    stage.tap("陈静", "同意", on=host)
    stage.expect("luox", "text", f"您拼车的 {host} 已取消，{guest} 由调度员另行派车")
    stage.expect("qianj", "text", f"拼车的 {guest} 需要另行派车")
    stage.forget()


def test_on_the_waiting_list_at_the_dispatchers_word(trips: Trips, stage: Stage) -> None:
    serial = trips.book("林芳", TWO_HOURS)
    stage.tap("钱俊", "候补", on=serial)
    stage.expect("linf", "update", "候补")
    stage.expect("qianj", "update")
    stage.expect("linf", "text", "已列入候补")
    assert stage.request(serial).holders == ("qianj",)


def test_the_director_may_still_send_it_back(trips: Trips, stage: Stage) -> None:
    serial = trips.book("林芳", TWO_HOURS)
    trips.assign(serial, SUV)
    assert "退回" in DECIDE
    stage.tap("陈静", "退回", on=serial, input="请改到下午")
    stage.forget()
    assert stage.state(serial) == "退回修改"
    assert not stage.facts().bookings
