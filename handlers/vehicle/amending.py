"""A booking that exists is to be longer, or to get another car or driver (第7条; rules M16-1, M16-6)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from handlers.engine import serial as serials
from handlers.engine.booking import taken
from handlers.engine.content import Field
from handlers.engine.facts import Facts
from handlers.engine.matter import Fault, Notice, Plan, Slots
from handlers.engine.request import Request, State
from handlers.engine.wording import say_moment
from handlers.vehicle import asking, booked, choosing, purpose, swapping, words
from handlers.vehicle.own_trip import NUMBER
from handlers.vehicle.trip import ON_THE_ROAD, Trip, trip_of
from handlers.vehicle.when import coming_back
from handlers.vehicle.who_decides import ARTICLE, dispatchers, is_dispatcher

_LONGER = re.compile(
    r"延长|延到|延期|延迟|延至|续用|(?:改|推迟|推|提前|调整|拖)(?:到|成|为|至).{0,12}(?:回|还车|收车|返)|"
    r"(?:晚|推迟|迟)(?:点|一点|些|一些|几个?小时|[一二两三四半1-4]个?小时)(?:回|还车|收车|返)"
)
_BACK_AT = re.compile(
    r"(?:我|我们)?(?:改|推迟|推|延|延长|提前)(?:到|成|至)[^，,。]{0,8}[点时:：][^，,。]{0,4}(?:才)?(?:回来?|返回)"
)
"""«改到下午5点回», alone: only a car is to be back at an hour."""
_HOURS = re.compile(r"(?:延长|延|晚|推迟|迟|多用)\s*([半一二两三四五六七八]|\d(?:\.5)?)\s*个?(?:小时|钟头)")
_NUMBERS = {
    "半": 0.5,
    "一": 1.0,
    "二": 2.0,
    "两": 2.0,
    "三": 3.0,
    "四": 4.0,
    "五": 5.0,
    "六": 6.0,
    "七": 7.0,
    "八": 8.0,
}
_ABOUT_CARS = re.compile(r"用车|还车|换车|驾驶员|司机|派车|(?<![班客货])车[^，,。]{0,6}(?:延|改|推迟|晚)")
_ANOTHER = re.compile(r"换(?:个|一个|一辆|一下)?(?:车|驾驶员|司机)|(?:驾驶员|司机|车辆?)(?:换成|改成|换为|改为|换)")
_FOR_OTHERS = re.compile(r"(?:给|为|替|帮)[^，,。]{2,14}?(?:派|安排|要|订|借|申请|叫)(?:一?[个辆台部])?(?:公务)?车")
_OPEN = (State.WAITING, State.APPROVED)


def is_meant(text: str) -> bool:
    """Whether the words change a booking that exists already."""
    if _BACK_AT.fullmatch(text.strip("，。！ ")):
        return True
    about_cars = NUMBER.search(text) or _ABOUT_CARS.search(text)
    return bool(about_cars) and bool(_LONGER.search(text) or _ANOTHER.search(text))


def starting(text: str, slots: Slots, facts: Facts, writer: str) -> Slots | Fault:
    """The slots a form begins with: of a change where one is meant, else of a new booking."""
    whole = {"depart", "destination"} <= slots.keys()
    if is_meant(text) and (not whole or NUMBER.search(text)):
        return _change(text, slots, facts, writer)
    if purpose.is_private(text):
        said = str(slots.get("purpose") or purpose.private_words(text))
        return {**slots, "private": True, "purpose": said}
    if _FOR_OTHERS.search(text) and slots.get("persons"):
        return {**slots, asking.FOR_OTHERS: True}
    return slots


def plan(slots: Slots, facts: Facts, writer: str) -> Plan | Fault:
    """The change as it would be made, on the facts of now."""
    found = booked.trip_numbered(str(slots["amends"]), facts)
    if found is None or found[0].state not in _OPEN:
        return Fault(f"{slots['amends']} 已经办结或者撤销，不能变更，请重新申请用车。")
    request, trip = found
    if "another" in slots:
        return swapping.plan(request, trip, slots, facts)
    return _longer(request, trip, slots, facts, writer)


def _change(text: str, slots: Slots, facts: Facts, writer: str) -> Slots | Fault:
    another = bool(_ANOTHER.search(text))
    if another and not is_dispatcher(writer, facts):
        who = "、".join(facts.directory.name(account) for account in dispatchers("", facts))
        return Fault(f"换车、换驾驶员须经车辆调度员办理（{ARTICLE} 第7条），请联系{who}。")
    request = _which(text, facts, writer)
    if isinstance(request, Fault):
        return request
    kept: dict[str, Any] = {"amends": request.serial}
    if another:
        return _possible({**kept, "another": text}, facts, writer)
    said = _said(text, slots, trip_of(request))
    return _possible({**kept, **said}, facts, writer) if said else kept


def _said(text: str, slots: Slots, trip: Trip) -> Slots:
    """The new return: so many hours later, else the moment that was named, one with an hour before one without."""
    if hours := _HOURS.search(text):
        longer = timedelta(hours=_NUMBERS.get(hours[1]) or float(hours[1]))
        return {"return": f"{trip.back + longer:%Y-%m-%dT%H:%M}"}
    named = [name for name in ("return", "depart") if name in slots]
    with_hour = [name for name in named if "T" in str(slots[name])]
    last = next(iter(with_hour or named), "")
    pairs = (("return", last), ("return_part", f"{last}_part"))
    return {name: slots[old] for name, old in pairs if old in slots}


def _possible(slots: Slots, facts: Facts, writer: str) -> Slots | Fault:
    """The slots, or at once why the change cannot be made: no form is left open for what is refused anyhow."""
    refused = plan(slots, facts, writer)
    return refused if isinstance(refused, Fault) else slots


def _which(text: str, facts: Facts, writer: str) -> Request | Fault:
    """The booking that is meant: by its number, else the one under way, else the only one ahead."""
    open_ones = [(r, t) for r, t in booked.trips(facts, _OPEN) if t.returned_at is None]
    if number := NUMBER.search(text):
        spoken = serials.spoken(number[0])
        named = [r for r, t in open_ones if spoken and spoken.means(r.serial) and _may(writer, r, t, facts)]
        return named[0] if named else Fault(f"没有找到您可以变更的 {number[0].upper()}，请核对编号。")
    own = [(r, t) for r, t in open_ones if _concerns(writer, r, t) and t.back > facts.now]
    running = [r for r, t in own if t.depart <= facts.now]
    ahead = running or [r for r, _ in own]
    if not ahead:
        return Fault("没有找到可以变更的用车；新用车请说明时间、去向和用途，例如“明天上午9点用车去县里开会”。")
    if len(ahead) > 1:
        return Fault(f"您有{len(ahead)}份用车，请写明编号，例如“{ahead[-1].serial} 延长到17点回”。")
    return ahead[0]


def _may(writer: str, request: Request, trip: Trip, facts: Facts) -> bool:
    return _concerns(writer, request, trip) or is_dispatcher(writer, facts)


def _concerns(writer: str, request: Request, trip: Trip) -> bool:
    return writer in (request.applicant, request.entered_by, trip.driver, *trip.riders)


def _longer(request: Request, trip: Trip, slots: Slots, facts: Facts, writer: str) -> Plan | Fault:
    if trip.shares:
        return Fault(f"{request.serial} 是拼 {trip.shares} 的车，返回时间随该车，请与{trip.shares}的申请人商量。")
    until = _until(slots, trip, facts)
    if until <= max(trip.depart, facts.now) or until == trip.back:
        return Fault(f"返回时间应当晚于现在，并且与原定的{say_moment(trip.back, facts.today)}不同，请核对。")
    refused = _in_the_way(request, trip, replace(trip, back=until), facts)
    if refused:
        return Fault(refused)
    fields = (
        Field("编号", request.serial),
        Field("原定返回", say_moment(trip.back, facts.today)),
        Field("改为", say_moment(until, facts.today)),
        Field("车辆", words.car(trip, facts)),
    )
    return Plan(
        title="延长用车" if until > trip.back else "提前返回",
        form={"back": until.isoformat(), "back_said": True},
        steps=(),
        informed=(),
        fields=tuple(field for field in fields if field.value),
        notices=_told(request, trip, until, facts, writer),
        amends=request.serial,
    )


def _until(slots: Slots, trip: Trip, facts: Facts) -> datetime:
    """The new return. An hour without a day is one of the day on which the car was to be back."""
    until = coming_back(slots, trip.depart, facts)
    same_clock = datetime.combine(trip.back.date(), until.time(), until.tzinfo)
    return same_clock if until.date() == facts.today and trip.depart.date() > facts.today else until


def _in_the_way(request: Request, trip: Trip, longer: Trip, facts: Facts) -> str:
    """Who has the car or the driver in the time that is wanted beside, and what can be done (rules M16-1)."""
    if not trip.car or request.state not in ON_THE_ROAD:
        return ""
    who = "、".join(facts.directory.name(account) for account in dispatchers("", facts))
    until = say_moment(longer.back, facts.today)
    clash = taken(booked.car(trip.car), longer.depart, longer.back, facts.bookings, request.serial)
    if clash is not None:
        since = say_moment(clash.start, facts.today)
        return (
            f"不能延长到{until}：{trip.car} {since}起已派给{_whose(clash.serial, facts)}（{clash.serial}）。"
            f"请按原定时间返回，或者联系车辆调度员{who}调整。"
        )
    why = choosing.why_no_driver(trip.driver, longer, request.serial, facts)
    name = facts.directory.name(trip.driver)
    return f"不能延长到{until}：驾驶员{name}{why}。请联系车辆调度员{who}换驾驶员。" if why else ""


def _whose(serial: str, facts: Facts) -> str:
    found = booked.trip_numbered(serial, facts)
    return facts.directory.name(found[0].applicant) if found else "他人"


def _told(request: Request, trip: Trip, until: datetime, facts: Facts, writer: str) -> tuple[Notice, ...]:
    """The dispatcher and the driver; whoever approved it too, where it lasts another day; riders along."""
    what = f"{request.serial}（{trip.car or '未派车'}，去{trip.destination}）"
    said = f"{what}返回时间改为{say_moment(until, facts.today)}。"
    overnight = request.settled_by if until.date() > trip.back.date() else None
    along = [r.applicant for r, t in booked.trips(facts, _OPEN) if t.shares == request.serial]
    accounts = (
        *dispatchers("", facts),
        trip.driver,
        overnight.actor if overnight else "",
        request.applicant,
        *along,
    )
    return tuple(Notice(account, said) for account in dict.fromkeys(accounts) if account not in ("", writer))
