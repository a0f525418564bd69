"""How what people write about cars is read: purposes, odometers, fuel, changes, breakdowns (rules M16)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from handlers.engine.matter import Fault
from handlers.vehicle import amending, fuel_slip, repair_slip
from handlers.vehicle.asking import read_trip
from handlers.vehicle.driving import odometer
from handlers.vehicle.fuel import FuelMatter
from handlers.vehicle.fuel_slip import FuelSlip
from handlers.vehicle.purpose import is_private, is_vague
from tests.rules.vehicle_office import at, facts


@pytest.mark.parametrize(
    "words",
    [
        "接亲戚",
        "搬家",
        "家里有事",
        "送孩子上学",
        "去吃喜酒",
        "回老家",
        "私事",
        "接娃放学",
        "送老婆去医院",
        "公车私用",
        "自驾游",
    ],
)
def test_private_use_is_recognised(words: str) -> None:
    assert is_private(words)


@pytest.mark.parametrize(
    "words",
    [
        "送材料",
        "开会",
        "帮五保户搬家",
        "到农户家里走访",
        "接上访群众",
        "送搬迁群众",
        "到脱贫户家里核查",
        "调解家里纠纷",
        "慰问老人",
        "接县里检查组",
    ],
)
def test_the_peoples_business_is_not_private(words: str) -> None:
    assert not is_private(words)


@pytest.mark.parametrize("purpose", ["", "办事", "有事", "公务", "去办点事", "用一下", "出去一趟", "工作", "有点事情"])
def test_a_purpose_that_says_nothing(purpose: str) -> None:
    assert is_vague(purpose)


@pytest.mark.parametrize("purpose", ["开会", "送材料", "办理社保业务手续", "工作调研", "下村", "核查灾情", "处理纠纷"])
def test_a_purpose_that_says_something(purpose: str) -> None:
    assert not is_vague(purpose)


@pytest.mark.parametrize(
    ("slots", "leaves", "back"),
    [
        ({"depart": "2026-12-02T09:00"}, at(2, 9), at(2, 17, 30)),
        ({"depart": "2026-12-02"}, at(2, 8, 30), at(2, 17, 30)),
        ({"depart": "2026-12-02", "depart_part": "pm"}, at(2, 14), at(2, 17, 30)),
        ({"depart": "2026-12-02", "depart_part": "eve"}, at(2, 17, 30), at(2, 19, 30)),
        ({"depart": "2026-12-01"}, at(1, 9), at(1, 17, 30)),  # today: not before now
        ({"depart": "2026-12-02", "return": "2026-12-02", "return_part": "am"}, at(2, 8, 30), at(2, 12)),
        ({"depart": "2026-12-02", "return": "2026-12-03"}, at(2, 8, 30), at(3, 17, 30)),
        ({"depart": "2026-12-02", "return": "2026-12-02T16:00"}, at(2, 8, 30), at(2, 16)),
    ],
)
def test_when_nothing_else_is_said(slots: dict[str, str], leaves: object, back: object) -> None:
    trip = read_trip({"destination": "县里", **slots}, facts(), "linf")
    assert not isinstance(trip, Fault)
    assert (trip.depart, trip.back) == (leaves, back)


@pytest.mark.parametrize(
    ("slots", "wrong"),
    [
        ({"depart": "2026-12-01T07:59"}, "已经过去"),
        ({"depart": "2026-12-02T09:00", "return": "2026-12-02T09:00"}, "早于出发时间"),
        ({"depart": "2026-12-02T09:00", "return": "2027-01-02T09:00"}, "超过一个月"),
    ],
)
def test_times_that_cannot_be(slots: dict[str, str], wrong: str) -> None:
    trip = read_trip({"destination": "县里", **slots}, facts(), "linf")
    assert isinstance(trip, Fault)
    assert wrong in trip.text


@pytest.mark.parametrize(
    ("slots", "riders", "passengers"),
    [
        ({}, ("linf",), 1),
        ({"persons": ["高峰"]}, ("linf", "gaof"), 2),
        ({"persons": ["高峰"], "passengers": 3}, ("linf", "gaof"), 3),
        ({"persons": ["何平", "高峰"], "passengers": 2}, ("hep", "gaof"), 2),
        ({"persons": ["李静"], "passengers": 2}, ("linf",), 2),  # two of that name: nobody is guessed
        ({"passengers": 4}, ("linf",), 4),
        ({"persons": ["何平"], "for_others": True}, ("hep",), 1),
    ],
)
def test_who_rides(slots: dict[str, object], riders: tuple[str, ...], passengers: int) -> None:
    trip = read_trip({"depart": "2026-12-02", "destination": "县里", **slots}, facts(), "linf")
    assert not isinstance(trip, Fault)
    assert (trip.riders, trip.passengers) == (riders, passengers)


@pytest.mark.parametrize(
    ("said", "last", "must", "read"),
    [
        ("45210", -1, False, 45210),
        ("里程45210公里", 45210, True, 45210),
        ("云E·A1023 45210", 45000, True, 45210),
        ("", 45210, False, 45210),
        ("", -1, False, None),
        ("", 45210, True, None),
        ("45209", 45210, False, None),
        ("不知道", 45210, False, None),
        ("45210.5", -1, True, None),
    ],
)
def test_the_odometer(said: str, last: int, must: bool, read: int | None) -> None:
    found = odometer(said, last, must)
    assert (None if isinstance(found, Fault) else found) == read


@pytest.mark.parametrize(
    ("planned", "filled", "too_much"),
    [
        ("40", "40", False),
        ("40", "44", False),
        ("40", "44.01", True),
        ("35.5", "39.05", False),
        ("35.5", "39.06", True),
    ],
)
def test_a_tenth_more_needs_no_word(planned: str, filled: str, too_much: bool) -> None:
    slip = FuelSlip("YC-2026-0001", "云E·A1023", "mag", planned, filled=filled)
    assert fuel_slip.is_too_much(slip, facts()) is too_much


@pytest.mark.parametrize(
    ("said", "litres", "fen", "km", "station"),
    [
        ("38升 296元 45260 青禾加油站", "38", 29600, 45260, "青禾加油站"),
        ("38.5L，花了296.5块，里程45260公里，在县城加油站", "38.5", 29650, 45260, "县城加油站"),
        ("JY-2026-0001 40升 310.05元 100234", "40", 31005, 100234, ""),
        ("加了30升", "30", 0, -1, ""),
        ("45260 路边加油站", "", 0, 45260, "路边加油站"),
    ],
)
def test_what_a_driver_writes_about_fuel(said: str, litres: str, fen: int, km: int, station: str) -> None:
    found = (fuel_slip.litres(said), fuel_slip.fen(said), fuel_slip.kilometres(said), fuel_slip.station(said, facts()))
    assert found == (litres, fen, km, station)


@pytest.mark.parametrize(
    "text", ["申请加油40升", "加油 YC-2026-0001 40升", "填加油单", "要加油", "已加油30升", "加了30升油"]
)
def test_fuel_is_meant(text: str) -> None:
    assert FuelMatter().is_meant(text)


@pytest.mark.parametrize("text", ["大家加油", "加油！", "明天到加油站检查安全生产", "路上注意安全，加油"])
def test_cheering_is_no_fuel(text: str) -> None:
    assert not FuelMatter().is_meant(text)


@pytest.mark.parametrize(
    "text",
    [
        "YC-2026-0001 延长到下午5点",
        "用车延长到下午5点",
        "我的用车改到下午5点回",
        "车要晚点回，下午6点",
        "换驾驶员 YC-2026-0001 唐伟",
        "换车 YC-2026-0001",
    ],
)
def test_a_change_of_a_booking_is_meant(text: str) -> None:
    assert amending.is_meant(text)


@pytest.mark.parametrize(
    "text",
    [
        "建议县城到青禾的班车延长到晚上7点",
        "请假延长两天",
        "明天用车去县里开会，下午5点回",
        "申请车辆一台，下周二上午去元谋，傍晚回，驾驶员马刚",
    ],
)
def test_what_is_no_change_of_a_booking(text: str) -> None:
    assert not amending.is_meant(text)


@pytest.mark.parametrize(
    "text", ["云E·A2207刹车异响，需要维修", "皮卡打不着火了", "公务车要保养", "商务车空调坏了要修", "车在半路抛锚了"]
)
def test_a_breakdown_is_meant(text: str) -> None:
    assert repair_slip.is_meant(text)


@pytest.mark.parametrize(
    "text", ["打印机坏了要修", "用车去县里送修打印机", "到县交通局协调修路要车", "皮卡修好没", "唐师傅说车坏在半路了"]
)
def test_what_is_no_breakdown_of_a_car(text: str) -> None:
    assert not repair_slip.is_meant(text)


@pytest.mark.parametrize(
    ("text", "leader"),
    [
        ("陈静电话同意修", "chenj"),
        ("陈主任电话同意修", "chenj"),
        ("刘主任电话同意修", "liuy"),
        ("李乡长电话同意", "liwh"),
        ("王乡长电话同意", "wangq"),
        ("何主任电话同意", ""),
        ("领导电话同意", ""),
    ],
)
def test_whose_word_it_was(text: str, leader: str) -> None:
    assert repair_slip.leader_named(text, facts(), "mag") == leader


def test_money_stays_in_fen() -> None:
    assert fuel_slip.say_yuan(29605) == "296.05元"
    assert fuel_slip.fen("0.29元") == 29
    assert Decimal("0.29") * 100 == 29
