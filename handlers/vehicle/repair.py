"""A car's repair as a matter: a leader first, in a designated garage (车辆及驾驶员管理制度 第3条; rules M16-4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.engine.content import Button, Field, Input, Style
from handlers.engine.facts import Facts
from handlers.engine.ledger import Column, Holds, Ledger
from handlers.engine.matter import (
    Fault,
    Handled,
    Notice,
    Offer,
    PlainMatter,
    Plan,
    Question,
    Slots,
    Tapped,
    Task,
)
from handlers.engine.paper import person
from handlers.engine.request import Request, State, Step, StepKind
from handlers.vehicle import booked, repair_slip
from handlers.vehicle.fuel_slip import fen, say_yuan
from handlers.vehicle.repair_slip import RepairSlip
from handlers.vehicle.who_decides import ARTICLE, approvers, dispatchers, office_step

CLAUSE = "第3条"
_RULE = "车辆维修先由领导批准，在指定地点维修"
_ORAL_RULE = "途中故障，领导口头批准后维修，事后补确认"
_MENDED = Button("已修好", Style.PRIMARY)
_HOW = "维修费用，例如“680元”；不在原定地点修的写明地点"


class RepairMatter(PlainMatter):
    """车辆维修: the repair request that the vehicle regulation asks for."""

    code = booked.REPAIRS
    name = "车辆维修"
    book = "车辆维修台账"
    intent = "vehicle_repair"
    ledger = Ledger(
        columns=(
            Column("报修人"),
            Column("车牌"),
            Column("故障"),
            Column("定点维修点"),
            Column("实际维修点"),
            Column("修好日期", Holds.DATE),
            Column("金额", Holds.FEN, summed=True),
            Column("费用"),
        ),
        first_day="修好日期",
        last_day="修好日期",
    )

    def __init__(self) -> None:
        self.tasks: Mapping[str, Task] = {"mend": Mending()}

    def is_meant(self, text: str) -> bool:
        """A car needs repair."""
        return repair_slip.is_meant(text)

    def starting(self, text: str, slots: Slots, facts: Facts, writer: str) -> Slots | Fault:
        """Which car, what is wrong, where, and who has allowed it already."""
        oral = repair_slip.is_oral(text)
        said = {
            "car": repair_slip.car_named(text, writer, facts),
            "problem": repair_slip.problem_named(text, facts),
            "garage": repair_slip.shop_named(text, facts),
            "oral": oral,
            "oral_by": repair_slip.leader_named(text, facts, writer) if oral else "",
        }
        return {name: value for name, value in said.items() if value}

    def question(self, slots: Slots, facts: Facts, applicant: str) -> Question | None:
        """Which car, what is wrong, and which leader it was."""
        if not slots.get("car"):
            plates = tuple(vehicle.plate for vehicle in facts.roster.vehicles)
            return Question("car", "请问是哪辆车？", plates[:4], "维修须写明车牌")
        if not slots.get("problem"):
            return Question("problem", "请问是什么故障？", ("保养", "轮胎", "制动"), "领导批准前须了解情况")
        if slots.get("oral") and not slots.get("oral_by"):
            names = tuple(member.name for member in repair_slip.may_allow(facts, applicant))
            return Question("oral_by", "请问是哪位领导口头同意的？", names[:4], "事后由该领导补确认")
        return None

    def plan(self, slots: Slots, facts: Facts, applicant: str) -> Plan | Fault:
        """The slip with its route, or that the garage is not a designated one."""
        slip = _slip(slots, applicant, facts)
        if isinstance(slip, Fault):
            return slip
        mend = Step(StepKind.TASK, (applicant,), "修好后登记费用", f"{ARTICLE} {CLAUSE}", name="mend")
        return Plan(
            title="途中口头批准维修登记" if slip.oral else "车辆维修申请",
            form=slip.to_form(),
            steps=(_decides(slip, applicant, facts), mend),
            informed=(),
            fields=_lines(slip, facts),
            notes=tuple(note for note in (_trips_ahead(slip.car, facts),) if note),
        )

    def title(self, request: Request, facts: Facts) -> str:
        """«马刚的车辆维修申请»."""
        return f"{facts.directory.name(request.applicant)}的车辆维修申请"

    def lines(self, request: Request, facts: Facts) -> tuple[Field, ...]:
        """Which car, what is wrong, where, what it cost, which trips it hits."""
        slip = RepairSlip.from_form(request.form)
        trips = "" if slip.mended_on else _trips_ahead(slip.car, facts)
        who = Field("申请人", facts.directory.name(request.applicant))
        return (who, *_lines(slip, facts), *((Field("提示", trips),) if trips else ()))

    def brief(self, request: Request, facts: Facts) -> str:
        """Who, which car."""
        slip = RepairSlip.from_form(request.form)
        return f"{facts.directory.name(request.applicant)}申请维修{slip.car}"

    def consequences(self, before: Request, after: Request, facts: Facts) -> tuple[Notice, ...]:
        """The dispatcher hears which car is out of use, and when it is back (rules M16-1)."""
        slip = RepairSlip.from_form(after.form)
        if before.state is State.WAITING and after.state is State.APPROVED and not slip.mended_on:
            said = f"{slip.car} 送修（{after.serial}：{slip.problem}），修好前不能派车。{_trips_ahead(slip.car, facts)}"
        elif slip.mended_on and not before.form.get("mended_on"):
            said = f"{slip.car} 已修好（{after.serial}），可以派车。"
        else:
            return ()
        return tuple(Notice(account, said) for account in dispatchers("", facts))

    def slots(self, request: Request) -> Slots:
        """The slip, to be changed."""
        slip = RepairSlip.from_form(request.form)
        return {"car": slip.car, "problem": slip.problem, "garage": slip.garage}

    def entry(self, request: Request, facts: Facts) -> Mapping[str, Any]:
        """The line of the repair book."""
        slip = RepairSlip.from_form(request.form)
        return {
            "报修人": person(request.applicant, facts),
            "车牌": slip.car,
            "故障": slip.problem,
            "定点维修点": slip.garage,
            "实际维修点": slip.shop,
            "修好日期": slip.mended_on,
            "金额": slip.fen,
            "费用": who_pays(slip, facts),
        }


class Mending:
    """已修好: what it cost, and where it was done."""

    def offer(self, request: Request, facts: Facts) -> Offer:
        """What to write, and what happens to bills from elsewhere."""
        slip = RepairSlip.from_form(request.form)
        text = (
            f"请在{slip.garage or '指定地点'}维修；不在指定地点维修的不予核销，费用自理。修好后填写费用，点“已修好”。"
        )
        return Offer(text, (_MENDED,), Input(_HOW))

    def handle(self, request: Request, tapped: Tapped, facts: Facts) -> Handled | Fault:
        """Registered; the office hears of a repair elsewhere."""
        slip = RepairSlip.from_form(request.form)
        cost = fen(tapped.words)
        if not cost:
            return Fault(f"请填写{_HOW}。")
        shop = repair_slip.shop_named(tapped.words, facts) or slip.garage
        done = replace(slip, fen=cost, shop=shop, mended_on=facts.today.isoformat())
        return Handled(done.to_form(), f"在{shop}修好，{say_yuan(cost)}", _elsewhere(request, done, facts))


def _elsewhere(request: Request, slip: RepairSlip, facts: Facts) -> tuple[Notice, ...]:
    """A repair in a garage that the office did not name is told to the office and to the driver."""
    if repair_slip.is_designated(slip.shop, facts):
        return ()
    rule = f"不是指定地点，按规定不予核销，费用自理（{ARTICLE} {CLAUSE}）。"
    said = f"{request.serial} {slip.car} 在{slip.shop}维修，{rule}"
    return tuple(Notice(account, said) for account in (*approvers(request.applicant, facts), request.applicant))


def who_pays(slip: RepairSlip, facts: Facts) -> str:
    """The office for a designated garage, the driver for any other (第3条)."""
    if not slip.mended_on:
        return ""
    return "核销" if repair_slip.is_designated(slip.shop, facts) else "自理（不在指定地点维修）"


def _slip(slots: Slots, applicant: str, facts: Facts) -> RepairSlip | Fault:
    listed = facts.policy.vehicles.garages
    garage = str(slots.get("garage") or (listed[0] if listed else ""))
    if not repair_slip.is_designated(garage, facts):
        return Fault(
            f"{garage}不是指定的维修地点，在那里维修不予核销、费用自理（{ARTICLE} {CLAUSE}）。"
            f"指定地点：{'、'.join(listed)}，请改一处再提交。"
        )
    plate = str(slots["car"])
    car = next((v.plate for v in facts.roster.vehicles if v.plate == plate or plate[-4:] == v.plate[-4:]), "")
    if not car:
        return Fault(f"车辆名单里没有“{plate}”，请写明车牌。")
    leader = _leader(slots, applicant, facts)
    return leader if isinstance(leader, Fault) else RepairSlip(car, str(slots["problem"]), garage, leader)


def _leader(slots: Slots, applicant: str, facts: Facts) -> str | Fault:
    if not slots.get("oral"):
        return ""
    said = str(slots.get("oral_by", ""))
    able = repair_slip.may_allow(facts, applicant)
    found = [member.account for member in able if said in (member.account, member.name)]
    found = found or [account for account in [repair_slip.leader_named(said, facts, applicant)] if account]
    if len(found) == 1:
        return found[0]
    return Fault(f"“{said}”不能批准车辆维修，请写明是哪位领导，例如“{able[0].name}”。")


def _decides(slip: RepairSlip, applicant: str, facts: Facts) -> Step:
    """The office leader; or whoever said yes by telephone, who confirms it afterwards (rules X7).

    A driver on the road writes it down himself: the repair serves the office, nobody there can write it for him.
    """
    if slip.oral:
        return Step(StepKind.CONFIRM, (slip.oral,), _ORAL_RULE, f"{ARTICLE} {CLAUSE}")
    return office_step(_RULE, CLAUSE, applicant, facts)


def _lines(slip: RepairSlip, facts: Facts) -> tuple[Field, ...]:
    cost = say_yuan(slip.fen) if slip.fen else ""
    pays = who_pays(slip, facts)
    lines = (
        Field("车辆", slip.car),
        Field("故障", slip.problem),
        Field("维修点", slip.shop or slip.garage),
        Field("口头批准", facts.directory.name(slip.oral) if slip.oral else ""),
        Field("费用", f"{cost}，{pays}" if cost else ""),
    )
    return tuple(line for line in lines if line.value)


def _trips_ahead(plate: str, facts: Facts) -> str:
    """The trips that the car is assigned to: somebody has to find another."""
    ahead = dict.fromkeys(b.serial for b in facts.bookings if b.resource == booked.car(plate) and b.end > facts.now)
    return f"该车已派 {'、'.join(ahead)}，请另行安排。" if ahead else ""
