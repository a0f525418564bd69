"""Cars on paper: the columns of the vehicle book, and the dispatch slip (派车单) as it is printed (rules 1.25)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers.engine.facts import Facts
from handlers.engine.ledger import Column, Holds, Ledger
from handlers.engine.paper import Paper, member_of, person
from handlers.engine.request import Request
from handlers.engine.wording import say_clock
from handlers.vehicle import words
from handlers.vehicle.driving import CHECKS
from handlers.vehicle.trip import Trip, trip_of

LEDGER = Ledger(
    columns=(
        Column("申请人"),
        Column("单位"),
        Column("出发时间", Holds.MOMENT),
        Column("返回时间", Holds.MOMENT),
        Column("去向"),
        Column("用途"),
        Column("人数", Holds.NUMBER),
        Column("车牌"),
        Column("驾驶员"),
        Column("拼车"),
        Column("出车里程", Holds.NUMBER),
        Column("收车里程", Holds.NUMBER),
        Column("行驶公里", Holds.NUMBER, summed=True),
        Column("出车时间", Holds.MOMENT),
        Column("收车时间", Holds.MOMENT),
    ),
    first_day="出发时间",
    last_day="返回时间",
)


def entry(request: Request, facts: Facts) -> Mapping[str, Any]:
    """The line of the vehicle book. What a private use is for stays in the request (rules X6)."""
    trip = trip_of(request)
    member = member_of(request.applicant, facts)
    return {
        "申请人": person(request.applicant, facts),
        "单位": member.unit if member else "",
        "出发时间": trip.depart.isoformat(),
        "返回时间": trip.back.isoformat(),
        "去向": trip.destination,
        "用途": words.PRIVATE if trip.private else trip.purpose,
        "人数": trip.passengers,
        "车牌": trip.car,
        "驾驶员": person(trip.driver, facts) if trip.driver else "",
        "拼车": trip.shares,
        "出车里程": _known(trip.start_km),
        "收车里程": _known(trip.end_km),
        "行驶公里": "" if trip.km is None else str(trip.km),
        "出车时间": _moment(trip.left_at),
        "收车时间": _moment(trip.returned_at),
    }


def papers(request: Request, facts: Facts) -> tuple[Paper, ...]:
    """The dispatch slip, once a car is assigned."""
    trip = trip_of(request)
    return (Paper("派车单", _blanks(trip, facts)),) if trip.car else ()


def _blanks(trip: Trip, facts: Facts) -> dict[str, str]:
    return {
        "事由": words.what_for(trip),
        "目的地": trip.destination,
        "人数": str(trip.passengers),
        "同乘人员": words.names(trip, facts),
        "出车时间": _said(trip.left_at or trip.depart),
        "返回时间": _said(trip.returned_at or trip.back),
        "车辆": f"{trip.car}（与 {trip.shares} 同车）" if trip.shares else trip.car,
        "驾驶员": person(trip.driver, facts),
        "出车里程": _known(trip.start_km),
        "收车里程": _known(trip.end_km),
        "行驶公里": "" if trip.km is None else str(trip.km),
        "检查": f"{CHECKS}合格" if trip.left_at else "",
    }


def _known(km: int) -> str:
    return str(km) if km >= 0 else ""


def _moment(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _said(moment: datetime) -> str:
    return f"{moment.year}年{moment.month}月{moment.day}日{say_clock(moment)}"
