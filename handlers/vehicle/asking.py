"""What a booking still lacks, one thing at a time, and how it is read from what was said (rules M16-1, M16-5)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from handlers.engine.facts import Facts
from handlers.engine.matter import Fault, Question, Slots
from handlers.engine.wording import say_moment
from handlers.vehicle import words
from handlers.vehicle.purpose import is_private, is_vague
from handlers.vehicle.trip import Trip
from handlers.vehicle.when import coming_back, departure

_LATE = timedelta(hours=1)
_LONGEST = timedelta(days=30)
_ASKED = "asked_purpose"
"""The slot that remembers that the purpose was asked about: never twice."""
FOR_OTHERS = "for_others"
"""The slot that says that the car is asked for on behalf of those who are named, not of the writer (给王强派辆车)."""
_PRIVATE = "公车原则上不允许私用，须报办公室领导批准"


def question(slots: Slots, facts: Facts, applicant: str) -> Question | None:
    """The first thing missing: when, where to, what for (once), and on a rest day why it must be that day."""
    if "amends" in slots:
        return _until(slots)
    private = bool(slots.get("private"))
    if "depart" not in slots:
        choices = ("今天下午", "明天上午", "明天下午")
        return Question("depart", "请问什么时候出发？", choices, _PRIVATE if private else "按时间安排车辆")
    if not slots.get("destination"):
        places = tuple(place.name for place in facts.roster.places[:3])
        return Question("destination", "请问去哪里？", places, _PRIVATE if private else "派车单须写明去向")
    if private:
        return None
    if is_vague(str(slots.get("purpose", ""))) and not slots.get(_ASKED):
        return Question("purpose", "请简单写明用车办什么事。", ("开会", "下村", "送材料"), "公务用车须写明用途")
    return _holiday(slots, facts, applicant)


def _until(slots: Slots) -> Question | None:
    if "another" in slots or "return" in slots:
        return None
    return Question(
        "return", "请问改到什么时候回？", ("今天下午5点", "今天晚上8点", "明天上午12点"), "要重新核对车辆安排"
    )


def _holiday(slots: Slots, facts: Facts, applicant: str) -> Question | None:
    """Cars stay parked on rest days: a booking for one says why (rules M16-9)."""
    trip = read_trip(slots, facts, applicant)
    if slots.get("holiday_reason") or isinstance(trip, Fault) or not (rest := words.holiday(trip, facts)):
        return None
    return Question(
        "holiday_reason", f"{rest}，请说明为什么必须在这天用车。", (), "节假日公车应停驶，确需使用须说明原因"
    )


def merged(slots: Slots, changes: Slots) -> dict[str, Any]:
    """The slots after an answer or a correction. Another day asks anew why it must be a rest day."""
    kept = {**slots, **changes}
    if "purpose" in changes:
        kept[_ASKED] = True
        kept["private"] = is_private(str(changes["purpose"] or "")) or None
    if "depart" in changes:
        kept.pop("holiday_reason", None)
        kept.update(_same_hour(slots, changes))
        if "return" not in changes and str(kept.get("return", ""))[:10] < str(changes["depart"])[:10]:
            kept.pop("return", None)
    if "return" in changes and "return_part" not in changes:
        kept.pop("return_part", None)
    if "persons" in changes and "passengers" not in changes:
        kept.pop("passengers", None)
    return {name: value for name, value in kept.items() if value is not None}


def _same_hour(slots: Slots, changes: Slots) -> Slots:
    """Another day alone keeps the hour, or the part of the day, at which the car was to leave (改成后天)."""
    said, before = str(changes["depart"]), str(slots.get("depart", ""))
    if "T" in said:
        return {"depart_part": None}
    if "depart_part" in changes:
        return {}
    return {"depart": said + before[10:], "depart_part": slots.get("depart_part")}


def read_trip(slots: Slots, facts: Facts, applicant: str) -> Trip | Fault:
    """The trip that complete slots mean, or what is wrong with them."""
    leaves = departure(slots, facts)
    back = coming_back(slots, leaves, facts)
    if leaves < facts.now - _LATE:
        return Fault(f"出发时间{say_moment(leaves, facts.today)}已经过去，请核对时间。")
    if back <= leaves:
        return Fault(f"返回时间{say_moment(back, facts.today)}早于出发时间{say_moment(leaves, facts.today)}，请核对。")
    if back - leaves > _LONGEST:
        return Fault("一次用车超过一个月，请核对日期；确需长期用车的请到党政办办理。")
    return _trip(slots, leaves, back, facts, applicant)


def _trip(slots: Slots, leaves: datetime, back: datetime, facts: Facts, applicant: str) -> Trip:
    riders, guests = _riders(slots, facts, applicant)
    place = slots.get("destination", "")
    purpose = str(slots.get("purpose", ""))
    private = bool(slots.get("private")) or is_private(purpose)
    return Trip(
        depart=leaves,
        back=back,
        destination="、".join(place) if isinstance(place, (list, tuple)) else str(place),
        purpose=purpose,
        passengers=int(slots.get("passengers") or max(len(riders) + len(guests), 1)),
        riders=riders,
        guests=guests,
        back_said="return" in slots,
        private=private,
        vague=is_vague(purpose) and not private,
        holiday_reason=str(slots.get("holiday_reason", "")),
        wish=str(slots.get("vehicle", "")),
    )


def _riders(slots: Slots, facts: Facts, applicant: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who rides, by account where the roster knows exactly one of that name. The applicant rides along, unless exactly
    the others who were named ride (给何平、高峰派车，2个人)."""
    named = slots.get("persons") or ()
    names = [named] if isinstance(named, str) else [str(name) for name in named]
    found = {name: facts.directory.named(name) for name in names}
    riders = [members[0].account for members in found.values() if len(members) == 1]
    guests = tuple(name for name, members in found.items() if len(members) != 1)
    only_others = bool(names) and (slots.get("passengers") == len(names) or bool(slots.get(FOR_OTHERS)))
    own = [] if only_others else [applicant]
    return tuple(dict.fromkeys((*own, *riders))), guests


def slots_of(trip: Trip, applicant: str) -> dict[str, Any]:
    """The slots that would fill this booking again."""
    slots: dict[str, Any] = {
        "depart": f"{trip.depart:%Y-%m-%dT%H:%M}",
        "destination": trip.destination,
        "purpose": trip.purpose or None,
        "passengers": trip.passengers,
        "persons": [*(account for account in trip.riders if account != applicant), *trip.guests] or None,
        FOR_OTHERS: True if applicant not in trip.riders else None,
        "return": f"{trip.back:%Y-%m-%dT%H:%M}" if trip.back_said else None,
        "private": trip.private or None,
        "holiday_reason": trip.holiday_reason or None,
        "vehicle": trip.wish or None,
        _ASKED: True,
    }
    return {name: value for name, value in slots.items() if value is not None}
