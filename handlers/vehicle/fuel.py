"""Fuel as a matter: tied to a trip, approved by the office before it is filled (车辆及驾驶员管理制度 第2条; M16-2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from handlers.engine.content import Field
from handlers.engine.facts import Facts
from handlers.engine.ledger import Column, Holds, Ledger
from handlers.engine.matter import (
    Fault,
    PlainMatter,
    Plan,
    Question,
    Slots,
    Task,
)
from handlers.engine.paper import Paper, person
from handlers.engine.request import Request, Step, StepKind
from handlers.vehicle import booked, fuel_slip
from handlers.vehicle.filling import CLAUSE, Filling, not_listed
from handlers.vehicle.fuel_slip import FuelSlip, say_litres, say_yuan, who_pays
from handlers.vehicle.own_trip import NUMBER, own_trip
from handlers.vehicle.trip import trip_of
from handlers.vehicle.who_decides import ARTICLE, office_step

_RULE = "驾驶员填写加油单报办公室审批后方可加油，否则费用自理"
_MEANT = re.compile(
    r"加油单|加油申请|(?:申请|需要|需|要|想|准备)(?:去)?加油|加(?:油|了)?\s*\d+(?:\.\d+)?\s*(?:升|[Ll])|(?:已经?|先)加(?:了|过)?油|加了油"
)
_ALREADY = re.compile(r"(?:已经?|先)加|加了|加过|没(?:有)?(?:批|审批|报批)|未(?:批|审批|经审批|经批准)")


class FuelMatter(PlainMatter):
    """加油: the fuel slip that the vehicle regulation asks for."""

    code = booked.FUEL
    name = "派车加油单"
    book = "加油台账"
    intent = "fuel"
    ledger = Ledger(
        columns=(
            Column("驾驶员"),
            Column("车牌"),
            Column("派车单号"),
            Column("加油日期", Holds.DATE),
            Column("批准油量", Holds.NUMBER, summed=True),
            Column("实加油量", Holds.NUMBER, summed=True),
            Column("金额", Holds.FEN, summed=True),
            Column("里程", Holds.NUMBER),
            Column("加油站点"),
            Column("费用"),
        ),
        first_day="加油日期",
        last_day="加油日期",
    )

    def __init__(self) -> None:
        self.tasks: Mapping[str, Task] = {"fill": Filling()}

    def is_meant(self, text: str) -> bool:
        """Fuel is asked for, or was filled without asking."""
        return bool(_MEANT.search(NUMBER.sub("", text)))

    def starting(self, text: str, slots: Slots, facts: Facts, writer: str) -> Slots | Fault:
        """The driver's own trip, and what the words already say."""
        trip = own_trip(text, writer, facts)
        if isinstance(trip, Fault):
            return Fault(f"{trip.text}加油单须对应一次派车（{ARTICLE} {CLAUSE}）。")
        said = {
            "trip": trip.serial,
            "litres": fuel_slip.litres(text),
            "station": fuel_slip.station(text, facts),
            "amount": fuel_slip.fen(text),
            "unapproved": bool(_ALREADY.search(text)),
            "km": max(fuel_slip.kilometres(text), 0),
        }
        return {name: value for name, value in said.items() if value}

    def merged(self, slots: Slots, changes: Slots) -> dict[str, Any]:
        """Litres and money as people write them."""
        changes = dict(changes)
        if isinstance(changes.get("litres"), str):
            changes["litres"] = fuel_slip.litres(f"{changes['litres']}升".replace("升升", "升")) or None
        if isinstance(changes.get("amount"), str):
            changes["amount"] = fuel_slip.fen(f"{changes['amount']}元".replace("元元", "元")) or None
        return super().merged(slots, changes)

    def question(self, slots: Slots, facts: Facts, applicant: str) -> Question | None:
        """The litres; of fuel that was filled already, what it cost."""
        if "litres" not in slots:
            asked = "请问加了多少升？" if slots.get("unapproved") else "请问本次行程需要加多少升油？"
            return Question("litres", asked, ("20升", "30升", "40升", "50升"), "加油单须写明油量")
        if slots.get("unapproved") and "amount" not in slots:
            return Question("amount", "请问花了多少元？", (), "由办公室决定是否核销")
        return None

    def plan(self, slots: Slots, facts: Facts, applicant: str) -> Plan | Fault:
        """The slip with its route; fuel that nobody approved waits for the office's word on who pays."""
        found = booked.trip_numbered(str(slots["trip"]), facts)
        if found is None:
            return Fault(f"没有找到 {slots['trip']}，请核对派车单号。")
        slip = _slip(slots, found[0].serial, facts)
        return _to_be_settled(slip, applicant, facts) if slip.unapproved else _to_be_filled(slip, applicant, facts)

    def title(self, request: Request, facts: Facts) -> str:
        """«马刚的派车加油单»."""
        what = "未批先加油登记" if FuelSlip.from_form(request.form).unapproved else self.name
        return f"{facts.directory.name(request.applicant)}的{what}"

    def lines(self, request: Request, facts: Facts) -> tuple[Field, ...]:
        """Which car, which trip, how much, where."""
        return _lines(FuelSlip.from_form(request.form), facts)

    def brief(self, request: Request, facts: Facts) -> str:
        """Who, which car, how many litres."""
        slip = FuelSlip.from_form(request.form)
        return f"{facts.directory.name(request.applicant)}为{slip.car}加油{slip.filled or slip.planned}升"

    def slots(self, request: Request) -> Slots:
        """The slip, to be changed."""
        slip = FuelSlip.from_form(request.form)
        said = {"trip": slip.trip, "litres": slip.planned, "station": slip.station}
        return {name: value for name, value in said.items() if value}

    def entry(self, request: Request, facts: Facts) -> Mapping[str, Any]:
        """The line of the fuel book."""
        slip = FuelSlip.from_form(request.form)
        return {
            "驾驶员": person(slip.driver, facts),
            "车牌": slip.car,
            "派车单号": slip.trip,
            "加油日期": slip.filled_on,
            "批准油量": slip.planned,
            "实加油量": slip.filled,
            "金额": slip.fen,
            "里程": str(slip.km) if slip.km >= 0 else "",
            "加油站点": slip.station,
            "费用": who_pays(request.state, slip),
        }

    def papers(self, request: Request, facts: Facts) -> tuple[Paper, ...]:
        """派车加油单."""
        slip = FuelSlip.from_form(request.form)
        found = booked.trip_numbered(slip.trip, facts)
        trip = trip_of(found[0]) if found else None
        pays = who_pays(request.state, slip)
        blanks = {
            "驾驶员": person(slip.driver, facts),
            "车辆": slip.car,
            "目的地": trip.destination if trip else "",
            "出车时间": f"{trip.depart:%Y年%m月%d日%H:%M}" if trip else "",
            "事由": trip.purpose if trip else "",
            "计划油量": say_litres(slip.planned),
            "批准油量": say_litres("" if slip.unapproved else slip.planned),
            "实加油量": say_litres(slip.filled),
            "金额": say_yuan(slip.fen) if slip.fen else "",
            "加油站点": slip.station,
            "自理": pays if "自理" in pays else "",
        }
        return (Paper("派车加油单", blanks),)


def _slip(slots: Slots, serial: str, facts: Facts) -> FuelSlip:
    found = booked.trip_numbered(serial, facts)
    trip = found[1] if found else None
    said = str(slots["litres"])
    unapproved = bool(slots.get("unapproved"))
    listed = facts.policy.vehicles.stations
    return FuelSlip(
        trip=serial,
        car=trip.car if trip else "",
        driver=trip.driver if trip else "",
        planned="" if unapproved else said,
        station=str(slots.get("station") or ("" if unapproved or not listed else listed[0])),
        filled=said if unapproved else "",
        fen=int(slots.get("amount", 0)) if unapproved else 0,
        km=int(slots.get("km", -1)) if unapproved else -1,
        filled_on=facts.today.isoformat() if unapproved else "",
        unapproved=unapproved,
    )


def _to_be_filled(slip: FuelSlip, applicant: str, facts: Facts) -> Plan:
    fill = Step(StepKind.TASK, (slip.driver,), "加油后登记实际数量", f"{ARTICLE} {CLAUSE}", name="fill")
    steps = (office_step(_RULE, CLAUSE, applicant, facts), fill)
    notes = (not_listed(slip.station, facts),) if slip.station and not fuel_slip.is_listed(slip.station, facts) else ()
    return Plan("派车加油单", slip.to_form(), steps, (), _lines(slip, facts), notes)


def _to_be_settled(slip: FuelSlip, applicant: str, facts: Facts) -> Plan:
    why = "未经审批先加油，费用由加油者自理；确属应急的由办公室决定：同意为核销，驳回为自理"
    note = f"没有批准的加油单，按规定费用自理（{ARTICLE} {CLAUSE}）。提交后由办公室决定。"
    step = office_step(why, CLAUSE, applicant, facts)
    return Plan("未批先加油登记", slip.to_form(), (step,), (), _lines(slip, facts), (note,))


def _lines(slip: FuelSlip, facts: Facts) -> tuple[Field, ...]:
    found = booked.trip_numbered(slip.trip, facts)
    place = f"（去{found[1].destination}）" if found else ""
    unlisted = bool(slip.station) and not fuel_slip.is_listed(slip.station, facts)
    lines = (
        Field("车辆", f"{slip.car}，驾驶员{facts.directory.name(slip.driver)}"),
        Field("派车", f"{slip.trip}{place}"),
        Field("计划油量", say_litres(slip.planned)),
        Field("实加油量", say_litres(slip.filled)),
        Field("金额", say_yuan(slip.fen) if slip.fen else ""),
        Field("加油站", f"{slip.station}（不在定点名单）" if unlisted else slip.station),
        Field("里程", str(slip.km) if slip.km >= 0 else ""),
        Field("超量原因", slip.why),
    )
    return tuple(line for line in lines if line.value)
