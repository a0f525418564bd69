"""已加油: what was really filled, and what the office has to look at (车辆及驾驶员管理制度 第2条; M16-2, M16-3)."""

from __future__ import annotations

from dataclasses import replace

from handlers.engine.content import Button, Input, Style
from handlers.engine.facts import Facts
from handlers.engine.matter import Fault, Handled, Notice, Offer, Tapped
from handlers.engine.request import Request
from handlers.vehicle import booked, fuel_slip
from handlers.vehicle.fuel_slip import FuelSlip, say_yuan
from handlers.vehicle.who_decides import ARTICLE, approvers

CLAUSE = "第2条"
_FILLED = Button("已加油", Style.PRIMARY)
_HOW = "实加升数、金额、里程、加油站，例如“38升 296元 45260 青禾加油站”"


class Filling:
    """已加油: what was really filled, and where the odometer stood (rules M16-2)."""

    def offer(self, request: Request, facts: Facts) -> Offer:
        """What to write."""
        slip = FuelSlip.from_form(request.form)
        listed = "、".join(facts.policy.vehicles.stations)
        where = f"请到定点加油站（{listed}）加油，" if listed else "请"
        return Offer(f"已批准加油{slip.planned}升。{where}加油后填写实际数量，再点“已加油”。", (_FILLED,), Input(_HOW))

    def handle(self, request: Request, tapped: Tapped, facts: Facts) -> Handled | Fault:
        """Registered: never without litres, money and kilometres; too much is to be explained."""
        said = tapped.words
        slip = FuelSlip.from_form(request.form)
        done = replace(
            slip,
            filled=fuel_slip.litres(said),
            fen=fuel_slip.fen(said),
            km=fuel_slip.kilometres(said),
            station=fuel_slip.station(said, facts) or slip.station,
            why=fuel_slip.reason(said),
            filled_on=facts.today.isoformat(),
        )
        return _wrong(done, facts) or Handled(done.to_form(), _record(done), _flags(request, done, facts))


def _wrong(slip: FuelSlip, facts: Facts) -> Fault | None:
    """What keeps the figures from being registered."""
    if not slip.filled or not slip.fen or slip.km < 0:
        return Fault(f"请写全{_HOW}。")
    last = booked.last_km(slip.car, facts)
    if slip.km < last:
        return Fault(f"里程{slip.km}低于上次登记的{last}，请核对里程表。")
    if fuel_slip.is_too_much(slip, facts) and not slip.why:
        share = facts.policy.vehicles.fuel_tolerance_percent
        over = f"实加{slip.filled}升，超过批准的{slip.planned}升{share}%以上"
        return Fault(f"{over}，须说明原因：请在后面加上“原因：…”再点“已加油”。")
    return None


def _record(slip: FuelSlip) -> str:
    return f"实加{slip.filled}升，{say_yuan(slip.fen)}，里程{slip.km}"


def _flags(request: Request, slip: FuelSlip, facts: Facts) -> tuple[Notice, ...]:
    """What the office has to look at: another station, more than was approved."""
    found = (
        not_listed(slip.station, facts) if not fuel_slip.is_listed(slip.station, facts) else "",
        f"实加{slip.filled}升，批准{slip.planned}升，原因：{slip.why}。" if fuel_slip.is_too_much(slip, facts) else "",
    )
    said = "".join(flag for flag in found if flag)
    text = f"{request.serial} {slip.car} 加油请核对：{said}"
    return tuple(Notice(account, text) for account in approvers(request.applicant, facts)) if said else ()


def not_listed(station: str, facts: Facts) -> str:
    """That the station is none of the office's."""
    listed = "、".join(facts.policy.vehicles.stations)
    return f"加油站“{station}”不在定点名单（{listed}），乡内车辆须在指定的加油站加油（{ARTICLE} {CLAUSE}）。"
