"""The driver's work: look the car over and leave, bring it back (第4至7条; rules M16-7, M16-8)."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.engine.content import Button, Input, Style
from handlers.engine.facts import Facts
from handlers.engine.matter import Fault, Handled, Notice, Offer, Tapped
from handlers.engine.request import Request
from handlers.vehicle import booked, words
from handlers.vehicle.trip import Trip, trip_of
from handlers.vehicle.who_decides import dispatchers

CHECKS = "灯光、轮胎、油量、制动、证件"

_LEAVE = Button("出车", Style.PRIMARY)
_DEFECT = Button("有问题", Style.DANGER)
_BACK = Button("收车", Style.PRIMARY)
_KM = re.compile(r"(?<![A-Za-z\d·.])(\d{1,7})(?![\d.])")


class Departing:
    """出车: the five checks in one tap, and where the odometer stands."""

    def offer(self, request: Request, facts: Facts) -> Offer:
        """What to look at, what to write, and the safety sentence."""
        last = booked.last_km(trip_of(request).car, facts)
        text = f"出车前请检查{CHECKS}。全部合格请填里程，点“出车”；不合格请写明哪一项，点“有问题”。{words.SAFETY}"
        hint = f"里程表读数（不填按上次的{last}）" if last >= 0 else "里程表读数（公里）"
        return Offer(text, (_LEAVE, _DEFECT), Input(hint))

    def handle(self, request: Request, tapped: Tapped, facts: Facts) -> Handled | Fault:
        """Off, or what was found."""
        trip = trip_of(request)
        if tapped.button == _DEFECT.label:
            return _defect(request, trip, tapped.words.strip(), facts)
        out = booked.out_with(facts, plate=trip.car, but=request.serial)
        if out is not None:
            return Fault(f"{trip.car} 在 {out.serial} 还没有收车，请先办理收车。")
        last = booked.last_km(trip.car, facts)
        km = odometer(tapped.words, last)
        if isinstance(km, Fault):
            return km
        gone = replace(trip, left_at=facts.now, start_km=km, defect="")
        return Handled(gone.to_form(), f"{CHECKS}检查合格，里程{km}", _gap(request, trip, km, last, facts))


class Returning:
    """收车: where the odometer stands now."""

    def offer(self, request: Request, facts: Facts) -> Offer:
        """What to write."""
        start = trip_of(request).start_km
        text = f"已出车（里程{start}）。请注意行车安全。{words.SAFETY}回来后请填里程，点“收车”。"
        return Offer(text, (_BACK,), Input("收车时的里程表读数（公里）"))

    def handle(self, request: Request, tapped: Tapped, facts: Facts) -> Handled | Fault:
        """Back: never with less on the odometer than before."""
        trip = trip_of(request)
        km = odometer(tapped.words, trip.start_km, must=True)
        if isinstance(km, Fault):
            return km
        back = replace(trip, returned_at=facts.now, end_km=km)
        return Handled(back.to_form(), f"收车，里程{km}，行驶{back.km}公里", _far(request, back, facts))


def odometer(said: str, last: int, must: bool = False) -> int | Fault:
    """The reading in these words. Never below the last one; without words the last one, where that may be (`must`)."""
    found = _KM.search(said)
    if found is None:
        if must or last < 0 or said.strip():
            return Fault("请填写里程表读数，只写数字，例如 45210。")
        return last
    km = int(found[1])
    if km < last:
        return Fault(f"里程{km}低于上次登记的{last}，请核对里程表；登记有误请联系车辆调度员。")
    return km


def _defect(request: Request, trip: Trip, said: str, facts: Facts) -> Handled | Fault:
    if not said:
        return Fault(f"请写明哪一项有问题（{CHECKS}），例如“有问题 {request.serial} 左前轮胎漏气”。")
    name = facts.directory.name(trip.driver)
    found = f"{request.serial} 出车前检查：{trip.car} {said}（{name}）。"
    told = f"{found}请换车（回复“换车 {request.serial} 车牌 驾驶员”），需要修理的请报修。"
    notices = tuple(Notice(account, told) for account in dispatchers("", facts))
    return Handled(replace(trip, defect=said).to_form(), f"检查发现{said}", notices, done=False)


def _gap(request: Request, trip: Trip, km: int, last: int, facts: Facts) -> tuple[Notice, ...]:
    """Kilometres that no trip accounts for are the dispatcher's to look into."""
    if last < 0 or km - last <= facts.policy.vehicles.km_unexplained:
        return ()
    told = f"{trip.car} 出车里程{km}，比上次登记的{last}多{km - last}公里，没有对应的派车，请核实（{request.serial}）。"
    return tuple(Notice(account, told) for account in dispatchers("", facts))


def _far(request: Request, trip: Trip, facts: Facts) -> tuple[Notice, ...]:
    days = (trip.back.date() - trip.depart.date()).days + 1
    if trip.km is None or trip.km <= facts.policy.vehicles.km_a_day * days:
        return ()
    told = f"{request.serial} {trip.car} 本次行驶{trip.km}公里，明显偏多，请核对里程登记。"
    return tuple(Notice(account, told) for account in dispatchers("", facts))
