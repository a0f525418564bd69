"""Questions about cars: which is where, which is free, what a month cost, and what the rule says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from handlers.engine.booking import taken
from handlers.engine.facts import Facts
from handlers.engine.matter import Matter
from handlers.engine.policy import Policy
from handlers.engine.roster import Vehicle
from handlers.engine.statement import Enquiry, Statement
from handlers.engine.wording import say_day, say_moment
from handlers.vehicle import booked
from handlers.vehicle.fuel import FuelMatter
from handlers.vehicle.fuel_slip import say_yuan
from handlers.vehicle.matter import VehicleMatter
from handlers.vehicle.monthly import CarMonth, Row, car_sheet
from handlers.vehicle.repair import RepairMatter
from handlers.vehicle.trip import CODE, Trip
from handlers.vehicle.when import say_times
from handlers.vehicle.who_decides import ARTICLE

_WHICH = re.compile(
    r"(?:哪|几)(?:辆|台|部|个)?车.{0,6}(?:空|闲|在|能用|可用|可以用)|有(?:没有)?(?:空|闲)车|"
    r"(?:车辆|公车|车子)(?:使用)?(?:情况|状态|动态|安排)|车(?:都)?(?:在哪|到哪|去哪)|有没有车(?:可)?用?[?？]?$|还有车(?:吗|没)"
)
_OWN = re.compile(r"我的|申请|哪一步|进度|批了")
_SHEET = re.compile(r"(?:用车|车辆|公车|行车)(?:月报|月度|统计)|单车(?:核算|统计)")
_MONTH = re.compile(r"(?:(\d{4})年)?(\d{1,2})月")
_DAYS = {"后天": 2, "明天": 1, "明日": 1, "明早": 1, "明晚": 1}


def cars(text: str, facts: Facts, account: str) -> str:
    """Every car of the office on the day asked about: in repair, on the road, spoken for, or free."""
    ahead = next((days for word, days in _DAYS.items() if word in text), 0)
    day = facts.today + timedelta(days=ahead)
    head = f"{say_day(day, facts.today)}车辆情况："
    lines = [f"{v.plate} {v.model}{v.seats}座：{_standing(v, day, facts)}" for v in facts.roster.vehicles]
    return "\n".join([head, *(lines or ["名单里没有车辆。"])])


def sheet(text: str, facts: Facts, account: str) -> str:
    """用车月报, for the office: a line a car and the serials behind it are in the books."""
    member = facts.directory.member(account)
    if member is None or not facts.directory.in_office(member):
        return "用车月报由党政办查看；如有需要请问党政办。"
    month = _month(text, facts.today)
    plates = [vehicle.plate for vehicle in facts.roster.vehicles]
    found = car_sheet(month, plates, _rows(facts, CODE), _rows(facts, booked.FUEL), _rows(facts, booked.REPAIRS))
    head = f"{month.year}年{month.month}月用车月报（按收车、加油、修好日期）："
    return "\n".join([head, *(_line(line) for line in found), _total(found)])


def _standing(vehicle: Vehicle, day: date, facts: Facts) -> str:
    if booked.in_repair(vehicle.plate, facts):
        return "维修，不能派"
    out = booked.out_with(facts, plate=vehicle.plate) if day == facts.today else None
    trips = sorted((t for _, t in _of_day(vehicle, day, facts)), key=lambda trip: trip.depart)
    said = "；".join(_taken(trip, facts) for trip in trips)
    now = "现在在外" if out else _now(vehicle, day, facts)
    return "，".join(part for part in (now, said) if part) or "空着"


def _now(vehicle: Vehicle, day: date, facts: Facts) -> str:
    """Whether it is free at this moment, said of today only."""
    if day != facts.today:
        return ""
    busy = taken(booked.car(vehicle.plate), facts.now, facts.now + timedelta(minutes=1), facts.bookings)
    return f"已派到{say_moment(busy.end, facts.today)}" if busy else "现在空着"


def _of_day(vehicle: Vehicle, day: date, facts: Facts) -> list[tuple[str, Trip]]:
    begins = datetime.combine(day, time(), facts.now.tzinfo)
    ends = begins + timedelta(days=1)
    standing = ((r.serial, t) for r, t in booked.confirmed(facts) if t.car == vehicle.plate and not t.shares)
    return [(serial, trip) for serial, trip in standing if trip.depart < ends and begins < trip.back]


def _taken(trip: Trip, facts: Facts) -> str:
    return f"{say_times(trip.depart, trip.back, facts.today)}去{trip.destination}"


def _month(text: str, today: date) -> date:
    if found := _MONTH.search(text):
        month = min(max(int(found[2]), 1), 12)
        year = int(found[1]) if found[1] else today.year - (month > today.month)
        return date(year, month, 1)
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1) if "上月" in text or "上个月" in text else today.replace(day=1)


def _rows(facts: Facts, code: str) -> list[Row]:
    """The lines of the book as they stand now."""
    matters: Mapping[str, Matter] = {m.code: m for m in (VehicleMatter(), FuelMatter(), RepairMatter())}
    return [matters[code].entry(request, facts) for request in facts.filed(code)]


def _line(line: CarMonth) -> str:
    per = line.litres_per_100_km
    burnt = f"，百公里{per}升" if per is not None and line.litres else ""
    return (
        f"{line.plate}：出车{line.trips}次，{line.km}公里，加油{line.litres.normalize():f}升{burnt}，"
        f"油费{say_yuan(line.fuel_fen)}，维修{say_yuan(line.repair_fen)}，合计{say_yuan(line.cost_fen)}"
    )


def _total(lines: tuple[CarMonth, ...]) -> str:
    trips, km = sum(line.trips for line in lines), sum(line.km for line in lines)
    return f"合计：出车{trips}次，{km}公里，费用{say_yuan(sum(line.cost_fen for line in lines))}。"


def _who_decides(policy: Policy) -> str:
    vehicles = policy.vehicles
    return (
        f"{ARTICLE} 第1条：公务用车由办公室统筹安排，由{vehicles.dispatcher_role}派车，{vehicles.approver_role}审批。"
        "直接说时间、去向、人数和用途就可以申请，例如“明天上午9点用车去县里开会，3个人”。"
    )


def _private(policy: Policy) -> str:
    return f"{ARTICLE} 第8条：公车原则上不允许私用；特殊情况须经办公室领导批准后方可用车。"


def _fuel(policy: Policy) -> str:
    listed = "、".join(policy.vehicles.stations)
    where = f"（{listed}）" if listed else ""
    return (
        f"{ARTICLE} 第2条：驾驶员填写加油单报办公室审批后方可加油，否则费用自理；"
        f"乡内车辆一律在指定的加油站{where}加油。"
    )


def _repair(policy: Policy) -> str:
    listed = "、".join(policy.vehicles.garages)
    where = f"（{listed}）" if listed else ""
    return (
        f"{ARTICLE} 第3条：车辆实行统一定点维修{where}，先由领导批准后方可维修；"
        "擅自维修或不在指定地点维修的，不予核销，费用自理。"
    )


STATEMENTS = (
    Statement((("公车", "单位的车", "公务车", "用车"), ("私用", "私事", "搬家", "接亲戚", "家里")), _private),
    Statement((("加油",), ("怎么", "谁批", "找谁", "规定", "哪里", "哪个")), _fuel),
    Statement((("修车", "车辆维修", "车坏"), ("怎么", "谁批", "找谁", "规定", "哪里", "哪个")), _repair),
    Statement((("用车", "派车", "公车"), ("谁批", "找谁", "怎么申请", "怎么办", "谁审批", "规定")), _who_decides),
)

ENQUIRIES = (
    Enquiry(lambda text: bool(_SHEET.search(text)), sheet, private=True),
    Enquiry(lambda text: bool(_WHICH.search(text)) and not _OWN.search(text), cars),
)
