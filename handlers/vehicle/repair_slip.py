"""A car's repair (维修审批单): what it holds, and how it is read from what a driver writes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from handlers.engine.facts import Facts
from handlers.engine.people import Member, Role
from handlers.vehicle import booked
from handlers.vehicle.choosing import is_named

_BROKEN = re.compile(
    r"修|保养|故障|抛锚|异响|爆胎|漏油|漏气|漏水|打不着|打不燃|发动不了|启动不了|熄火|失灵|刹不住|坏[了在掉]|不制冷|换(?:轮胎|机油|电瓶)"
)
_A_CAR = re.compile(r"[A-Z]·?[A-Z]?\d[A-Z\d]{3,4}|(?:越野|商务|面包|公务|公)车|皮卡|车(?!库|位|间|站|棚|票|补|床|费)")
_NOT_IT = re.compile(
    r"用车|派车|坐车|搭车|借车|要车|要用|师傅说|听说|还在修|在检修|修好[了没]|修(?:路|桥|水|渠|房|复)|驳回|"
    r"打印机|复印机|电脑|空调机|道路|公路|路面|塌方|[吗?？]"
)
_ORAL = re.compile(r"(?:电话|口头|来电)[^，,。]{0,8}(?:同意|批准|答应|批了)|(?:同意|批准)[^，,。]{0,4}(?:电话|口头)")
_SHOP = re.compile(r"(?:在|去|到|送)([\u4e00-\u9fff]{2,12}?(?:修理厂|汽修厂|汽修店|维修点|4S店|修理店|维修厂|修车铺))")
_FILLING = re.compile(
    r"(?:需要|需|要|申请|请求|想|得|送去?|拿去|开去)+(?:维修|修理|修|保养)(?:一下|了)?|[，,。；;\s]+$|^[，,。；;：:\s]+"
)
_TITLES = ("副书记", "书记", "副乡长", "乡长", "副镇长", "镇长", "副主任", "主任", "委员")


@dataclass(frozen=True)
class RepairSlip:
    """One repair. `oral` is the leader (account) who allowed it by telephone, "" where it was asked for in writing;
    `shop` where it was really done; money in fen. A shop that is not designated is the driver's own affair (第3条)."""

    car: str
    problem: str
    garage: str
    oral: str = ""
    fen: int = 0
    shop: str = ""
    mended_on: str = ""

    def to_form(self) -> dict[str, Any]:
        """As plain data, for the request's row."""
        return asdict(self)

    @classmethod
    def from_form(cls, form: Mapping[str, Any]) -> RepairSlip:
        """The slip that `to_form` wrote."""
        return cls(**{field.name: form[field.name] for field in fields(cls) if field.name in form})


def is_meant(text: str) -> bool:
    """Whether the words report a car that needs repair: language knows repairs of every kind."""
    return bool(_BROKEN.search(text) and _A_CAR.search(text)) and not _NOT_IT.search(text)


def is_oral(text: str) -> bool:
    """Whether a leader has allowed it by telephone."""
    return bool(_ORAL.search(text))


def car_named(text: str, writer: str, facts: Facts) -> str:
    """The plate of the car that is meant: named, of the kind named, or the one that the writer drives; "" if unsure."""
    vehicles = facts.roster.vehicles
    named = [v.plate for v in vehicles if is_named(v.plate, text)] or [v.plate for v in vehicles if v.model in text]
    driving = [t.car for _, t in booked.confirmed(facts) if t.driver == writer and t.under_way]
    own = named or driving or [v.plate for v in vehicles if v.driver == writer]
    return own[0] if len(own) == 1 else ""


def problem_named(text: str, facts: Facts) -> str:
    """What is wrong, without the plate and without the words that ask for the repair."""
    first = re.split(r"[，,。；;]?(?:[^，,。；;]*(?:电话|口头))", text)[0] or text
    for vehicle in facts.roster.vehicles:
        first = first.replace(vehicle.plate, "").replace(vehicle.model, "")
    return _FILLING.sub("", _FILLING.sub("", first)).strip("的 ，,。")


def shop_named(text: str, facts: Facts) -> str:
    """The garage that the words name: a designated one, else whatever is called so; "" where none."""
    listed = next((name for name in facts.policy.vehicles.garages if name in text), "")
    found = _SHOP.search(text)
    return listed or (found[1] if found else "")


def is_designated(garage: str, facts: Facts) -> bool:
    """Whether the garage is one of the office's (第3条); an office that names none lets all pass."""
    listed = facts.policy.vehicles.garages
    return not listed or garage in listed


def may_allow(facts: Facts, but: str = "") -> tuple[Member, ...]:
    """The leaders whose word by telephone counts: of the office, and of the township (第3条 «先由领导批准»)."""
    roles = (facts.policy.vehicles.approver_role, Role.VICE_DIRECTOR, Role.SUPERVISING_LEADER, Role.PRINCIPAL)
    found = (member for role in roles for member in facts.directory.holders(role))
    return tuple(dict.fromkeys(member for member in found if member.account != but))


def leader_named(text: str, facts: Facts, but: str) -> str:
    """The account of the leader whom the words name, by name or by surname and title; "" if none or unsure."""
    able = may_allow(facts, but)
    named = [m for m in able if m.name in text] or [m for m in able if _titled(m, text)]
    return named[0].account if len(named) == 1 else ""


def _titled(member: Member, text: str) -> bool:
    """王乡长 is a deputy too in what people say, 刘主任 a deputy director."""
    held = [title for title in _TITLES if title in member.post]
    spoken = {*held, *(title.removeprefix("副") for title in held)}
    return any(f"{member.name[0]}{title}" in text for title in spoken)
